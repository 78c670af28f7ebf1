"""Writes models in the ONNX format: the few messages of its protocol buffers that a network of ours needs.

Field numbers are those of onnx.proto, version 1 of the IR. Written here since the package `onnx` brings 30 MB that
nothing else needs.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

MICROSOFT = "com.microsoft"
"""The operators that ONNX Runtime adds to the standard's."""

_OPERATORS, _MICROSOFT_OPERATORS, _IR = 18, 1, 9
_KINDS = {"float32": 1, "uint8": 2, "int8": 3, "int32": 6, "int64": 7}
_FLOAT, _INTEGER, _TENSOR = 1, 2, 4

Attribute = float | int | npt.NDArray[Any]


def _varint(value: int) -> bytes:
    value &= (1 << 64) - 1
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    found.append(value)
    return bytes(found)


def _number(tag: int, value: int) -> bytes:
    return _varint(tag << 3) + _varint(value)


def _content(tag: int, value: str | bytes) -> bytes:
    content = value.encode() if isinstance(value, str) else value
    return _varint(tag << 3 | 2) + _varint(len(content)) + content


def _tensor(name: str, values: npt.NDArray[Any]) -> bytes:
    dimensions = b"".join(_number(1, length) for length in values.shape)
    raw = np.ascontiguousarray(values).tobytes()
    return dimensions + _number(2, _KINDS[values.dtype.name]) + _content(8, name) + _content(9, raw)


def _attribute(name: str, value: Attribute) -> bytes:
    if isinstance(value, np.ndarray):
        return _content(1, name) + _content(5, _tensor("", value)) + _number(20, _TENSOR)
    if isinstance(value, int):
        return _content(1, name) + _number(3, value) + _number(20, _INTEGER)
    return _content(1, name) + _varint(2 << 3 | 5) + struct.pack("<f", value) + _number(20, _FLOAT)


def _port(name: str, dimensions: Sequence[str | int], kind: str = "float32") -> bytes:
    sizes = [_number(1, size) if isinstance(size, int) else _content(2, size) for size in dimensions]
    shape = b"".join(_content(1, size) for size in sizes)
    return _content(1, name) + _content(2, _content(1, _number(1, _KINDS[kind]) + _content(2, shape)))


@dataclass
class OnnxGraph:
    """A network under construction; every value has a name, and `file` gives the whole."""

    _steps: list[bytes] = field(default_factory=list)
    _constants: list[bytes] = field(default_factory=list)

    def constant(self, values: npt.NDArray[Any] | np.generic) -> str:
        """Keeps a tensor (float32, uint8, int8 or int64) and gives its name."""
        name = f"c{len(self._constants)}"
        self._constants.append(_content(5, _tensor(name, np.asarray(values))))
        return name

    def step(
        self, operator: str, inputs: Sequence[str], attributes: Mapping[str, Attribute] | None = None, domain: str = ""
    ) -> str:
        """Adds an operator with one output and gives the output's name."""
        return self.steps(operator, inputs, 1, attributes, domain)[0]

    def steps(
        self,
        operator: str,
        inputs: Sequence[str],
        outputs: int,
        attributes: Mapping[str, Attribute] | None = None,
        domain: str = "",
    ) -> list[str]:
        """Adds an operator with several outputs and gives their names."""
        names = [f"v{len(self._steps)}.{number}" for number in range(outputs)]
        step = b"".join(_content(1, name) for name in inputs) + b"".join(_content(2, name) for name in names)
        step += _content(4, operator) + _content(7, domain)
        step += b"".join(_content(5, _attribute(*item)) for item in (attributes or {}).items())
        self._steps.append(_content(1, step))
        return names

    def file(self, given: Sequence[str | int], wanted: str, shape: Sequence[str | int]) -> bytes:
        """The file of the model from its one input "x", of the dimensions `given`, to `wanted`, of `shape`."""
        return self.file_of({"x": ("float32", given)}, wanted, "float32", shape)

    def file_of(
        self,
        given: Mapping[str, tuple[str, Sequence[str | int]]],
        wanted: str,
        kind: str,
        shape: Sequence[str | int],
    ) -> bytes:
        """The file of the model from inputs, each with its kind and dimensions, to `wanted`."""
        graph = [*self._steps, _content(2, "e5"), *self._constants]
        graph += [_content(11, _port(name, sizes, sort)) for name, (sort, sizes) in given.items()]
        graph.append(_content(12, _port(wanted, shape, kind)))
        versions = [(_OPERATORS, ""), (_MICROSOFT_OPERATORS, MICROSOFT)]
        operators = [_content(8, _content(1, domain) + _number(2, version)) for version, domain in versions]
        return b"".join([_number(1, _IR), _content(2, "kallan"), _content(7, b"".join(graph)), *operators])
