"""The shipped steps over the shipped documents and over the real ones: what a new member reads."""

from pathlib import Path

import pytest

from service.onboarding.answered import AnsweredStep, Replied, Support
from service.onboarding.steps import LANGUAGES
from service.quotes import holds
from tests.onboarding.conftest import Toured, make_toured
from tests.service.ingesting import write

EARLIER = {"sv": "Tidigare:", "en": "Earlier:"}


def reply(step: AnsweredStep, word: str) -> Replied:
    """The first question of the step that has the word."""
    return next(each for each in step.replies if word in each.question.casefold())


def quoted(step: AnsweredStep) -> str:
    return "\n".join(quote.citation.quote for each in step.replies for quote in each.quotes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_is_answered_and_every_quote_holds(shipped: Toured, language: str) -> None:
    count, steps = shipped.guide.steps(language)
    assert count == len(steps) >= 8
    assert {step.id: step.support for step in steps} == {step.id: Support.WHOLE for step in steps}
    assert [step.number for step in steps] == list(range(1, count + 1))
    quotes = [quote.citation for step in steps for each in step.replies for quote in each.quotes]
    quotes += [word.citation for step in steps for word in step.words if word.citation]
    quotes += [position.citation for step in steps for position in step.positions]
    assert len(quotes) > 40
    assert all(holds(citation) for citation in quotes)


@pytest.mark.parametrize("place", ["shipped", "real"])
@pytest.mark.parametrize(("language", "words"), [("sv", ("koordinator", "värd")), ("en", ("coordinator", "hosts"))])
def test_the_offices_are_answered_with_who_holds_them_now(
    request: pytest.FixtureRequest, place: str, language: str, words: tuple[str, str]
) -> None:
    toured: Toured = request.getfixturevalue(place)
    for step_id in ("who-is-who", "contact"):
        step = toured.guide.step(step_id, language)
        for word, now, before in (
            (words[0], "Emma Hjalte", "Johanna Linnarsson"),
            (words[1], "Region Östergötland", "Trollhättan"),
        ):
            first, *rest = reply(step, word).quotes
            assert now in first.citation.quote
            assert before not in first.citation.quote
            assert first.lead == ""
            assert all(each.lead == EARLIER[language] for each in rest)
            assert step_id != "who-is-who" or any(before in each.citation.quote for each in rest)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_year_is_told_by_what_is_newest(shipped: Toured, language: str) -> None:
    step = shipped.guide.step("calendar", language)
    assert "19–20 mars 2026" in quoted(step)
    assert "2018" not in quoted(step)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_said_lately_is_newest_first(shipped: Toured, language: str) -> None:
    step = shipped.guide.step("said", language)
    dates = [str(position.document.issued_on) for position in step.positions]
    assert dates == sorted(dates, reverse=True)
    assert dates[0] == "2026-03-20"


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_explained_by_a_sentence_that_has_them(shipped: Toured, language: str) -> None:
    step = shipped.guide.step("words", language)
    explained = {word.word: word.citation.quote for word in step.words if word.citation}
    assert len(explained) >= 10
    names = {"sv": ("Platskompassen", "social hållbarhet"), "en": ("Place Standard Tool", "social sustainability")}
    assert "ett dialogverktyg" in explained[names[language][0]]
    assert "grundläggande behov" in explained[names[language][1]]
    assert any(word.citation is None for word in step.words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_over_the_real_documents_at_least_seven_steps_stand(real: Toured, language: str) -> None:
    _, steps = real.guide.steps(language)
    standing = [step.id for step in steps if step.support is Support.WHOLE]
    assert len(standing) >= 7
    # No document of these says what it takes to become a member, and passages about members are no answer.
    joining = next(step for step in steps if step.id == "joining")
    assert joining.support is Support.PARTLY
    assert joining.replies[0].quotes == ()


def test_documents_about_something_else_support_no_step(tmp_path: Path) -> None:
    texts = {
        "bakning.md": "# Baka bröd\n\nBröd är en bakad deg. Degen ska jäsa i en timme varje morgon.\n",
        "vader.md": "# Väder\n\nDen 14 mars 2026 föll det snö i norr. Emil Sjöberg mätte djupet.\n",
    }
    for name, text in texts.items():
        write(tmp_path / "documents", name, text)
    toured = make_toured(tmp_path / "documents", tmp_path / "data")
    for language in LANGUAGES:
        assert {step.support for step in toured.guide.steps(language)[1]} == {Support.NONE}


def test_a_step_whose_document_is_gone_says_so_at_once(lessened: Toured) -> None:
    assert lessened.guide.step("joining", "sv").support is Support.WHOLE
    lessened.without("sa-blir-du-medlem.html", "om-healthy-cities-sverige.html", "nyhetsbrev-maj-2026.html")
    joining, giving = (lessened.guide.step(each, "sv") for each in ("joining", "giving"))
    assert joining.support is Support.PARTLY
    assert joining.replies[0].quotes == ()
    assert reply(giving, "stöd").quotes == ()
    for language in LANGUAGES:  # the newest that is left answers
        step = lessened.guide.step("who-is-who", language)
        assert "Emma Hjalte" not in quoted(step)
        assert "Johanna Linnarsson" in step.replies[0].quotes[0].citation.quote
    lessened.without("verksamhetsberattelse-2024.pdf")
    assert lessened.guide.step("joining", "en").support is Support.NONE
