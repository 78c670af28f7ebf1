"""The file of the tour."""

from pathlib import Path

import pytest

from corpus.errors import TourError
from service.onboarding.reading import SHIPPED, TourFile, read_tour
from service.onboarding.steps import LANGUAGES
from service.questions import Expected

GOOD = """
steps:
  fee:
    title: {sv: Avgift, en: Fee}
    text: {sv: Vad det kostar., en: What it costs.}
    questions:
      - sv: [Vad kostar det?, Hur hög är avgiften?]
        en: What does it cost?
        about: [avgift]
        answer: money
        quotes: 1
        years: 3
        optional: true
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "tour.yaml"
    path.write_text(text, "utf-8")
    return path


def test_the_shipped_tour_has_eight_to_twelve_steps_in_both_languages() -> None:
    tour = read_tour(SHIPPED)
    assert 8 <= len(tour.steps) <= 12
    for step in tour.steps:
        for language in LANGUAGES:
            assert step.title[language]
            assert step.text[language]
        assert all(question.about for question in step.questions), step.id
    assert any(step.positions for step in tour.steps)
    assert sum(len(step.words) for step in tour.steps) >= 10


def test_a_step_is_read_as_it_is_written(tmp_path: Path) -> None:
    tour = read_tour(write(tmp_path, GOOD.replace("[Vad kostar det?, Hur hög är avgiften?]", "Vad kostar det?")))
    (step,) = tour.steps
    (question,) = step.questions
    assert (step.id, step.title["en"]) == ("fee", "Fee")
    assert question.wordings == {"sv": ("Vad kostar det?",), "en": ("What does it cost?",)}
    assert (question.about, question.answer, question.quotes) == (("avgift",), Expected.MONEY, 1)
    assert (question.years, question.optional) == (3, True)
    assert tour.step("fee") is step
    assert tour.step("other") is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("steps:", "steg:", "”steps:”"),
        ("  fee:", "  Fee!:", "steget ”Fee!”: namnet"),
        ("    title: {sv: Avgift, en: Fee}\n", "", "steget ”fee”: title"),
        ("title: {sv: Avgift, en: Fee}", "title: Avgift", "steget ”fee”: title: skriv texten på båda språken"),
        ("en: Fee}", "fi: Fee}", "steget ”fee”: title: skriv texten på båda språken"),
        ("    text:", "    texts:", "fältet ”texts” är okänt"),
        ("answer: money", "answer: cash", "steget ”fee”, fråga 1: answer: ”cash” går inte. Skriv ett av person"),
        ("quotes: 1", "quotes: många", "quotes: skriv ett heltal från 1 till 6"),
        ("quotes: 1", "quotes: 100", "quotes: skriv ett heltal från 1 till 6"),
        ("years: 3", "years: 0", "years: skriv ett heltal"),
        ("optional: true", "optional: kanske", "optional: skriv true eller false"),
        ("about: [avgift]", "about: avgift", "about: skriv en lista"),
        ("What does it cost?", "", "fråga 1: en: skriv texten"),
        ("What it costs.", '"What {colour}?"', "text, en: {colour} går inte att fylla i"),
        ("What it costs.", "x" * 2000, "text, en: skriv en text med högst 1000 tecken"),
        ("    questions:", "    questions: []\n    other:", "fältet ”other” är okänt"),
        (GOOD, "steps: {fee: {title: {sv: A, en: B}, text: {sv: A, en: B}}}", "steget frågar inget"),
        (GOOD, "steps: [1, 2", "tour.yaml, rad 1: raden går inte att läsa"),
        ("en: What does it cost?", "en: [What?, How?]", "rad 8: raden går inte att läsa"),
        (GOOD, "steps:\n  fee: {}\n  fee: {}", "rad 2: ”fee” står två gånger"),
        ("optional: true", "quotes: 2", "”quotes” står två gånger"),
        (GOOD, "steps: {fee: 7}", "steget ”fee”: här ska stå fält"),
        (GOOD, "a: &a [x]\nsteps: *b", "går inte att läsa"),
    ],
)
def test_an_error_names_the_step_and_says_what_to_write(tmp_path: Path, old: str, new: str, said: str) -> None:
    good = GOOD.replace("[Vad kostar det?, Hur hög är avgiften?]", "Vad kostar det?")
    bad = new if old == GOOD else good.replace(old, new)
    assert bad != good
    with pytest.raises(TourError) as raised:
        read_tour(write(tmp_path, bad))
    assert said in str(raised.value)
    assert str(raised.value).startswith("tour.yaml")


def test_an_own_file_goes_before_the_shipped_one_and_is_read_again_when_it_changes(tmp_path: Path) -> None:
    file = TourFile(tmp_path / "tour.yaml")
    assert file.tour() == read_tour(SHIPPED)
    good = GOOD.replace("[Vad kostar det?, Hur hög är avgiften?]", "Vad kostar det?")
    path = write(tmp_path, good)
    first = file.tour()
    assert [step.id for step in first.steps] == ["fee"]
    assert file.tour() is first
    write(tmp_path, good.replace("fee:", "cost:"))
    assert [step.id for step in file.tour().steps] == ["cost"]
    write(tmp_path, "steps: 1")
    with pytest.raises(TourError):
        file.tour()
    path.unlink()
    assert file.tour() == read_tour(SHIPPED)
