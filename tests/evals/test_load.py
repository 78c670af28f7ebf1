"""The load test against a small service of its own: what it counts as what."""

import json
import os
import random
import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from evals.load import Person, Seen
from evals.loading import Memory

CITATION = {"url": "/documents/a?page=1", "document_id": "a", "source": "a.pdf", "page": 1}


class Scripted(BaseHTTPRequestHandler):
    """Answers questions about "bra", is busy with "mycket", fails on "fel"; the picture of the page is not there."""

    def do_POST(self) -> None:
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["question"]
        status = {"bra": 200, "mycket": 429}.get(question, 500)
        self._send(status, json.dumps({"citations": [CITATION]}).encode())

    def do_GET(self) -> None:
        self._send(404 if self.path.endswith("/image") else 200, b"sida")

    def _send(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Retry-After", "7")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Scripted) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def lived(address: str, question: str, seconds: float = 0.05) -> Seen:
    seen = Seen()
    chance = random.Random(0)  # noqa: S311 - no secret
    Person(address, [question], seen, chance).live(time.monotonic() + seconds, 0.02)
    return seen


def test_an_answer_and_its_pages_are_timed(address: str) -> None:
    seen = lived(address, "bra")
    assert seen.asked
    assert len(seen.pages) == 2 * len(seen.asked)
    assert set(seen.errors) == {"/api/v1/documents/a/pages/1/image: 404"}
    assert not seen.refused


def test_a_refusal_is_no_error_and_is_waited_for_as_long_as_is_asked(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("evals.load.time.sleep", waits.append)
    seen = lived(address, "mycket", 0.3)
    assert seen.refused
    assert not seen.errors
    assert not seen.asked
    assert 7.0 in waits


def test_what_fails_is_counted(address: str) -> None:
    assert set(lived(address, "fel").errors) == {"ask: 500"}
    assert lived("http://127.0.0.1:9", "bra").errors[0] == "ConnectionRefusedError"


def test_memory_that_grows_is_seen_to_grow() -> None:
    kept: list[bytes] = []
    with Memory(os.getpid()) as memory:
        for _ in range(8):
            kept.append(os.urandom(16 << 20))
            time.sleep(0.4)
    found = re.fullmatch(r"\d+ MB private, \+(\d+)\.\d\d MB/min; \d+ resident, \+(\d+)\.\d\d", memory.told())
    assert found
    assert all(1000 < float(each) < 4000 for each in found.groups())
    assert len(kept) == 8
