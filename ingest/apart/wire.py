"""Values of the domain as JSON and back, between this program and the process that reads files.

That process has met every file there is, so what it sends is not trusted: a pickle can run code where it is opened,
JSON holds values alone, and each is checked against the type it must have.
"""

import base64
import dataclasses
import json
import types
from collections.abc import Sequence
from enum import Enum
from functools import cache
from typing import Any, BinaryIO, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

_T = TypeVar("_T")
_Plain: TypeAlias = Any
"""What JSON holds."""
_Kind: TypeAlias = Any
"""A type as it is written in an annotation."""
_LENGTH = 8
MOST_BYTES = 1 << 29
"""A longer message is not taken."""


class Broken(ValueError):
    """What came is not what must come."""


def pack(value: object) -> bytes:
    """A value made of dataclasses, tuples, enums, text, bytes, numbers and None, as JSON."""
    return json.dumps(_plain(value), separators=(",", ":"), allow_nan=False).encode("ascii")


def unpack(kind: type[_T], data: bytes) -> _T:
    """The value of that type; raises Broken where `data` holds none."""
    try:
        value: _T = _value(kind, json.loads(data))
    except Broken:
        raise
    except (ValueError, TypeError, ArithmeticError, RecursionError) as error:
        raise Broken(str(error)) from error
    return value


def _plain(value: object) -> _Plain:
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    raise TypeError(f"{type(value).__name__} is not sent")


def _value(kind: _Kind, found: _Plain) -> _Plain:
    origin: object = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _one_of(get_args(kind), found)
    if origin is tuple:
        return _tuple(get_args(kind), found)
    if kind is float and type(found) in (int, float):
        return float(found)
    if kind in (str, int, bool, type(None)):
        if type(found) is not kind:
            raise Broken(f"{type(found).__name__} for {kind}")
        return found
    if kind is bytes:
        return base64.b64decode(found, validate=True)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(found)
    if dataclasses.is_dataclass(kind) and isinstance(found, dict):
        return _dataclass(kind, found)
    raise Broken(f"{type(found).__name__} for {kind}")


def _one_of(kinds: Sequence[_Kind], found: _Plain) -> _Plain:
    if found is None and type(None) in kinds:
        return None
    [kind] = (each for each in kinds if each is not type(None))
    return _value(kind, found)


def _tuple(kinds: Sequence[_Kind], found: _Plain) -> tuple[_Plain, ...]:
    if not isinstance(found, list):
        raise Broken(f"{type(found).__name__} for a tuple")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_value(kinds[0], each) for each in found)
    return tuple(_value(kind, each) for kind, each in zip(kinds, found, strict=True))


def _dataclass(kind: _Kind, found: dict[str, _Plain]) -> _Plain:
    fields = _fields(kind)
    if found.keys() != fields.keys():
        raise Broken(f"other fields than those of {kind.__name__}")
    return kind(**{name: _value(fields[name], value) for name, value in found.items()})


@cache
def _fields(kind: type) -> dict[str, _Plain]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def send(stream: BinaryIO, message: bytes) -> None:
    """Writes a message with its length before it."""
    rest = memoryview(len(message).to_bytes(_LENGTH, "big") + message)
    while rest:
        rest = rest[stream.write(rest) :]


def receive(stream: BinaryIO) -> bytes | None:
    """The next message; None where the other side has ended. Raises Broken for one that is too long or cut off."""
    head = _exactly(stream, _LENGTH)
    if not head:
        return None
    length = int.from_bytes(head, "big")
    if length > MOST_BYTES:
        raise Broken("the message is too long")
    message = _exactly(stream, length)
    if len(message) < length:
        return None
    return message


def _exactly(stream: BinaryIO, length: int) -> bytes:
    """So many bytes, or fewer where the stream ends."""
    parts: list[bytes] = []
    left = length
    while left and (part := stream.read(min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
