"""Which of the evidence is quoted."""

from collections.abc import Sequence

from service.questions import Analysis, Expected
from service.ranking import Evidence

_MARGIN = 1.2
_LIST_MARGIN = 1.6
_SAME_SECTION = 0.8


def choose(question: Analysis, evidence: Sequence[Evidence], k: int) -> list[Evidence]:
    """At most `k` pieces of evidence, best first, none of which repeats another; `evidence` is best first."""
    if not evidence:
        return []
    margin = _LIST_MARGIN if question.expected is Expected.LIST else _MARGIN
    chosen: list[Evidence] = []
    for found in evidence:
        if len(chosen) == k or found.score < evidence[0].score - margin - _SAME_SECTION:
            break
        near = margin + (_SAME_SECTION if _same_section(found, evidence[0]) else 0.0)
        if chosen and found.features.notes:
            continue
        if found.score >= evidence[0].score - near and not any(_repeats(found, other) for other in chosen):
            chosen.append(found)
    return chosen


def _same_section(found: Evidence, best: Evidence) -> bool:
    one, other = found.window.sentences[0], best.window.sentences[0]
    return (one.document_id, one.headings) == (other.document_id, other.headings)


def _repeats(found: Evidence, other: Evidence) -> bool:
    return found.window.overlaps(other.window) or _plain(found) == _plain(other)


def _plain(found: Evidence) -> str:
    return " ".join(" ".join(sentence.text.casefold().split()) for sentence in found.window.sentences)
