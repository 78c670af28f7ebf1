"""What of Gradio is open to the browser: its page and its queue, and nothing that reads files or fetches addresses."""

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
            await self._app(scope, receive, _guarded(send))
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
