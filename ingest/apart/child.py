"""Reads files in a process of its own, which a file may crash, fill or keep busy without harm to anything else."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, cast

from corpus import errors
from corpus.catalogue import CatalogueEntry
from corpus.documents import Document
from corpus.errors import IngestError, OverLimits, ReaderUnavailable, UnreadableFile
from ingest.apart.confined import BEAT, DOCUMENT, MEMORY, NO_MEMORY, READY, Refused, Request
from ingest.apart.wire import Broken, pack, receive, send, unpack
from ingest.bounds import MEBIBYTE, read_bounded

_PROGRAM = "import sys; sys.path[:] = {path}; from ingest.apart.confined import main; main()"
_KEPT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TESSDATA_PREFIX",
         "SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT")  # fmt: skip
"""All that the process sees of the environment: no key, token or setting that someone has put there."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` for a file without scanned pages; from the start of each scanned page there are `page_seconds`.

    However many pages are scanned, a file has `most_seconds`. After `files` the process is started anew, so that
    what libraries leave behind does not gather.
    """

    seconds: float = 60.0
    page_seconds: float = 75.0
    most_seconds: float = 3600.0
    start_seconds: float = 60.0
    files: int = 500


class ChildReader:
    """Reads files in a child process, started with the first file; an error in one file leaves the next untouched.

    Not for several threads at once. Use it in a `with` block or `close` it.
    """

    def __init__(self, passwords: Sequence[str] = (), limits: Limits = Limits()) -> None:  # noqa: B008 - frozen
        self._passwords = tuple(passwords)
        self._limits = limits
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def process_id(self) -> int | None:
        """The process that reads now; None where there is none."""
        return self._child.process_id if self._child else None

    def close(self) -> None:
        """Ends the process."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def read(self, path: Path, document_id: str, source: str, entry: CatalogueEntry | None) -> Document:
        """The document in that file, as `ingest.read.read_document` gives it.

        Raises IngestError, also where the file has crashed the process (UnreadableFile) or has taken more time or
        memory than it may (OverLimits); ReaderUnavailable where the process cannot be started.
        """
        data = read_bounded(path, source)
        request = Request(path.name, document_id, source, entry, self._passwords)
        if self._child is None:
            self._child = _Child(self._limits)
        child = self._child
        try:
            answer = child.ask(pack(request), data, source)
        except BaseException:
            self.close()
            raise
        if isinstance(answer, Document):
            if child.files >= self._limits.files:
                self.close()
            return answer
        if child.ended:
            self._child = None
        raise answer


class _Child:
    """The process, and how it is spoken to."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.files = 0
        self.ended = False
        self._folder = tempfile.TemporaryDirectory(prefix="kallan-", ignore_cleanup_errors=True)
        try:
            self._process = _started(self._folder.name)
        except OSError as error:
            self._folder.cleanup()
            raise ReaderUnavailable(f"Programmet som läser filer kan inte startas: {error}") from error
        self._requests = cast(BinaryIO, self._process.stdin)
        self._replies = cast(BinaryIO, self._process.stdout)
        with _Watch(limits.start_seconds, limits.start_seconds, self._kill), contextlib.suppress(OSError, Broken):
            if receive(self._replies) == READY:
                return
        self.end()
        raise ReaderUnavailable("Programmet som läser filer startar inte. Pröva ”kallan doctor” eller installera om.")

    @property
    def process_id(self) -> int:
        """Its own, which is its group's too."""
        return self._process.pid

    def ask(self, request: bytes, data: bytes, name: str) -> Document | IngestError:
        """The document, or why there is none; the process has `ended` where it did not survive the file."""
        self.files += 1
        with _Watch(self._limits.seconds, self._limits.most_seconds, self._kill) as watch:
            try:
                send(self._requests, request)
                send(self._requests, data)
                answer = self._answer(name, watch)
            except OSError:
                answer = None
            except Broken:
                answer = UnreadableFile(f"”{name}” kan inte läsas: läsningen gav inget som går att använda.")
                self.end()
        if answer is None or watch.fired:
            self.end()
            return self._why_ended(name, watch)
        return answer

    def _answer(self, name: str, watch: "_Watch") -> Document | IngestError | None:
        while (kind := receive(self._replies)) == BEAT:
            watch.allow(self._limits.page_seconds)
        if kind == NO_MEMORY:
            self.end()
            return _no_memory(name)
        message = receive(self._replies)
        if kind is None or message is None:
            return None
        return unpack(Document, message) if kind == DOCUMENT else _error(unpack(Refused, message))

    def _why_ended(self, name: str, watch: "_Watch") -> IngestError:
        if watch.fired:
            return OverLimits(f"”{name}” tog längre tid att läsa än {watch.allowed:.0f} s, och lästes inte.")
        code = self._process.returncode
        if os.name == "posix" and code == -signal.SIGKILL:
            return _no_memory(name)
        how = f" ({signal.Signals(-code).name})" if os.name == "posix" and -code in set(signal.Signals) else ""
        return UnreadableFile(
            f"”{name}” får läsningen att krascha{how}: filen är trasig eller kräver för mycket minne."
        )

    def end(self) -> None:
        """Ends the process and what it has started, and removes its folder; more than once does no harm."""
        self.ended = True
        for stream in (self._requests, self._replies):
            with contextlib.suppress(OSError):
                stream.close()
        # What has crashed keeps its own exit status, as it has not been waited for; what it started ends with it.
        self._kill()
        self._process.wait()
        self._folder.cleanup()

    def _kill(self) -> None:
        if os.name == "posix":
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        else:
            self._process.kill()


def _started(folder: str) -> subprocess.Popen[bytes]:
    """The process, in a session of its own, so that it and what it starts are ended together."""
    path = [str(Path(place).resolve()) for place in sys.path if place]
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)
    # Each thread of these libraries takes memory for itself, and there is one file at a time.
    environment |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_THREAD_LIMIT"), "1")
    return subprocess.Popen(  # noqa: S603 - this Python, with a program of our own
        [sys.executable, "-I", "-X", "utf8", "-c", _PROGRAM.replace("{path}", json.dumps(path))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        cwd=folder,
        env=environment,
        start_new_session=True,
    )


def _error(refused: Refused) -> IngestError:
    kind = getattr(errors, refused.error, None)
    if isinstance(kind, type) and issubclass(kind, IngestError):
        return kind(refused.message)
    return UnreadableFile(refused.message)


def _no_memory(name: str) -> OverLimits:
    return OverLimits(f"”{name}” kräver mer minne än {MEMORY // MEBIBYTE} MiB, och lästes inte.")


class _Watch:
    """Ends something when its time is out; used as a block. `fired` says whether it did."""

    def __init__(self, seconds: float, most: float, stop: Callable[[], None]) -> None:
        self._begun = time.monotonic()
        self._until = self._begun + seconds
        self._most = self._begun + most
        self._stop = stop
        self._news = threading.Condition()
        self._done = False
        self._thread = threading.Thread(target=self._wait, daemon=True)
        self.fired = False

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._news:
            self._done = True
            self._news.notify()
        self._thread.join()

    @property
    def allowed(self) -> float:
        """Seconds from the beginning until its time is out."""
        return self._until - self._begun

    def allow(self, seconds: float) -> None:
        """Lets it go on for so long from now, but never longer than the most."""
        with self._news:
            self._until = min(max(self._until, time.monotonic() + seconds), self._most)

    def _wait(self) -> None:
        with self._news:
            while not self._done and (left := self._until - time.monotonic()) > 0:
                self._news.wait(left)
            if not self._done:
                self.fired = True
                self._stop()
