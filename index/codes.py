"""Vectors in one byte a dimension, and a search among them that is exact all the same.

Each dimension is cut into 255 steps between its least and greatest value, so that a code is off by half a step in each
at most, and its cosine by |q|·s/2. What lies within that of the k-th best is scored again from the vectors themselves,
and so nothing that belongs to the best k can be missed (the filter and refinement of the VA-file, Weber et al. 1998).
ONNX Runtime multiplies the codes, at the speed at which memory is read.
"""

import itertools
import math
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.arrays import ArrayWriter, blocks, mapped
from index.cores import cores
from index.e5.onnx_file import OnnxGraph
from index.onnx_runtime import load_onnxruntime
from index.protocols import Vectors

_STEPS = 255
_BLOCK = 1 << 16
"""Rows that are multiplied at once: their products fit into the cache."""
_SHARED = 20_000
"""From so many rows they are shared out among the cores; with fewer, waiting for each other takes longer."""
_LARGEST = 63
"""Two products of a code and this fit into 16 bits, as which some processors add them."""
_TINY = float(np.finfo(np.float32).tiny)
_ROUNDING = 1e-5
"""More than what adding 384 products in 32-bit floats is off by."""


class Codes:
    """The codes of vectors, uint8 (n, dimension), and each dimension's least value and step, float32 (dimension,)."""

    def __init__(self, codes: npt.NDArray[np.uint8], least: Vectors, steps: Vectors) -> None:
        self._codes = codes
        self._least = least
        self._steps = steps

    @classmethod
    def read(cls, folder: Path, name: str) -> "Codes":
        """Opens what `write_codes` has written; raises OSError or ValueError where it is not whole."""
        scales: Any = np.load(folder / f"{name}.scales.npy")
        codes: Any = mapped(folder / f"{name}.codes.npy")
        return cls(codes, scales[0], scales[1])

    def __len__(self) -> int:
        return len(self._codes)

    def scores(self, vector: Vectors) -> tuple[Vectors, float]:
        """The cosine of the vector with every row, float32 (n,), and how far from the true one it lies at most."""
        weights = vector * self._steps
        coarse, fine, columns = _columns(weights)
        units = np.array([coarse, fine], np.float32)
        lost = weights - columns @ units
        # The first value of each dimension counts for every row alike, and what is lost for a code in the middle.
        found = np.full(len(self._codes), np.float32(self._least @ vector + lost.sum() * _STEPS / 2))

        def add(part: slice) -> None:
            products = _session().run(None, {"codes": self._codes[part], "query": columns})[0]
            found[part] += products.astype(np.float32) @ units

        own, *others = _parts(len(found))
        added = [_workers().submit(add, part) for part in others]
        add(own)
        for each in added:
            each.result()
        error = float(np.abs(weights).sum()) / 2 + float(np.abs(lost).sum()) * _STEPS / 2
        return found, error + _ROUNDING


def _parts(count: int) -> list[slice]:
    """The rows in parts of like size, one where there are few, or else as many as share out among the cores."""
    shares = cores()
    number = max(math.ceil(count / _BLOCK / shares), 1) * shares if count >= _SHARED else 1
    ends = [count * part // number for part in range(number + 1)]
    return [slice(*each) for each in itertools.pairwise(ends)]


@cache
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(cores(), "codes")


def write_codes(folder: Path, name: str, dimension: int) -> None:
    """Writes the codes of the vectors in `name`.npy, float32 (n, dimension), for `Codes.read`."""
    vectors = folder / f"{name}.npy"
    least, most = np.full(dimension, np.inf, np.float32), np.full(dimension, -np.inf, np.float32)
    for _, block in blocks(vectors):
        least, most = np.minimum(least, block.min(axis=0)), np.maximum(most, block.max(axis=0))
    least, most = np.where(least <= most, least, 0), np.where(least <= most, most, 0)
    steps = np.maximum((most - least) / _STEPS, _TINY)
    np.save(folder / f"{name}.scales.npy", np.stack([least, steps]).astype(np.float32))
    with ArrayWriter(folder / f"{name}.codes.npy", [dimension], np.uint8) as codes:
        for _, block in blocks(vectors):
            codes.add(np.clip(np.rint((block - least) / steps), 0, _STEPS))


def _columns(weights: Vectors) -> tuple[np.float32, np.float32, npt.NDArray[np.int8]]:
    """The weights as whole numbers: coarse ones and, since these are off by half a unit, what is left of them.

    Two columns, int8 (dimension, 2), and the units that they are counted in.
    """
    coarse = _unit(weights)
    first = np.rint(weights / coarse)
    left = weights - first * coarse
    fine = _unit(left)
    return coarse, fine, np.stack([first, np.rint(left / fine)], axis=1).astype(np.int8)


def _unit(weights: Vectors) -> np.float32:
    return np.float32(max(float(np.abs(weights).max(initial=0)) / _LARGEST, _TINY))


@cache
def _session() -> Any:  # noqa: ANN401 - the package has no types
    """What multiplies codes, uint8 (n, dimension), with columns, int8 (dimension, 2); safe from several threads."""
    onnxruntime = load_onnxruntime()

    graph = OnnxGraph()
    product = graph.step("MatMulInteger", ["codes", "query"])
    inputs: dict[str, tuple[str, list[str | int]]] = {
        "codes": ("uint8", ["n", "dimension"]),
        "query": ("int8", ["dimension", 2]),
    }
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    model = graph.file_of(inputs, product, "int32", ["n", 2])
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
