"""Signs of life from a long reading to whoever waits for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_listener: ContextVar[Callable[[], None] | None] = ContextVar("heartbeat", default=None)


def beat() -> None:
    """Says that a part of the work begins that may take long by itself: a page to be read from its picture."""
    listener = _listener.get()
    if listener is not None:
        listener()


@contextmanager
def listening(listener: Callable[[], None]) -> Iterator[None]:
    """Calls the listener at every beat within the block."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
