"""A generation of the index: everything derived from one state of the store, in a folder that is never changed.

`index.building` writes a new folder beside the old one; the store's fact "generation" says which one belongs to its
state, and is written in the same transaction as the documents. So an ingest killed at any moment changes nothing.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.building import LEXICAL
from index.chroma import EmbeddedChroma
from index.dense import CoveredIndex, ExactIndex
from index.dense_places import EMBEDDED, DensePlace
from index.fallback import FallbackIndex
from index.lexical import TantivyIndex
from index.manifest import Manifest
from index.parts import Parts
from index.protocols import DenseIndex
from index.spelling import Spelling

_EMBEDDED = EmbeddedChroma()
_ELSEWHERE = "Vektorerna ligger inte där KALLAN_CHROMA_URL säger. Flytta dem: kallan ingest MAPP"


@dataclass(frozen=True, slots=True)
class Generation:
    """An index, open for searching.

    `close` lets its files go; nothing may be searched after it. `problem` says why the place of the vectors is not
    asked now, None while it is or need not be.
    """

    name: str
    manifest: Manifest
    lexical: TantivyIndex
    dense: DenseIndex
    spelling: Spelling
    parts: Parts
    close: Callable[[], None]
    problem: Callable[[], str | None]


def open_generation(root: Path, name: str, embedder_name: str, place: DensePlace = _EMBEDDED) -> Generation:
    """Opens a generation; raises IndexMismatch where it was built with something else or is not whole.

    Its vectors are searched in `place`; where they were written to another, our own are searched one by one.
    """
    folder = root / name
    manifest = Manifest.read(folder)
    manifest.check(embedder_name)
    parts = Parts.read(folder)
    exact = ExactIndex(parts.passages, parts.documents, parts.vectors, parts.codes, parts.numbers)
    dense, close, problem = _open_dense(folder, manifest, place, exact, parts.unreachable)
    return Generation(
        name=name,
        manifest=manifest,
        lexical=TantivyIndex(folder / LEXICAL, parts.documents, parts.passages),
        dense=dense,
        spelling=Spelling.read(folder),
        parts=parts,
        close=close,
        problem=problem,
    )


def _open_dense(
    folder: Path, manifest: Manifest, place: DensePlace, exact: ExactIndex, unreachable: Sequence[str]
) -> tuple[DenseIndex, Callable[[], None], Callable[[], str | None]]:
    """What searches the vectors, what lets it go, and what tells of its problem."""
    if not _is_in(manifest, place):
        return exact, _nothing, lambda: _ELSEWHERE
    if place.name == EMBEDDED:
        # All of our own vectors are gone through faster than the graph is asked.
        return exact, _nothing, _nothing
    approximate = place.open(folder)
    steady = FallbackIndex(CoveredIndex(approximate, exact, unreachable), exact, approximate.check)
    return steady, approximate.close, steady.problem


def _nothing() -> None:
    """Nothing to do, no problem."""


def _is_in(manifest: Manifest, place: DensePlace) -> bool:
    """Whether the vectors were written to a place of that kind; a server may have another address by now."""
    return (manifest.vectors == EMBEDDED) == (place.name == EMBEDDED)


def is_in_place(root: Path, name: str, place: DensePlace) -> bool:
    """Whether the generation's vectors are where they are to be searched, all of them; raises IndexUnavailable."""
    folder = root / name
    count = len(Parts.read(folder).passages)
    return _is_in(Manifest.read(folder), place) and (not place.takes(count) or place.holds(folder, count))


def remove_others(root: Path, keep: Sequence[str], place: DensePlace = _EMBEDDED) -> None:
    """Removes every generation but those named, and what killed builds have left.

    A folder whose index lies on a server that does not answer stays, so that the next time tries again.
    """
    for folder in root.iterdir() if root.is_dir() else ():
        if folder.name not in keep and place.remove(folder):
            shutil.rmtree(folder, ignore_errors=True)
