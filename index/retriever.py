"""The hybrid retriever: words and meaning, fused."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.passages import Sentence
from index.fusion import combine
from index.generation import Generation
from index.protocols import Embedder, Hit, Vectors

_DEPTH = 50
_LONGEST = 400
"""Characters of a text that are embedded: no question is longer, and what is costs a second for each thousand."""
_SENTENCE_SHARE = 0.4
"""What the nearest sentence counts for in a passage's meaning; the rest is the passage as a whole."""


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
        self._sentence_ids = list(generation.sentence_rows)

    def query(self, text: str, language: str) -> Query:
        """Prepares a text for searching: embeds its beginning once."""
        return self.queries([(text, language)])[0]

    def queries(self, texts: Sequence[tuple[str, str]]) -> list[Query]:
        """Prepares texts, each with its language, for searching: embeds their beginnings in one batch."""
        vectors = self._embedder.queries([text[:_LONGEST] for text, _ in texts])
        return [Query(text, language, vector) for (text, language), vector in zip(texts, vectors, strict=True)]

    def search(self, query: Query, k: int, among: frozenset[str] | None = None) -> list[Hit]:
        """At most `k` passages, best first, ties by id; `among` as in `LexicalIndex.search`.

        The score is comparable within one search only.
        """
        depth = max(_DEPTH, k)
        lexical = self._generation.lexical
        dense = self._generation.dense.search(query.vector, depth, among)
        worded = lexical.search(query.text, query.language, depth, among)
        meant = self._with_best_sentences(query, dense, worded)
        return combine(meant, worded, lexical.full_score(query.text, query.language))[: max(k, 0)]

    def _with_best_sentences(self, query: Query, dense: Sequence[Hit], worded: Sequence[Hit]) -> list[Hit]:
        """What was found, best first, by the mean of the passage's cosine and that of its nearest sentence.

        A long passage that answers in one sentence is far from the question as a whole. A passage that only its words
        have found counts as the last one that its meaning has.
        """
        near = {hit.id: hit.score for hit in dense}
        last = dense[-1].score if dense else 0.0
        found = [*near, *(hit.id for hit in worded if hit.id not in near)]
        whole = [near.get(each, last) for each in found]
        meant = [
            Hit(each, cosine + _SENTENCE_SHARE * (self._best_sentence(query, each, cosine) - cosine))
            for each, cosine in zip(found, whole, strict=True)
        ]
        return sorted(meant, key=lambda hit: (-hit.score, hit.id))

    def _best_sentence(self, query: Query, passage_id: str, otherwise: float) -> float:
        start, end = self._generation.sentences_of.get(passage_id, (0, 0))
        return float((self._generation.sentence_vectors[start:end] @ query.vector).max()) if end > start else otherwise

    def similarities(self, query: Query, sentence_ids: Sequence[str]) -> Vectors:
        """The cosine of the query with each sentence, float32 (n,), in their order; 0 for an unknown one."""
        rows = [self._generation.sentence_rows.get(sentence_id, -1) for sentence_id in sentence_ids]
        found = self._generation.sentence_vectors
        scores = [float(found[row] @ query.vector) if row >= 0 else 0.0 for row in rows]
        return np.array(scores, np.float32)

    def alike(self, one: Sentence, other: Sentence) -> float:
        """The cosine of two sentences; 0 for an unknown one."""
        rows = [self._generation.sentence_rows.get(sentence.id, -1) for sentence in (one, other)]
        found = self._generation.sentence_vectors
        return float(found[rows[0]] @ found[rows[1]]) if min(rows) >= 0 else 0.0

    def nearest(self, sentence: Sentence, k: int) -> list[str]:
        """The ids of the `k` sentences nearest in meaning, itself not among them, nearest first."""
        row = self._generation.sentence_rows.get(sentence.id, -1)
        if row < 0:
            return []
        found = self._generation.sentence_vectors
        scores = found @ found[row]
        near = np.argpartition(-scores, min(k, len(scores) - 1))[: k + 1]
        order = near[np.lexsort((near, -scores[near]))]
        return [self._sentence_ids[place] for place in order.tolist() if place != row][:k]
