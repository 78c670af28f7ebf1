"""Chroma, embedded: the only file that imports it."""

import contextlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import IndexError_
from index.dense_places import DENSE, EMBEDDED
from index.protocols import Hit, Vectors

_COLLECTION = "passages"
# Larger batches have left the folder unreadable when the process was killed.
_BATCH = 250
_MOST = 20_000
"""Passages; more would cost an ingest memory and time that nothing needs, see docs/decisions/009."""
_NEIGHBOURS: Any = {"space": "cosine", "ef_construction": 200, "ef_search": 400, "max_neighbors": 32}


class EmbeddedChroma:
    """Where the generations' vectors are kept unless a server is set: in their own folders; see `DensePlace`.

    A search goes over our own vectors, which is faster and misses nothing; this folder is what Chroma's own tools read.
    """

    name = EMBEDDED
    is_copied = True

    def open(self, folder: Path) -> "ChromaIndex":
        """See `DensePlace`."""
        return ChromaIndex(folder / DENSE)

    def takes(self, count: int) -> bool:
        """See `DensePlace`."""
        return count <= _MOST

    def check(self) -> None:
        """See `DensePlace`."""

    def holds(self, folder: Path, count: int) -> bool:  # noqa: ARG002 - opening it counts
        """See `DensePlace`."""
        return (folder / DENSE).is_dir()

    def remove(self, folder: Path) -> bool:  # noqa: ARG002 - it goes with its generation
        """See `DensePlace`."""
        return True


class ChromaIndex:
    """Passage vectors in an embedded Chroma folder, which belongs to one process at a time."""

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings
        from chromadb.errors import ChromaError

        self._error = ChromaError
        with self._mapped("öppnas"):
            self._client: Any = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
            self._collection: Any = self._client.get_or_create_collection(
                _COLLECTION,
                embedding_function=None,
                configuration={"hnsw": _NEIGHBOURS},
            )
            self._count: int = self._collection.count()

    def count(self) -> int:
        """How many passages there are."""
        return self._count

    def check(self) -> None:
        """An index in a folder that is open can be searched."""

    def close(self) -> None:
        """Lets the folder go, so that it can be copied or opened by another process."""
        self._client.close()

    def search(self, vector: Vectors, k: int, among: frozenset[str] | None = None) -> list[Hit]:
        """See `DenseIndex`; approximate, and what the graph cannot reach is never found."""
        if k < 1 or not self._count or among == frozenset():
            return []
        where: Any = {"document": {"$in": sorted(among)}} if among is not None else None
        with self._mapped("läsas"):
            found = self._collection.query(
                query_embeddings=vector[None], n_results=min(k, self._count), where=where, include=["distances"]
            )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return sorted((Hit(name, 1.0 - float(distance)) for name, distance in pairs), key=lambda h: (-h.score, h.id))

    def update(self, gone: Sequence[str], ids: Sequence[str], documents: Sequence[str], vectors: Vectors) -> None:
        """Removes the passages `gone` and adds or replaces those with `ids`; arguments in step, row by row."""
        with self._mapped("skrivas"):
            for start in range(0, len(gone), _BATCH):
                self._collection.delete(ids=list(gone[start : start + _BATCH]))
            for start in range(0, len(ids), _BATCH):
                part = slice(start, start + _BATCH)
                self._collection.upsert(
                    ids=list(ids[part]),
                    embeddings=vectors[part],
                    metadatas=[{"document": document} for document in documents[part]],
                )
            self._count = self._collection.count()

    def unreachable(self, ids: Sequence[str], vectors: Vectors) -> list[str]:
        """The ids, in order, whose own vector does not find them."""
        missed: list[str] = []
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            with self._mapped("läsas"):
                found = self._collection.query(
                    query_embeddings=vectors[part], n_results=min(10, self._count), include=["distances"]
                )
            rows = zip(ids[part], vectors[part], found["ids"], found["distances"], strict=True)
            missed += [name for name, _, names, distances in rows if not _finds(name, names, distances)]
        return missed

    @contextlib.contextmanager
    def _mapped(self, verb: str) -> Any:  # noqa: ANN401
        try:
            yield
        except (self._error, ValueError, OSError, RuntimeError) as error:
            raise IndexError_(
                f"Vektorindexet kan inte {verb} ({type(error).__name__}: {error}). Bygg om det: kallan ingest --rebuild"
            ) from error


def _finds(name: str, names: Iterable[str], distances: Iterable[float]) -> bool:
    """Whether the id is among those found; a crowd of equal texts may hide it, which costs nothing."""
    return name in names or bool(np.allclose(list(distances), 0, atol=1e-5))
