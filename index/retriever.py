"""The hybrid retriever: words and meaning, fused."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.fusion import combine
from index.generation import Generation
from index.protocols import Embedder, Hit, Vectors

_DEPTH = 50
_LONGEST = 400
"""Characters of a text that are embedded: no question is longer, and what is costs a second for each thousand."""


@dataclass(frozen=True, slots=True)
class Query:
    """A text to search for, its language and its vector (unit length)."""

    text: str
    language: str
    vector: Vectors


class HybridRetriever:
    """Lexical and dense search over one generation of the index, fused; safe to use from several threads."""

    def __init__(self, generation: Generation, embedder: Embedder) -> None:
        self._generation = generation
        self._embedder = embedder

    def query(self, text: str, language: str) -> Query:
        """Prepares a text for searching: embeds its beginning once."""
        return Query(text, language, self._embedder.queries([text[:_LONGEST]])[0])

    def search(self, query: Query, k: int, among: frozenset[str] | None = None) -> list[Hit]:
        """At most `k` passages, best first, ties by id; `among` as in `LexicalIndex.search`.

        The score is comparable within one search only.
        """
        depth = max(_DEPTH, k)
        lexical = self._generation.lexical
        dense = self._generation.dense.search(query.vector, depth, among)
        worded = lexical.search(query.text, query.language, depth, among)
        return combine(dense, worded, lexical.full_score(query.text, query.language))[: max(k, 0)]

    def similarities(self, query: Query, sentence_ids: Sequence[str]) -> Vectors:
        """The cosine of the query with each sentence, float32 (n,), in their order; 0 for an unknown one."""
        rows = [self._generation.sentence_rows.get(sentence_id, -1) for sentence_id in sentence_ids]
        found = self._generation.sentence_vectors
        scores = [float(found[row] @ query.vector) if row >= 0 else 0.0 for row in rows]
        return np.array(scores, np.float32)
