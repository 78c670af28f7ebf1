"""How near texts are in meaning, by the vectors of an embedder."""

from collections.abc import Sequence
from typing import Protocol

from index.protocols import Embedder


class Similarity(Protocol):
    """How near texts are in meaning."""

    def cosines(self, text: str, others: Sequence[str]) -> Sequence[float]:
        """The cosine of the text with each of the others, −1 to 1, in their order; equal input, equal output."""
        ...


class EmbedderSimilarity:
    """Cosines of an embedder's vectors; both sides as queries, since neither is asked of the other."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def cosines(self, text: str, others: Sequence[str]) -> list[float]:
        """See `Similarity`."""
        vectors = self._embedder.queries([text, *others])
        return [float(cosine) for cosine in vectors[1:] @ vectors[0]]
