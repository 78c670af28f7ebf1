"""What an object's method has given, remembered without keeping the object alive."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar
from weakref import WeakMethod

_Given = TypeVar("_Given")


def remembered(method: Callable[..., _Given], most: int) -> Callable[..., _Given]:
    """The bound method with its last `most` results, for the object itself to hold.

    `lru_cache` over a bound method refers back to the object that holds it. Only the search for cycles would let go of
    such a pair and of the files it has mapped, and that search passes over what a service has frozen at its start.
    """
    found = WeakMethod(method)

    @lru_cache(maxsize=most)
    def call(*values: Any) -> _Given:  # noqa: ANN401 - whatever the method takes
        bound = found()
        if bound is None:
            raise ReferenceError("the object is gone")
        return bound(*values)

    return call
