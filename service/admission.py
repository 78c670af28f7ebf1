"""How much is worked on at once: the rest waits a moment in a queue, or is refused before it costs anything.

Answering is bound by the processor. Taken all at once, fifty questions would each take as long as fifty; taken two at a
time, each that is let in is answered quickly, and who cannot be let in soon is told so at once.
"""

import os
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from corpus.errors import Busy
from index.cores import cores

CORES = cores()
"""How many processor cores this process may use."""

_NICENESS = 10


def give_way() -> None:
    """Lowers the priority of this process and of the threads and processes it starts: whoever asks goes first."""
    os.nice(max(0, _NICENESS - os.nice(0)))


class Gate:
    """Lets `at_once` callers pass together; `waiting` more wait in line, each at most `seconds`."""

    def __init__(self, at_once: int, waiting: int, seconds: float) -> None:
        self.at_once = at_once
        self._waiting = waiting
        self._seconds = seconds
        self._lock = threading.Lock()
        self._inside = 0
        self._line: deque[threading.Event] = deque()

    @contextmanager
    def passing(self) -> Iterator[None]:
        """While the caller is inside; raises Busy where its turn does not come in time or the line is full."""
        if not self._entered():
            raise Busy("Det är många som frågar just nu. Försök igen om en liten stund.")
        try:
            yield
        finally:
            self._leave()

    def _entered(self) -> bool:
        with self._lock:
            if self._inside < self.at_once:
                self._inside += 1
                return True
            if len(self._line) >= self._waiting:
                return False
            turn = threading.Event()
            self._line.append(turn)
        if turn.wait(self._seconds):
            return True
        with self._lock:
            if turn.is_set():  # its turn came between the wait and the lock
                return True
            self._line.remove(turn)
            return False

    def _leave(self) -> None:
        with self._lock:
            if self._line:
                self._line.popleft().set()  # the place inside is handed on
            else:
                self._inside -= 1


def _asking() -> Gate:
    # Whoever waits longer than this would not have the answer within a second.
    return Gate(CORES, waiting=8 * CORES, seconds=0.6)


def _drawing() -> Gate:
    # Pages are drawn one at a time, whoever asks.
    return Gate(1, waiting=12, seconds=3.0)


@dataclass(frozen=True, slots=True)
class Admission:
    """The gates of a knowledge base: before answers and searches, and before pictures of pages."""

    asking: Gate = field(default_factory=_asking)
    drawing: Gate = field(default_factory=_drawing)
