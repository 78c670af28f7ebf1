"""What every page for editors has: its frame, its forms' token, and what is told when something cannot be done."""

from collections.abc import Callable
from urllib.parse import parse_qs

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from corpus.errors import InvalidRequest, KallanError, NotFound, StoreBusy
from service.editing.journal import Job
from service.editing.sessions import Session
from ui.admin_gate import ROOT, session_of
from ui.plain_pages import LIVE, PlainPages, with_values
from ui.wording import LANGUAGES

TOKEN = "form_token"  # noqa: S105 - the field's name
HEADERS = {
    "Cache-Control": "no-store",
    # With the standard "no-referrer" a browser would not say where a form comes from.
    "Referrer-Policy": "same-origin",
}
Form = dict[str, list[str]]


class NotFromHere(Exception):  # noqa: N818 - a refusal, no error of ours
    """A form without the session's token."""


class AdminPages(PlainPages):
    """The pages for editors in one language; each request brings its session."""

    policy = f"{LIVE}; connect-src 'self'"

    def page(self, session: Session, template: str, address: str, status: int = 200, **values: object) -> HTMLResponse:
        """The filled template; `address` is the page's own, without its language."""
        other = with_values(address, lang=None if self._other == LANGUAGES[0] else self._other)
        made = self._page(
            f"admin_{template}",
            other,
            status,
            form_token=session.form_token,
            here=address.partition("?")[0],
            at=self._at,
            **values,
        )
        made.headers.update(HEADERS)
        return made

    def leading(self, address: str) -> RedirectResponse:
        """To another page in the same language, after something has been done."""
        return RedirectResponse(self._at(address), 303, headers=HEADERS)

    def begun(self, job: Job) -> RedirectResponse:
        """To the page of a change that goes on."""
        return self.leading(f"{ROOT}/jobs/{job.number}")

    def failed(self, session: Session, error: KallanError, back: str = ROOT) -> HTMLResponse:
        """A page that says what could not be done, and why."""
        if isinstance(error, NotFound | InvalidRequest | StoreBusy):
            status = 404 if isinstance(error, NotFound) else 409 if isinstance(error, StoreBusy) else 422
            return self.page(session, "failed", back, status, message=str(error), back=back)
        return self.page(session, "failed", back, 503, message=self._t("admin.unavailable"), back=back)


Act = Callable[[AdminPages, Session, Form], Response]


def session_in(request: Request) -> Session:
    """The request's session; the gate has seen to it that there is one."""
    session = session_of(request.scope)
    if session is None:
        raise NotFromHere
    return session


async def sent_form(request: Request, act: Callable[[Session, Form], Response]) -> Response:
    """Answers a form of short fields with what `act` makes of it; raises NotFromHere for one from elsewhere."""
    session = session_in(request)
    form = parse_form(await request.body())
    check_token(session, first(form, TOKEN))
    return await run_in_threadpool(act, session, form)


def check_token(session: Session, token: str) -> None:
    """Raises NotFromHere where a form does not carry the session's token."""
    if not session.sent(token):
        raise NotFromHere


def parse_form(body: bytes) -> Form:
    """The fields of a form that is sent as text (application/x-www-form-urlencoded)."""
    return parse_qs(body.decode("utf-8", "replace"), errors="replace", keep_blank_values=True)


def first(form: Form, name: str) -> str:
    """The field's first value, empty where it is missing."""
    return form.get(name, [""])[0]
