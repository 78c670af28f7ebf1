"""The writer's desk as pages of plain HTML: positions with their time line and basket, and the check of a draft."""

from collections.abc import Sequence
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response

from corpus.answers import Citation, Filters
from corpus.documents import Kind
from corpus.errors import InvalidRequest, KallanError, NotFound
from service.drafts import DraftSentence
from service.http.desk import LONGEST_DRAFT, exported
from service.http.desk_shapes import MOST_CHOSEN
from service.http.limits import Limits
from service.positions.desk import Chosen, Desk
from service.positions.entries import Position
from service.positions.exporting import Format
from service.positions.timeline import timeline
from ui.desk_shown import checked_of, counts_of, entry_of, place_of, told_of
from ui.filters import read_filters
from ui.markup import Site, Templates
from ui.page_text import parse_marks
from ui.plain_pages import CHATS
from ui.timeline_picture import picture_of
from ui.wording import LANGUAGES, Wording

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)
PER_PAGE = 20
_ALL = 10_000


def desk_pages_router(desk: Desk, site: Site = Site()) -> APIRouter:  # noqa: B008 - frozen
    """The routes of the desk; forms are read here, since they hold a few short fields of text alone."""
    pages = {language: DeskPages(desk, Templates(Wording.read(language), site)) for language in LANGUAGES}
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    def in_language(request: Request) -> DeskPages:
        return pages.get(request.query_params.get("lang", "sv"), pages["sv"])

    @router.get("/positions")
    def positions(request: Request) -> HTMLResponse:
        return in_language(request).positions(Search.of(parse_qs(request.url.query, errors="replace")))

    @router.post("/positions/export")
    async def export(request: Request) -> Response:
        form = _form(await request.body())
        return await run_in_threadpool(in_language(request).export, form)

    @router.get("/draft")
    def draft(request: Request) -> HTMLResponse:
        return in_language(request).draft()

    @router.post("/draft")
    async def checked(request: Request) -> HTMLResponse:
        form = _form(await request.body())
        return await run_in_threadpool(in_language(request).checked, "".join(form.get("text", [""])))

    return router


class Search:
    """What a reader searches for, as written; `filters` raises ValueError with a key of the texts for wrong years."""

    def __init__(self, query: str, kinds: Sequence[str], years: tuple[str, str], offset: int, pick: str) -> None:
        self.query = query
        self.pick = pick
        self.kinds = tuple(kind for kind in kinds if kind in set(Kind))
        self.year_from, self.year_to = years
        self.offset = offset

    @classmethod
    def of(cls, values: dict[str, list[str]]) -> "Search":
        """From the fields of an address; what is too long or no number is cut or left out."""

        def first(name: str) -> str:
            return values.get(name, [""])[0].strip()

        offset = first("offset")
        return cls(
            first("query")[: Limits().question_length],
            values.get("kind", [])[: len(Kind)],
            (first("year_from")[:8], first("year_to")[:8]),
            int(offset) if offset.isascii() and offset.isdigit() and len(offset) < 6 else 0,
            first("pick"),
        )

    def filters(self) -> Filters:
        """As the desk takes them."""
        return read_filters(self.kinds, self.year_from, self.year_to, ())

    def address(self, language: str, offset: int = 0) -> str:
        """The address of this search in a language, from `offset` on."""
        values = {"query": self.query, "year_from": self.year_from, "year_to": self.year_to}
        kept = [(name, value) for name, value in values.items() if value] + [("kind", kind) for kind in self.kinds]
        kept += [("offset", str(offset))] if offset else []
        kept += [("pick", self.pick)] if self.pick else []
        kept += [("lang", language)] if language != LANGUAGES[0] else []
        return f"/positions?{urlencode(kept)}" if kept else "/positions"


class DeskPages:
    """The pages of the desk in one language."""

    def __init__(self, desk: Desk, templates: Templates) -> None:
        self._desk = desk
        self._templates = templates
        self._t = templates.wording
        self._other = "en" if self._t.language == "sv" else "sv"

    def positions(self, search: Search) -> HTMLResponse:
        """The positions that a search finds, from its offset on, and their time line; above them a quote to pick."""
        found: list[Position] = []
        offered: list[Citation] = []
        error = ""
        try:
            found = self._desk.positions(search.query, search.filters(), _ALL)
            offered = [self._desk.cited(1, parse_place(search.pick))] if search.pick else []
        except ValueError as wrong:
            error = self._t(str(wrong))
        except KallanError as wrong:
            return self._failed(wrong)
        moments = timeline(found)
        to = search.offset + PER_PAGE
        return self._page(
            "positions",
            search.address(self._other, search.offset),
            status=422 if error else 200,
            search=search,
            error=error,
            kinds=[(kind.value, self._t.kind(kind).capitalize()) for kind in Kind],
            count=len(found),
            offered=[place_of(each, self._t) for each in offered],
            entries=[entry_of(each, self._t) for each in found[search.offset : to]],
            offset=search.offset,
            earlier=search.address(self._t.language, max(0, search.offset - PER_PAGE)) if search.offset else None,
            later=search.address(self._t.language, to) if to < len(found) else None,
            picture=picture_of(moments, self._t),
            moments=[told_of(each, self._t) for each in moments],
            most=MOST_CHOSEN,
        )

    def export(self, form: dict[str, list[str]]) -> Response:
        """The picked quotes as a file to keep; an error is told on a page."""
        try:
            chosen = [parse_place(each) for each in form.get("quote", [])]
            if not 0 < len(chosen) <= MOST_CHOSEN:
                raise InvalidRequest(f"Korgen ska ha 1 till {MOST_CHOSEN} citat.")
            name = "".join(form.get("format", []))
            form_of_file = Format(name) if name in set(Format) else Format.MARKDOWN
            return exported(self._desk, chosen, form_of_file, self._t.language)
        except KallanError as error:
            return self._failed(error)

    def draft(self, text: str = "", error: str = "", sentences: Sequence[DraftSentence] = ()) -> HTMLResponse:
        """The form, and below it what was found."""
        return self._page(
            "draft",
            self._at("/draft", self._other),
            status=422 if error else 200,
            text=text,
            error=error,
            most=LONGEST_DRAFT,
            counts=counts_of(sentences, self._t) if sentences else "",
            sentences=[checked_of(each, self._t) for each in sentences],
            action=f"{self._at('/draft', self._t.language)}#resultat",
        )

    def checked(self, text: str) -> HTMLResponse:
        """The draft with each sentence judged; nothing of it is kept."""
        text = text.replace("\r\n", "\n")
        if not text.strip():
            return self.draft(error=self._t("review.empty"))
        if len(text) > LONGEST_DRAFT:
            return self.draft(text, self._t("review.too_long", count=len(text), most=LONGEST_DRAFT))
        try:
            sentences = self._desk.draft(text, Filters())
        except KallanError as error:
            return self._failed(error)
        return self.draft(text, "" if sentences else self._t("review.no_sentences"), sentences)

    def _failed(self, error: KallanError) -> HTMLResponse:
        gone = isinstance(error, NotFound | InvalidRequest)
        status = (404 if isinstance(error, NotFound) else 422) if gone else 503
        return self._page(
            "desk_error",
            self._at("/positions", self._other),
            status=status,
            title=self._t("export.title") if gone else self._t("missing.unavailable_title"),
            error=self._t("export.gone") if gone else self._t("missing.unavailable"),
            back=self._at("/positions", self._t.language),
        )

    def _at(self, address: str, language: str) -> str:
        return address if language == LANGUAGES[0] else f"{address}?lang={language}"

    def _page(self, template: str, other: str, status: int = 200, **values: object) -> HTMLResponse:
        own = self._t.language
        markup = self._templates.fill(
            template,
            chat_address=CHATS[own],
            documents_address=self._at("/documents", own),
            about_address=self._at("/about", own),
            other_address=other,
            other_language=self._other,
            **values,
        )
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
        return HTMLResponse(markup, status, headers=headers)


def parse_place(key: str) -> Chosen:
    """The place that a form names as `ui.desk_shown.place_key` writes it; raises InvalidRequest for anything else."""
    marks, _, document_id = key.partition(" ")
    spans = parse_marks(marks.split(","), 1)
    if not document_id or not spans or len(spans) != marks.count(",") + 1:
        raise InvalidRequest("Ett citat i korgen går inte att läsa. Ta bort det och välj det på nytt.")
    return Chosen(document_id, spans)


def _form(body: bytes) -> dict[str, list[str]]:
    """The fields of a form that is sent as text (application/x-www-form-urlencoded)."""
    return parse_qs(body.decode("utf-8", "replace"), errors="replace", keep_blank_values=True)
