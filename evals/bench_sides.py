"""One side of a benchmark in a process of its own, so that its memory and its start are its own.

`python -m evals.bench_sides SIDE ingest|ask WORK STARTED` writes an index of WORK/documents into WORK/SIDE, or opens
it and searches, and prints what that took as JSON. `STARTED` is when the process was started, in seconds since 1970.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.answers import Filters
from corpus.documents import Kind
from evals import bench_pipeline
from evals.bench_vectors import CheapPassages
from evals.loading import resident
from index.dictionaries import keep_in
from index.protocols import Embedder

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
RARE = Kind.REPORT
"""The kind of one document in twenty, which the searches with a filter ask for."""
_TIMES = 10


def kind_of(number: int) -> Kind:
    """The kind of the document with that number."""
    return RARE if number % 20 == 0 else Kind.OTHER


def ingest_kallan(documents: Path, data: Path, embedder: Embedder) -> int:
    """A whole ingest, as `kallan ingest` does it; gives the number of passages."""
    from corpus.store import Store
    from ingest.apart.child import ChildReader
    from ingest.read import READER_VERSION
    from service.indexing import DataFolder, ingest
    from service.wiring import part_language

    with ChildReader() as reader:
        ingest(DataFolder(data), [documents], embedder, reader.read, READER_VERSION, part_language)
    store = Store(DataFolder(data).store)
    try:
        return store.count("passages")
    finally:
        store.close()


def searches_of_kallan(data: Path, embedder: Embedder) -> tuple[bench_pipeline.Search, Callable[[str], object]]:
    """A search, and a whole answer."""
    from service.indexed import IndexedKnowledgeBase
    from service.indexing import DataFolder
    from service.knowledge_base import Question

    knowledge_base = IndexedKnowledgeBase(DataFolder(data), embedder)

    def search(question: str, kind: str | None) -> list[str]:
        filters = Filters(frozenset({Kind(kind)})) if kind else Filters()
        return [each.passage.text for each in knowledge_base.search(question, filters, bench_pipeline.K)]

    return search, lambda question: knowledge_base.ask(Question(question))


def ingest(side: str, work: Path, embedder: Embedder) -> dict[str, float]:
    """Seconds by the clock and of processor time, passages, the peak of memory and the size on disk in MB."""
    documents, data = work / "documents", work / side
    began, worked = time.perf_counter(), processor()
    if side == "kallan":
        count = ingest_kallan(documents, data, embedder)
    else:
        kinds = {path.name: kind_of(int(path.stem[-5:])).value for path in documents.glob("*.md")}
        count = bench_pipeline.ingest(documents, kinds, data, embedder)
    taken, used = time.perf_counter() - began, processor() - worked
    disk = sum(path.stat().st_size for path in data.rglob("*") if path.is_file()) / 1e6
    return {"seconds": taken, "used": used, "passages": count, "peak": resident(os.getpid(), "VmHWM"), "disk": disk}


def ask(side: str, work: Path, embedder: Embedder, started: float) -> dict[str, object]:
    """The cold start in seconds, milliseconds of searches (all, with a filter) and answers, and memory in MB.

    Each search and answer by the clock and, as "used_…", in processor time, which a busy machine lengthens less.
    """
    answer: Callable[[str], object] | None = None
    if side == "kallan":
        search, answer = searches_of_kallan(work / side, embedder)
    else:
        search = bench_pipeline.opened(work / side, embedder)
    if len(search(QUESTIONS[0], None)) != bench_pipeline.K:
        raise RuntimeError("the index finds nothing")
    found: dict[str, object] = {"start": time.time() - started, "used_start": processor()}
    found |= timed("search", lambda text: search(text, None), QUESTIONS * _TIMES)
    found |= timed("filtered", lambda text: search(text, RARE.value), QUESTIONS * _TIMES)
    found["memory"] = resident(os.getpid())
    if answer:
        found |= timed("answer", answer, QUESTIONS * 4)
    return found


def timed(name: str, work: Callable[[str], object], questions: Sequence[str]) -> dict[str, list[float]]:
    """Milliseconds for each question, by the clock and in processor time."""
    clock, used = list[float](), list[float]()
    for question in questions:
        began, worked = time.perf_counter(), time.process_time()
        work(question)
        clock.append((time.perf_counter() - began) * 1000)
        used.append((time.process_time() - worked) * 1000)
    return {name: clock, f"used_{name}": used}


def processor() -> float:
    """Seconds of processor time so far, of this process and of those it has started and ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main() -> int:
    """Does one thing and prints its figures."""
    side, action, work, started = sys.argv[1], sys.argv[2], Path(sys.argv[3]), float(sys.argv[4])
    if side == "kallan":
        keep_in(work.parent / "words")
    embedder = CheapPassages(work.parent / "models")
    found = ingest(side, work, embedder) if action == "ingest" else ask(side, work, embedder, started)
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
