"""Pages in which given words stand, letter for letter."""

import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.passages import Span

Read = Callable[..., Sequence[Any]]
"""Runs a SELECT with values and gives its rows, by column name."""
_BATCH = 200


@dataclass(frozen=True, slots=True)
class WordedPage:
    """A page with each place where the words stand, in order."""

    document_id: str
    number: int
    label: str | None
    text: str
    spans: tuple[Span, ...]


class PageWords:
    """`Store.words`: exact search over the pages' own text."""

    def __init__(self, read: Read) -> None:
        self._read = read

    def pages(self, words: str, among: Collection[str] | None = None) -> Iterator[WordedPage]:
        """The pages that hold these whole words in this order, newest document first, then by source and page.

        Case makes no difference, nor does the kind of space between words; a blank line parts them. `among` holds the
        ids of the documents that count, None for all. Without a word nothing is found.
        """
        parts = unicodedata.normalize("NFC", words).split()
        if not parts:
            return
        joined = r"\s".join(map(re.escape, parts))
        exact = re.compile(rf"(?<!\w){joined}(?!\w)", re.IGNORECASE)
        ids = None if among is None else json.dumps(sorted(among))
        for offset in range(0, 10**9, _BATCH):
            found = self._read(_STATEMENT, _pattern(parts), ids, _BATCH, offset)
            for row in found:
                spans = tuple(Span(row["number"], *match.span()) for match in exact.finditer(row["text"]))
                if spans:
                    yield WordedPage(row["document_id"], row["number"], row["label"], row["text"], spans)
            if len(found) < _BATCH:
                return


_STATEMENT = (
    "SELECT document_id, number, label, text FROM pages JOIN documents ON documents.id = document_id"
    " WHERE text LIKE ?1 ESCAPE '\\' AND (?2 IS NULL OR document_id IN (SELECT value FROM json_each(?2)))"
    " ORDER BY issued_on IS NULL, issued_on DESC, source, document_id, number LIMIT ?3 OFFSET ?4"
)


def _pattern(parts: Sequence[str]) -> str:
    """For LIKE, which knows the case of ASCII letters alone: any other letter, and any space, is one of any kind."""
    return f"%{'_'.join(''.join(map(_letter, part)) for part in parts)}%"


def _letter(letter: str) -> str:
    if not letter.isascii():
        return "_"
    return f"\\{letter}" if letter in "%_\\" else letter
