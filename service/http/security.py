"""What every request must pass and every response must carry."""

from collections.abc import Collection, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.http.problems import BUSY_SECONDS, problem

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})
"""Names that always reach the service; "testserver" is that of the test client and no name of the web."""

NOTHING = "default-src 'none'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
"""Content policy for data: whoever opens it as a page gets no script, no style and no picture."""

_STANDARD = {
    "Content-Security-Policy": NOTHING,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class SafeHeaders:
    """ASGI middleware: puts the standard headers on every response that does not set its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the call on and adds to the response's headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _STANDARD.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


class KnownHosts:
    """ASGI middleware: refuses requests that name another host.

    A page on the web can have its own name resolve to 127.0.0.1 (DNS rebinding) and then read what this service
    answers; its requests carry that name. `hosts` are further names than those of loopback; "*" lets every name pass.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] = ()) -> None:
        self._app = app
        self._hosts = LOOPBACK | {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the call on or answers 421."""
        if scope["type"] != "http" or "*" in self._hosts or host_name(Headers(scope=scope)) in self._hosts:
            await self._app(scope, receive, send)
        else:
            await problem(421, scope["path"])(scope, receive, send)


def host_name(headers: Headers) -> str:
    """The host a request names, without its port, in lower case; IPv6 in brackets; empty where it names none."""
    host = headers.get("host", "").lower()
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0].rstrip(".")


class BoundedBody:
    """ASGI middleware: refuses request bodies of more than `limit` bytes, announced or not.

    `larger` holds the limits of the paths that take more.
    """

    def __init__(self, app: ASGIApp, limit: int, larger: Mapping[str, int] | None = None) -> None:
        self._app = app
        self._limit = limit
        self._larger = larger or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the call on while the body stays within the limit, else answers 413."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._larger.get(scope["path"], self._limit)
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isdecimal() or int(announced) > limit:
            await problem(413 if announced.isdecimal() else 400, scope["path"])(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)


class BoundedCrowd:
    """ASGI middleware: refuses what comes while `most` requests are in hand, so that a flood does not take the memory.

    Whoever asks whether the process is alive is told; open streams of the chat count as requests in hand.
    """

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most
        self._in_hand = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the call on or answers 503."""
        if scope["type"] != "http" or scope["path"] == "/healthz":
            await self._app(scope, receive, send)
            return
        if self._in_hand >= self._most:
            detail = "Tjänsten har för mycket att göra just nu. Försök igen om en liten stund."
            await problem(503, scope["path"], detail, headers={"Retry-After": str(BUSY_SECONDS)})(scope, receive, send)
            return
        self._in_hand += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._in_hand -= 1
