"""The editors' desk as pages of plain HTML, all behind the gate (`ui.admin_gate`)."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.middleware import Middleware
from starlette.types import Scope

from corpus.errors import InvalidRequest, KallanError, NotFound
from service.editing.access import Editing
from service.editing.desk import EditorsDesk
from service.editing.journal import State
from service.editing.sessions import Session
from service.editing.uploads import MOST_FILES
from service.http.admin import added, job_of
from service.http.admin_answers import cases_file
from service.http.app import UPLOADS
from service.http.problems import problem
from service.http.security import BoundedBody
from ui.admin_answers import ANSWERS, CASES, QUESTIONS, AnswersPages
from ui.admin_documents import DOCUMENTS, DocumentsPages
from ui.admin_forms import HEADERS, TOKEN, Form, NotFromHere, check_token, first, sent_form, session_in
from ui.admin_gate import ROOT, SessionGate
from ui.admin_login import LoginPages, login_router
from ui.markup import Site, Templates
from ui.wording import LANGUAGES, Wording

STATIC = Path(__file__).parent / "admin_static"
"""Kept apart from the files that everybody may fetch."""
_FILES = {"admin.css": "text/css", "admin.js": "text/javascript"}
_MOST_OFFSET = 1_000_000


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages of one language."""

    login: LoginPages
    documents: DocumentsPages
    answers: AnswersPages


Show = Callable[[_Pages, Session], Response]
Change = Callable[[_Pages, Session, Form], Response]


class AdminSite:
    """The pages in every language, and how a request is answered with one of them."""

    def __init__(self, editing: Editing, site: Site) -> None:
        self.editing = editing
        self._pages = {}
        for language in LANGUAGES:
            templates = Templates(Wording.read(language), site)
            documents = DocumentsPages(templates, editing.desk, editing.upload_bytes)
            answers = AnswersPages(templates, editing.desk.answers)
            self._pages[language] = _Pages(LoginPages(templates), documents, answers)

    @property
    def desk(self) -> EditorsDesk:
        """What the pages show."""
        return self.editing.desk

    def spoken(self, scope: Scope) -> _Pages:
        """The pages in the language that a request asks for."""
        language = Request(scope).query_params.get("lang", LANGUAGES[0])
        return self._pages.get(language, self._pages[LANGUAGES[0]])

    def show(self, request: Request, act: Show) -> Response:
        """A page; an error is told on one."""
        pages, session = self.spoken(request.scope), session_in(request)
        try:
            return act(pages, session)
        except KallanError as error:
            return pages.documents.failed(session, error)

    async def change(self, request: Request, act: Change) -> Response:
        """What comes of a form that carries the session's token; an error is told on a page."""
        pages = self.spoken(request.scope)

        def done(session: Session, form: Form) -> Response:
            try:
                return act(pages, session, form)
            except KallanError as error:
                return pages.documents.failed(session, error)

        return await sent_form(request, done)

    def refusal(self, scope: Scope) -> Response:
        """Tells a visitor to sign in; leads back to the page that was asked for."""
        then = scope["path"] if scope["method"] == "GET" else ROOT
        return self.spoken(scope).login.form(then, status=403)

    def too_large(self, scope: Scope, session: Session) -> Response:
        """Tells an editor that so much is not taken at once."""
        pages = self.spoken(scope).documents
        return pages.listing(session, "", 0, pages.too_large(), 413)


def mount_admin(app: FastAPI, editing: Editing, site: Site) -> None:
    """Puts the pages on the app, with the gate before them."""
    admin = AdminSite(editing, site)
    app.include_router(login_router(editing, lambda scope: admin.spoken(scope).login))
    for make in (_documents_router, _changing_router, _jobs_router, _answers_router, _judging_router):
        app.include_router(make(admin), include_in_schema=False)
    app.add_exception_handler(NotFromHere, _not_from_here)
    # Within what guards the whole service, and before a body is counted, let alone read.
    gate = Middleware(SessionGate, editing=editing, refusal=admin.refusal, too_large=admin.too_large)
    kinds: list[object] = [each.cls for each in app.user_middleware]
    app.user_middleware.insert(kinds.index(BoundedBody), gate)


def _not_from_here(request: Request, _error: Exception) -> Response:
    return problem(
        403, request.url.path, "Formuläret har blivit för gammalt. Gå tillbaka, ladda om sidan och försök igen."
    )


def _documents_router(admin: AdminSite) -> APIRouter:
    """Pages that only show."""
    router = APIRouter(default_response_class=HTMLResponse)

    @router.get(ROOT)
    def overview(request: Request) -> Response:
        return admin.show(request, lambda pages, session: pages.documents.overview(session, pages.answers.counts()))

    @router.get(f"{ROOT}/assets/{{name}}")
    def asset(name: str) -> Response:
        if name not in _FILES:
            raise NotFound("Filen finns inte.")
        return FileResponse(STATIC / name, media_type=_FILES[name], headers=HEADERS)

    @router.get(DOCUMENTS)
    def documents(request: Request, query: str = "", offset: str = "") -> Response:
        return admin.show(
            request, lambda pages, session: pages.documents.listing(session, query[:200], _offset(offset))
        )

    @router.get(f"{ROOT}/stale")
    def stale(request: Request, offset: str = "") -> Response:
        return admin.show(request, lambda pages, session: pages.documents.stale(session, _offset(offset)))

    @router.get(f"{ROOT}/log")
    def log(request: Request, offset: str = "") -> Response:
        return admin.show(request, lambda pages, session: pages.documents.changes(session, _offset(offset)))

    @router.get(f"{DOCUMENTS}/{{document_id}}")
    def document(request: Request, document_id: str) -> Response:
        return admin.show(request, lambda pages, session: pages.documents.document(session, document_id))

    @router.get(f"{DOCUMENTS}/{{document_id}}/remove")
    def confirm(request: Request, document_id: str) -> Response:
        return admin.show(request, lambda pages, session: pages.documents.confirm(session, document_id))

    return router


def _changing_router(admin: AdminSite) -> APIRouter:
    """Documents added, corrected and removed; each leads to the page of the change."""
    router = APIRouter(default_response_class=HTMLResponse)
    desk = admin.desk

    @router.post(UPLOADS)
    async def add(request: Request) -> Response:
        session, pages = session_in(request), admin.spoken(request.scope).documents
        async with request.form(max_files=MOST_FILES + 1, max_fields=10, max_part_size=2**12) as form:
            check_token(session, str(form.get(TOKEN, "")))
            try:
                return pages.begun(await run_in_threadpool(added, desk, form, replace="replace" in form))
            except KallanError as error:
                return await run_in_threadpool(pages.told, session, error)

    @router.post(f"{ROOT}/waiting")
    async def waiting(request: Request) -> Response:
        def act(pages: _Pages, _session: Session, form: Form) -> Response:
            if first(form, "act") == "read":
                return pages.documents.begun(desk.read_waiting())
            desk.discard_waiting()
            return pages.documents.leading(DOCUMENTS)

        return await admin.change(request, act)

    @router.post(f"{DOCUMENTS}/{{document_id}}")
    async def correct(request: Request, document_id: str) -> Response:
        return await admin.change(
            request, lambda pages, session, form: pages.documents.corrected(session, document_id, form)
        )

    @router.post(f"{DOCUMENTS}/{{document_id}}/remove")
    async def remove(request: Request, document_id: str) -> Response:
        return await admin.change(request, lambda pages, _s, _f: pages.documents.begun(desk.remove(document_id)))

    @router.post(f"{DOCUMENTS}/{{document_id}}/restore")
    async def restore(request: Request, document_id: str) -> Response:
        return await admin.change(request, lambda pages, _s, _f: pages.documents.begun(desk.restore(document_id)))

    return router


def _jobs_router(admin: AdminSite) -> APIRouter:
    """A change followed, and stopped."""
    router = APIRouter(default_response_class=HTMLResponse)

    @router.get(f"{ROOT}/jobs/{{number}}")
    def job(request: Request, number: str) -> Response:
        def act(pages: _Pages, session: Session) -> Response:
            found = job_of(admin.desk, _number(number))
            return pages.documents.job(session, found)

        return admin.show(request, act)

    @router.post(f"{ROOT}/jobs/{{number}}/stop")
    async def stop(request: Request, number: str) -> Response:
        def act(pages: _Pages, _session: Session, _form: Form) -> Response:
            found = job_of(admin.desk, _number(number))
            if found.state is State.RUNNING:
                admin.desk.jobs.stop()
            return pages.documents.begun(found)

        return await admin.change(request, act)

    return router


def _answers_router(admin: AdminSite) -> APIRouter:
    """What readers asked and said, the cases and the tour's gaps."""
    router = APIRouter(default_response_class=HTMLResponse)
    desk = admin.desk.answers

    @router.get(QUESTIONS)
    def unanswered(request: Request, offset: str = "") -> Response:
        return admin.show(request, lambda pages, session: pages.answers.unanswered(session, _offset(offset)))

    @router.get(ANSWERS)
    def marked(request: Request, offset: str = "", show: str = "") -> Response:
        right = show == "right"
        return admin.show(request, lambda pages, session: pages.answers.marked(session, _offset(offset), right=right))

    @router.get(CASES)
    def cases(request: Request) -> Response:
        return admin.show(request, lambda pages, session: pages.answers.cases(session))

    @router.get(f"{CASES}.jsonl")
    def download(request: Request) -> Response:
        return admin.show(request, lambda _pages, _session: cases_file(desk))

    @router.get(f"{CASES}/{{case_id}}")
    def case(request: Request, case_id: str) -> Response:
        return admin.show(request, lambda pages, session: pages.answers.case(session, case_id))

    @router.get(f"{ROOT}/tour")
    def tour(request: Request) -> Response:
        return admin.show(request, lambda pages, session: pages.answers.tour(session))

    return router


def _judging_router(admin: AdminSite) -> APIRouter:
    """Kept questions thrown away or made into test cases, and the cases filled in."""
    router = APIRouter(default_response_class=HTMLResponse)
    desk = admin.desk.answers

    @router.post(f"{QUESTIONS}/{{number}}")
    async def kept(request: Request, number: str) -> Response:
        def act(pages: _Pages, _session: Session, form: Form) -> Response:
            if first(form, "act") == "case":
                return pages.answers.made(_number(number))
            desk.discard(_number(number))
            return pages.answers.leading(QUESTIONS if first(form, "from") == "questions" else ANSWERS)

        return await admin.change(request, act)

    @router.post(f"{CASES}/{{case_id}}")
    async def save(request: Request, case_id: str) -> Response:
        def act(pages: _Pages, session: Session, form: Form) -> Response:
            if first(form, "act") != "remove":
                return pages.answers.saved(session, case_id, form)
            desk.remove_case(case_id)
            return pages.answers.leading(CASES)

        return await admin.change(request, act)

    return router


def _offset(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 and int(text) <= _MOST_OFFSET else 0


def _number(text: str) -> int:
    """The number in an address; raises InvalidRequest for anything else."""
    if text.isascii() and text.isdigit() and len(text) < 13:
        return int(text)
    raise InvalidRequest("Adressen går inte att använda.")
