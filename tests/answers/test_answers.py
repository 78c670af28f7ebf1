"""Answers from real documents with the real embedder: the figures may not fall."""

import datetime
from pathlib import Path

import pytest
import yaml

from corpus.answers import Filters, Outcome
from corpus.documents import Kind, Provenance
from evals.questions import load_questions
from evals.runs import run_questions
from service.indexed import IndexedKnowledgeBase
from service.knowledge_base import Question
from service.quotes import holds

ROOT = Path(__file__).parents[2]


def test_the_question_the_project_began_with(shipped: IndexedKnowledgeBase) -> None:
    answer = shipped.ask(Question("När tar Region Östergötland över som värd?"))
    assert answer.outcome is Outcome.ANSWERED
    first = answer.citations[0]
    assert "1 juni 2026" in first.quote
    assert first.document.source == "nyhetsbrev-maj-2026.html"
    assert first.document.provenance is Provenance.SUMMARY
    assert holds(first)


@pytest.mark.parametrize(
    "text", ["Hur bakar man kanelbullar?", "How do I reinstall Windows?", "Skriv en dikt om våren"]
)
def test_what_is_not_there_is_refused_with_what_is_nearest(shipped: IndexedKnowledgeBase, text: str) -> None:
    answer = shipped.ask(Question(text))
    assert answer.outcome is not Outcome.ANSWERED
    assert answer.citations == ()
    assert 0 < len(answer.related) <= 3


def test_filters_hold(shipped: IndexedKnowledgeBase) -> None:
    filters = Filters(kinds=frozenset({Kind.ANNUAL_REPORT}))
    answer = shipped.ask(Question("Vem är koordinator?", filters=filters))
    assert {citation.document.kind for citation in answer.citations} <= {Kind.ANNUAL_REPORT}
    nothing = shipped.ask(Question("Vem är koordinator?", filters=Filters(year_from=1900, year_to=1901)))
    assert nothing.outcome is Outcome.NO_SUPPORT
    assert nothing.related == ()


def test_at_most_k_citations_numbered_from_one(shipped: IndexedKnowledgeBase) -> None:
    for k in (1, 2, 5):
        answer = shipped.ask(Question("Vad är Platskompassen?", k=k))
        assert 1 <= len(answer.citations) <= k
        assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_the_same_question_gets_the_same_answer(shipped: IndexedKnowledgeBase) -> None:
    question = Question("Vilka temagrupper finns?", as_of=datetime.date(2026, 6, 1))
    assert shipped.ask(question) == shipped.ask(question)


@pytest.mark.parametrize("text", ["?", "och", "2024", "å ä ö", "𝔘𝔫𝔦", "a" * 2000, "\x00", "<script>alert(1)</script>"])
def test_odd_questions_get_an_answer_or_a_refusal(shipped: IndexedKnowledgeBase, text: str) -> None:
    answer = shipped.ask(Question(text))
    assert all(holds(citation) for citation in answer.citations)


def test_our_own_questions(shipped: IndexedKnowledgeBase) -> None:
    run = run_questions(shipped, load_questions(ROOT / "evals" / "questions" / "shipped-dev.jsonl"), {})
    figures = {name: value or 0.0 for name, value in run.figures().items()}
    assert figures["verbatim"] == 1.0
    assert figures["answer_hit"] >= 0.74
    assert figures["right_document"] >= 0.79
    assert figures["false_refusal"] <= 0.15
    assert figures["false_answer"] <= 0.30


def test_the_development_questions_over_the_real_documents(real: IndexedKnowledgeBase) -> None:
    questions = ROOT.parent / "shared" / "evals" / "questions-dev.jsonl"
    figures = {
        name: value or 0.0 for name, value in run_questions(real, load_questions(questions), {}).figures().items()
    }
    assert figures["verbatim"] == 1.0
    assert figures["answer_hit"] >= 0.90
    assert figures["right_document"] >= 0.85
    assert figures["false_refusal"] <= 0.07
    assert figures["false_answer"] <= 2 / 7


@pytest.mark.parametrize("text", ["a", "1 1 1", "a@ a@ a@", "?!", "12 + 12"])
def test_what_is_no_question_gets_no_answer(shipped: IndexedKnowledgeBase, text: str) -> None:
    assert shipped.ask(Question(text)).outcome is not Outcome.ANSWERED


@pytest.mark.parametrize("text", ["Vem är koordinator i dag?", "Vem är koordinator?", "Who is the coordinator today?"])
def test_today_is_answered_with_todays(shipped: IndexedKnowledgeBase, text: str) -> None:
    assert "Emma Hjalte" in shipped.ask(Question(text)).citations[0].quote


def test_an_earlier_day_is_not_answered_with_later_news(shipped: IndexedKnowledgeBase) -> None:
    answer = shipped.ask(Question("Vem är koordinator?", as_of=datetime.date(2025, 1, 1)))
    assert answer.as_of == datetime.date(2025, 1, 1)
    assert all("Emma Hjalte" not in citation.quote for citation in answer.citations[:1])


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_example_of_the_chat_is_answered(shipped: IndexedKnowledgeBase, language: str) -> None:
    texts = yaml.safe_load((ROOT / "ui" / "texts" / f"{language}.yaml").read_text("utf-8"))
    for group in texts["examples"]["groups"].values():
        for name in ("first", "second", "third"):
            assert shipped.ask(Question(group[name])).outcome is Outcome.ANSWERED, group[name]
