"""Who may call the editors' API: whoever sends its key, and nobody who has guessed too often."""

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from corpus.errors import TooManyAttempts
from service.editing.attempts import Guarded
from service.http.problems import problem

_SCHEME = "bearer "


class KeyGate:
    """ASGI middleware: nothing at or under `path` answers anything but a refusal without the key.

    Without a key set there is nothing there (404). Only a wrong key counts as a guess, not a missing one.
    """

    def __init__(self, app: ASGIApp, path: str, key: Guarded) -> None:
        self._app = app
        self._path = path
        self._key = key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the call on or refuses it."""
        path = scope.get("path", "")
        if scope["type"] == "lifespan" or not (path == self._path or path.startswith(f"{self._path}/")):
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        path = scope["path"]
        if not self._key.is_set:
            return problem(404, path)
        given = Headers(scope=scope).get("authorization", "")
        if not given.lower().startswith(_SCHEME):
            return problem(401, path, headers={"WWW-Authenticate": "Bearer"})
        try:
            if self._key.is_right(given[len(_SCHEME) :].strip(), address_of(scope)):
                return None
        except TooManyAttempts as error:
            return problem(429, path, str(error), headers={"Retry-After": str(error.seconds)})
        return problem(401, path, "Nyckeln är fel.", headers={"WWW-Authenticate": "Bearer"})


def address_of(scope: Scope) -> str:
    """The address a call comes from; empty where it is not known. Never written down anywhere."""
    client = scope.get("client")
    return str(client[0]) if client else ""
