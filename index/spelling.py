"""Misspelt words of a question, held against the words that stand in the documents."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.errors import IndexMismatch
from index.arrays import Array
from index.dictionaries import is_known
from index.remembered import remembered

_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 4
_LONG = 8
_LONGEST = 60
"""Letters; no word of a question is longer."""
_KEPT = 1000
_ENDINGS = frozenset("s a e n t r d en et er ar or na ns ts rs".split())
"""What Swedish and English words end in, beside their stem: such a word is no misspelling of the other."""
_FILE, _COUNTS = "words.utf32", "words.json"
_LETTER = 4
"""Bytes."""


class Spelling:
    """Knows the words of the documents, case-folded, as they are written there; safe to use from several threads."""

    def __init__(self, by_length: Mapping[int, Array]) -> None:
        """`by_length` holds for each length the words of that many letters, sorted; they may be memory maps."""
        self._by_length = by_length
        self.corrected = remembered(self._corrected, _KEPT)

    @classmethod
    def of(cls, words: Iterable[str]) -> Self:
        """Knows these words."""
        found = WordsOf()
        found.add(words)
        return cls({length: np.array(each) for length, each in found.by_length().items()})

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Knows the words that `WordsOf.write` has written; raises IndexMismatch where the files are not whole."""
        found: dict[int, Array] = {}
        start = 0
        try:
            counts: dict[str, int] = json.loads((folder / _COUNTS).read_text("utf-8"))
            for length, count in sorted((int(length), count) for length, count in counts.items()):
                found[length] = np.memmap(folder / _FILE, f"<U{length}", "r", start, (count,))
                start += length * count * _LETTER
        except (OSError, ValueError) as error:
            raise IndexMismatch("Indexet är inte helt. Bygg om det: kallan ingest --rebuild") from error
        return cls(found)

    def _corrected(self, word: str) -> str:
        """The nearest word of the documents for a word that neither they nor a dictionary know; else the word itself.

        At most one letter of a word may differ, two of a word of eight letters or more (optimal string alignment, so
        that two letters swapped count as one). A word of the documents in another form ("Hjaltes") is left as it is. A
        capital stays.
        """
        folded = word.casefold()
        if not _SHORT <= len(folded) <= _LONGEST or not folded.isalpha() or self._is_word(folded):
            return word
        most = 2 if len(folded) >= _LONG else 1
        near = [
            w
            for length in range(len(folded) - most, len(folded) + most + 1)
            if length in self._by_length
            for w in self._by_length[length].tolist()
        ]
        found = process.extract(folded, near, scorer=OSA.distance, score_cutoff=most, limit=None)
        # Misspellings seldom touch the first letter.
        best = min(found, key=lambda match: (match[1], match[0][0] != folded[0], match[0]), default=None)
        meant = best[0] if best else word
        if best is None or _is_inflected(folded, meant):
            return word
        return meant.capitalize() if word[0].isupper() else meant

    def corrected_text(self, text: str) -> str:
        """The text with each such word replaced; everything else as it stands."""
        return _WORD.sub(lambda match: self.corrected(match.group()), text)

    def _is_word(self, word: str) -> bool:
        return self._holds(word) or any(is_known(word, language) for language in ("sv", "en"))

    def _holds(self, word: str) -> bool:
        known = self._by_length.get(len(word))
        if known is None:
            return False
        place = int(np.searchsorted(known, np.array(word, known.dtype)))
        return place < len(known) and bool(known[place] == word)


def _is_inflected(word: str, known: str) -> bool:
    """Whether a word is a known one with an ending more; a last letter that is doubled or left out is a slip."""
    ending = word.removeprefix(known)
    return ending in _ENDINGS and len(known) + len(ending) == len(word) and not known.endswith(ending[0])


class WordsOf:
    """Gathers the words of texts for `Spelling`: case-folded, each once."""

    def __init__(self) -> None:
        self._words: set[str] = set()

    def add(self, texts: Iterable[str]) -> None:
        """Takes in the words of the texts that are long enough to be corrected to."""
        for text in texts:
            folded = (word.casefold() for word in _WORD.findall(text))
            self._words.update(word for word in folded if _SHORT <= len(word) <= _LONGEST and word.isalpha())

    def by_length(self) -> dict[int, list[str]]:
        """The words by their number of letters, sorted."""
        found: dict[int, list[str]] = {}
        for word in sorted(self._words):
            found.setdefault(len(word), []).append(word)
        return dict(sorted(found.items()))

    def write(self, folder: Path) -> None:
        """Writes the words of each length one after the other, every letter in four bytes, and how many they are."""
        by_length = self.by_length()
        with (folder / _FILE).open("wb") as file:
            for length, words in by_length.items():
                file.write(np.array(words, f"<U{length}").tobytes())
        counts = {length: len(words) for length, words in by_length.items()}
        (folder / _COUNTS).write_text(json.dumps(counts), "utf-8")
