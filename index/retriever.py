"""The hybrid retriever: words and meaning, fused."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from corpus.passages import Sentence
from index.cores import cores
from index.dense import ExactIndex
from index.fusion import combine
from index.generation import Generation
from index.ids import Rows
from index.protocols import Embedder, Hit, Vectors

_DEPTH = 50
_BESIDE = 20_000
"""From so many passages a text is embedded beside the search for its words; with fewer, waiting takes longer."""
_LONGEST = 400
"""Characters of a text that are embedded: no question is longer, and what is costs a second for each thousand."""
_SENTENCE_SHARE = 0.4
"""What the nearest sentence counts for in a passage's meaning; the rest is the passage as a whole."""


@dataclass(frozen=True, slots=True)
class Query:
    """A text to search for, its language, and its vector in a row of what is embedded, perhaps still on its way."""

    text: str
    language: str
    embedded: Future[Vectors]
    row: int = 0

    @property
    def vector(self) -> Vectors:
        """The text's vector, unit length, waited for; raises as the embedder does."""
        vector: Vectors = self.embedded.result()[self.row]
        return vector


class HybridRetriever:
    """Lexical and dense search over one generation of the index, fused; safe to use from several threads."""

    def __init__(self, generation: Generation, embedder: Embedder) -> None:
        self._generation = generation
        self._embedder = embedder
        self._parts = parts = generation.parts
        self._pool = ThreadPoolExecutor(cores(), "embedding") if len(parts.passages) >= _BESIDE else None
        self._sentences = ExactIndex(parts.sentences, [], parts.sentence_vectors, parts.sentence_codes)

    def query(self, text: str, language: str) -> Query:
        """Prepares a text for searching: its beginning is embedded once, beside what is done with it meanwhile."""
        if self._pool is None:
            return self.queries([(text, language)])[0]
        return Query(text, language, self._pool.submit(self._embedder.queries, [text[:_LONGEST]]))

    def queries(self, texts: Sequence[tuple[str, str]]) -> list[Query]:
        """Prepares texts, each with its language, for searching: their beginnings are embedded in one batch."""
        embedded: Future[Vectors] = Future()
        embedded.set_result(self._embedder.queries([text[:_LONGEST] for text, _ in texts]))
        return [Query(text, language, embedded, row) for row, (text, language) in enumerate(texts)]

    def search(self, query: Query, k: int, among: frozenset[str] | None = None) -> list[Hit]:
        """At most `k` passages, best first, ties by id; `among` as in `LexicalIndex.search`.

        The score is comparable within one search only.
        """
        depth = max(_DEPTH, k)
        lexical, dense = self._generation.lexical, self._generation.dense
        # Words come first: the query may still be on its way to becoming a vector.
        worded = lexical.search(query.text, query.language, depth, among)
        full_score = lexical.full_score(query.text, query.language)
        nearest = dense.search(query.vector, depth, among)
        meant = self._with_best_sentences(query, nearest, worded)
        return combine(meant, worded, full_score)[: max(k, 0)]

    def _with_best_sentences(self, query: Query, dense: Sequence[Hit], worded: Sequence[Hit]) -> list[Hit]:
        """What was found, best first, by the mean of the passage's cosine and that of its nearest sentence.

        A long passage that answers in one sentence is far from the question as a whole. A passage that only its words
        have found counts as the last one that its meaning has.
        """
        near = {hit.id: hit.score for hit in dense}
        last = dense[-1].score if dense else 0.0
        found = [*near, *(hit.id for hit in worded if hit.id not in near)]
        whole = np.array([near.get(each, last) for each in found], np.float32)
        best = self._best_sentences(query, found, whole)
        meant = (whole + _SENTENCE_SHARE * (best - whole)).tolist()
        hits = [Hit(each, score) for each, score in zip(found, meant, strict=True)]
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))

    def _best_sentences(self, query: Query, passage_ids: Sequence[str], otherwise: Vectors) -> Vectors:
        """The cosine of each passage's nearest sentence, float32 (n,); of one that has none, what `otherwise` says."""
        rows = self._parts.passages.rows_of(passage_ids)
        starts, ends = self._parts.starts[rows], self._parts.starts[rows + 1]
        some = np.flatnonzero((rows >= 0) & (ends > starts))
        if not len(some):
            return otherwise
        scores = self._parts.sentence_vectors[_ranges(starts[some], ends[some])] @ query.vector
        lengths = ends[some] - starts[some]
        found = otherwise.copy()
        found[some] = np.maximum.reduceat(scores, np.cumsum(lengths) - lengths)
        return found

    def similarities(self, query: Query, sentence_ids: Sequence[str]) -> Vectors:
        """The cosine of the query with each sentence, float32 (n,), in their order; 0 for an unknown one."""
        rows = self._parts.sentences.rows_of(sentence_ids)
        scores = np.zeros(len(rows), np.float32)
        known = np.flatnonzero(rows >= 0)
        scores[known] = self._parts.sentence_vectors[rows[known]] @ query.vector
        return scores

    def alike(self, one: Sentence, other: Sentence) -> float:
        """The cosine of two sentences; 0 for an unknown one."""
        rows = self._parts.sentences.rows_of([one.id, other.id])
        vectors = self._parts.sentence_vectors
        return float(vectors[rows[0]] @ vectors[rows[1]]) if rows.min() >= 0 else 0.0

    def nearest(self, sentence: Sentence, k: int) -> list[str]:
        """The ids of the `k` sentences nearest in meaning, itself not among them, nearest first."""
        row = int(self._parts.sentences.rows_of([sentence.id])[0])
        if row < 0:
            return []
        near = self._sentences.search(np.array(self._parts.sentence_vectors[row]), k + 1)
        return [hit.id for hit in near if hit.id != sentence.id][:k]


def _ranges(starts: Rows, ends: Rows) -> Rows:
    """The numbers of half-open ranges, one after the other."""
    lengths = ends - starts
    offsets = np.cumsum(lengths) - lengths
    rows: Rows = np.arange(int(lengths.sum())) + np.repeat(starts - offsets, lengths)
    return rows
