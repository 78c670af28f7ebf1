"""Pages of plain HTML: the library, a document's pages with the quote marked, and what there is to ask of."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from corpus.answers import Filters
from corpus.documents import Document, Provenance
from corpus.errors import KallanError, NotFound
from corpus.passages import Span
from service.http.limits import Limits
from service.http.links import document_address, web_address
from service.knowledge_base import KnowledgeBase
from service.reports import DocumentReport
from ui.library_pages import LibraryPages
from ui.library_shown import TiedDocument, findings_of, hits, measured_of, tied_of, troubles_of
from ui.markup import Site, Templates
from ui.page_text import blocks, parse_marks
from ui.pictures import page_numbers, shot_of
from ui.plain_pages import PlainPages, with_values
from ui.wording import LANGUAGES, Wording

_MOST = 1_000_000


def pages_router(knowledge_base: KnowledgeBase, site: Site = Site()) -> APIRouter:  # noqa: B008 - frozen
    """The routes for people who want to see what stands where."""
    templates = {language: Templates(Wording.read(language), site) for language in LANGUAGES}
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    def in_language(lang: str) -> "DocumentPages":
        return DocumentPages(knowledge_base, templates.get(lang, templates["sv"]))

    @router.get("/documents")
    def documents(request: Request, lang: str = "sv") -> HTMLResponse:
        library = LibraryPages(knowledge_base, templates.get(lang, templates["sv"]))
        return library.listed(parse_qs(request.url.query, errors="replace"))

    @router.get("/documents/{document_id}")
    def document(
        document_id: str,
        page: str = "",
        lang: str = "sv",
        query: str = "",
        highlight: Annotated[list[str] | None, Query()] = None,
    ) -> HTMLResponse:
        return in_language(lang).page_of(document_id, page, highlight or [], query)

    @router.get("/documents/{document_id}/report")
    def report(document_id: str, lang: str = "sv") -> HTMLResponse:
        return in_language(lang).report(document_id)

    @router.get("/about")
    def about(lang: str = "sv") -> HTMLResponse:
        return in_language(lang).about()

    return router


class DocumentPages(PlainPages):
    """The pages of documents in one language."""

    def __init__(self, knowledge_base: KnowledgeBase, templates: Templates) -> None:
        super().__init__(templates)
        self._knowledge_base = knowledge_base

    def page_of(self, document_id: str, page: str, highlight: list[str], query: str = "") -> HTMLResponse:
        """One page of a document; 404 for one that is not there, a sentence for one that could not be read.

        Without `page` the first is shown. `highlight` as `service.http.links.document_address` writes it. What
        `query` finds in the document is listed above the page.
        """
        try:
            report = self._knowledge_base.report(document_id)
            numbers = page_numbers(report.document)
            number = _number(page) if page else (numbers[0] if numbers else None)
            if number is None or number not in numbers:
                raise NotFound
            return self._sheet(report, numbers, number, parse_marks(highlight, number), _cut(query))
        except KallanError as error:
            return self._missing(error)

    def report(self, document_id: str) -> HTMLResponse:
        """What was found in reading the document."""
        try:
            report = self._knowledge_base.report(document_id)
        except KallanError as error:
            return self._missing(error)
        return self._page(
            "document_report",
            with_values(f"{document_address(document_id)}/report", lang=self._other),
            document=report.document,
            document_page=self._address(document_id),
            is_summary=report.document.provenance is Provenance.SUMMARY,
            measured=measured_of(report, self._t),
            findings=list(findings_of(report.document, self._t)),
            troubles=list(troubles_of(report, self._t)),
            ties=self._ties(report),
        )

    def _sheet(
        self, report: DocumentReport, numbers: Sequence[int], number: int, marks: tuple[Span, ...], query: str
    ) -> HTMLResponse:
        document = report.document
        page = document.page(number)
        at = numbers.index(number)
        turned = [
            self._turned(document.id, numbers[to], marks) if 0 <= to < len(numbers) else None for to in (at - 1, at + 1)
        ]
        return self._page(
            "document",
            with_values(self._turned(document.id, number, marks, language=False), query=query, lang=self._other),
            document=document,
            ties=self._ties(report),
            report_address=self._at(f"{document_address(document.id)}/report"),
            query=query,
            longest=Limits().question_length,
            found=hits(self._knowledge_base, query, Filters(documents=frozenset({document.id})), self._t),
            pages=[(each, self._at(document_address(document.id), page=each)) for each in numbers],
            is_summary=document.provenance is Provenance.SUMMARY,
            facts=self._facts(document),
            origin=web_address(document.origin_url),
            number=number,
            count=len(numbers),
            label=page.label if page and page.label != str(number) else None,
            is_scanned=page is not None and page.ocr_confidence is not None,
            problem=next((each.reason for each in document.problems if each.number == number), None),
            blocks=blocks(page, marks) if page else [],
            shot=shot_of(self._knowledge_base, document, number, marks, self._t),
            permalink=self._turned(document.id, number, marks),
            is_marked=any(mark.page == number for mark in marks),
            previous=turned[0],
            following=turned[1],
        )

    def _turned(self, document_id: str, number: int, marks: tuple[Span, ...], *, language: bool = True) -> str:
        """The address of another page that keeps the marks."""
        places = [f"{mark.page}:{mark.start}-{mark.end}" for mark in marks]
        address = f"{document_address(document_id)}?{urlencode({'page': number, 'highlight': places}, True, safe=':')}"
        return self._at(address) if language else address

    def about(self) -> HTMLResponse:
        """What the knowledge base holds, and how it answers."""
        try:
            held = self._knowledge_base.holdings()
            documents = [each.document for each in self._knowledge_base.listing(_MOST, 0)[1]]
        except KallanError as error:
            return self._missing(error)
        years = sorted(each.issued_on.year for each in documents if each.issued_on)
        kinds = Counter(self._t.kind(each.kind).capitalize() for each in documents)
        tongues = Counter(code for each in documents for code in each.languages)
        newest = held.newest
        return self._page(
            "about",
            with_values("/about", lang=self._other),
            documents=held.documents,
            pages=held.pages,
            years=(years[0], years[-1]) if years else None,
            undated=len(documents) - len(years),
            newest=newest,
            newest_address=self._address(newest.id) if newest else None,
            newest_date=self._t.date(newest.issued_on) if newest else None,
            kinds=kinds.most_common(),
            tongues=", ".join(self._t.tongue(code) for code, _ in tongues.most_common()),
        )

    def _facts(self, document: Document) -> list[tuple[str, str]]:
        facts = {
            "kind": self._t.kind(document.kind).capitalize(),
            "date": self._t.date(document.issued_on).capitalize(),
            "period": self._t.period(document.period) if document.period else "",
            "publisher": document.publisher or "",
            "language": ", ".join(self._t.tongue(code) for code in document.languages).capitalize(),
            "file": document.source,
        }
        return [(self._t(f"document.{name}"), value) for name, value in facts.items() if value]

    def _ties(self, report: DocumentReport) -> list[TiedDocument]:
        return [tied_of(each, self._address(each.id), self._t) for each in report.ties]

    def _address(self, document_id: str) -> str:
        return self._at(document_address(document_id))


def _cut(query: str) -> str:
    return query.strip()[: Limits().question_length]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 and int(text) <= _MOST else None
