"""Measures as objects that print as their own names.

Each takes the rows of a run and gives a figure from 0 to 1, or None where no row counts. An answerable question that
was refused scores 0. The definitions of answer_hit, first_hit, right_document, false_refusal and false_answer are
those of the network's own scorer; recall@k, MRR@k and nDCG@k those of TREC (Järvelin & Kekäläinen 2002 for nDCG with
binary gain); citation precision and recall follow ALCE (Gao et al. 2023, arXiv:2305.14627), with the expected evidence
in place of a model's judgement of entailment.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.questions import EvalQuestion

MAX_CITATIONS = 3
FIRST_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one question: its quotes with the stems of their documents, in order, and the time it took.

    `evidence_rank` is the rank, from 1, of the first passage found that holds a group of the expected evidence; None
    where none of those looked at does.
    """

    question: EvalQuestion
    answered: bool
    quotes: tuple[tuple[str, str], ...]
    verbatim: tuple[bool, ...]
    milliseconds: float
    evidence_rank: int | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A named figure over rows."""

    name: str
    of: Callable[[Sequence[Row]], float | None]

    def __str__(self) -> str:
        return self.name


def squeeze(text: str) -> str:
    """Letters and digits alone, folded, so that white space and hyphenation cannot hide a match."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).replace("\u00ad", "")).casefold()


def hit(row: Row, most: int = MAX_CITATIONS, longest: int | None = None) -> bool:
    """Whether the first `most` quotes from the right documents hold every group of evidence."""
    if not row.answered:
        return False
    held = [
        squeeze(quote)
        for stem, quote in row.quotes[:most]
        if stem in row.question.documents and (longest is None or len(quote) <= longest)
    ]
    return bool(held) and all(
        any(squeeze(text) in quote for text in group for quote in held) for group in row.question.evidence
    )


def holds_group(question: EvalQuestion, stem: str, text: str) -> bool:
    """Whether a text of the document with that stem holds some group of the expected evidence."""
    held = squeeze(text)
    return stem in question.documents and any(squeeze(words) in held for group in question.evidence for words in group)


def first_hit(row: Row) -> bool:
    """Whether the first quote alone, short enough to read at a glance, holds all of the evidence."""
    return hit(row, 1, FIRST_LENGTH)


def _share(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _citation_precision(rows: Sequence[Row]) -> float | None:
    return _share([holds_group(row.question, *quote) for row in _yes(rows) for quote in row.quotes])


def _citation_recall(rows: Sequence[Row]) -> float | None:
    """The mean share of a question's groups of evidence that its quotes hold; 0 for a refusal."""
    return _mean([_groups_held(row) / len(row.question.evidence) for row in _yes(rows) if row.question.evidence])


def _groups_held(row: Row) -> int:
    quotes = [squeeze(quote) for stem, quote in row.quotes if row.answered and stem in row.question.documents]
    return sum(any(squeeze(words) in quote for words in group for quote in quotes) for group in row.question.evidence)


def _yes(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.question.answerable]


def _right(rows: Sequence[Row]) -> float | None:
    return _share([stem in row.question.documents for row in _yes(rows) for stem, _ in row.quotes])


ANSWER_HIT = Measure("answer_hit", lambda rows: _share([hit(row) for row in _yes(rows)]))
FIRST_HIT = Measure("first_hit", lambda rows: _share([first_hit(row) for row in _yes(rows)]))
RIGHT_DOCUMENT = Measure("right_document", _right)
FALSE_REFUSAL = Measure("false_refusal", lambda rows: _share([not row.answered for row in _yes(rows)]))
FALSE_ANSWER = Measure(
    "false_answer", lambda rows: _share([row.answered for row in rows if not row.question.answerable])
)
VERBATIM = Measure("verbatim", lambda rows: _share([ok for row in rows for ok in row.verbatim]))
CITATION_PRECISION = Measure("citation_precision", _citation_precision)
CITATION_RECALL = Measure("citation_recall", _citation_recall)
PASSAGE_RECALL = Measure("recall@5", lambda rows: _share([(row.evidence_rank or 6) <= 5 for row in _yes(rows)]))
PASSAGE_RANK = Measure(
    "MRR@10", lambda rows: _mean([1 / row.evidence_rank if row.evidence_rank else 0.0 for row in _yes(rows)])
)
ANSWER_MEASURES = (
    ANSWER_HIT,
    FIRST_HIT,
    RIGHT_DOCUMENT,
    CITATION_PRECISION,
    CITATION_RECALL,
    FALSE_REFUSAL,
    FALSE_ANSWER,
    VERBATIM,
    PASSAGE_RECALL,
    PASSAGE_RANK,
)


def recall_at(k: int, ranking: Sequence[str], relevant: frozenset[str]) -> float:
    """The share of the relevant documents among the first `k`; 0 where nothing is relevant."""
    return len(relevant.intersection(ranking[:k])) / len(relevant) if relevant else 0.0


def reciprocal_rank_at(k: int, ranking: Sequence[str], relevant: frozenset[str]) -> float:
    """One over the rank of the first relevant document among the first `k`, else 0."""
    return next((1 / rank for rank, name in enumerate(ranking[:k], 1) if name in relevant), 0.0)


def ndcg_at(k: int, ranking: Sequence[str], relevant: frozenset[str]) -> float:
    """Normalised discounted cumulative gain with binary gain; 0 where nothing is relevant."""
    gain = sum(1 / math.log2(rank + 1) for rank, name in enumerate(ranking[:k], 1) if name in relevant)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(relevant)) + 1))
    return gain / ideal if ideal else 0.0
