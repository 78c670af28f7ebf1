"""An editors' desk over a few small documents, its changes carried out in this process with the scripted embedder."""

import datetime
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import FastAPI

from corpus.errors import KallanError
from ingest.pipeline import Report
from service.editing.access import Editing
from service.editing.answers import AnswersDesk
from service.editing.attempts import Guarded
from service.editing.cases import Cases
from service.editing.desk import EditorsDesk
from service.editing.journal import Job, Journal
from service.editing.sessions import Sessions
from service.editing.tasks import Actions, Summary, Task, Tell, carry_out
from service.editing.uploads import Uploads
from service.feedback.kept import KeptQuestions
from service.http.app import create_app
from service.indexed import IndexedKnowledgeBase
from service.indexing import Progress, correct, ingest, remove
from service.positions.desk import Desk
from service.verifying.verify import Verifier
from tests.making import first_language
from tests.service.ingesting import Place, make_place, read

PASSWORD = "lösenordet-123"  # noqa: S105 - of these tests alone
KEY = "nyckeln-123"
TODAY = datetime.date(2026, 11, 22)
ORIGIN = "http://testserver"


@dataclass
class PlaceWork:
    """Changes over a place; `held` keeps one going until it is set, `broken` is raised in its place."""

    place: Place
    held: threading.Event = field(default_factory=threading.Event)
    broken: KallanError | None = None
    begun: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.held.set()

    def __call__(self, task: Task, tell: Tell) -> Summary:
        self.begun.set()
        assert self.held.wait(30)
        if self.broken:
            raise self.broken
        return carry_out(task, self._actions(), tell)

    def stop(self) -> None:
        self.held.set()

    def _actions(self) -> Actions:
        here = self.place

        def read_all(
            paths: Sequence[Path], addresses: Sequence[str], let_in: Sequence[str], progress: Progress
        ) -> Report:
            assert not addresses
            return ingest(
                here.data,
                paths,
                here.embedder,
                read,
                here.reader_version,
                first_language,
                progress=progress,
                let_in=let_in,
            )

        return Actions(
            read_all,
            lambda name, keep_out: remove(here.data, name, here.embedder, keep_out=keep_out),
            lambda name, changes: correct(here.data, name, changes, here.embedder, first_language),
        )


@dataclass
class Office:
    """The desk, what is behind it, and what guards it."""

    place: Place
    work: PlaceWork
    knowledge_base: IndexedKnowledgeBase
    desk: EditorsDesk
    positions: Desk
    editing: Editing
    kept: KeptQuestions | None

    def done(self, job: Job) -> Job:
        """The job once it has ended."""
        self.desk.jobs.wait(30)
        ended = self.desk.jobs.job(job.number)
        assert ended is not None
        return ended

    def app(self) -> FastAPI:
        return create_app(self.knowledge_base, desk=self.positions, kept=self.kept, editing=self.editing)


def make_office(folder: Path, *, days: int = 0, password: str = PASSWORD, key: str = KEY) -> Office:
    """A desk over the documents of `make_place`, which have been ingested."""
    place = make_place(folder)
    place.ingest()
    knowledge_base = place.open()
    positions = Desk(knowledge_base.sources, Verifier(None))
    kept = KeptQuestions(place.data.path / "questions.sqlite", days) if days else None
    journal = Journal(place.data.path / "editing.sqlite")
    cases = Cases(place.data.path / "cases.jsonl")
    answers = AnswersDesk(knowledge_base, positions.cited, cases, journal, kept)
    work = PlaceWork(place)
    desk = EditorsDesk(knowledge_base, Uploads(place.data.uploads), work, journal, answers, lambda: TODAY)
    editing = Editing(desk, Guarded(password), Guarded(key), Sessions(), 2**20)
    return Office(place, work, knowledge_base, desk, positions, editing, kept)
