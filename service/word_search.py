"""Where words stand in the documents, letter for letter."""

import itertools
from collections.abc import Collection
from dataclasses import dataclass

from corpus.documents import Document
from corpus.passages import Span
from corpus.store import Store

_AROUND = 90
MOST_MARKS = 20
"""How many places on a page an address can mark."""


@dataclass(frozen=True, slots=True)
class WordPlace:
    """A page on which the words stand: every place (`spans`, in order), and the first with what stands around it.

    `document` comes without its pages.
    """

    document: Document
    page: int
    label: str | None
    spans: tuple[Span, ...]
    before: str
    words: str
    after: str


def find_words(store: Store, words: str, among: Collection[str] | None, k: int) -> list[WordPlace]:
    """At most `k` pages that hold these whole words, newest document first; see `corpus.page_words`."""
    found = []
    for page in itertools.islice(store.words.pages(words, among), max(k, 0)):
        document = store.facts_of(page.document_id)
        if document is not None:
            first = page.spans[0]
            around = _before(page.text, first.start), page.text[first.start : first.end], _after(page.text, first.end)
            found.append(WordPlace(document, page.number, page.label, page.spans, *around))
    return found


def _before(text: str, start: int) -> str:
    """What stands before within the paragraph, begun at a word."""
    shown = text[:start].rpartition("\n\n")[2].lstrip()
    return shown if len(shown) <= _AROUND else "… " + shown[-_AROUND:].partition(" ")[2]


def _after(text: str, end: int) -> str:
    """What stands after within the paragraph, ended at a word."""
    shown = text[end:].partition("\n\n")[0].rstrip()
    return shown if len(shown) <= _AROUND else shown[:_AROUND].rpartition(" ")[0] + " …"
