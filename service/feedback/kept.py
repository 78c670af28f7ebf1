"""Questions and what readers said of their answers, in a file of its own, each gone when its time is out."""

import hashlib
import json
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from corpus.answers import Answer, Outcome
from corpus.errors import StoreError
from corpus.passages import Span
from service.editing.records import Records

log = logging.getLogger(__name__)

LONGEST_LINE = 500
MOST_ROWS = 5000
PURGE_SECONDS = 600.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS kept (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, sort TEXT NOT NULL, question TEXT NOT NULL, language TEXT NOT NULL,
    as_of TEXT, outcome TEXT NOT NULL, line TEXT NOT NULL, places TEXT NOT NULL, times INTEGER NOT NULL
) STRICT;
"""


class Sort(StrEnum):
    """Why a question is kept: nobody could answer it, or a reader said so of its answer."""

    UNANSWERED = "unanswered"
    RIGHT = "right"
    WRONG = "wrong"
    WRONG_SOURCE = "wrong_source"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stood, with the SHA-256 of its words in hexadecimal; the words themselves are not kept."""

    document_id: str
    spans: tuple[Span, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reader says of an answer: the question as it was understood, and where the answer's quotes stand."""

    verdict: Sort
    question: str
    language: str
    line: str = ""
    as_of: date | None = None
    answered: bool = True
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A question that is kept; `at` is when it first came (UTC), `times` how often."""

    number: int
    at: datetime
    sort: Sort
    question: str
    language: str
    as_of: date | None
    outcome: Outcome
    line: str
    places: tuple[Place, ...]
    times: int


def digest_of(quote: str) -> str:
    """What tells whether a place still says the same."""
    return hashlib.sha256(" ".join(quote.split()).encode()).hexdigest()


def utc_now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


class KeptQuestions:
    """What is kept for `days`; safe to use from several threads.

    What is older is removed when the file is opened, with everything that is written or read, and by `purge`, which
    whoever serves calls now and then. Raises StoreError where the file cannot be used.
    """

    def __init__(self, path: Path, days: int, now: Callable[[], datetime] = utc_now) -> None:
        self.days = days
        self._now = now
        self._lock = threading.Lock()
        self._records = Records(path, _SCHEMA)
        self.purge()

    def close(self) -> None:
        """Closes the file."""
        self._records.close()

    def note(self, answer: Answer) -> None:
        """Keeps the question of an answer that is none; an answered one leaves no trace.

        Asked anew it counts as once more, and goes when the first is out of time. Never stands in an answer's way:
        what goes wrong is logged, without the question.
        """
        if answer.outcome is Outcome.ANSWERED:
            return
        question = answer.understood_as or answer.question
        try:
            with self._lock:
                self.purge()
                again = "UPDATE kept SET times = times + 1 WHERE sort = ? AND question = ? AND language = ?"
                if not self._records.write(again, Sort.UNANSWERED, question, answer.language):
                    as_of = answer.as_of if answer.as_of != self._now().astimezone().date() else None
                    self._add(Sort.UNANSWERED, question, answer.language, as_of, answer.outcome, "", ())
        except StoreError as error:
            log.error("%s while keeping a question", type(error).__name__)  # noqa: TRY400

    def mark(self, mark: Mark) -> None:
        """Keeps what a reader says of an answer."""
        outcome = Outcome.ANSWERED if mark.answered else Outcome.NO_SUPPORT
        with self._lock:
            self.purge()
            line = mark.line.strip()[:LONGEST_LINE]
            self._add(mark.verdict, mark.question, mark.language, mark.as_of, outcome, line, mark.places)

    def find(self, number: int) -> Kept | None:
        """What is kept under that number, None where nothing is any more."""
        self.purge()
        found = self._records.read("SELECT * FROM kept WHERE number = ?", number)
        return _kept(found[0]) if found else None

    def listing(self, sorts: Sequence[Sort], limit: int, offset: int = 0) -> tuple[int, list[Kept]]:
        """How many there are of these sorts, and those from `offset` on: the most asked first, then the latest."""
        self.purge()
        marks = ", ".join("?" * len(sorts))
        total = self._records.read(f"SELECT count(*) AS n FROM kept WHERE sort IN ({marks})", *sorts)  # noqa: S608
        found = self._records.read(
            f"SELECT * FROM kept WHERE sort IN ({marks}) ORDER BY times DESC, number DESC LIMIT ? OFFSET ?",  # noqa: S608
            *sorts,
            limit,
            offset,
        )
        return int(total[0]["n"]), [_kept(row) for row in found]

    def discard(self, number: int) -> bool:
        """Removes what is kept under that number; False where there was nothing."""
        return self._records.write("DELETE FROM kept WHERE number = ?", number) > 0

    def purge(self) -> int:
        """Removes what is older than its time, and of very many the oldest; gives how many."""
        oldest = (self._now() - timedelta(days=self.days)).isoformat()
        gone = self._records.write("DELETE FROM kept WHERE at <= ?", oldest)
        return gone + self._records.write(
            "DELETE FROM kept WHERE number IN (SELECT number FROM kept ORDER BY number DESC LIMIT -1 OFFSET ?)",
            MOST_ROWS,
        )

    def _add(
        self,
        sort: Sort,
        question: str,
        language: str,
        as_of: date | None,
        outcome: Outcome,
        line: str,
        places: Sequence[Place],
    ) -> None:
        where = [[each.document_id, [[s.page, s.start, s.end] for s in each.spans], each.digest] for each in places]
        self._records.write(
            "INSERT INTO kept (at, sort, question, language, as_of, outcome, line, places, times)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)",
            self._now().isoformat(),
            sort,
            question,
            language,
            as_of.isoformat() if as_of else None,
            outcome,
            line,
            json.dumps(where),
        )


def _kept(row: Any) -> Kept:  # noqa: ANN401 - a row of SQLite
    return Kept(
        number=row["number"],
        at=datetime.fromisoformat(row["at"]),
        sort=Sort(row["sort"]),
        question=row["question"],
        language=row["language"],
        as_of=date.fromisoformat(row["as_of"]) if row["as_of"] else None,
        outcome=Outcome(row["outcome"]),
        line=row["line"],
        places=tuple(
            Place(document_id, tuple(Span(*span) for span in spans), digest)
            for document_id, spans, digest in json.loads(row["places"])
        ),
        times=row["times"],
    )


def forget(path: Path) -> None:
    """Removes the file with everything kept in it: what switching off means."""
    for each in (path, path.with_name(f"{path.name}-journal")):
        try:
            each.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(f"{each} kan inte tas bort: {error.strerror}") from error


def keep_purging(kept: KeptQuestions, stop: threading.Event, seconds: float = PURGE_SECONDS) -> None:
    """Removes what is out of time every so often, until told to stop; for a thread of its own."""
    while not stop.wait(seconds):
        try:
            kept.purge()
        except StoreError as error:
            log.error("%s while removing kept questions", type(error).__name__)  # noqa: TRY400
