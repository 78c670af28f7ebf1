"""The service under load: `python -m evals.load`, or for the record `python -m evals.load --people 50 --seconds 600`.

People ask and read pages of a real `kallan serve` on loopback while a real `kallan ingest` reads new documents into the
same data folder, again and again. The people run on the same cores as what they measure, so the figures are upper
bounds. Each person asks, reads the pages that the answer cites, and thinks for a while; who is refused waits as long as
the service says and asks something else.
"""

import argparse
import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from corpus.errors import KallanError
from evals.bench_machine import machine
from evals.loading import Memory, written
from evals.questions import load_questions

DOCUMENTS = Path(__file__).parents[1] / "corpus" / "documents"
QUESTIONS = Path(__file__).parent / "questions" / "shipped-dev.jsonl"
HEAD = (
    "people",
    "asked",
    "admitted: p50 / p95 / p99 / longest",
    "refused",
    "pages: n, p50 / p95",
    "errors",
    "ingests",
    "memory at the end, and its slope in the second half",
)
_TIMEOUT = 60


class LoadError(KallanError):
    """The service did not start, or stopped."""


@dataclass
class Seen:
    """What the people met, in seconds; written by many threads, read when they are done."""

    asked: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    refused: int = 0
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Level:
    """How many people for how long, and how many seconds on average they think between two questions."""

    people: int
    seconds: float
    pause: float


class Person:
    """Asks, reads what is cited, thinks, and asks again until `end` (of the monotonic clock)."""

    def __init__(self, address: str, questions: Sequence[str], seen: Seen, chance: random.Random) -> None:
        self._host = urlsplit(address).netloc
        self._questions = questions
        self._seen = seen
        self._chance = chance

    def live(self, end: float, pause: float) -> None:
        """Until the end; the first question comes within a pause, so that people do not march in step."""
        time.sleep(self._chance.uniform(0, pause))
        while time.monotonic() < end:
            wait = self._ask()
            time.sleep(wait or self._chance.expovariate(1 / pause) if pause else wait)

    def _ask(self) -> float:
        """Asks one question and reads its sources; gives how many seconds the service wants to be left alone."""
        body = json.dumps({"question": self._chance.choice(self._questions)})
        status, headers, content, seconds = self._call("POST", "/api/v1/ask", body)
        if status == 429:
            self._seen.refused += 1
            return float(headers.get("Retry-After", 1))
        if status != 200:
            self._seen.errors.append(f"ask: {status}")
            return 0.0
        self._seen.asked.append(seconds)
        for citation in json.loads(content)["citations"][:2]:
            self._read(citation)
        return 0.0

    def _read(self, citation: dict[str, object]) -> None:
        paths = [str(citation["url"]), f"/api/v1/documents/{citation['document_id']}/pages/{citation['page']}"]
        if str(citation["source"]).endswith(".pdf"):
            paths.append(f"{paths[1]}/image")
        for path in paths:
            status, _, _, seconds = self._call("GET", path)
            if status == 429:
                self._seen.refused += 1
            elif status == 404:
                self._seen.errors.append(f"{path.partition('?')[0]}: 404")
            elif status != 200:
                self._seen.errors.append(f"page: {status}")
            else:
                self._seen.pages.append(seconds)

    def _call(
        self, method: str, path: str, body: str | None = None
    ) -> tuple[int, http.client.HTTPMessage, bytes, float]:
        """Status, headers, content and seconds; the status is 0 where the connection broke."""
        began = time.perf_counter()
        connection = http.client.HTTPConnection(self._host, timeout=_TIMEOUT)
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            content = response.read()
        except OSError as error:
            self._seen.errors.append(type(error).__name__)
            return 0, http.client.HTTPMessage(), b"", time.perf_counter() - began
        finally:
            connection.close()
        return response.status, response.headers, content, time.perf_counter() - began


@contextmanager
def served(data: Path) -> Iterator[tuple[str, int]]:
    """The address and process number of a `kallan serve` that has answered once."""
    command = [sys.executable, "-m", "ui.cli", "serve", "--port", "0"]
    with subprocess.Popen(command, env=_environment(data), stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            line = process.stdout.readline() if process.stdout else ""
            address = next((word.rstrip("/") for word in line.split() if word.startswith("http")), "")
            if not address:
                raise LoadError("kallan serve did not start")
            seen = Seen()
            while not seen.asked:
                Person(address, ["Vem är ordförande?"], seen, random.Random(0))._ask()  # noqa: S311, SLF001
                if process.poll() is not None:
                    raise LoadError("kallan serve stopped")
            yield address, process.pid
        finally:
            process.terminate()


class Ingests:
    """A real `kallan ingest` of ever new documents into the data folder, one after the other; `done` counts them."""

    def __init__(self, data: Path, folder: Path, documents: int) -> None:
        self._data = data
        self._folder = folder
        self._documents = documents
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.done = 0
        self.failed: list[str] = []

    def __enter__(self) -> "Ingests":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        seed = 0
        while not self._stop.is_set() and self._documents:
            seed += 1
            written(self._folder, self._documents, seed)
            with ingest(self._data, self._folder) as process:
                while process.poll() is None and not self._stop.wait(0.2):
                    pass
                if process.poll() is None:
                    process.terminate()
                elif process.returncode:
                    self.failed.append(f"ingest: {process.returncode}")
                else:
                    self.done += 1


def ingest(data: Path, *sources: Path) -> "subprocess.Popen[str]":
    """A `kallan ingest` of the shipped documents and these folders."""
    command = [sys.executable, "-m", "ui.cli", "ingest", str(DOCUMENTS), *map(str, sources)]
    return subprocess.Popen(command, env=_environment(data), stdout=subprocess.DEVNULL, text=True)  # noqa: S603


def _environment(data: Path) -> dict[str, str]:
    return {**os.environ, "KALLAN_DATA": str(data)}


def measure(address: str, process: int, level: Level, ingests: Ingests) -> tuple[str, ...]:
    """A row of the table."""
    questions = [each.question for each in load_questions(QUESTIONS)]
    seen, end = Seen(), time.monotonic() + level.seconds
    people = [
        Person(address, questions, seen, random.Random(number))  # noqa: S311 - no secret
        for number in range(level.people)
    ]
    before = ingests.done
    threads = [threading.Thread(target=each.live, args=(end, level.pause)) for each in people]
    with Memory(process) as memory:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    errors = [*seen.errors, *ingests.failed]
    return (
        str(level.people),
        f"{len(seen.asked)} in {level.seconds:.0f} s",
        " / ".join(f"{1000 * _percentile(seen.asked, share):.0f}" for share in (0.5, 0.95, 0.99, 1)) + " ms",
        f"{seen.refused}",
        f"{len(seen.pages)}, {1000 * _percentile(seen.pages, 0.5):.0f} / {1000 * _percentile(seen.pages, 0.95):.0f} ms",
        f"{len(errors)} {'; '.join(sorted(set(errors))[:3])}".strip(),
        f"{ingests.done - before} done",
        memory.told(),
    )


def _percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[round(share * (len(ordered) - 1))] if ordered else float("nan")


def run(levels: Sequence[Level], documents: int, tell: Callable[[str], object]) -> None:
    """Measures each level against one service, a table row at a time."""
    tell(machine() + f", ingest of {documents} documents at a time, pause {levels[0].pause:g} s\n\n")
    tell(f"| {' | '.join(HEAD)} |\n|{' --- |' * len(HEAD)}\n")
    with tempfile.TemporaryDirectory() as work:
        data, folder = Path(work) / "data", Path(work) / "documents"
        written(folder, documents, 0)
        if ingest(data, folder).wait():
            raise LoadError("kallan ingest failed")
        with served(data) as (address, process):
            for level in levels:
                with Ingests(data, folder, documents) as ingests:
                    tell("| " + " | ".join(measure(address, process, level, ingests)) + " |\n")


def main() -> int:
    """Measures, and prints a table in Markdown."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", default="1,10,50", help="how many at once, one level after the other")
    parser.add_argument("--seconds", type=float, default=30, help="for each level")
    parser.add_argument("--pause", type=float, default=4, help="average seconds that a person thinks; 0 for none")
    parser.add_argument("--documents", type=int, default=20, help="that each ingest reads anew; 0 for no ingest")
    options = parser.parse_args()
    levels = [Level(int(each), options.seconds, options.pause) for each in options.people.split(",")]

    def tell(text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()

    run(levels, options.documents, tell)
    return 0


if __name__ == "__main__":
    sys.exit(main())
