"""A change that an editor asks for, how far it has come, and what it did; all of it can be written as JSON."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from corpus.relations import Related
from ingest.pipeline import Report
from ingest.web.addresses import is_web_address
from service.indexing import Progress


class Change(StrEnum):
    """What is to be done."""

    READ = "read"
    RESTORE = "restore"
    REMOVE = "remove"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class Task:
    """One change. READ reads the `folder`; RESTORE lets in the removed document at `path`; the others name one.

    `document` is its id and `source` the name that people know it by. With `keep_out` a removal outlives the next
    reading. `changes` are text by field, None taking a correction back.
    """

    change: Change
    folder: str = ""
    path: str = ""
    document: str = ""
    source: str = ""
    keep_out: bool = True
    changes: dict[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """How far it has come: files done of all, pages read, vectors ready of all."""

    files: int = 0
    files_all: int = 0
    pages: int = 0
    vectors: int = 0
    vectors_all: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What a change did, in lists of sources; `read` holds id and source of what was read anew.

    `refused` holds source and reason; `problems` source, page and reason; `scanned` source, how many pages a machine
    read from pictures and its mean confidence in percent; `related` how what was read stands to others: relation,
    the ids of the two and the percentage of text they share.
    """

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    read: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    problems: tuple[tuple[str, int, str], ...] = ()
    scanned: tuple[tuple[str, int, int], ...] = ()
    related: tuple[tuple[str, str, str, int], ...] = ()
    pages: int = 0

    @classmethod
    def of(cls, report: Report) -> "Summary":
        """An ingest's report, shortened to what can be kept."""
        return cls(
            new=tuple(report.new),
            changed=tuple(report.changed),
            unchanged=len(report.unchanged),
            removed=tuple(report.removed),
            read=tuple((each.id, each.source) for each in report.documents),
            refused=tuple((each.source, each.reason) for each in report.refused),
            problems=tuple((each.source, p.number, p.reason) for each in report.documents for p in each.problems),
            scanned=tuple(
                (each.source, len(each.read_by_machine), _percent([sure for _, sure in each.read_by_machine]))
                for each in report.documents
                if each.read_by_machine
            ),
            related=tuple(map(_relation, report.related)),
            pages=report.pages,
        )

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> "Summary":
        """What `asdict` and JSON made of one."""
        listed: dict[str, Any] = {
            name: _tuple(value) if isinstance(value, list) else value for name, value in fields.items()
        }
        return cls(**listed)

    def as_json(self) -> dict[str, Any]:
        """The fields, for JSON."""
        return asdict(self)


def _percent(shares: Sequence[float]) -> int:
    return round(100 * sum(shares) / len(shares))


def _relation(related: Related) -> tuple[str, str, str, int]:
    return str(related.relation), related.document_id, related.other_id, round(100 * related.similarity)


def _tuple(value: list[Any]) -> tuple[Any, ...]:
    return tuple(tuple(each) if isinstance(each, list) else each for each in value)


Tell = Callable[[Step], None]
"""Told now and then how far the work has come."""


class Work(Protocol):
    """Carries out changes, one at a time."""

    def __call__(self, task: Task, tell: Tell) -> Summary:
        """Does it whole or not at all; raises KallanError where it cannot."""
        ...

    def stop(self) -> None:
        """Ends what is being done, without a trace; nothing happens where nothing is."""
        ...


class ReadAll(Protocol):
    """Reads files and addresses; see `service.indexing.ingest`."""

    def __call__(
        self, paths: Sequence[Path], addresses: Sequence[str], let_in: Sequence[str], progress: Progress
    ) -> Report:
        """Gives what was done."""
        ...


@dataclass(frozen=True, slots=True)
class Actions:
    """What changes are made with: see `ingest`, `remove` and `correct` of `service.indexing`."""

    read: ReadAll
    remove: Callable[[str, bool], str]
    correct: Callable[[str, dict[str, str | None]], str]


def carry_out(task: Task, actions: Actions, tell: Tell) -> Summary:
    """Does the task with these actions; raises KallanError."""
    if task.change is Change.REMOVE:
        actions.remove(task.document, task.keep_out)
        return Summary(removed=(task.source,))
    if task.change is Change.CORRECT:
        actions.correct(task.document, task.changes)
        return Summary(changed=(task.source,))
    step = Step()

    def files(done: int, total: int, pages: int) -> None:
        nonlocal step
        step = Step(done, total, pages)
        tell(step)

    def vectors(done: int, total: int) -> None:
        tell(Step(step.files, step.files_all, step.pages, done, total))

    progress = Progress(files, vectors)
    if task.change is Change.READ:
        return Summary.of(actions.read([Path(task.folder)], [], [], progress))
    on_web = is_web_address(task.path)
    paths, addresses = ([], [task.path]) if on_web else ([Path(task.path)], [])
    return Summary.of(actions.read(paths, addresses, [task.path], progress))
