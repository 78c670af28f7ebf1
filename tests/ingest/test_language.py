import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from ingest.describing.language import language_of, shares_of

SWEDISH = "Nätverket samlar kommuner och regioner som arbetar för en god och jämlik hälsa i hela landet."
ENGLISH = "The network brings municipalities and regions together to work for good and equal health in the country."


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Vem är koordinator?", "sv"),
        ("Who is the coordinator?", "en"),
        ("Vem sitter i styrelsen?", "sv"),
        ("Vad sa de om desinformation?", "sv"),
        ("What is Säker Vatten?", "en"),
        ("When does Region Östergötland take over as host?", "en"),
        ("Styrelsen", "sv"),
        (SWEDISH, "sv"),
        (ENGLISH, "en"),
    ],
)
def test_questions_and_sentences(question: str, language: str) -> None:
    other = "en" if language == "sv" else "sv"
    assert language_of(question, default=other) == language


@pytest.mark.parametrize("text", ["", "2024", "?!", "WHO", "Healthy Cities", "Region Halland", "a"])
@pytest.mark.parametrize("default", ["sv", "en"])
def test_what_does_not_tell_is_the_default(text: str, default: str) -> None:
    assert language_of(text, default=default) == default


def test_another_prior_knows_other_languages() -> None:
    text = "Vi arbejder for at skabe et godt og sundt liv for alle borgere i kommunen."
    assert language_of(text, prior={"sv": 0.4, "da": 0.6}) == "da"


def test_the_same_text_gives_the_same_language_from_any_thread() -> None:
    state = random.getstate()
    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(language_of, [f"{SWEDISH} {ENGLISH}"] * 40))
    assert len(found) == 1
    assert random.getstate() == state


def test_a_second_language_counts_from_a_tenth_of_the_paragraphs() -> None:
    assert tuple(shares_of("\n\n".join([SWEDISH] * 5 + [ENGLISH]))) == ("sv", "en")
    assert tuple(shares_of("\n\n".join([SWEDISH] * 20 + [ENGLISH]))) == ("sv",)
    assert tuple(shares_of("\n\n".join([ENGLISH] * 3 + [SWEDISH]))) == ("en", "sv")


def test_short_texts_are_taken_whole() -> None:
    assert tuple(shares_of("Vem är du?")) == ("sv",)
    assert tuple(shares_of("", default="en")) == ("en",)


def test_letters_of_no_language_it_knows_give_the_default() -> None:
    assert language_of("𝔘𝔫𝔦", default="en") == "en"
