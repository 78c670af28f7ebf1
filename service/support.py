"""Whether the documents answer a question at all: judged on what would be quoted, not on the search's score."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from service.demands import HELD, held_around, is_met, is_named
from service.evidence import Judge
from service.questions import Analysis, Expected
from service.ranking import Evidence, weights

THRESHOLD = 0.28
"""The least chance at which an answer is given; the curve stands in docs/quality.md."""

READ_THRESHOLD = 0.4
"""The same where a reranker has read what would be quoted."""

_SUREST = 6.0
_SHORTEST_WORD = 3
_AROUND = 0.6
_NO_PLAIN = 0.5
_MOST_UNKNOWN = 3
_TRANSLATED = 0.7
"""Where so much of a question is found in another language, its words say as much as in its own."""

_USUAL_COSINE = 0.85
_COSINE_SCALE = 20.0


@dataclass(frozen=True, slots=True)
class Support:
    """What speaks for or against answering at all; shares are 0 to 1, cosines counted in twentieths from .85.

    `covered` is the share of the question's content, weighted by rarity, that the best window or its place names;
    0 where the window is in another language and few of its words are found there (`foreign`, `foreign_covered`).
    `plain` is the share of what is no name that is found there; `focus_missing` the rarity, 0 to 1, of the rarest word
    that says what is asked for ("vilken bank") and that nothing bears out; `foreign_missing` that of any word, in
    another language. `unknown` is the share of the question that stands nowhere in the documents, `unknowns` how many
    of its words, at most three. The `lacks` ones are 1 where nothing of the kind that is asked for stands there.
    `read` is how a reranker has read the best evidence, `read_most` the best of all; 0 where none has read.
    `unmet` is 1 where the best evidence does not meet what the question demands (`service.demands`): with a reranker
    that weighs much, without one it decides.
    """

    covered: float
    similarity: float
    foreign: float
    foreign_covered: float
    score: float
    words: float
    own: float
    together: float
    plain: float
    focus_missing: float
    foreign_missing: float
    unknown: float
    unknowns: float
    lacks_person: float
    lacks_place: float
    read: float
    read_most: float
    unmet: float

    def vector(self) -> npt.NDArray[np.float64]:
        """The features in order, float64 (n,)."""
        return np.array(_VALUES(self), np.float64)


FEATURES = tuple(field.name for field in fields(Support))
_VALUES = attrgetter(*FEATURES)


def supported(question: Analysis, judge: Judge, evidence: Sequence[Evidence]) -> bool:
    """Whether the best evidence answers the question; `evidence` is best first."""
    if not evidence or not judge.weights or _is_noise(question):
        return False
    measured = measure(question, judge, evidence)
    if evidence[0].reading is not None:
        return chance(measured, "support_read") >= READ_THRESHOLD
    return not measured.unmet and chance(measured, "support") >= THRESHOLD


def _is_noise(question: Analysis) -> bool:
    """Whether nothing in it is a word: letters alone, or numbers alone."""
    return all(len(term.base) < _SHORTEST_WORD or term.base.isdigit() for term in question.terms)


def chance(support: Support, model: str) -> float:
    """The chance, 0 to 1, that the documents answer: a logistic model fitted by `evals.fit`."""
    bias = float(weights(model, ("bias",))[0])
    return 1 / (1 + math.exp(-(bias + float(support.vector() @ weights(model, FEATURES)))))


def measure(question: Analysis, judge: Judge, evidence: Sequence[Evidence]) -> Support:
    """The features of a question with some evidence, best first."""
    best = evidence[0]
    covered = judge.covered(best.window)
    total = sum(judge.weights.values()) or 1.0
    share = sum(judge.weights[base] * part for base, part in covered.items()) / total
    foreign = best.window.sentences[0].language != question.language and share < _TRANSLATED
    native = float(not foreign)
    missing = _missing(question, judge, evidence)
    unknown = [judge.weights[base] for base in judge.unknown if covered[base] < HELD]
    return Support(
        covered=native * share,
        similarity=_scaled(max(best.window.similarities)),
        foreign=float(foreign),
        foreign_covered=(1 - native) * share,
        # How new it is says which of several answers holds today, not whether there is one.
        score=best.score - float(weights("window", ("recent",))[0]) * best.features.recent,
        words=len(judge.weights) / 5,
        own=best.features.own + best.features.foreign_own,
        together=best.features.together,
        plain=_plain_share(question, judge, covered),
        focus_missing=native * missing["focus"],
        foreign_missing=(1 - native) * missing["other"],
        unknown=native * sum(unknown) / total,
        unknowns=min(len(unknown), _MOST_UNKNOWN),
        lacks_person=best.features.lacks_expected * (question.expected is Expected.PERSON),
        lacks_place=best.features.lacks_expected * (question.expected is Expected.PLACE),
        read=_read(best),
        read_most=max(map(_read, evidence)),
        unmet=float(not is_met(question, judge, best, evidence)),
    )


def _read(found: Evidence) -> float:
    """How the evidence was read, within what tells anything; 0 where it was not."""
    return min(max(found.reading.best, -_SUREST), _SUREST) if found.reading else 0.0


def _plain_share(question: Analysis, judge: Judge, covered: Mapping[str, float]) -> float:
    """How much of what is no name is found, weighted by rarity, 0 to 1; a half where all are names.

    Names a near miss has in common with what answers.
    """
    plain = [term.base for term in question.terms if not is_named(term, question)]
    total = sum(judge.rarities[base] for base in plain)
    return sum(judge.rarities[base] * covered[base] for base in plain) / total if total else _NO_PLAIN


def _missing(question: Analysis, judge: Judge, evidence: Sequence[Evidence]) -> dict[str, float]:
    """The rarity of the rarest word that nothing bears out, 0 to 1, of what is asked for and of the others.

    Names are left out: without them there is no answer at all.
    """
    near, around = judge.covered(evidence[0].window), held_around(judge, evidence[0], evidence)
    found = {"focus": 0.0, "other": 0.0}
    for term in question.terms:
        if not is_named(term, question):
            kind = "focus" if term.base in question.focus else "other"
            held = max(near[term.base], around[term.base] * _AROUND)
            found[kind] = max(found[kind], min(judge.rarities[term.base] / judge.rarest, 1.0) * (1 - held))
    return found


def _scaled(cosine: float) -> float:
    return (cosine - _USUAL_COSINE) * _COSINE_SCALE
