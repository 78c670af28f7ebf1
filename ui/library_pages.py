"""The library: the list of documents with its filters, search in all of them, and their time line."""

from collections.abc import Mapping, Sequence

from fastapi.responses import HTMLResponse

from corpus.answers import Filters
from corpus.documents import Kind, Listed, Provenance
from corpus.errors import KallanError
from service.http.limits import Limits
from service.http.links import document_address
from service.knowledge_base import KnowledgeBase
from ui.library import LibrarySearch
from ui.library_shown import hits, listed_of
from ui.markup import Templates
from ui.plain_pages import PlainPages
from ui.timeline_picture import Mark, Picture, drawn

PER_LIST = 100
_EVERY = 1_000_000
_ROOM = 170
"""Room for the names of kinds beside the time line."""


class LibraryPages(PlainPages):
    """The list of documents in one language."""

    def __init__(self, knowledge_base: KnowledgeBase, templates: Templates) -> None:
        super().__init__(templates)
        self._knowledge_base = knowledge_base

    def listed(self, values: Mapping[str, Sequence[str]]) -> HTMLResponse:
        """The documents that an address asks for, at most PER_LIST, and what its words find in them."""
        search = LibrarySearch.of(values)
        filters, error = Filters(), ""
        try:
            filters = search.filters()
        except ValueError as wrong:
            error = self._t(str(wrong))
        try:
            total, every = self._knowledge_base.listing(_EVERY, 0, filters)
            whole = self._knowledge_base.listing(_EVERY, 0)[1] if filters else every
            found = hits(self._knowledge_base, "" if error else search.query, filters, self._t)
        except KallanError as failed:
            return self._missing(failed)
        part = every[search.offset : search.offset + PER_LIST]
        earlier, later = max(0, search.offset - PER_LIST), search.offset + PER_LIST
        language = self._t.language
        return self._page(
            "documents",
            search.address(self._other, search.offset),
            status=422 if error else 200,
            search=search,
            error=error,
            kinds=[(each.value, self._t.kind(each).capitalize()) for each in Kind if _has(whole, each)],
            languages=self._languages(whole),
            provenances=[
                (Provenance.ORIGINAL, self._t("library.originals")),
                (Provenance.SUMMARY, self._t("library.summaries")),
            ],
            total=total,
            count=len(whole),
            found=found,
            documents=[listed_of(each, self._at(document_address(each.document.id)), self._t) for each in part],
            picture=self._picture(every),
            undated=sum(each.document.issued_on is None for each in every),
            newer=search.address(language, earlier) if search.offset else None,
            older=search.address(language, later) if later < total else None,
            cleared=LibrarySearch(query=search.query).address(language) if search.narrowed else None,
            longest=Limits().question_length,
        )

    def _languages(self, every: Sequence[Listed]) -> list[tuple[str, str]]:
        codes = dict.fromkeys(code for each in every for code in each.document.languages)
        return sorted(((code, self._t.tongue(code).capitalize()) for code in codes), key=lambda pair: pair[1])

    def _picture(self, every: Sequence[Listed]) -> Picture | None:
        """A mark a dated document, a row a kind; each leads to its document."""
        marks = [
            Mark(
                self._t.kind(document.kind).capitalize(),
                document.issued_on,
                title=f"{document.title}, {self._t.date(document.issued_on)}",
                address=self._at(document_address(document.id)),
            )
            for document in (each.document for each in reversed(every))
            if document.issued_on
        ]
        return drawn(marks, [self._t.kind(kind).capitalize() for kind in Kind], left=_ROOM)


def _has(every: Sequence[Listed], kind: Kind) -> bool:
    return any(each.document.kind is kind for each in every)
