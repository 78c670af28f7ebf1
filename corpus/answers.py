"""Answers and what supports them."""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.documents import Document, Kind, Provenance
from corpus.passages import Passage, Span

MAX_QUOTE = 600
"""The longest quote in characters; a longer list becomes several citations."""


class Outcome(StrEnum):
    """How a question ended. No support is a value, not an error."""

    ANSWERED = "answered"
    NO_SUPPORT = "no_support"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents may answer; an empty field lets every document through. Years are inclusive.

    A document without a date passes no year filter. `documents` holds ids.
    """

    kinds: frozenset[Kind] = frozenset()
    year_from: int | None = None
    year_to: int | None = None
    languages: frozenset[str] = frozenset()
    provenances: frozenset[Provenance] = frozenset()
    documents: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self != Filters()


ALL_DOCUMENTS = Filters()
"""The filters that let every document through."""


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage with its document and score (higher is better, comparable within one search only).

    `parallel` holds the ids of the document's passages that hold the same in another language, where they were asked
    for.
    """

    passage: Passage
    document: Document
    score: float
    parallel: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """What supports a statement: text that stands word for word on a page of a document, checked to do so.

    `number` counts from 1 within an answer. `quote` is the pages' own text at `spans`, at most MAX_QUOTE characters.
    `label` is what is printed on the first page of the spans, None where nothing is.
    """

    number: int
    document: Document
    spans: tuple[Span, ...]
    label: str | None
    section: str | None
    quote: str

    @property
    def page(self) -> int:
        """The physical page the quote begins on."""
        return self.spans[0].page

    @property
    def ocr_confidence(self) -> float | None:
        """The least confidence of the quote's pages that were read from pictures; None where none was."""
        pages = [self.document.page(span.page) for span in self.spans]
        return min((page.ocr_confidence for page in pages if page and page.ocr_confidence is not None), default=None)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of an answer and the numbers of the citations it rests on."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Documents in force that say different things about the same; `citations` are numbers in the answer."""

    about: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The verified answer to a question asked of a day (`as_of`).

    `statements` and `citations` are empty unless `outcome` is ANSWERED; `related` holds the nearest passages of a
    refusal. `language` is that of the question. `understood_as` is the whole question that was made of one asked in a
    conversation, None where it stood by itself.
    """

    question: str
    language: str
    outcome: Outcome
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    as_of: datetime.date
    disagreements: tuple[Disagreement, ...] = ()
    related: tuple[RankedPassage, ...] = ()
    mode: str = field(default="extractive")
    understood_as: str | None = None
