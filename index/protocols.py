"""What the parts of the index promise; one contract suite in the tests runs over every implementation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found; a higher score is better, comparable within one search only."""

    id: str
    score: float


class Embedder(Protocol):
    """Turns texts into vectors of unit length; equal texts give equal vectors.

    Queries and passages may be embedded differently, as models of the e5 family want. Texts are NFC. Safe to call
    from several threads. Raises EmbedderError where the model cannot be loaded.
    """

    @property
    def name(self) -> str:
        """Which model this is and in what form, such that equal names give equal vectors."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def queries(self, texts: Sequence[str]) -> Vectors:
        """float32 (len(texts), dimension), rows in the order of the texts."""
        ...

    def passages(self, texts: Sequence[str]) -> Vectors:
        """float32 (len(texts), dimension), rows in the order of the texts."""
        ...


@dataclass(frozen=True, slots=True)
class Read:
    """A passage to be read: its document's title, its nearest heading ("" for none) and its sentences, in order."""

    title: str
    heading: str
    sentences: tuple[str, ...]


class Reranker(Protocol):
    """Reads a question with passages and says how likely each sentence is to answer it.

    Safe to call from several threads.
    """

    @property
    def name(self) -> str:
        """Which model this is; equal names give equal scores."""
        ...

    def scores(self, question: str, passages: Sequence[Read]) -> list[list[float]] | None:
        """A score for each sentence that was read, of each passage in order; those after a passage's last are left out.

        Scores are log-odds against "nothing here answers", comparable between passages of one question and between
        questions. None where the model cannot be loaded: what is found is then ordered without it.
        """
        ...


class LexicalIndex(Protocol):
    """Finds passages by their words (BM25 or like it)."""

    def search(self, query: str, language: str, k: int, among: frozenset[str] | None = None) -> list[Hit]:
        """At most `k` hits with a score above 0, best first, ties by id; empty where no word is found.

        `among` holds the ids of the documents to search; None searches all. `k` may exceed what there is.
        """
        ...


class DenseIndex(Protocol):
    """Finds passages by their vectors."""

    def search(self, vector: Vectors, k: int, among: frozenset[str] | None = None) -> list[Hit]:
        """At most `k` hits, best first, ties by id; the score is the cosine, −1 to 1.

        `vector` has shape (dimension,) and unit length. `among` as in `LexicalIndex.search`.
        """
        ...
