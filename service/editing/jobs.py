"""One change at a time, beside the service."""

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

from corpus.errors import KallanError, StoreBusy
from service.editing.journal import Job, Journal, State
from service.editing.tasks import Change, Step, Summary, Task, Work

log = logging.getLogger(__name__)

Settle = Callable[[Task, Summary | None], None]
"""What is done once a change is in force, or has failed (None), before anybody is told."""
_WORDS = {Change.REMOVE: "removed", Change.CORRECT: "corrected", Change.RESTORE: "restored"}


class Jobs:
    """Runs changes in a thread and writes them into the journal; safe to use from several threads."""

    def __init__(self, work: Work, journal: Journal, settle: Settle = lambda _task, _summary: None) -> None:
        self._work = work
        self._journal = journal
        self._settle = settle
        self._lock = threading.Lock()
        self._job: Job | None = None
        self._busy = False
        self._thread: threading.Thread | None = None

    def begin(self, make: Callable[[], Task]) -> Job:
        """Begins the task that `make` gives, which is called once it is certain that no other change is going on.

        Raises StoreBusy where one is, and what `make` raises.
        """
        self._take()
        try:
            task = make()
            job = self._job = self._journal.begin(task)
            self._thread = threading.Thread(target=self._run, args=(task, job), daemon=True, name="kallan-change")
            self._thread.start()
        except BaseException:
            self._busy = False
            raise
        return job

    @contextlib.contextmanager
    def idle(self) -> Iterator[None]:
        """Keeps changes from beginning meanwhile; raises StoreBusy where one is going on."""
        self._take()
        try:
            yield
        finally:
            self._busy = False

    def job(self, number: int) -> Job | None:
        """The job with that number, as far as it has come."""
        current = self._job
        return current if current is not None and current.number == number else self._journal.job(number)

    def latest(self) -> Job | None:
        """The last job that was begun."""
        return self._job or self._journal.latest()

    def stop(self) -> None:
        """Ends the change that is going on; the knowledge base stays as it was."""
        if self._busy:
            self._work.stop()

    def wait(self, seconds: float) -> None:
        """Waits until no change is going on, at most so long."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _take(self) -> None:
        with self._lock:
            if self._busy:
                raise StoreBusy("En annan ändring pågår. Vänta tills den är klar och försök igen.")
            self._busy = True

    def _run(self, task: Task, job: Job) -> None:
        def tell(step: Step) -> None:
            self._job = replace(job, step=step)

        try:
            summary = self._work(task, tell)
            self._settle(task, summary)
            self._note(task, summary)
            ended = replace(job, state=State.DONE, summary=summary)
        except KallanError as error:
            ended = self._failed(task, job, str(error))
        except Exception as error:  # noqa: BLE001 a thread's border: the editor gets a sentence, the log no document
            log.error("%s while editing", type(error).__name__)  # noqa: TRY400 a traceback can hold a document's text
            ended = self._failed(task, job, "Något oväntat hände. Se tjänstens logg och försök igen.")
        try:
            self._journal.end(ended)
        finally:
            with self._lock:
                self._job, self._busy = ended, False

    def _failed(self, task: Task, job: Job, message: str) -> Job:
        with contextlib.suppress(OSError):
            self._settle(task, None)
        return replace(job, state=State.FAILED, message=message)

    def _note(self, task: Task, summary: Summary) -> None:
        ids = {source: document for document, source in summary.read}
        if task.change is not Change.READ:
            fields = ", ".join(f"{name}: {value or '–'}" for name, value in task.changes.items())
            if task.change is not Change.RESTORE or task.source in ids:
                document = task.document or ids[task.source]
                self._journal.note(_WORDS[task.change], f"{task.source} ({document})", fields)
            return
        for what, sources in (("added", summary.new), ("replaced", summary.changed), ("removed", summary.removed)):
            for source in sources:
                self._journal.note(what, f"{source} ({ids[source]})" if source in ids else source)
        for source, _ in summary.refused:
            self._journal.note("refused", source)
