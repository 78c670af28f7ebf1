"""Arrays in files, written and read a part at a time, so that memory does not grow with them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
_BLOCK_BYTES = 1 << 24


class ArrayWriter:
    """Writes an array in numpy's format, rows after rows; mapping the file would keep it in this process's memory."""

    def __init__(self, file: Path, row: Sequence[int], kind: npt.DTypeLike) -> None:
        """`row` is the shape of one row."""
        self._path = file
        self._row, self._kind = tuple(row), np.dtype(kind)
        self._file = file.open("wb")
        self._count = 0
        self._head()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.seek(0)
        self._head()
        self._file.close()

    def add(self, rows: Array) -> None:
        """Writes rows after those before."""
        self._file.write(np.ascontiguousarray(rows, self._kind).data)
        self._count += len(rows)

    def _head(self) -> None:
        """The header, which is of the same length whatever the count: numpy leaves room for it to grow."""
        described = {
            "descr": np.lib.format.dtype_to_descr(self._kind),
            "fortran_order": False,
            "shape": (self._count, *self._row),
        }
        np.lib.format.write_array_header_1_0(self._file, described)


def blocks(file: Path) -> Iterator[tuple[int, Array]]:
    """The rows of an array in a file, some at a time, each with the number of its first; read, not mapped."""
    with file.open("rb") as opened:
        np.lib.format.read_magic(opened)
        (count, *row), _, kind = np.lib.format.read_array_header_1_0(opened)
        length = int(np.prod(row, dtype=np.int64))
        step = max(_BLOCK_BYTES // max(length * kind.itemsize, 1), 1)
        for start in range(0, count, step):
            rows = min(step, count - start)
            yield start, np.fromfile(opened, kind, rows * length).reshape(rows, *row)


def mapped(file: Path) -> Array:
    """The array in a file, as a memory map; one without elements cannot be mapped and is read.

    Raises OSError or ValueError where the file is not whole.
    """
    try:
        return np.asarray(np.load(file, mmap_mode="r"))
    except ValueError:
        found = np.load(file)
        if found.size:
            raise
        return np.asarray(found)
