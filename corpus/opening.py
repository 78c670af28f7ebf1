"""Opening the store's file and bringing it to the form that this version of the program reads."""

import contextlib
import sqlite3
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from corpus.errors import StoreError


def open_database(path: Path, *, snapshot: bool) -> sqlite3.Connection:
    """The store's file, made where it is not there; a snapshot's must be. Raises StoreError."""
    try:
        if snapshot:
            database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, check_same_thread=False)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(path, check_same_thread=False)
        database.isolation_level = None
        database.row_factory = sqlite3.Row
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("PRAGMA busy_timeout = 10000")
        # What is removed leaves no text behind in the file.
        database.execute("PRAGMA secure_delete = ON")
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{path} kan inte öppnas: {error}") from error
    return database


def migrate(database: sqlite3.Connection) -> None:
    """Applies the migrations the file has not seen; each is whole or not at all, and applied by one process alone."""
    folder = resources.files("corpus").joinpath("migrations")
    migrations = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".sql")), key=lambda entry: entry.name
    )
    version = _version(database)
    if version > len(migrations):
        raise StoreError("Datamappen är gjord av en nyare version av Källan. Uppdatera programmet.")
    for number, migration in enumerate(migrations[version:], version + 1):
        try:
            _apply(database, number, migration.read_text("utf-8"))
        except sqlite3.Error as error:
            raise StoreError(f"Datamappen kan inte göras om för den här versionen av Källan: {error}") from error


def _apply(database: sqlite3.Connection, number: int, script: str) -> None:
    """Applies one migration, unless another process has done it while this one waited for its turn."""
    database.execute("BEGIN IMMEDIATE")
    try:
        if _version(database) < number:
            for statement in _statements(script):
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {number}")
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, each of which ends a line."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def check_database(file: Path) -> None:
    """Raises StoreError where a database's file is damaged; reads all of it and changes nothing."""
    try:
        with contextlib.closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            found = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        found = str(error)
    if found != "ok":
        raise StoreError(
            f"{file} är skadad ({found}). Lägg tillbaka en säkerhetskopia, eller flytta undan datamappen och läs in "
            "allt på nytt."
        )
