"""Vectors on a Chroma server give the answers that embedded ones give, and so do our own when the server is gone."""

from pathlib import Path

import pytest

from evals.questions import load_questions
from index.chroma_server import ServedIndex
from index.dense import CoveredIndex
from index.protocols import Hit, Vectors
from service.indexed import IndexedKnowledgeBase
from service.indexing import Progress
from service.knowledge_base import Question
from service.settings import Settings
from service.wiring import make_knowledge_base, run_ingest
from tests.chroma_server import running

ROOT = Path(__file__).parents[2]


FEW = 40


def answers(knowledge_base: IndexedKnowledgeBase, most: int | None = None) -> list[tuple[object, ...]]:
    """What a reader sees of the answers; scores are left out, since their last digits depend on the order of sums."""
    questions = load_questions(ROOT / "evals" / "questions" / "shipped-dev.jsonl")
    found = [knowledge_base.ask(Question(each.question, as_of=each.as_of)) for each in questions[:most]]
    return [
        (a.outcome, a.statements, a.citations, a.disagreements, tuple(each.passage.id for each in a.related))
        for a in found
    ]


def ingested(settings: Settings) -> IndexedKnowledgeBase:
    run_ingest(settings, [ROOT / "corpus" / "documents"], rebuild=False, progress=Progress())
    return make_knowledge_base(settings)


def test_every_dev_question_is_answered_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The shipped documents are so few that Chroma is not asked otherwise.
    monkeypatch.setattr(CoveredIndex, "_WIDTH", 60)
    monkeypatch.setattr(CoveredIndex, "_FACTOR", 1)
    asked = count_searches(monkeypatch)
    settings = Settings(data=tmp_path / "data")
    wanted = answers(ingested(settings))
    with running(tmp_path / "chroma") as server:
        served = settings.model_copy(update={"chroma_url": server.url})
        services = [ingested(served), make_knowledge_base(served)]
        assert not asked
        assert answers(services[0]) == wanted
        assert answers(services[1], FEW) == wanted[:FEW]
        assert len(asked) > len(wanted)
    assert answers(services[0], FEW) == wanted[:FEW]
    assert services[0].problem()


def count_searches(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The widths of the searches that reach the server, as they come."""
    asked: list[int] = []
    search = ServedIndex.search

    def counted(self: ServedIndex, vector: Vectors, k: int, among: frozenset[str] | None = None) -> list[Hit]:
        asked.append(k)
        return search(self, vector, k, among)

    monkeypatch.setattr(ServedIndex, "search", counted)
    return asked
