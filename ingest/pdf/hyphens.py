"""Words broken at line ends: joined, or kept with their hyphen where it is the word's own."""

import re
from collections import Counter
from collections.abc import Iterable

from ingest.pdf.glyphs import HYPHEN

_BROKEN = re.compile(rf"(\w+)[-{HYPHEN}\u2011]$")
_WORD = re.compile(r"\w+(?:-\w+)*")
_CONNECTIVES = {"och", "eller", "samt", "respektive", "resp", "till", "men", "and", "or", "to", "und", "oder", "og"}

_ENDINGS = {"samt", "men", "or", "to"}


def ends_broken(line: str) -> bool:
    """Whether the line ends in a hyphen after a word."""
    return _BROKEN.search(line) is not None


class Hyphens:
    """Joins lines by what stands elsewhere in the same document; `joined` counts the hyphens that went."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.joined = 0
        self._words: Counter[str] = Counter()
        self._names: set[str] = set()
        broken = False
        for line in lines:
            words = _WORD.findall(line.replace(HYPHEN, "-"))
            words = words[1:] if broken else words
            broken = ends_broken(line)
            words = words[:-1] if broken else words
            self._words.update(word.lower() for word in words)
            self._names.update(
                word.split("-")[0] for word in words if word[0].isupper() and ("-" in word or len(word) > 1)
            )

    def join(self, before: str, after: str) -> str:
        """The two lines as one text.

        The hyphen goes where the joined word stands elsewhere in the document, or where nothing speaks for the
        hyphen; it stays before "och" and the like ("kommun- och regionnivå"), after abbreviations, single letters,
        digits and names ("SKL-rapport"), and where the hyphenated word stands elsewhere.
        """
        match, following = _BROKEN.search(before), re.match(r"\w+", after)
        if match is None:
            return f"{before} {after}"
        stem = before[: match.end(1)]
        if following is None or self._connects(match[1].lower(), following[0].lower()):
            return f"{stem}- {after}"
        keeps = self._keeps(match[1], following[0], starts=_starts_sentence(before[: match.start()]))
        if keeps:
            return f"{stem}-{after}"
        self.joined += 1
        return stem + after

    def _connects(self, first: str, second: str) -> bool:
        """Whether what follows the hyphen is a word of its own that joins two others ("kommun- och regionnivå").

        Some end words too ("gemen-samt"): those do where what stands before is a word, or has the form of one's
        first part.
        """
        if second not in _CONNECTIVES or self._words[first + second]:
            return False
        return second not in _ENDINGS or (len(first) > 3 and (self._words[first] > 0 or first[-1] in "so"))

    def _keeps(self, first: str, second: str, *, starts: bool) -> bool:
        """Whether the hyphen between the two parts is the word's own."""
        if not (first[-1].isalpha() and second[0].isalpha()):
            return True
        joined, hyphenated = self._words[(first + second).lower()], self._words[f"{first}-{second}".lower()]
        if joined != hyphenated:
            return hyphenated > joined
        if second[0].isupper():
            return not (first.isupper() and second.isupper())
        if len(first) == 1 or (first.isupper() and len(first) > 1):
            return True
        return first[0].isupper() and not starts and first in self._names


def _starts_sentence(before: str) -> bool:
    return not before.strip() or before.rstrip()[-1] in ".!?:"
