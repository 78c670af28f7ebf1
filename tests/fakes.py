"""Scripted stand-ins with results one can compute by hand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from index.protocols import Hit, Vectors

WORDS = ("värd", "avgift", "barn", "hälsa", "koordinator", "konferens", "medlem")


@dataclass
class FakeEmbedder:
    """One axis a word of `words` and a last one: a text's vector counts the words, plus 1 on the last axis.

    So "barn barn hälsa" lies along (0, 0, 2, 1, 0, 0, 0, 1). Every text handed to it is kept in `embedded`.
    """

    words: Sequence[str] = WORDS
    name: str = "fake/words"
    embedded: list[str] = field(default_factory=list)

    @property
    def dimension(self) -> int:
        return len(self.words) + 1

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        rows = [[*map(_counted(text).count, self.words), 1] for text in texts]
        vectors = np.array(rows, np.float32).reshape(len(texts), self.dimension)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _counted(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@dataclass
class Row:
    """A passage as the indexes know it."""

    id: str
    document: str
    text: str = ""
    vector: Sequence[float] = ()


class FakeLexicalIndex:
    """Scores a passage by how many different words of the query it has."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def search(
        self,
        query: str,
        language: str,  # noqa: ARG002 - words are words
        k: int,
        among: frozenset[str] | None = None,
    ) -> list[Hit]:
        wanted = set(_counted(query))
        hits = [Hit(row.id, float(len(wanted & set(_counted(row.text))))) for row in _within(self._rows, among)]
        return _best([hit for hit in hits if hit.score > 0], k)


class FakeDenseIndex:
    """The cosine with every vector, one at a time."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def search(self, vector: Vectors, k: int, among: frozenset[str] | None = None) -> list[Hit]:
        return _best([Hit(row.id, float(np.dot(row.vector, vector))) for row in _within(self._rows, among)], k)


def _within(rows: Sequence[Row], among: frozenset[str] | None) -> list[Row]:
    return [row for row in rows if among is None or row.document in among]


def _best(hits: list[Hit], k: int) -> list[Hit]:
    return sorted(hits, key=lambda hit: (-hit.score, hit.id))[: max(k, 0)]
