"""The tokeniser of XLM-RoBERTa: the likeliest pieces of each word (Kudo 2018, arXiv:1804.10959)."""

import re
from functools import lru_cache
from itertools import accumulate

from index.e5.weights import Vocabulary

_WORD_START = "\u2581"
_KEPT_WORDS = 20_000
_UNKNOWN_PENALTY = 10.0


class Tokenizer:
    """Cuts texts into pieces. No piece of this vocabulary reaches over a space, so words are cut one by one."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary.pieces)}
        self._ids.pop(vocabulary.pieces[vocabulary.unknown])
        self._longest = max(map(len, vocabulary.pieces))
        self._scores = vocabulary.scores
        self._normal = vocabulary.normal
        self._unknown = vocabulary.unknown
        self._unknown_score = min(vocabulary.scores) - _UNKNOWN_PENALTY
        spaces = "".join(chr(code) for code, normal in vocabulary.normal.items() if normal == " ")
        self._word = re.compile(f"[^ {re.escape(spaces)}]+")
        self._cut = lru_cache(_KEPT_WORDS)(self._cut_word)

    def __call__(self, text: str) -> list[int]:
        """The ids of the text's pieces."""
        return [number for word in self._word.findall(text) for number in self._cut(word)]

    def _cut_word(self, word: str) -> tuple[int, ...]:
        # A letter may be normalised to one with a space before it.
        parts = word.translate(self._normal).split()
        return tuple(number for part in parts for number in self._likeliest(_WORD_START + part))

    def _likeliest(self, word: str) -> list[int]:
        """The pieces with the greatest sum of log probabilities (Viterbi), over the word's UTF-8."""
        letters = [letter.encode("utf-8", "replace") for letter in word]
        edges = [0, *accumulate(map(len, letters))]
        joined, count = b"".join(letters), len(letters)
        best = [0.0, *[float("-inf")] * count]
        steps = [(0, 0)] * (count + 1)  # the last piece of the best way to a place, and where that piece begins
        for start in range(count):
            for end in range(start + 1, count + 1):
                if edges[end] - edges[start] > self._longest:
                    break
                piece = self._ids.get(joined[edges[start] : edges[end]])
                if piece is not None and best[start] + self._scores[piece] > best[end]:
                    best[end], steps[end] = best[start] + self._scores[piece], (piece, start)
            if best[start] + self._unknown_score > best[start + 1]:
                best[start + 1], steps[start + 1] = best[start] + self._unknown_score, (self._unknown, start)
        found: list[int] = []
        while count:
            piece, count = steps[count]
            found.append(piece)
        return found[::-1]
