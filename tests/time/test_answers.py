"""Answers of a day over documents made for the test, and over the real ones."""

import datetime
from pathlib import Path

import pytest

from corpus.answers import Outcome
from evals.times import made, right
from service.indexed import IndexedKnowledgeBase
from service.indexing import Progress
from service.knowledge_base import Question
from service.settings import Settings
from service.wiring import make_knowledge_base, run_ingest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> IndexedKnowledgeBase:
    settings = Settings(data=tmp_path_factory.mktemp("shipped"))
    run_ingest(settings, [ROOT / "corpus" / "documents"], rebuild=False, progress=Progress())
    return make_knowledge_base(settings)


def test_made_up_documents_are_answered_as_of_their_days(tmp_path: Path) -> None:
    world, knowledge_base = made(1, tmp_path, held=False)
    cases = list(world.cases())
    good = [right(case, knowledge_base.ask(Question(case.question, as_of=case.as_of))) for case in cases]
    assert len(cases) >= 60
    assert sum(good) / len(good) >= 0.95


@pytest.mark.parametrize(
    ("text", "as_of", "first", "label", "second"),
    [
        ("Vem är koordinator i dag?", None, "Emma Hjalte", "Tidigare:", "Johanna Linnarsson"),
        ("Vilken organisation är värd nu?", None, "Region Östergötland", "Tidigare:", "Trollhättan"),
        ("Who is the coordinator?", None, "Emma Hjalte", "Earlier:", "Johanna Linnarsson"),
        ("Vem är koordinator?", "2026-05-20", "Johanna Linnarsson", "Från den 1 juni 2026:", "Emma Hjalte"),
        ("Vem var ordförande innan Fredrik Hansson?", None, "Frida Trollmyr", "Från april 2023:", "Fredrik Hansson"),
    ],
)
def test_the_one_in_force_first_and_the_other_named_as_such(
    shipped: IndexedKnowledgeBase, text: str, as_of: str | None, first: str, label: str, second: str
) -> None:
    day = datetime.date.fromisoformat(as_of) if as_of else None
    answer = shipped.ask(Question(text, as_of=day))
    assert first in answer.citations[0].quote
    assert answer.statements[1].text.startswith(label)
    assert second in answer.statements[1].text


def test_what_the_question_says_of_time_comes_before_as_of(shipped: IndexedKnowledgeBase) -> None:
    answer = shipped.ask(Question("Vem var ordförande 2021?", as_of=datetime.date(2026, 1, 1)))
    assert answer.as_of == datetime.date(2021, 12, 31)
    assert "Frida Trollmyr" in answer.citations[0].quote


def test_nobody_is_guessed_for_a_time_of_which_the_documents_say_nothing(shipped: IndexedKnowledgeBase) -> None:
    assert shipped.ask(Question("Vem var ordförande 2010?")).outcome is Outcome.NO_SUPPORT


def test_the_two_dates_of_one_conference_are_both_shown(shipped: IndexedKnowledgeBase) -> None:
    answer = shipped.ask(Question("När hålls slutkonferensen för Samling för social hållbarhet?"))
    (found,) = answer.disagreements
    quotes = [citation.quote for citation in answer.citations if citation.number in found.citations]
    assert any("2013" in quote for quote in quotes)
    assert any("2003" in quote for quote in quotes)


@pytest.mark.parametrize(
    "text", ["När bildades nätverket?", "Hur många medlemmar har nätverket?", "Vad är Platskompassen?"]
)
def test_no_disagreement_is_invented(shipped: IndexedKnowledgeBase, text: str) -> None:
    assert shipped.ask(Question(text)).disagreements == ()
