"""A model's text to statements with the numbers they cite."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.sentences import sentence_ranges

_CITED = re.compile(r"\s*\[(\d{1,2}(?:\s*,\s*\d{1,2})*)\]")
_BREAK = re.compile(r"(?<=\])\s+|\n+")
_DECORATION = re.compile(r"^\s*(?:#{1,6}\s+|[-*•]\s+|\d+[.)]\s+)|\*\*|__|`+")
MAX_STATEMENT = 600
"""The longest statement in characters that is looked at."""


@dataclass(frozen=True, slots=True)
class Written:
    """A statement as a model wrote it, without its marks, and the numbers it cites, in order, each once."""

    text: str
    cites: tuple[int, ...]


def written(pieces: Iterable[str]) -> Iterator[Written]:
    """The statements of a text that comes in pieces, each as soon as it is whole: when the next one begins."""
    rest = ""
    for piece in pieces:
        rest += piece
        *whole, rest = _parts(rest)
        yield from _statements(whole)
    yield from _statements(_parts(rest))


def _parts(text: str) -> list[str]:
    """The text cut after each citation and at line breaks; the last part may go on."""
    cut = _BREAK.split(text)
    parts: list[str] = []
    for part in cut:
        # A citation in a bracket of its own belongs to the sentence before it.
        if parts and _CITED.fullmatch(part):
            parts[-1] += part
        else:
            parts.append(part)
    return parts


def _statements(parts: Iterable[str]) -> Iterator[Written]:
    for part in parts:
        cites = tuple(dict.fromkeys(int(n) for match in _CITED.findall(part) for n in match.split(",")))
        text = " ".join(_DECORATION.sub("", _CITED.sub("", part)).split())
        if not text or len(text) > MAX_STATEMENT:
            continue
        for start, end in sentence_ranges(text):
            yield Written(text[start:end], cites)
