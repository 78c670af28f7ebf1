"""Our own keeping of vectors: computed once for each text and embedder, so that any index is a loop away."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from corpus.errors import EmbedderError, StoreError
from index.protocols import Embedder, Vectors

_BATCH = 64
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
        kept = self._read(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in kept}
        progress(len(texts) - len(missing))
        pending = list(missing.items())
        for start in range(0, len(pending), _BATCH):
            batch = pending[start : start + _BATCH]
            vectors = _checked(embedder, embedder.passages([text for _, text in batch]), len(batch))
            self._keep([key for key, _ in batch], vectors)
            kept.update((key, vector) for (key, _), vector in zip(batch, vectors, strict=True))
            progress(len(batch))
        if not keys:
            return np.empty((0, 0), np.float32)
        return np.stack([kept[key] for key in keys])

    def missing(self, embedder: Embedder, texts: Iterable[str]) -> int:
        """How many of the texts have no vector yet."""
        keys = {vector_key(embedder.name, text) for text in texts}
        return len(keys) - len(self._read(list(keys)))

    def prune(self, embedder: Embedder, texts: Iterable[str]) -> None:
        """Forgets every vector but those of these texts: what has been removed leaves nothing behind."""
        wanted = {vector_key(embedder.name, text) for text in texts}
        kept = [row[0] for row in self._database.execute("SELECT key FROM vectors")]
        self._database.execute("BEGIN IMMEDIATE")
        self._database.executemany("DELETE FROM vectors WHERE key = ?", [(key,) for key in kept if key not in wanted])
        self._database.execute("COMMIT")

    def _read(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        found: dict[bytes, Vectors] = {}
        for start in range(0, len(keys), _LOOKUP):
            batch = keys[start : start + _LOOKUP]
            marks = ", ".join("?" * len(batch))
            statement = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608
            found.update(
                (key, np.frombuffer(blob, np.float32)) for key, blob in self._database.execute(statement, batch)
            )
        return found

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
