"""Passages and sentences: parts of documents that know exactly where they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a page's text: `pages[page].text[start:end]`, code points, half-open."""

    page: int
    start: int
    end: int


def text_of(spans: Iterable[Span], pages: Mapping[int, str]) -> str:
    """The text that spans stand for: the parts of the pages' texts, joined by a space.

    `pages` maps physical page numbers to page texts. Raises KeyError for a page that is not there.
    """
    return " ".join(pages[span.page][span.start : span.end] for span in spans)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The smallest part that can be quoted: a sentence, a list item, or a run of short lines (an address, names).

    `spans` is one span or, across a page break, two; `text` is `text_of(spans, …)`. `position` counts from 0 within
    the document. `headings` is the path of headings above it, outermost first; `language` an ISO 639-1 code.
    """

    id: str
    document_id: str
    passage_id: str
    position: int
    spans: tuple[Span, ...]
    text: str
    headings: tuple[str, ...]
    language: str

    @property
    def page(self) -> int:
        """The physical page it begins on."""
        return self.spans[0].page


@dataclass(frozen=True, slots=True)
class Passage:
    """What is indexed and searched: whole sentences of one section, in order.

    Fields as in `Sentence`; `position` counts passages. One that begins within a table has the table's first row, which
    names the columns, as its first span.
    """

    id: str
    document_id: str
    position: int
    spans: tuple[Span, ...]
    text: str
    headings: tuple[str, ...]
    language: str

    @property
    def page(self) -> int:
        """The physical page it begins on."""
        return self.spans[0].page
