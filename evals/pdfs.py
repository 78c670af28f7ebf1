"""What becomes of each file of a folder: `python -m evals.pdfs FOLDER [PASSWORD …]` prints a table in Markdown.

Each file is read by a child process of its own, as `kallan ingest` reads it. An `index.tsv` in the folder (columns
`file` and `category`) adds the category. Memory is that of the child and what it starts, together, looked at 50 times
a second (Linux).
"""

import csv
import resource
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from corpus.documents import Document
from corpus.errors import IngestError
from ingest.apart.child import ChildReader

_EVERY = 0.02
_HEAD = ("file", "category", "outcome", "pages", "words", "seconds", "CPU s", "peak MiB", "remark")


@dataclass(slots=True)
class _Peak:
    """The most memory that a process and its children have been seen to take together, in bytes."""

    reader: ChildReader
    most: int = 0
    done: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        """Looks until it is done."""
        while not self.done.wait(_EVERY):
            process = self.reader.process_id
            if process is not None:
                self.most = max(self.most, sum(map(_resident, [process, *_children(process)])))


@dataclass(frozen=True, slots=True)
class Row:
    """What became of a file."""

    name: str
    document: Document | None
    refusal: str
    seconds: float
    cpu_seconds: float
    peak_mebibytes: int

    def cells(self, category: str) -> tuple[str, ...]:
        """The row of the table."""
        document = self.document
        took = (f"{self.seconds:.1f}", f"{self.cpu_seconds:.1f}", str(self.peak_mebibytes))
        if document is None:
            return (self.name, category, "refused", "–", "–", *took, self.refusal)
        scanned = any(page.ocr_confidence is not None for page in document.pages)
        pages = f"{len(document.pages)} of {len(document.pages) + len(document.problems)}"
        words = sum(len(page.text.split()) for page in document.pages)
        return (self.name, category, "OCR" if scanned else "text", pages, str(words), *took, _remark(document))


def measure(path: Path, passwords: Sequence[str]) -> Row:
    """Reads the file and looks at what that takes."""
    before = _cpu_seconds()
    with ChildReader(passwords) as reader, _watched(reader) as peak:
        document, refusal = None, ""
        began = time.perf_counter()
        try:
            document = reader.read(path, "measured", path.name, None)
        except IngestError as error:
            refusal = str(error)
        seconds = time.perf_counter() - began
    return Row(path.name, document, refusal, seconds, _cpu_seconds() - before, round(peak.most / 2**20))


def _cpu_seconds() -> float:
    """What the processes that were started and have ended took of the processors."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def _watched(reader: ChildReader) -> Iterator[_Peak]:
    peak = _Peak(reader)
    thread = threading.Thread(target=peak.watch)
    thread.start()
    try:
        yield peak
    finally:
        peak.done.set()
        thread.join()


def _children(process: int) -> list[int]:
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
    except OSError:
        return []
    return [int(child) for child in found.split()]


def _resident(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text("ascii", "replace")
    except OSError:
        return 0
    lines = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(lines[0].split()[1]) * 1024 if lines else 0


def _remark(document: Document) -> str:
    parts = []
    sure = [page.ocr_confidence for page in document.pages if page.ocr_confidence is not None]
    if sure:
        parts.append(f"{len(sure)} read from pictures, confidence {sum(sure) / len(sure):.2f}")
    parts += [f"page {problem.number}: {problem.reason}" for problem in document.problems]
    parts += [f"hidden ({each.hiding}, page {each.page}): {each.characters} characters" for each in document.hidden]
    return "; ".join(parts)


def _categories(folder: Path) -> dict[str, str]:
    index = folder / "index.tsv"
    if not index.is_file():
        return {}
    with index.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["file"]: row["category"] for row in rows}


def main(folder: Path, passwords: Sequence[str]) -> None:
    """Prints the table."""
    categories = _categories(folder)
    print("| " + " | ".join(_HEAD) + " |\n" + "| --- " * len(_HEAD) + "|")  # noqa: T201
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() == ".pdf":
            cells = measure(path, passwords).cells(categories.get(path.name, ""))
            print("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
