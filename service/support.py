"""Whether the documents answer a question at all: judged on what would be quoted, not on the search's score."""

from collections.abc import Sequence

from service.evidence import Judge
from service.questions import Analysis
from service.ranking import Evidence

_LEAST_COVERED = 0.35
_LEAST_COVERED_FOREIGN = 0.2
_MOST_UNKNOWN = 0.35


def supported(question: Analysis, judge: Judge, evidence: Sequence[Evidence]) -> bool:
    """Whether the best evidence answers the question; `evidence` is best first."""
    if not evidence:
        return False
    window = evidence[0].window
    covered = judge.covered(window)
    if any(name in judge.unknown and not covered[name] for name in question.names):
        return False
    total = sum(judge.weights.values()) or 1.0
    foreign = window.sentences[0].language != question.language
    missing = sum(judge.weights[base] for base in judge.unknown if not covered[base]) / total
    if missing > _MOST_UNKNOWN and not foreign:
        return False
    share = sum(judge.weights[base] * part for base, part in covered.items()) / total
    return share >= (_LEAST_COVERED_FOREIGN if foreign else _LEAST_COVERED)
