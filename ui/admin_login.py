"""Signing in to the editors' pages and out again."""

import math
from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response
from starlette.types import Scope

from corpus.errors import TooManyAttempts
from service.editing.access import Editing
from service.http.admin_gate import address_of
from ui.admin_forms import HEADERS, AdminPages, Form, first, parse_form, sent_form
from ui.admin_gate import LOGIN, ROOT, drop_cookie, own_address, set_cookie, token_of
from ui.plain_pages import with_values
from ui.wording import LANGUAGES

_LONGEST = 1000


class LoginPages(AdminPages):
    """The one page that is open, in one language."""

    def form(self, then: str, error: str = "", status: int = 200) -> HTMLResponse:
        """Asks for the password; `then` is where one goes next."""
        other = with_values(
            LOGIN, next=then if then != ROOT else None, lang=None if self._other == LANGUAGES[0] else "en"
        )
        made = self._page("admin_login", other, status, error=error, then=then, action=self._at(LOGIN))
        made.headers.update(HEADERS)
        return made

    def signed_in(self, editing: Editing, form: Form, address: str, *, secure: bool) -> Response:
        """Signs in with the right password, or says why not."""
        then = own_address(first(form, "next"))
        try:
            right = editing.password.is_right(first(form, "password")[:_LONGEST], address)
        except TooManyAttempts as error:
            minutes = math.ceil(error.seconds / 60)
            refused = self.form(then, self._t("admin_login.too_many", minutes=minutes), 429)
            refused.headers["Retry-After"] = str(error.seconds)
            return refused
        if not right:
            return self.form(then, self._t("admin_login.wrong"), 403)
        response = self.leading(then)
        set_cookie(response, editing.sessions.begin(), secure=secure)
        return response


def login_router(editing: Editing, in_language: Callable[[Scope], LoginPages]) -> APIRouter:
    """The routes for signing in and out."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get(LOGIN)
    def form(request: Request) -> HTMLResponse:
        return in_language(request.scope).form(own_address(request.query_params.get("next", ROOT)))

    @router.post(LOGIN)
    async def sign_in(request: Request) -> Response:
        sent = parse_form(await request.body())
        secure = request.url.scheme == "https"
        pages = in_language(request.scope)
        return await run_in_threadpool(pages.signed_in, editing, sent, address_of(request.scope), secure=secure)

    @router.post(f"{ROOT}/logout")
    async def sign_out(request: Request) -> Response:
        def ended(_session: object, _form: Form) -> Response:
            editing.sessions.end(token_of(request.headers))
            response = in_language(request.scope).leading(LOGIN)
            drop_cookie(response, secure=request.url.scheme == "https")
            return response

        return await sent_form(request, ended)

    return router
