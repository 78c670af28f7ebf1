"""What of Gradio is open to the browser: its page and its queue, and nothing that reads files or fetches addresses."""

import json
import re
from collections.abc import Collection

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.http.problems import problem

POLICY = (
    # Gradio starts from scripts within its page and builds its components' templates with eval; all come from here.
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'; object-src 'none'"
)
_OPEN = re.compile(
    r"/|/config/?|/theme\.css|/manifest\.json|/favicon\.ico|/robots\.txt|/(assets|static|svelte)/.*"
    r"|/gradio_api/(queue/(join|data)|heartbeat/\w+|startup-events|theme\.css|info/?|cancel|reset/?)/?"
)


class ChatGate:
    """ASGI middleware for the whole app: guards the folders (`paths`, such as "/chatt") where Gradio is mounted.

    Uploads, files, proxied addresses, monitoring and the like answer 404, and CORS headers are taken away.
    """

    def __init__(self, app: ASGIApp, paths: Collection[str]) -> None:
        self._app = app
        self._paths = tuple(paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what is none of Gradio's, or open."""
        path = scope.get("path", "")
        folder = next((each for each in self._paths if path == each or path.startswith(f"{each}/")), None)
        if folder is None or scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
        elif scope["type"] == "http" and _OPEN.fullmatch(path.removeprefix(folder) or "/"):
            body = await _whole(receive) if path.rstrip("/").endswith("/queue/join") else None
            if body is not None and not _holds_only_words(body):
                await problem(422, path)(scope, receive, _guarded(send))
                return
            await self._app(scope, receive if body is None else _again(body, receive), _guarded(send))
        elif scope["type"] == "http":
            await problem(404, path)(scope, receive, _guarded(send))


def _guarded(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name in [name for name in headers if name.startswith("access-control-")]:
                del headers[name]
            headers["Content-Security-Policy"] = POLICY
        await send(message)

    return guarded


async def _whole(receive: Receive) -> bytes:
    """A request's whole body, which the service has bounded before it comes here."""
    parts: list[bytes] = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    """Gives the body that has been read, and then what comes after it."""
    given = False

    async def receive_again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again


def _holds_only_words(body: bytes) -> bool:
    """Whether what is put in the queue is text, numbers and lists of text.

    Gradio takes an object for a file, fetches the address it names and keeps what comes; the chat sends none.
    """
    try:
        data = json.loads(body).get("data", [])
    except (ValueError, AttributeError, RecursionError):
        return False
    return isinstance(data, list) and all(_is_plain(value) for value in data)


def _is_plain(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(part, str | int | float) or part is None for part in value)
    return isinstance(value, str | int | float) or value is None
