"""Follow-ups asked of a real knowledge base, and the measure of them."""

import dataclasses
import datetime
import json
from pathlib import Path

import pytest

from corpus.answers import Outcome
from corpus.errors import InvalidRequest
from evals.conversations import Said, figures, held, load_conversations, same_answer
from evals.questions import load_questions
from service.following.completing import complete
from service.indexed import IndexedKnowledgeBase
from service.indexing import Progress
from service.knowledge_base import Question, Turn
from service.settings import Settings
from service.wiring import make_knowledge_base, run_ingest

ROOT = Path(__file__).parents[2]
TODAY = datetime.date(2026, 11, 22)
TEXT = """# Vårmötet i Ekeby 2025

Vårmötet 2025 hölls i Ekeby den 3 april 2025. Temat för mötet var tystnad och trygghet.

# Vårmötet i Norrby 2024

Vårmötet 2024 hölls i Norrby den 9 april 2024. Temat för mötet var cykling och hälsa.
"""


@pytest.fixture(scope="module")
def knowledge_base(tmp_path_factory: pytest.TempPathFactory) -> IndexedKnowledgeBase:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "moten.md").write_text(TEXT, "utf-8")
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    run_ingest(settings, [folder], rebuild=False, progress=Progress())
    return make_knowledge_base(settings)


HISTORY = (Turn("user", "Var hölls vårmötet 2025?"), Turn("assistant", "Vårmötet 2025 hölls i Ekeby. [1]"))


def test_a_follow_up_is_answered_as_its_complete_form(knowledge_base: IndexedKnowledgeBase) -> None:
    answer = knowledge_base.ask(Question("Och 2024?", history=HISTORY))
    whole = knowledge_base.ask(Question("Var hölls vårmötet 2024?"))
    assert (answer.question, answer.understood_as) == ("Och 2024?", "Var hölls vårmötet 2024?")
    assert (answer.outcome, answer.citations) == (Outcome.ANSWERED, whole.citations)
    assert "Norrby" in answer.citations[0].quote


def test_a_question_that_stands_by_itself_is_answered_as_without_history(knowledge_base: IndexedKnowledgeBase) -> None:
    question = "Vilket tema hade vårmötet i Norrby?"
    assert knowledge_base.ask(Question(question, history=HISTORY)) == knowledge_base.ask(Question(question))


def test_an_english_follow_up_of_a_swedish_question_is_answered_in_english(
    knowledge_base: IndexedKnowledgeBase,
) -> None:
    answer = knowledge_base.ask(Question("and in 2024?", history=HISTORY))
    assert (answer.language, answer.understood_as) == ("en", "Var hölls vårmötet 2024?")
    assert "Norrby" in answer.citations[0].quote


def test_the_measure_tells_right_from_wrong(knowledge_base: IndexedKnowledgeBase) -> None:
    turns = [
        Said("Var hölls vårmötet 2025?", "Var hölls vårmötet 2025?", follows=False),
        Said("Och 2024?", "Var hölls vårmötet 2024?", follows=True),
        Said("Och 2025?", "Var hölls vårmötet 2024?", follows=True),
        Said("Vilket tema hade vårmötet i Norrby?", "Vilket tema hade vårmötet i Norrby?", follows=False),
        Said("Och i Ekeby?", "Och i Ekeby?", follows=False),
    ]
    rows = list(held(knowledge_base, "a", turns))
    assert [row.same for row in rows[:2]] == [True, False]
    assert [row.carried_over for row in rows] == [False, False, False, True]
    assert figures(rows) == {
        "follow_ups": 2,
        "same_answer": 0.5,
        "among_its_quotes": 0.5,
        "completed": 1.0,
        "changes_of_subject": 2,
        "carried_over": 1,
    }


def test_refusals_are_the_same_answer_only_to_refusals(knowledge_base: IndexedKnowledgeBase) -> None:
    answer = knowledge_base.ask(Question("Var hölls vårmötet 2025?"))
    refusal = dataclasses.replace(answer, outcome=Outcome.NO_SUPPORT, statements=(), citations=())
    assert same_answer(refusal, refusal)
    assert not same_answer(refusal, answer)


def test_development_questions_are_left_alone_whatever_was_asked_before() -> None:
    folder = ROOT / "evals" / "questions"
    questions = [each for name in ("shipped", "words") for each in load_questions(folder / f"{name}-dev.jsonl")]
    changed = {
        question.id
        for question in questions
        for before in ("Vem är ordförande?", "När hölls vårmötet i Ekeby?", "How does a city become a member?")
        if complete(question.question, [Turn("user", before), HISTORY[1]], question.language, TODAY).changed
    }
    assert len(questions) > 150
    # Two say "de" and "dom" of nobody named.
    assert len(changed) <= 2


def test_the_conversations_hold_what_they_are_meant_to() -> None:
    development = load_conversations(ROOT / "evals" / "questions" / "conversations-dev.jsonl")
    assert len(development) == 40
    assert all(2 <= len(turns) <= 4 for turns in development.values())
    assert sum(not said.follows for turns in development.values() for said in turns[1:]) >= 10
    assert all(said.words == said.complete for turns in development.values() for said in turns if not said.follows)


@pytest.mark.parametrize("line", ["{}", "nej", json.dumps({"id": "a", "turns": [{"says": "b"}]})])
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "conversations.jsonl"
    path.write_text(f"{json.dumps({'id': 'a', 'turns': []})}\n{line}\n", "utf-8")
    with pytest.raises(InvalidRequest, match="rad 2"):
        load_conversations(path)
