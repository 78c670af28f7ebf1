"""Whether the documents answer a question at all: judged on what would be quoted, not on the search's score."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from service.evidence import Judge
from service.questions import STRICT, Analysis
from service.ranking import Evidence, weights

THRESHOLD = 0.47
"""The least chance at which an answer is given; the curve stands in docs/quality.md."""

_SHORTEST_WORD = 3
_TRANSLATED = 0.7
"""Where so much of a question is found in another language, its words say as much as in its own."""

_USUAL_COSINE = 0.85
_COSINE_SCALE = 20.0


@dataclass(frozen=True, slots=True)
class Support:
    """What speaks for or against answering at all; shares are 0 to 1, cosines counted in twentieths from .85.

    `covered` is the share of the question's content, weighted by rarity, that the best window or its place names;
    `unknown` the share that stands nowhere in the documents, `unknown_nouns` the same without what looks like a verb,
    which is the likeliest to be said in other words. All three are 0 where the window is in another language than the
    question and its words are not found there (`foreign`), since words say little there.
    """

    covered: float
    unknown: float
    unknown_nouns: float
    similarity: float
    nearest: float
    lacks_kind: float
    foreign: float
    foreign_covered: float
    name_missing: float
    year_missing: float
    score: float
    words: float
    own: float

    def vector(self) -> npt.NDArray[np.float64]:
        """The features in order, float64 (n,)."""
        return np.array(_VALUES(self), np.float64)


FEATURES = tuple(field.name for field in fields(Support))
_VALUES = attrgetter(*FEATURES)


def supported(question: Analysis, judge: Judge, evidence: Sequence[Evidence]) -> bool:
    """Whether the best evidence answers the question; `evidence` is best first."""
    if not evidence or not judge.weights or _is_noise(question):
        return False
    return chance(measure(question, judge, evidence)) >= THRESHOLD


def _is_noise(question: Analysis) -> bool:
    """Whether nothing in it is a word: letters alone, or numbers alone."""
    return all(len(term.base) < _SHORTEST_WORD or term.base.isdigit() for term in question.terms)


def chance(support: Support) -> float:
    """The chance, 0 to 1, that the documents answer: a logistic model fitted by `evals.fit`."""
    bias = float(weights("support", ("bias",))[0])
    return 1 / (1 + math.exp(-(bias + float(support.vector() @ weights("support", FEATURES)))))


def measure(question: Analysis, judge: Judge, evidence: Sequence[Evidence]) -> Support:
    """The features of a question with some evidence, best first."""
    best = evidence[0]
    covered = judge.covered(best.window)
    total = sum(judge.weights.values()) or 1.0
    unknown = [base for base in judge.unknown if not covered[base]]
    share = sum(judge.weights[base] * part for base, part in covered.items()) / total
    foreign = best.window.sentences[0].language != question.language and share < _TRANSLATED
    native = float(not foreign)
    nearest = max(max(found.window.similarities) for found in evidence)
    return Support(
        covered=native * share,
        unknown=native * sum(judge.weights[base] for base in unknown) / total,
        # Base forms of Swedish verbs end in -a.
        unknown_nouns=native * sum(judge.weights[base] for base in unknown if not base.endswith("a")) / total,
        similarity=_scaled(max(best.window.similarities)),
        nearest=_scaled(nearest),
        lacks_kind=best.features.lacks_expected * (question.expected in STRICT),
        foreign=float(foreign),
        foreign_covered=(1 - native) * share,
        name_missing=native * any(base in question.names for base in unknown),
        year_missing=float(any(not part and _is_year(base) for base, part in covered.items())),
        # How new it is says which of several answers holds today, not whether there is one.
        score=best.score - float(weights("window", ("recent",))[0]) * best.features.recent,
        words=len(judge.weights) / 5,
        own=best.features.own + best.features.foreign_own,
    )


def _is_year(base: str) -> bool:
    return base.isdigit() and len(base) == 4


def _scaled(cosine: float) -> float:
    return (cosine - _USUAL_COSINE) * _COSINE_SCALE
