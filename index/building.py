"""Building a generation of the index; see `index.generation`."""

import json
import shutil
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from corpus.errors import IndexError_, IndexMismatch
from corpus.passages import Passage
from corpus.store import Store
from index.arrays import mapped
from index.chroma import EmbeddedChroma
from index.dense_places import DENSE, EMBEDDED, DensePlace
from index.ids import KeptIds, Rows
from index.lexical import update_lexical
from index.manifest import Manifest
from index.parts import Difference, Parts, Progress, difference, write_parts
from index.protocols import Embedder, Vectors
from index.vectors import VectorStore

LEXICAL = "lexical"
"""The folder of the lexical index within a generation's folder."""
_EMBEDDED = EmbeddedChroma()
_BATCH = 1000


def build(
    root: Path,
    store: Store,
    vectors: VectorStore,
    embedder: Embedder,
    previous: str | None,
    progress: Progress,
    place: DensePlace = _EMBEDDED,
) -> str:
    """Builds the generation of the store's present state under `root` and gives its name.

    Starts from a copy of the `previous` one where that can be used, so that only what changed is indexed again.
    `progress` is called with the number of vectors made ready by each step; `expected(store)` in all.
    """
    manifest = Manifest(embedder.name, embedder.dimension, place.name)
    folder = root / f"{uuid.uuid4().hex[:12]}.building"
    folder.mkdir(parents=True)
    write_parts(folder, store, vectors, embedder, progress)
    before = _copy_previous(root / previous, folder, manifest, place) if previous else None
    passages = KeptIds(folder, "passages")
    changed = difference(before, passages, mapped(folder / "digests.npy"))
    # The one computes in Python, the other outside it: side by side they use two cores.
    with ThreadPoolExecutor(1) as pool:
        dense = pool.submit(_update_dense, place, folder, changed, passages)
        words = _passages(store, passages, changed.rows)
        update_lexical(folder / LEXICAL, [*changed.gone, *changed.replaced], words, store.titles())
        unreachable = dense.result()
    (folder / "unreachable.json").write_text(json.dumps(unreachable), "utf-8")
    manifest.write(folder)
    name = folder.name.removesuffix(".building")
    folder.rename(root / name)
    return name


def expected(store: Store) -> int:
    """How many vectors a generation of the store's present state needs."""
    return store.count("passages") + store.count("sentences")


def _copy_previous(previous: Path, folder: Path, manifest: Manifest, place: DensePlace) -> Parts | None:
    """Copies what the previous generation has; None where it was built with something else or is not whole."""
    try:
        if Manifest.read(previous) != manifest:
            return None
        parts = Parts.read(previous)
        shutil.copytree(previous / LEXICAL, folder / LEXICAL)
        if place.is_copied and (previous / DENSE).is_dir():
            shutil.copytree(previous / DENSE, folder / DENSE)
    except (IndexMismatch, OSError):
        for part in (LEXICAL, DENSE):
            shutil.rmtree(folder / part, ignore_errors=True)
        return None
    return parts


def _passages(store: Store, ids: KeptIds, rows: Rows) -> Iterator[Passage]:
    """The passages of these rows, in order, some at a time."""
    for start in range(0, len(rows), _BATCH):
        yield from store.passages([ids[row] for row in rows[start : start + _BATCH].tolist()])


def _update_dense(place: DensePlace, folder: Path, changed: Difference, passages: KeptIds) -> list[str]:
    """Brings the approximate index in step, where there is to be one; gives the passages that it does not find.

    These matter where it is asked: on a server.
    """
    count = len(passages)
    if not place.takes(count):
        shutil.rmtree(folder / DENSE, ignore_errors=True)
        return []
    is_upon = place.is_copied and (folder / DENSE).is_dir()
    documents, numbers = KeptIds(folder, "documents"), mapped(folder / "numbers.npy")
    vectors: Vectors = mapped(folder / "passages.npy")
    rows = changed.rows if is_upon else np.arange(count)
    dense = place.open(folder)
    try:
        dense.update(changed.gone if is_upon else [], [], [], vectors[:0])
        for start in range(0, len(rows), _BATCH):
            part = rows[start : start + _BATCH]
            owners = [documents[number] for number in numbers[part].tolist()]
            dense.update([], [passages[row] for row in part.tolist()], owners, vectors[part])
        if dense.count() != count:
            raise IndexError_(f"Vektorindexet har {dense.count()} av {count} delar. Försök igen.")
        if place.name == EMBEDDED:
            return []
        return [
            missed
            for start in range(0, count, _BATCH)
            for missed in dense.unreachable(passages[start : start + _BATCH], vectors[start : start + _BATCH])
        ]
    finally:
        dense.close()
