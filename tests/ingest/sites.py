"""A site on this machine that answers as it is told to."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = (
    "<!doctype html><html lang=sv><head><title>Avgifter</title></head><body><main><h1>Avgifter</h1>"
    "<p>Avgift betalas varje år av varje medlem.</p></main></body></html>"
)


class Handler(BaseHTTPRequestHandler):
    """Hands each request to what the site has under its path."""

    protocol_version = "HTTP/1.1"
    site: "Site"

    def do_GET(self) -> None:
        self.site.asked.append((self.path, dict(self.headers)))
        answer = self.site.answers.get(self.path.partition("?")[0])
        try:
            if answer is None:
                self.reply(404, b"")
            else:
                answer(self)
        except OSError:
            self.close_connection = True

    def reply(self, status: int, body: bytes, **headers: str) -> None:
        """Sends a whole answer; "_" in a header's name stands for "-"."""
        self.send_response(status)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if status != 304:
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


Answer = Callable[[Handler], object]


@dataclass
class Site:
    """`answers` by path; `asked` holds each request's path with its headers, in order. No robots.txt is a 404."""

    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def says(body: str | bytes = PAGE, status: int = 200, **headers: str) -> Answer:
    """The same answer each time, HTML unless another Content_Type is given."""
    data = body.encode() if isinstance(body, str) else body
    given = {"Content_Type": "text/html; charset=utf-8", **headers}
    return lambda handler: handler.reply(status, data, **given)


def leads_to(location: str, status: int = 302) -> Answer:
    return says("", status, Location=location)


def versioned(body: str, etag: str) -> Answer:
    """Answers 304 to who has that version."""

    def answer(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == etag:
            handler.reply(304, b"", ETag=etag)
        else:
            handler.reply(200, body.encode(), Content_Type="text/html", ETag=etag)

    return answer


def raw(*parts: bytes, pause: float = 0) -> Answer:
    """Writes those bytes as they are, with pauses between, and hangs up."""

    def answer(handler: Handler) -> None:
        handler.close_connection = True
        for part in parts:
            handler.wfile.write(part)
            handler.wfile.flush()
            time.sleep(pause)

    return answer


@contextmanager
def serve_site() -> Iterator[Site]:
    site = Site(0)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("SiteHandler", (Handler,), {"site": site}))
    server.daemon_threads = True
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
