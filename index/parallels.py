"""Sentences of one document that say the same in two languages, by order and meaning.

The sentences of the two languages are aligned monotonely by dynamic programming over the cosines of their vectors, as
is usual in parallel texts (Gale and Church 1993; with vectors, Thompson and Koehn 2019).
"""

from collections.abc import Sequence

import numpy as np

from corpus.passages import Sentence
from corpus.relations import Parallel
from index.protocols import Vectors

_ABOVE = 0.025
"""How much nearer a pair must be than its two sentences usually are to those of the other language."""
_FEW = 3
"""With fewer sentences than this in a language nothing is usual."""


def parallels(sentences: Sequence[Sentence], vectors: Vectors) -> list[Parallel]:
    """The pairs among a document's sentences, which have a row each in `vectors` (unit length), in order.

    A sentence is in at most one pair of each pair of languages. Empty where all are in one language.
    """
    rows: dict[str, list[int]] = {}
    for row, sentence in enumerate(sentences):
        rows.setdefault(sentence.language, []).append(row)
    languages = sorted(rows, key=lambda language: rows[language][0])
    return [
        Parallel(sentences[one].id, sentences[other].id, round(float(vectors[one] @ vectors[other]), 4))
        for place, first in enumerate(languages)
        for second in languages[place + 1 :]
        for one, other in _aligned(rows[first], rows[second], vectors)
    ]


def _aligned(ones: list[int], others: list[int], vectors: Vectors) -> list[tuple[int, int]]:
    """The rows that are paired, in order."""
    cosines = vectors[ones] @ vectors[others].T
    if min(cosines.shape) < _FEW:
        usual = np.full_like(cosines, np.median(vectors @ vectors.T))
    else:
        usual = (np.median(cosines, axis=1, keepdims=True) + np.median(cosines, axis=0, keepdims=True)) / 2
    gains = cosines - usual - _ABOVE
    return [(ones[i], others[j]) for i, j in _best_path(gains)]


def _best_path(gains: Vectors) -> list[tuple[int, int]]:
    """The pairs with the largest sum of gains among those that keep both orders."""
    height, width = gains.shape
    sums = np.zeros((height + 1, width + 1))
    for i in range(height):
        for j in range(width):
            sums[i + 1, j + 1] = max(sums[i, j] + gains[i, j], sums[i, j + 1], sums[i + 1, j])
    pairs: list[tuple[int, int]] = []
    i, j = height, width
    while i and j:
        if sums[i, j] == sums[i - 1, j]:
            i -= 1
        elif sums[i, j] == sums[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]
