"""What can be quoted: one to three sentences that stand together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.documents import Document
from corpus.passages import Sentence, Span

WINDOW_LENGTH = 300
"""The longest quote of more than one sentence, in characters: what is read at a glance."""

_MOST_SENTENCES = 3
_POINTS_BACK = re.compile(
    r"(?:[–-] )?(?:den|det|detta|denna|dessa|de|där|därför|han|hon|temat|syftet|målet|it|this|"
    r"these|they|he|she|there)\b",
    re.IGNORECASE,
)

# "Det finns …", "Den 12 april …", "De regioner som …": nothing before them is pointed at.
_SELF_STANDING = re.compile(r"(?:det (?:finns|är|behövs|behöver)|den \d+|de senaste|there (?:is|are))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive sentences of one passage, and what is known of them.

    `passage_rank` counts from 0. `similarities` are the sentences' cosines with the question. `before` is the sentence
    that stands before them in their passage, None where they begin it.
    """

    sentences: tuple[Sentence, ...]
    document: Document
    passage_rank: int
    similarities: tuple[float, ...]
    before: Sentence | None

    @property
    def spans(self) -> tuple[Span, ...]:
        """One span a page, from the first sentence's beginning to the last one's end."""
        edges: dict[int, tuple[int, int]] = {}
        for span in (span for sentence in self.sentences for span in sentence.spans):
            start, end = edges.get(span.page, (span.start, span.end))
            edges[span.page] = (min(start, span.start), max(end, span.end))
        return tuple(Span(page, start, end) for page, (start, end) in sorted(edges.items()))

    @property
    def length(self) -> int:
        """Characters of its spans."""
        return sum(span.end - span.start for span in self.spans)

    def overlaps(self, other: "Window") -> bool:
        """Whether the two share a sentence."""
        return not {sentence.id for sentence in self.sentences}.isdisjoint(sentence.id for sentence in other.sentences)


def windows(
    sentences: Sequence[Sentence], similarities: Sequence[float], document: Document, passage_rank: int
) -> Iterator[Window]:
    """Every window of one passage, given its sentences in order; none of several sentences is too long to glance at."""
    for start in range(len(sentences)):
        before = sentences[start - 1] if start else None
        for end in range(start + 1, min(start + _MOST_SENTENCES, len(sentences)) + 1):
            found = Window(tuple(sentences[start:end]), document, passage_rank, tuple(similarities[start:end]), before)
            if end > start + 1 and found.length > WINDOW_LENGTH:
                break
            yield found


def points_back(text: str) -> bool:
    """Whether a sentence begins with a word that points at the one before it, so that alone it says little."""
    return bool(_POINTS_BACK.match(text)) and not _SELF_STANDING.match(text)
