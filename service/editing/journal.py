"""What editors have changed and when: which document, never who, from where or what anybody asked."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from service.editing.records import Records
from service.editing.tasks import Change, Step, Summary, Task

_KEPT_JOBS = 200
_KEPT_CHANGES = 10_000
_SCHEMA = """
CREATE TABLE IF NOT EXISTS changes (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, what TEXT NOT NULL, document TEXT NOT NULL, detail TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS jobs (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, what TEXT NOT NULL, document TEXT NOT NULL, source TEXT NOT NULL,
    state TEXT NOT NULL, message TEXT NOT NULL, summary TEXT NOT NULL
) STRICT;
"""


class State(StrEnum):
    """How a job stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """A change as it is carried out; `message` says why it failed, `step` how far it has come while it runs."""

    number: int
    at: str
    change: Change
    document: str
    source: str
    state: State
    message: str = ""
    summary: Summary = Summary()
    step: Step = Step()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the change log: when (ISO 8601, UTC), what, which document (id or file), and what of it."""

    at: str
    what: str
    document: str
    detail: str


def utc_now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


class Journal:
    """The change log and the jobs, in a file of their own."""

    def __init__(self, path: Path, now: Callable[[], datetime] = utc_now) -> None:
        self._records = Records(path, _SCHEMA)
        self._now = now
        self._records.write(
            "UPDATE jobs SET state = ?, message = ? WHERE state = ?",
            State.FAILED,
            "Tjänsten startade om innan arbetet var klart. Kunskapsbasen är hel. Försök igen.",
            State.RUNNING,
        )

    def close(self) -> None:
        """Closes the file."""
        self._records.close()

    def note(self, what: str, document: str, detail: str = "") -> None:
        """Writes a line into the change log."""
        self._records.write(
            "INSERT INTO changes (at, what, document, detail) VALUES (?, ?, ?, ?)", self._at(), what, document, detail
        )
        self._records.write("DELETE FROM changes WHERE number <= (SELECT max(number) FROM changes) - ?", _KEPT_CHANGES)

    def entries(self, limit: int, offset: int = 0) -> tuple[int, list[Entry]]:
        """How many lines there are, and those from `offset` on, the latest first."""
        total = int(self._records.read("SELECT count(*) AS n FROM changes")[0]["n"])
        found = self._records.read(
            "SELECT at, what, document, detail FROM changes ORDER BY number DESC LIMIT ? OFFSET ?", limit, offset
        )
        return total, [Entry(**dict(row)) for row in found]

    def begin(self, task: Task) -> Job:
        """A new job."""
        self._records.write("DELETE FROM jobs WHERE number <= (SELECT max(number) FROM jobs) - ?", _KEPT_JOBS)
        at = self._at()
        row = self._records.read(
            "INSERT INTO jobs (at, what, document, source, state, message, summary) VALUES (?, ?, ?, ?, ?, '', '{}')"
            " RETURNING number",
            at,
            task.change,
            task.document,
            task.source,
            State.RUNNING,
        )[0]
        return Job(int(row["number"]), at, task.change, task.document, task.source, State.RUNNING)

    def end(self, job: Job) -> None:
        """Keeps how a job ended."""
        self._records.write(
            "UPDATE jobs SET state = ?, message = ?, summary = ? WHERE number = ?",
            job.state,
            job.message,
            json.dumps(job.summary.as_json(), ensure_ascii=False),
            job.number,
        )

    def job(self, number: int) -> Job | None:
        """The job with that number, None where there is none any more."""
        found = self._records.read("SELECT * FROM jobs WHERE number = ?", number)
        return _job(found[0]) if found else None

    def latest(self) -> Job | None:
        """The last job that was begun."""
        found = self._records.read("SELECT * FROM jobs ORDER BY number DESC LIMIT 1")
        return _job(found[0]) if found else None

    def _at(self) -> str:
        return self._now().isoformat(timespec="seconds")


def _job(row: Any) -> Job:  # noqa: ANN401 - a row of SQLite
    summary = Summary.from_json(json.loads(row["summary"]))
    change, state = Change(row["what"]), State(row["state"])
    return Job(row["number"], row["at"], change, row["document"], row["source"], state, row["message"], summary)
