"""The editors' desk: documents added, corrected and removed, one change at a time, beside the service."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from corpus.corrections import check_corrections
from corpus.errors import IndexMissing, InvalidRequest, NotFound
from corpus.removals import Removal
from corpus.store import Store
from ingest.web.addresses import is_web_address
from service.editing.answers import AnswersDesk
from service.editing.documents import Held, Origin, held_documents, id_of, waiting
from service.editing.jobs import Jobs
from service.editing.journal import Entry, Job, Journal
from service.editing.tasks import Change, Summary, Task, Work
from service.editing.uploads import MOST_FILES, Upload, Uploads
from service.indexed import IndexedKnowledgeBase

CORRECTABLE = ("title", "kind", "issued_on", "period", "publisher")
"""The fields of a document that an editor corrects."""


class EditorsDesk:
    """Safe to use from several threads; a second change while one goes on raises StoreBusy.

    `answers` holds what readers asked and said, and the test cases made of it.
    """

    def __init__(
        self,
        knowledge_base: IndexedKnowledgeBase,
        uploads: Uploads,
        work: Work,
        journal: Journal,
        answers: AnswersDesk,
        today: Callable[[], datetime.date] = datetime.date.today,
    ) -> None:
        self.knowledge_base = knowledge_base
        self.answers = answers
        self._uploads = uploads
        self._journal = journal
        self._today = today
        self.jobs = Jobs(work, journal, self._settle)

    # What there is

    def documents(self) -> list[Held]:
        """Every document; none while nothing has been ingested."""
        store = self._store()
        return held_documents(store, self._uploads, self._today()) if store else []

    def document(self, document_id: str) -> Held:
        """One document; raises NotFound."""
        for each in self.documents():
            if each.listed.document.id == document_id:
                return each
        raise NotFound("Dokumentet finns inte. Det kan ha tagits bort.")

    def stale(self) -> list[Held]:
        """The documents that are worth a look, those with the most pressing reason first."""
        found = [each for each in self.documents() if each.flags]
        order = list(type(found[0].flags[0].reason)) if found else []
        return sorted(found, key=lambda each: order.index(each.flags[0].reason))

    def removed(self) -> list[Removal]:
        """What was removed and can come back, the latest removal first."""
        store = self._store()
        return store.removals.all() if store else []

    def waiting(self) -> Sequence[str]:
        """Added files that have not been read, as when a reading was broken off."""
        return waiting(self._store(), self._uploads)

    def corrections(self, document_id: str) -> Mapping[str, str]:
        """What has been corrected of a document, by field."""
        store = self._store()
        path = store.path(document_id) if store else None
        return store.corrections(path) if store and path else {}

    def changes(self, limit: int, offset: int = 0) -> tuple[int, list[Entry]]:
        """The change log, the latest first."""
        return self._journal.entries(limit, offset)

    # What can be done

    def add(self, files: Sequence[Upload], *, replace: bool) -> Job:
        """Adds files and reads them. Raises InvalidRequest for what cannot be added; then nothing is."""
        if not files:
            raise InvalidRequest("Välj minst en fil.")
        if len(files) > MOST_FILES:
            raise InvalidRequest(f"Du har valt {len(files)} filer. Högst {MOST_FILES} kan läggas till på en gång.")

        def task() -> Task:
            names = self._uploads.save(files, replace=replace)
            return Task(Change.READ, folder=str(self._uploads.folder), source=", ".join(names))

        return self.jobs.begin(task)

    def read_waiting(self) -> Job:
        """Reads what waits; raises InvalidRequest where nothing does."""
        names = self.waiting()
        if not names:
            raise InvalidRequest("Det finns inga filer som väntar på att läsas in.")
        return self.jobs.begin(lambda: Task(Change.READ, folder=str(self._uploads.folder), source=", ".join(names)))

    def discard_waiting(self) -> None:
        """Throws away what waits; a file that was to be replaced is as it was. Raises StoreBusy."""
        with self.jobs.idle():
            for name in self.waiting():
                self._journal.note("discarded", name)
                self._uploads.discard(name)

    def remove(self, document_id: str) -> Job:
        """Removes a document: an added one with its file, any other until it is restored. Raises NotFound."""
        held = self.document(document_id)
        source, added = held.listed.document.source, held.origin is Origin.UPLOADED

        def task() -> Task:
            if added:
                self._uploads.set_aside(source)
            return Task(Change.REMOVE, document=document_id, source=source, keep_out=not added)

        return self.jobs.begin(task)

    def restore(self, document_id: str) -> Job:
        """Lets a removed document in again and reads it; raises NotFound, and InvalidRequest where its file is gone."""
        removal = next((each for each in self.removed() if id_of(each) == document_id), None)
        if removal is None:
            raise NotFound("Dokumentet finns inte bland de borttagna. Någon kan ha tagit tillbaka det.")
        path = removal.path
        if not is_web_address(path) and not Path(path).is_file():
            raise InvalidRequest(f"Filen ”{removal.source}” finns inte längre i mappen den lästes ur.")
        return self.jobs.begin(lambda: Task(Change.RESTORE, path=path, source=removal.source))

    def correct(self, document_id: str, changes: Mapping[str, str | None]) -> Job:
        """Corrects fields of a document; None takes a correction back. Raises NotFound, InvalidRequest."""
        source = self.document(document_id).listed.document.source
        self.check(changes)
        task = Task(Change.CORRECT, document=document_id, source=source, changes=dict(changes))
        return self.jobs.begin(lambda: task)

    def check(self, changes: Mapping[str, str | None]) -> None:
        """Raises InvalidRequest for changes that cannot be made."""
        if not changes or changes.keys() - set(CORRECTABLE):
            raise InvalidRequest(f"Ange vad som ska rättas: {', '.join(CORRECTABLE)}.")
        check_corrections(changes)

    def _store(self) -> Store | None:
        try:
            return self.knowledge_base.sources().store
        except IndexMissing:
            return None

    def _settle(self, task: Task, summary: Summary | None) -> None:
        """Brings the folder of added files in step with what came of a change."""
        if task.change is Change.READ and summary is not None:
            self._uploads.settle(source for source, _ in summary.refused)
        elif task.change is Change.REMOVE and not task.keep_out:
            if summary is None:
                self._uploads.put_back(task.source)
            else:
                self._uploads.forget()
