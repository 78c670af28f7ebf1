"""A small SQLite file beside the store, for what editors and readers write: what is deleted there leaves no trace."""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import StoreError


class Records:
    """One file with tables of its own, for several threads. `schema` is run when it is opened.

    Raises StoreError where the file cannot be used. A deleted row is overwritten in the file (`secure_delete`), and
    no journal with it stays behind.
    """

    def __init__(self, path: Path, schema: str) -> None:
        self._lock = threading.RLock()
        self._path = path
        with self._told():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            path.chmod(0o600)
            self._database.row_factory = sqlite3.Row
            for setting in ("journal_mode = DELETE", "secure_delete = ON", "busy_timeout = 10000"):
                self._database.execute(f"PRAGMA {setting}")
            self._database.executescript(schema)

    def close(self) -> None:
        """Closes the file."""
        with self._lock:
            self._database.close()

    def write(self, statement: str, *values: object) -> int:
        """Runs a statement and gives how many rows it changed."""
        with self._lock, self._told():
            return self._database.execute(statement, values).rowcount

    def read(self, statement: str, *values: object) -> list[Any]:
        """The rows of a SELECT, by column name."""
        with self._lock, self._told():
            return self._database.execute(statement, values).fetchall()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"{self._path} kan inte användas: {error}") from error
