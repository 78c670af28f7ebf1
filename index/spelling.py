"""Misspelt words of a question, held against the words that stand in the documents."""

import re
from collections.abc import Iterable

import simplemma
from rapidfuzz import process
from rapidfuzz.distance import OSA

_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 4
_LONG = 8


class Spelling:
    """Knows the words of the documents, case-folded, as they are written there."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word for word in words if len(word) >= _SHORT and word.isalpha())
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(self._words):
            self._by_length.setdefault(len(word), []).append(word)

    def corrected(self, word: str) -> str:
        """The nearest word of the documents for a word that neither they nor a dictionary know; else the word itself.

        At most one letter of a word may differ, two of a word of eight letters or more (optimal string alignment, so
        that two letters swapped count as one).
        """
        folded = word.casefold()
        if len(folded) < _SHORT or not folded.isalpha() or self._is_word(folded):
            return word
        most = 2 if len(folded) >= _LONG else 1
        near = [
            w for length in range(len(folded) - most, len(folded) + most + 1) for w in self._by_length.get(length, ())
        ]
        found = process.extract(folded, near, scorer=OSA.distance, score_cutoff=most, limit=None)
        # Misspellings seldom touch the first letter.
        best = min(found, key=lambda match: (match[1], match[0][0] != folded[0], match[0]), default=None)
        return best[0] if best else word

    def corrected_text(self, text: str) -> str:
        """The text with each such word replaced; everything else as it stands."""
        return _WORD.sub(lambda match: self.corrected(match.group()), text)

    def _is_word(self, word: str) -> bool:
        return word in self._words or any(simplemma.is_known(word, lang=language) for language in ("sv", "en"))


def words_of(texts: Iterable[str]) -> list[str]:
    """Every word of the texts, case-folded, each once, sorted."""
    return sorted({word.casefold() for text in texts for word in _WORD.findall(text)})
