"""Ids in the order of their rows, kept in files that are mapped and never read whole."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, overload

import numpy as np
import numpy.typing as npt

from index.arrays import mapped

Rows = npt.NDArray[np.int64]
"""Row numbers, or −1 for what is not there."""


class Ids(Protocol):
    """A sequence of different ids that also tells the row of each."""

    def __len__(self) -> int: ...  # noqa: D105

    def __getitem__(self, row: int, /) -> str: ...

    def __iter__(self) -> Iterator[str]: ...

    def rows_of(self, ids: Sequence[str]) -> Rows:
        """The row of each id, in their order."""
        ...


class ListedIds(list[str]):
    """Ids in memory; see `Ids`."""

    def rows_of(self, ids: Sequence[str]) -> Rows:
        """See `Ids`."""
        rows = {each: row for row, each in enumerate(self)}
        return np.array([rows.get(each, -1) for each in ids], np.int64)


class KeptIds:
    """Ids in files that an `IdWriter` has written; see `Ids`.

    Opened in no time whatever their number: an id is looked for by its hash, which are kept in order.
    """

    def __init__(self, folder: Path, name: str) -> None:
        """Raises OSError or ValueError where the files are not whole."""
        self._ends = mapped(folder / f"{name}.ends.npy")
        self._order = mapped(folder / f"{name}.order.npy")
        self._hashes = mapped(folder / f"{name}.hashes.npy")
        whole = int(self._ends[-1]) if len(self._ends) else 0
        text = np.memmap(folder / f"{name}.ids", np.uint8, "r") if whole else np.empty(0, np.uint8)
        # Slices of a view cost a tenth of what those of a mapped array do.
        self._text = memoryview(text)  # type: ignore[arg-type]
        if len(self._text) != whole or not len(self._ends) == len(self._order) == len(self._hashes):
            raise ValueError(f"{name}: the ids are not whole")

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, row: int) -> str: ...

    @overload
    def __getitem__(self, row: slice) -> list[str]: ...

    def __getitem__(self, row: int | slice) -> str | list[str]:
        if isinstance(row, slice):
            return [self[each] for each in range(*row.indices(len(self)))]
        start = self._ends.item(row - 1) if row else 0
        return str(self._text[start : self._ends.item(row)], "utf-8")

    def __iter__(self) -> Iterator[str]:
        return (self[row] for row in range(len(self)))

    def rows_of(self, ids: Sequence[str]) -> Rows:
        """See `Ids`."""
        hashes = np.array([hash_of(each) for each in ids], np.uint64)
        places = np.searchsorted(self._hashes, hashes).tolist()
        return np.array([self._row(each, place) for each, place in zip(ids, places, strict=True)], np.int64)

    def known_by(self, hashes: Sequence[int]) -> list[str | None]:
        """The id of each hash (`hash_of`), in their order; None for one that none or several have."""
        wanted = np.array(hashes, np.uint64)
        first, last = (np.searchsorted(self._hashes, wanted, side) for side in ("left", "right"))
        pairs = zip(first.tolist(), (last - first).tolist(), strict=True)
        return [self[int(self._order[place])] if count == 1 else None for place, count in pairs]

    def _row(self, wanted: str, place: int) -> int:
        """The row of the id, whose hash stands at `place` or, where several have it, after that; −1 without one."""
        own = hash_of(wanted)
        while place < len(self._hashes) and self._hashes[place] == own:
            row = int(self._order[place])
            if self[row] == wanted:
                return row
            place += 1
        return -1


class IdWriter:
    """Writes ids for `KeptIds`, a batch at a time; the files are whole when it is closed."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._text = (folder / f"{name}.ids").open("wb")
        self._ends = [np.empty(0, np.int64)]
        self._hashes = [np.empty(0, np.uint64)]
        self._length = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._text.close()
        if kind is None:
            hashes = np.concatenate(self._hashes)
            order = np.argsort(hashes, kind="stable")
            np.save(self._folder / f"{self._name}.ends.npy", np.concatenate(self._ends))
            np.save(self._folder / f"{self._name}.order.npy", order)
            np.save(self._folder / f"{self._name}.hashes.npy", hashes[order])

    def add(self, ids: Iterable[str]) -> None:
        """Writes ids after those before."""
        listed = list(ids)
        encoded = [each.encode() for each in listed]
        self._text.write(b"".join(encoded))
        ends = self._length + np.cumsum([len(each) for each in encoded], dtype=np.int64)
        self._length = int(ends[-1]) if len(ends) else self._length
        self._ends.append(ends)
        self._hashes.append(np.array([hash_of(each) for each in listed], np.uint64))


def hash_of(text: str) -> int:
    """64 bits that stand for an id: where they are looked for, several may have them."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")
