"""What the interfaces (HTTP, chat, command line) may ask of the knowledge base."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.answers import ALL_DOCUMENTS, Answer, Filters, RankedPassage
from corpus.documents import Document, Listed, Page
from service.pictures import Picture, PictureRequest
from service.reports import DocumentReport
from service.word_search import WordPlace


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier line of a conversation; `role` is "user" or "assistant"."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a person put it. `language` is guessed from the text when None; `as_of` is today when None.

    `k` is the largest number of citations. `history` is the client's, oldest first; a question that needs it is made
    whole from it, and the answer says how (`Answer.understood_as`).
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

    All raise `IndexMissing` while nothing has been ingested. Asking, searching and drawing raise `Busy` where more is
    wanted at once than can be done in time.
    """

    def ask(self, question: Question) -> Answer:
        """The verified answer; a question without support gives an Answer that says so, never an error."""
        ...

    def answers(self, question: Question) -> Iterator[Answer]:
        """The answer as it grows: each has the statements of the one before and more, the last is what `ask` gives.

        At least one. Every statement has been checked before it is given.
        """
        ...

    def search(self, query: str, filters: Filters, k: int) -> list[RankedPassage]:
        """At most `k` passages, best first; ties in a fixed order; empty where nothing is found."""
        ...

    def find_words(self, words: str, filters: Filters, k: int) -> list[WordPlace]:
        """At most `k` pages that hold these whole words, letter for letter but for case; newest document first."""
        ...

    def documents(self, limit: int, offset: int) -> tuple[int, list[Document]]:
        """How many documents there are, and those from `offset` on, at most `limit`, newest first, then by source.

        The documents come with all their pages. Documents without a date come last.
        """
        ...

    def listing(self, limit: int, offset: int, filters: Filters = ALL_DOCUMENTS) -> tuple[int, list[Listed]]:
        """As `documents`, without the pages: cheap however long they are. Those alone that pass the filters."""
        ...

    def document(self, document_id: str) -> Document:
        """The document; raises NotFound."""
        ...

    def report(self, document_id: str) -> DocumentReport:
        """The document with what was found in reading it; raises NotFound."""
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

    def problem(self) -> str | None:
        """What makes answers slower than they should be, for those who run the service; None where nothing does."""
        ...
