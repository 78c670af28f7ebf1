"""The store: one SQLite file, the one source of truth. Vectors and indexes are derived from it."""

import contextlib
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus import rows
from corpus.claims import Claims
from corpus.corrections import check_corrections, corrected
from corpus.documents import Document, Listed, Page
from corpus.errors import NotFound, StoreError
from corpus.opening import migrate, open_database
from corpus.page_words import PageWords
from corpus.passages import Passage, Sentence
from corpus.places import PagePlaces
from corpus.removals import Removals
from corpus.ties import Ties

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Known:
    """What the store remembers of an ingested file: enough to tell whether it has changed."""

    id: str
    path: str
    source: str
    reading_digest: str


class Store:
    """Documents, their pages, passages and sentences.

    Writing happens inside `transaction()`, which is whole or not at all. A store opened with `snapshot=True` keeps
    seeing the state it was opened on, whatever others write, until it is closed. One store may be used by several
    threads. Raises StoreError where the file cannot be opened or is of a newer version of the program.
    """

    def __init__(self, path: Path, *, snapshot: bool = False) -> None:
        self._lock = threading.RLock()
        self._database = open_database(path, snapshot=snapshot)
        self._page_texts = lru_cache(maxsize=256)(self._read_page_texts)
        self.ties = Ties(self._all, self._write)
        self.words = PageWords(self._all)
        self.removals = Removals(self._all, self._write)
        self.claims = Claims(self._all, self._write)
        if snapshot:
            # A read transaction pins the state at its first read, so read at once.
            self._database.execute("BEGIN")
            self.fact("generation")
        else:
            migrate(self._database)

    def close(self) -> None:
        """Closes the file; a snapshot lets its state go."""
        with self._lock:
            self._database.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is written when it ends, or nothing where it raises."""
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._database.execute("ROLLBACK")
                self._page_texts.cache_clear()
                raise
            self._database.execute("COMMIT")

    # Writing

    def put(self, document: Document, path: str, reading_digest: str) -> Document:
        """Stores a document in place of the one with its id, and gives it as stored; its old parts are removed.

        What people have corrected of what is at that path goes before what the document says.
        """
        stated = rows.document_row(document, path, reading_digest)
        with self._lock:
            known = corrected(document, self.corrections(path))
            row = {**rows.document_row(known, path, reading_digest), "stated": rows.stated(stated)}
            self._drop(document.id)
            self._database.execute(
                f"INSERT INTO documents ({', '.join(row)}) VALUES ({', '.join(':' + name for name in row)})",  # noqa: S608
                row,
            )
            self._database.executemany(
                "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)",
                [rows.page_row(document.id, p) for p in document.pages],
            )
            self._database.executemany(
                "INSERT INTO page_places VALUES (?, ?, ?, ?, ?)",
                [rows.places_row(document.id, p.number, p.places) for p in document.pages if p.places],
            )
        return known

    def put_parts(self, passages: Sequence[Passage], sentences: Sequence[Sentence]) -> None:
        """Stores passages and their sentences; their documents must be stored."""
        with self._lock:
            self._database.executemany(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
                [(p.id, p.document_id, p.position, *rows.part_columns(p)) for p in passages],
            )
            self._database.executemany(
                "INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(s.id, s.document_id, s.passage_id, s.position, *rows.part_columns(s)) for s in sentences],
            )

    def remove_parts_of(self, document_id: str) -> None:
        """Removes the passages and sentences of one document."""
        self._write("DELETE FROM sentences WHERE document_id = ?", [(document_id,)])
        self._write("DELETE FROM passages WHERE document_id = ?", [(document_id,)])

    def remove(self, document_id: str) -> None:
        """Removes a document with all that is known of it, corrections too; nothing happens where it is not there."""
        with self._lock:
            self._write(
                "DELETE FROM corrections WHERE path = (SELECT path FROM documents WHERE id = ?)", [(document_id,)]
            )
            self._drop(document_id)

    def _drop(self, document_id: str) -> None:
        self._write("DELETE FROM documents WHERE id = ?", [(document_id,)])
        self._page_texts.cache_clear()

    def correct(self, document_id: str, changes: Mapping[str, str | None]) -> None:
        """Corrects fields of a document (text, by the field's name) or, with None, takes the correction back.

        Raises NotFound for a document that is not there, InvalidRequest for a field or value that cannot be.
        """
        check_corrections(changes)
        with self._lock:
            row = self._one("SELECT * FROM documents WHERE id = ?", document_id)
            if row is None:
                raise NotFound("Dokumentet finns inte. Det kan ha tagits bort.")
            path = row["path"]
            for field, value in changes.items():
                self._write("DELETE FROM corrections WHERE path = ? AND field = ?", [(path, field)])
                if value is not None:
                    self._write("INSERT INTO corrections VALUES (?, ?, ?)", [(path, field, value)])
            known = corrected(rows.as_stated(row), self.corrections(path))
            columns = rows.stated_columns(rows.document_row(known, path, row["reading_digest"]))
            kept = {"stated": row["stated"] if row["stated"] != "{}" else rows.stated(dict(row))}
            marks = ", ".join(f"{name} = ?" for name in (*columns, *kept))
            self._write(
                f"UPDATE documents SET {marks} WHERE id = ?",  # noqa: S608
                [(*columns.values(), *kept.values(), document_id)],
            )

    def corrections(self, path: str) -> dict[str, str]:
        """What people have corrected of what is at that path, as text, by field."""
        found = self._all("SELECT field, value FROM corrections WHERE path = ? ORDER BY field", path)
        return {row["field"]: row["value"] for row in found}

    def set_fact(self, name: str, value: str) -> None:
        """Remembers a fact of the whole store, such as which index generation belongs to this state."""
        with self._lock:
            self._database.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    # Reading

    def fact(self, name: str) -> str | None:
        """A fact of the whole store, None where it has not been set."""
        row = self._one("SELECT value FROM facts WHERE name = ?", name)
        return row["value"] if row else None

    def known(self) -> list[Known]:
        """Every ingested file, by path."""
        found = self._all("SELECT id, path, source, reading_digest FROM documents ORDER BY path")
        return [Known(**dict(row)) for row in found]

    def count(self, table: str = "documents") -> int:
        """How many documents, pages, passages or sentences there are."""
        if table not in ("documents", "pages", "passages", "sentences"):
            raise ValueError(table)
        row = self._one(f"SELECT count(*) AS n FROM {table}")  # noqa: S608
        return int(row["n"]) if row else 0

    def document(self, document_id: str) -> Document | None:
        """The document with all its pages, or None."""
        row = self._one("SELECT * FROM documents WHERE id = ?", document_id)
        return self._document(row) if row else None

    def documents(self, limit: int = -1, offset: int = 0) -> list[Document]:
        """Documents with their pages, newest first, then by source, those without a date last; -1 means all."""
        found = self._all(
            "SELECT * FROM documents ORDER BY issued_on IS NULL, issued_on DESC, source, id LIMIT ? OFFSET ?",
            limit,
            offset,
        )
        return [self._document(row) for row in found]

    def listing(self, limit: int = -1, offset: int = 0) -> list[Listed]:
        """Documents as `documents` gives them, without their pages, with how much they hold."""
        found = self._all(
            "SELECT *, (SELECT count(*) FROM pages WHERE document_id = documents.id) AS page_count,"
            " (SELECT count(*) FROM passages WHERE document_id = documents.id) AS passage_count"
            " FROM documents ORDER BY issued_on IS NULL, issued_on DESC, source, id LIMIT ? OFFSET ?",
            limit,
            offset,
        )
        return [
            Listed(rows.document_from(row, ()), row["page_count"], row["words"], row["passage_count"]) for row in found
        ]

    def facts_of(self, document_id: str) -> Document | None:
        """The document without its pages, or None."""
        row = self._one("SELECT * FROM documents WHERE id = ?", document_id)
        return rows.document_from(row, ()) if row else None

    def facts(self, ids: Collection[str]) -> dict[str, Document]:
        """The documents with these ids, without their pages, by id."""
        found = self._by_ids("documents", "id", ids, order="id")
        return {row["id"]: rows.document_from(row, ()) for row in found}

    def every(self) -> Iterator[Document]:
        """All documents without their pages, by id."""
        ids = self.document_ids()
        for start in range(0, len(ids), _BATCH):
            yield from self.facts(ids[start : start + _BATCH]).values()

    def document_ids(self) -> list[str]:
        """The ids of all documents, in order."""
        return [row["id"] for row in self._all("SELECT id FROM documents ORDER BY id")]

    def titles(self) -> dict[str, str]:
        """The title of each document, by id."""
        return {row["id"]: row["title"] for row in self._all("SELECT id, title FROM documents")}

    def path(self, document_id: str) -> str | None:
        """The path or address a document was read from, or None."""
        row = self._one("SELECT path FROM documents WHERE id = ?", document_id)
        return row["path"] if row else None

    def find(self, name: str) -> str | None:
        """The id of the document with that id or source, or whose source ends so where only one does."""
        row = self._one("SELECT id FROM documents WHERE id = ?1 OR path = ?1", name)
        found = [row] if row else self._all("SELECT id FROM documents WHERE source = ?", name)
        if not found:
            ending = "SELECT id FROM documents WHERE '/' || source LIKE '%/' || ? ESCAPE '\\'"
            found = self._all(ending, _literal(name))
        return found[0]["id"] if len(found) == 1 else None

    def page(self, document_id: str, number: int) -> Page | None:
        """The page with that physical number, or None."""
        row = self._one("SELECT * FROM pages WHERE document_id = ? AND number = ?", document_id, number)
        return rows.page_from(row) if row else None

    def places(self, document_id: str, number: int) -> PagePlaces | None:
        """Where that page's text stands in its picture; None for a format without pictures or a page without text."""
        row = self._one("SELECT * FROM page_places WHERE document_id = ? AND number = ?", document_id, number)
        return PagePlaces(row["width"], row["height"], row["packed"]) if row else None

    def poorly_read(self, below: float) -> frozenset[str]:
        """The ids of documents whose scanned pages were read with a mean confidence below that."""
        found = self._all(
            "SELECT document_id FROM pages WHERE ocr_confidence IS NOT NULL GROUP BY document_id"
            " HAVING avg(ocr_confidence) < ?",
            below,
        )
        return frozenset(row["document_id"] for row in found)

    def digests(self) -> dict[str, str]:
        """The SHA-256 of each document's bytes, in hexadecimal, by the document's path."""
        return {row["path"]: row["content_digest"] for row in self._all("SELECT path, content_digest FROM documents")}

    def passages(self, ids: Iterable[str] | None = None) -> list[Passage]:
        """The passages with these ids, or all, by document and position; ids that are not there are left out."""
        found = self._by_ids("passages", "id", ids)
        return [rows.passage_from(row, self._page_texts(row["document_id"])) for row in found]

    def passages_of(self, document_id: str) -> list[Passage]:
        """The passages of a document, in order."""
        found = self._by_ids("passages", "document_id", [document_id])
        return [rows.passage_from(row, self._page_texts(document_id)) for row in found]

    def sentences(self, passage_ids: Iterable[str] | None = None) -> list[Sentence]:
        """The sentences of these passages, or all, by document and position."""
        found = self._by_ids("sentences", "passage_id", passage_ids)
        return [rows.sentence_from(row, self._page_texts(row["document_id"])) for row in found]

    def sentences_of(self, document_id: str) -> list[Sentence]:
        """The sentences of a document, in order."""
        found = self._by_ids("sentences", "document_id", [document_id])
        return [rows.sentence_from(row, self._page_texts(document_id)) for row in found]

    def sentences_by_id(self, ids: Collection[str]) -> list[Sentence]:
        """The sentences with these ids, by document and position."""
        found = self._by_ids("sentences", "id", ids)
        return [rows.sentence_from(row, self._page_texts(row["document_id"])) for row in found]

    def sentences_between(self, document_id: str, first: int, last: int) -> list[Sentence]:
        """The sentences of a document whose positions lie from `first` to `last`, both included, in order."""
        found = self._all(
            "SELECT * FROM sentences WHERE document_id = ? AND position BETWEEN ? AND ? ORDER BY position",
            document_id,
            first,
            last,
        )
        return [rows.sentence_from(row, self._page_texts(document_id)) for row in found]

    def _document(self, row: sqlite3.Row) -> Document:
        pages = self._all("SELECT * FROM pages WHERE document_id = ? ORDER BY number", row["id"])
        return rows.document_from(row, tuple(rows.page_from(page) for page in pages))

    def _read_page_texts(self, document_id: str) -> dict[int, str]:
        found = self._all("SELECT number, text FROM pages WHERE document_id = ?", document_id)
        return {row["number"]: row["text"] for row in found}

    def _by_ids(
        self, table: str, column: str, ids: Iterable[str] | None, order: str = "document_id, position"
    ) -> list[sqlite3.Row]:
        if ids is None:
            return self._all(f"SELECT * FROM {table} ORDER BY {order}")  # noqa: S608
        wanted, found = list(dict.fromkeys(ids)), []
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            marks = ", ".join("?" * len(batch))
            found += self._all(f"SELECT * FROM {table} WHERE {column} IN ({marks})", *batch)  # noqa: S608
        return sorted(found, key=lambda row: tuple(row[name] for name in order.split(", ")))

    def _write(self, statement: str, values: Sequence[tuple[object, ...]]) -> None:
        with self._lock:
            self._database.executemany(statement, values)

    def _all(self, statement: str, *values: object) -> list[sqlite3.Row]:
        with self._lock:
            try:
                return self._database.execute(statement, values).fetchall()
            except sqlite3.Error as error:
                raise StoreError(f"Datamappen kan inte läsas: {error}") from error

    def _one(self, statement: str, *values: object) -> sqlite3.Row | None:
        found = self._all(statement, *values)
        return found[0] if found else None


def _literal(text: str) -> str:
    """Text for LIKE that stands for itself."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
