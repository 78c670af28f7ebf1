"""The evidence ordered anew by a model that reads the question with the passages that the best of it stands in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.passages import Sentence
from index.protocols import Read, Reranker
from service.ranking import Evidence, Reading, in_order, weights

PASSAGES = 2
"""Passages that are read, each on a core. More gain next to nothing (.814 of the first windows right, .819 with 4)."""

_LOOKED_AT = 20
_UNREAD = -6.0
"""The score of what was not read, near the lowest that the model gives."""
_WEIGHTS = ("best", "least")


def reread(
    reranker: Reranker | None, question: str, evidence: Sequence[Evidence], sentences: Mapping[str, Sequence[Sentence]]
) -> list[Evidence]:
    """The evidence, best first, each piece with how it was read; as it was where nothing can be read.

    `sentences` are those of each passage, in order.
    """
    ids = list(dict.fromkeys(found.window.sentences[0].passage_id for found in evidence[:_LOOKED_AT]))[:PASSAGES]
    titles = {found.window.sentences[0].passage_id: found.window.document.title for found in evidence}
    scores = reranker.scores(question, [to_read(titles[each], sentences[each]) for each in ids]) if reranker else None
    if scores is None:
        return list(evidence)
    read = {
        sentence.id: score
        for passage_id, row in zip(ids, scores, strict=True)
        for sentence, score in zip(sentences[passage_id], row, strict=False)
    }
    return in_order(
        _weighed(found, [read.get(each.id, _UNREAD) for each in found.window.sentences]) for found in evidence
    )


def _weighed(found: Evidence, scores: Sequence[float]) -> Evidence:
    reading = Reading(max(scores), min(scores))
    added = weights("read", _WEIGHTS) @ (reading.best, reading.least)
    return replace(found, score=found.score + float(added), reading=reading)


def to_read(title: str, sentences: Sequence[Sentence]) -> Read:
    """A passage as a reranker reads it: its sentences, in order, under the nearest heading of the first."""
    headings = sentences[0].headings
    return Read(title, headings[-1] if headings else "", tuple(sentence.text for sentence in sentences))
