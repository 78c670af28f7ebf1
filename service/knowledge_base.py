"""What the interfaces (HTTP, chat, command line) may ask of the knowledge base."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.answers import Answer, Filters, RankedPassage
from corpus.documents import Document, Page
from service.pictures import Picture, PictureRequest


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier line of a conversation; `role` is "user" or "assistant"."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a person put it. `language` is guessed from the text when None; `as_of` is today when None.

    `k` is the largest number of citations. `history` is the client's, oldest first.
    """

    text: str
    language: str | None = None
    as_of: datetime.date | None = None
    filters: Filters = Filters()
    history: Sequence[Turn] = ()
    k: int = 3


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the knowledge base holds; `newest` is the newest document that says its date, None where none does."""

    documents: int
    pages: int
    passages: int
    newest: Document | None


class KnowledgeBase(Protocol):
    """Answers and looks up; safe to call from several threads.

    All raise `IndexMissing` while nothing has been ingested.
    """

    def ask(self, question: Question) -> Answer:
        """The verified answer; a question without support gives an Answer that says so, never an error."""
        ...

    def search(self, query: str, filters: Filters, k: int) -> list[RankedPassage]:
        """At most `k` passages, best first; ties in a fixed order; empty where nothing is found."""
        ...

    def documents(self, limit: int, offset: int) -> tuple[int, list[Document]]:
        """How many documents there are, and those from `offset` on, at most `limit`, newest first, then by source.

        The documents come with all their pages. Documents without a date come last.
        """
        ...

    def document(self, document_id: str) -> Document:
        """The document; raises NotFound."""
        ...

    def page(self, document_id: str, number: int) -> Page:
        """The page with that physical number; raises NotFound, also for a page that could not be read."""
        ...

    def picture(self, wanted: PictureRequest) -> Picture:
        """The picture of a page, drawn when it is first needed.

        Raises NotFound for a document without page pictures (only PDF has them) and for a page that is not there,
        InvalidRequest for marks outside the page's text.
        """
        ...

    def picture_size(self, wanted: PictureRequest) -> tuple[int, int] | None:
        """Width and height in pixels that the picture has; None where there is none."""
        ...

    def holdings(self) -> Holdings:
        """What there is to ask about."""
        ...
