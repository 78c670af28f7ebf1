"""Who may see the editors' pages: whoever has signed in, and sends forms from these pages alone."""

from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from service.editing.access import Editing
from service.editing.sessions import SECONDS, Session
from service.http.app import UPLOADS
from service.http.problems import problem

TooLarge = Callable[[Scope, Session], Response]
ROOT = "/admin"
LOGIN = "/admin/login"
COOKIE = "kallan_admin"
SESSION = "kallan.session"
"""Where in a request's scope its session stands."""


class SessionGate:
    """ASGI middleware: nothing at or under /admin answers anything but a refusal without a session.

    Only the page where one signs in is open. Without a password set there is nothing there (404). What changes
    something must come from a page of this very host (Origin), whatever cookie it carries. `refusal` makes the page
    that tells a visitor to sign in, `too_large` the one that says that so much is not taken.
    """

    def __init__(
        self, app: ASGIApp, editing: Editing, refusal: Callable[[Scope], Response], too_large: TooLarge
    ) -> None:
        self._app = app
        self._editing = editing
        self._refusal = refusal
        self._too_large = too_large

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the call on or refuses it."""
        path = scope.get("path", "")
        if scope["type"] == "lifespan" or not (path == ROOT or path.startswith(f"{ROOT}/")):
            await self._app(scope, receive, send)
            return
        await (self._refused(scope, path) or self._app)(scope, receive, send)

    def _refused(self, scope: Scope, path: str) -> Response | None:
        if not self._editing.password.is_set or scope["type"] != "http":
            return problem(404, path)
        headers = Headers(scope=scope)
        if scope["method"] not in ("GET", "HEAD") and not from_here(headers):
            return problem(403, path, "Formuläret kom inte från den här tjänstens sidor.")
        session = self._editing.sessions.find(token_of(headers))
        scope[SESSION] = session
        if session is None:
            return None if path == LOGIN else self._refusal(scope)
        sent = headers.get("content-length", "")
        large = path == UPLOADS and sent.isdecimal() and int(sent) > self._editing.upload_bytes
        return self._too_large(scope, session) if large else None


def session_of(scope: Scope) -> Session | None:
    """The session that the gate has found."""
    found: Session | None = scope.get(SESSION)
    return found


def from_here(headers: Headers) -> bool:
    """Whether a browser says that the request comes from a page of the host it is sent to."""
    origin = urlsplit(headers.get("origin", ""))
    return bool(origin.netloc) and origin.netloc.lower() == headers.get("host", "").lower()


def token_of(headers: Headers) -> str:
    """The token of the session cookie; empty where there is none."""
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return cookie.value if cookie else ""


def set_cookie(response: Response, token: str, *, secure: bool) -> None:
    """Signs in: the cookie that no script reads and no other site sends."""
    response.set_cookie(COOKIE, token, max_age=SECONDS, path=ROOT, httponly=True, samesite="strict", secure=secure)


def drop_cookie(response: Response, *, secure: bool) -> None:
    """Signs out."""
    response.delete_cookie(COOKIE, path=ROOT, httponly=True, samesite="strict", secure=secure)


def own_address(address: str) -> str:
    """The address, if it is one of the editors' pages, else the first of them: nobody is led elsewhere."""
    parts = urlsplit(address)
    plain = address.isascii() and address.isprintable() and "\\" not in address
    inside = parts.path == ROOT or parts.path.startswith(f"{ROOT}/")
    return address if plain and inside and not parts.scheme and not parts.netloc and parts.path != LOGIN else ROOT
