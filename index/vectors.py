"""Our own keeping of vectors: computed once for each text and embedder, so that any index is a loop away."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from corpus.errors import EmbedderError, StoreError
from index.protocols import Embedder, Vectors

_BATCH = 128
_LOOKUP = 500


def vector_key(embedder: str, text: str) -> bytes:
    """What a vector is kept under: 16 bytes that follow from the embedder's name and the text."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16, person=_person(embedder)).digest()


def _person(embedder: str) -> bytes:
    return hashlib.blake2b(embedder.encode(), digest_size=16).digest()


class VectorStore:
    """Passage vectors by text in one SQLite file; each batch is committed, so that a killed ingest loses little."""

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path, isolation_level=None)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) STRICT")
            self._database.execute("CREATE TEMP TABLE wanted (key BLOB PRIMARY KEY) STRICT, WITHOUT ROWID")
        except sqlite3.Error as error:
            raise StoreError(f"{path} kan inte öppnas: {error}") from error

    def close(self) -> None:
        """Closes the file."""
        self._database.close()

    def embed(self, embedder: Embedder, texts: Sequence[str], progress: Callable[[int], None]) -> Vectors:
        """float32 (len(texts), dimension): kept vectors are read, missing ones are computed and kept.

        `progress` is called with the number of texts computed by each step, also with the kept ones at once.
        """
        keys = [vector_key(embedder.name, text) for text in texts]
        self._database.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", [(key,) for key in keys])
        missing = self._absent(keys)
        pending = {key: text for key, text in zip(keys, texts, strict=True) if key in missing}
        progress(len(texts) - len(pending))
        self._compute(embedder, pending, progress)
        rows = np.empty((len(keys), embedder.dimension), np.float32)
        for start in range(0, len(keys), _LOOKUP):
            found = self._read(keys[start : start + _LOOKUP])
            for row, key in enumerate(keys[start : start + _LOOKUP], start):
                rows[row] = found[key]
        return rows

    def _compute(self, embedder: Embedder, pending: Mapping[bytes, str], progress: Callable[[int], None]) -> None:
        # Texts of like length together: models are fastest on those, and the time left is never less than it seems.
        ordered = sorted(pending.items(), key=lambda item: len(item[1]), reverse=True)
        for start in range(0, len(ordered), _BATCH):
            batch = ordered[start : start + _BATCH]
            vectors = _checked(embedder, embedder.passages([text for _, text in batch]), len(batch))
            self._keep([key for key, _ in batch], vectors)
            progress(len(batch))

    def missing(self, embedder: Embedder, texts: Iterable[str]) -> int:
        """How many of the texts have no vector yet."""
        return len(self._absent([vector_key(embedder.name, text) for text in texts]))

    def prune(self) -> None:
        """Forgets every vector that has not been asked for since the file was opened.

        What has been removed leaves nothing behind.
        """
        self._database.execute("DELETE FROM vectors WHERE key NOT IN (SELECT key FROM wanted)")

    def _absent(self, keys: Sequence[bytes]) -> set[bytes]:
        absent = set(keys)
        for start in range(0, len(keys), _LOOKUP):
            batch = keys[start : start + _LOOKUP]
            marks = ", ".join("?" * len(batch))
            statement = f"SELECT key FROM vectors WHERE key IN ({marks})"  # noqa: S608
            absent.difference_update(row[0] for row in self._database.execute(statement, batch))
        return absent

    def _read(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        marks = ", ".join("?" * len(keys))
        statement = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608
        return {key: np.frombuffer(blob, np.float32) for key, blob in self._database.execute(statement, keys)}

    def _keep(self, keys: Sequence[bytes], vectors: Vectors) -> None:
        rows = [(key, vector.tobytes()) for key, vector in zip(keys, vectors, strict=True)]
        self._database.execute("BEGIN IMMEDIATE")
        self._database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
        self._database.execute("COMMIT")


def _checked(embedder: Embedder, vectors: Vectors, count: int) -> Vectors:
    shaped = vectors.shape == (count, embedder.dimension)
    if not shaped or not np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3):
        raise EmbedderError(f"{embedder.name} gav vektorer som inte går att använda; ingenting har ändrats.")
    return vectors
