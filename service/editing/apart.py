"""Changes carried out in a process of their own, so that whoever asks meanwhile is answered as fast as ever."""

import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import IO, cast

from pydantic import SecretStr

from corpus import errors
from corpus.errors import KallanError, StoreError
from service.editing.tasks import Step, Summary, Task, Tell
from service.settings import Settings

_PROGRAM = "import sys; sys.path[:] = {path}; from service.editing.apart_main import main; main()"
INTERRUPTED = "Arbetet avbröts innan det var klart. Kunskapsbasen är som den var. Försök igen."


class ApartWork:
    """See `Work`. The process writes a line of JSON for each step, and one for how it ended."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    @property
    def process_id(self) -> int | None:
        """The process at work; None where there is none."""
        return self._process.pid if self._process else None

    def __call__(self, task: Task, tell: Tell) -> Summary:
        """See `Work`."""
        with self._lock:
            process = _started(self._settings)
            self._process = process
        try:
            with process:
                requests, replies = cast(IO[str], process.stdin), cast(IO[str], process.stdout)
                try:
                    requests.write(json.dumps(asdict(task)))
                    requests.close()
                except BrokenPipeError as error:
                    raise StoreError(INTERRUPTED) from error
                return _followed(replies, tell)
        finally:
            self._process = None

    def stop(self) -> None:
        """See `Work`."""
        process = self._process
        if process is not None:
            process.kill()


def _followed(replies: IO[str], tell: Tell) -> Summary:
    for line in replies:
        said = json.loads(line)
        if "step" in said:
            tell(Step(**said["step"]))
        elif "summary" in said:
            return Summary.from_json(said["summary"])
        else:
            raise _error(said["error"], said["message"])
    raise StoreError(INTERRUPTED)


def _error(name: str, message: str) -> KallanError:
    kind = getattr(errors, name, None)
    if isinstance(kind, type) and issubclass(kind, KallanError):
        return kind(message)
    return StoreError(message)


def _started(settings: Settings) -> subprocess.Popen[str]:
    path = [str(Path(place or ".").resolve()) for place in sys.path]
    secret = {name for name, value in settings if isinstance(value, SecretStr)}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KALLAN_")}
    environment |= {f"KALLAN_{name.upper()}": str(value) for name, value in settings if name not in secret}
    try:
        return subprocess.Popen(  # noqa: S603 - this Python, with a program of our own
            [sys.executable, "-X", "utf8", "-c", _PROGRAM.replace("{path}", json.dumps(path))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=environment,
        )
    except OSError as error:
        raise StoreError(f"Programmet som läser in kan inte startas: {error.strerror}") from error
