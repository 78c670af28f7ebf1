"""A run: every question of a file asked once, its rows kept with what the index was built with."""

import json
import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from corpus.answers import Filters, Outcome
from corpus.errors import InvalidRequest
from evals.measures import ANSWER_MEASURES, Row, hit, holds_group
from evals.questions import EvalQuestion
from service.knowledge_base import KnowledgeBase, Question
from service.quotes import holds

_PASSAGES = 10


@dataclass(frozen=True, slots=True)
class Run:
    """The rows of a run, in the questions' order, and what it was made with."""

    rows: tuple[Row, ...]
    made_with: dict[str, object]

    def figures(self) -> dict[str, float | None]:
        """Every measure by name, and the latency's median and 95th percentile in milliseconds."""
        figures = {str(measure): measure.of(self.rows) for measure in ANSWER_MEASURES}
        times = sorted(row.milliseconds for row in self.rows)
        figures["p50_ms"] = statistics.median(times)
        figures["p95_ms"] = times[max(0, round(len(times) * 0.95) - 1)]
        return figures

    def write(self, path: Path) -> None:
        """One JSON object: what it was made with, the figures, and a row for each question."""
        rows = [{**asdict(row), "hit": hit(row)} for row in self.rows]
        content = {"made_with": self.made_with, "figures": self.figures(), "rows": rows}
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1, default=str), "utf-8")

    @classmethod
    def read(cls, path: Path) -> "Run":
        """The run that `write` left there; raises InvalidRequest where the file holds none."""
        try:
            content = json.loads(path.read_text("utf-8"))
            return cls(tuple(_row_from(fields) for fields in content["rows"]), content["made_with"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InvalidRequest(f"{path} är ingen sparad mätning ({error!r}). Spara en med --out.") from error


def _row_from(fields: dict[str, Any]) -> Row:
    asked = dict(fields["question"])
    asked["documents"] = tuple(asked["documents"])
    asked["evidence"] = tuple(tuple(group) for group in asked["evidence"])
    return Row(
        question=EvalQuestion(**asked),
        answered=fields["answered"],
        quotes=tuple((stem, quote) for stem, quote in fields["quotes"]),
        verbatim=tuple(fields["verbatim"]),
        milliseconds=fields["milliseconds"],
        evidence_rank=fields["evidence_rank"],
    )


def run_questions(
    knowledge_base: KnowledgeBase, questions: Sequence[EvalQuestion], made_with: dict[str, object]
) -> Run:
    """Asks every question once, in order."""
    return Run(tuple(_row(knowledge_base, question) for question in questions), made_with)


def _row(knowledge_base: KnowledgeBase, question: EvalQuestion) -> Row:
    started = time.perf_counter()
    answer = knowledge_base.ask(Question(question.question, as_of=question.as_of))
    took = (time.perf_counter() - started) * 1000
    return Row(
        question=question,
        answered=answer.outcome is Outcome.ANSWERED,
        quotes=tuple((PurePosixPath(c.document.source).stem, c.quote) for c in answer.citations),
        verbatim=tuple(holds(citation) for citation in answer.citations),
        milliseconds=round(took, 2),
        evidence_rank=_evidence_rank(knowledge_base, question),
    )


def _evidence_rank(knowledge_base: KnowledgeBase, question: EvalQuestion) -> int | None:
    if not question.answerable:
        return None
    found = knowledge_base.search(question.question, Filters(), _PASSAGES)
    ranks = (
        rank
        for rank, ranked in enumerate(found, 1)
        if holds_group(question, PurePosixPath(ranked.document.source).stem, ranked.passage.text)
    )
    return next(ranks, None)
