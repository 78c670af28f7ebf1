"""A guide over small documents: what is shown, when it is asked again, and what is told when it cannot be."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.answers import Filters
from corpus.errors import IndexMissing, NotFound, TourError
from service.onboarding.answered import Support
from service.positions.entries import Position
from tests.onboarding.place import (
    DAY,
    DEFINED,
    DEMAND,
    FEE,
    FILES,
    HOSTILE_DEFINED,
    NEW_COORDINATOR,
    OLD_COORDINATOR,
    STEPS,
    Tour,
    make_tour,
)


@pytest.fixture
def tour(tmp_path: Path) -> Tour:
    return make_tour(tmp_path)


def test_each_step_shows_the_quotes_that_hold_what_it_is_about(tour: Tour) -> None:
    count, (fee, who, said, words, moon) = tour.guide.steps("sv")
    assert count == 5
    assert [quote.citation.quote for quote in fee.replies[0].quotes] == [FEE]
    now, before = who.replies[0].quotes
    assert (now.lead, now.citation.quote) == ("", NEW_COORDINATOR)
    assert (before.lead, before.citation.quote) == ("Tidigare:", OLD_COORDINATOR)
    assert [position.citation.quote for position in said.positions] == [DEMAND]
    explained = {word.word: word.citation.quote if word.citation else None for word in words.words}
    assert explained == {"Platskompassen": DEFINED, "Fartyg": HOSTILE_DEFINED, "rymdhiss": None}
    assert moon.replies[0].quotes == ()
    supports = [step.support for step in (fee, who, said, words, moon)]
    assert supports == [Support.WHOLE, Support.PARTLY, Support.WHOLE, Support.WHOLE, Support.NONE]
    assert fee.as_of == DAY


def test_an_answer_in_other_words_of_the_question_is_found_in_english(tour: Tour) -> None:
    fee = tour.guide.step("fee", "en")
    assert (fee.title, fee.replies[0].question) == ("The fee", "What is the membership fee?")
    assert FEE in fee.replies[0].quotes[0].citation.quote


def test_a_part_of_the_steps_is_answered_alone(tour: Tour) -> None:
    count, steps = tour.guide.steps("sv", 2, 1)
    assert (count, [step.id for step in steps]) == (5, ["who", "said"])
    assert tour.guide.steps("sv", 2, 9) == (5, [])


def test_a_step_is_asked_once_and_again_when_documents_or_steps_change(tour: Tour) -> None:
    first = tour.guide.step("fee", "sv")
    assert tour.guide.step("fee", "sv") is first
    (tour.place.documents / "avgift.md").unlink()
    tour.place.ingest()
    gone = tour.guide.step("fee", "sv")
    assert (gone.support, gone.replies[0].quotes) == (Support.NONE, ())
    tour.file.write_text(STEPS.replace("fee:", "cost:").replace("Avgiften,", "Kostnaden,"), "utf-8")
    assert tour.guide.step("cost", "sv").title == "Kostnaden"
    with pytest.raises(NotFound):
        tour.guide.step("fee", "sv")


def test_the_network_is_named_as_its_documents_name_it(tmp_path: Path) -> None:
    steps = STEPS.replace("Vad det kostar.", '"Vad {network} kostar."')
    files = {name: f"{text}\n© Nätverket Norrsken\n" for name, text in FILES.items()}
    unnamed = make_tour(tmp_path / "a", steps=steps).guide.step("fee", "sv").text
    assert unnamed == "Vad nätverket kostar."
    named = make_tour(tmp_path / "b", files, steps).guide.step("fee", "sv").text
    assert "{network}" not in named


def test_a_file_that_cannot_be_read_is_told_by_name_and_step(tour: Tour) -> None:
    tour.file.write_text(STEPS.replace("answer: money", "answer: cash"), "utf-8")
    with pytest.raises(TourError, match="tour.yaml: steget ”fee”, fråga 1: answer"):
        tour.guide.steps("sv")


def test_nothing_ingested_is_told(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        make_tour(tmp_path, {}).guide.steps("sv")


def test_many_who_come_at_once_make_one_step_once(tour: Tour) -> None:
    asked: list[str] = []
    find = tour.guide._find_positions

    def counted(query: str, filters: Filters, k: int) -> Sequence[Position]:
        asked.append(query)
        return find(query, filters, k)

    tour.guide._find_positions = counted
    with ThreadPoolExecutor(16) as pool:
        steps = list(pool.map(lambda _: tour.guide.step("said", "sv"), range(64)))
    assert len(asked) == 1
    assert all(step is steps[0] for step in steps)
