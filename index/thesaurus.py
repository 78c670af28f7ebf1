"""Swedish words that may stand for each other: Synlex (Folkets synonymlexikon, KTH), graded by people on the web.

The list and its licence stand in `words/synlex_sv.txt`. Its pairs are looser than `synonyms.txt`: "arbete" is "jobb"
and "verk", so that a match through it says less than a word of one's own.
"""

from functools import lru_cache
from importlib import resources

from index.analysis import base_of

_NONE: frozenset[str] = frozenset()


def alike(base: str) -> frozenset[str]:
    """The base forms of the single words that may stand for a Swedish base form; without itself."""
    return _bases(base) if base in _table() else _NONE


@lru_cache(maxsize=20_000)
def _bases(base: str) -> frozenset[str]:
    return frozenset(base_of(word, "sv") for word in _table()[base]) - {base}


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    """For each word, those paired with it in either direction, as dictionaries give them; phrases left out."""
    found: dict[str, set[str]] = {}
    text = resources.files("index").joinpath("words", "synlex_sv.txt").read_text("utf-8")
    for line in text.splitlines():
        word, colon, others = line.partition(": ")
        if colon and not line.startswith("#") and " " not in word:
            for other in others.split(", "):
                if " " not in other:
                    found.setdefault(word, set()).add(other)
                    found.setdefault(other, set()).add(word)
    return {word: tuple(sorted(others)) for word, others in found.items()}
