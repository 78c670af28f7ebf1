"""Pages of plain HTML: the list of documents, a document's pages with the quote marked, and what there is to ask of."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from corpus.documents import Document, Provenance
from corpus.errors import KallanError, NotFound
from corpus.passages import Span
from service.http.links import document_address, web_address
from service.knowledge_base import KnowledgeBase
from ui.markup import Templates
from ui.page_text import blocks, parse_marks
from ui.pictures import page_numbers, shot_of
from ui.wording import LANGUAGES, Wording

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
CHATS = {"sv": "/chatt/", "en": "/chat/"}
"""Where the chat of each language is mounted."""

PER_LIST = 100
_MOST = 1_000_000


def pages_router(knowledge_base: KnowledgeBase) -> APIRouter:
    """The routes for people who want to see what stands where."""
    templates = {language: Templates(Wording.read(language)) for language in LANGUAGES}
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    def in_language(lang: str) -> "DocumentPages":
        return DocumentPages(knowledge_base, templates.get(lang, templates["sv"]))

    @router.get("/documents")
    def documents(lang: str = "sv", offset: str = "0") -> HTMLResponse:
        return in_language(lang).list_from(_number(offset) or 0)

    @router.get("/documents/{document_id}")
    def document(
        document_id: str, page: str = "", lang: str = "sv", highlight: Annotated[list[str] | None, Query()] = None
    ) -> HTMLResponse:
        return in_language(lang).page_of(document_id, page, highlight or [])

    @router.get("/about")
    def about(lang: str = "sv") -> HTMLResponse:
        return in_language(lang).about()

    return router


class DocumentPages:
    """The pages of documents in one language."""

    def __init__(self, knowledge_base: KnowledgeBase, templates: Templates) -> None:
        self._knowledge_base = knowledge_base
        self._templates = templates
        self._t = templates.wording
        self._other = "en" if self._t.language == "sv" else "sv"

    def list_from(self, offset: int) -> HTMLResponse:
        """The documents from `offset` on, at most PER_LIST."""
        try:
            total, listing = self._knowledge_base.listing(PER_LIST, offset)
        except KallanError as error:
            return self._missing(error)
        found = [each.document for each in listing]
        listed = [{"title": each.title, "address": self._address(each.id), "facts": self._line(each)} for each in found]
        newer, older = max(0, offset - PER_LIST), offset + PER_LIST
        return self._page(
            "documents",
            _with("/documents", lang=self._other, offset=offset or None),
            total=total,
            documents=listed,
            newer=self._at("/documents", offset=newer or None) if offset else None,
            older=self._at("/documents", offset=older) if older < total else None,
        )

    def page_of(self, document_id: str, page: str, highlight: list[str]) -> HTMLResponse:
        """One page of a document; 404 for one that is not there, a sentence for one that could not be read.

        Without `page` the first is shown. `highlight` as `service.http.links.document_address` writes it.
        """
        try:
            document = self._knowledge_base.document(document_id)
        except KallanError as error:
            return self._missing(error)
        numbers = page_numbers(document)
        number = _number(page) if page else (numbers[0] if numbers else None)
        if number is None or number not in numbers:
            return self._missing(NotFound())
        return self._sheet(document, numbers, number, parse_marks(highlight, number))

    def _sheet(self, document: Document, numbers: Sequence[int], number: int, marks: tuple[Span, ...]) -> HTMLResponse:
        page = document.page(number)
        at = numbers.index(number)
        turned = [
            self._turned(document.id, numbers[to], marks) if 0 <= to < len(numbers) else None for to in (at - 1, at + 1)
        ]
        return self._page(
            "document",
            _with(self._turned(document.id, number, marks, language=False), lang=self._other),
            document=document,
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
            _with("/about", lang=self._other),
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

    def _line(self, document: Document) -> str:
        return f"{self._t.kind(document.kind).capitalize()} · {self._t.date(document.issued_on)}"

    def _address(self, document_id: str) -> str:
        return self._at(document_address(document_id))

    def _at(self, address: str, **values: object) -> str:
        """The address with `values`, in the language of these pages."""
        return _with(address, **values, lang=None if self._t.language == "sv" else self._t.language)

    def _missing(self, error: KallanError) -> HTMLResponse:
        found = not isinstance(error, NotFound)
        title, text = ("unavailable_title", "unavailable") if found else ("title", "text")
        values = {"title": self._t(f"missing.{title}"), "text": self._t(f"missing.{text}")}
        return self._page("missing", "", status=503 if found else 404, **values)

    def _page(self, template: str, other: str, status: int = 200, **values: object) -> HTMLResponse:
        markup = self._templates.fill(
            template,
            chat_address=CHATS[self._t.language],
            documents_address=self._at("/documents"),
            about_address=self._at("/about"),
            other_address=other,
            other_language=self._other,
            **values,
        )
        return HTMLResponse(markup, status, headers={"Content-Security-Policy": POLICY})


def _with(address: str, **values: object) -> str:
    """The address with further values in its query; those that are None are left out."""
    kept = {name: value for name, value in values.items() if value is not None}
    if not kept:
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode(kept)}"


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 and int(text) <= _MOST else None
