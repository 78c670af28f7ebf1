"""Dense search that goes on when the server it asks is slow or gone."""

import logging
import threading
import time
from collections.abc import Callable

from corpus.errors import IndexError_
from index.protocols import DenseIndex, Hit, Vectors

PAUSE = 30.0
"""Seconds for which an index that has failed is left alone."""

PROBLEM = "Vektorservern svarar inte som den ska. Sökningen går i tjänstens egna vektorer så länge; se loggen."

_log = logging.getLogger(__name__)


class FallbackIndex:
    """Asks `first`, and `instead` where that fails; both must hold the same passages.

    After a failure `first` is left alone for `pause` seconds, so that a server that does not answer costs its time
    limit once and not for every question; then one search tries it again while the others go on with `instead`.
    """

    def __init__(
        self,
        first: DenseIndex,
        instead: DenseIndex,
        check: Callable[[], None],
        pause: float = PAUSE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`check` raises IndexError_ where `first` cannot be searched; `clock` gives seconds."""
        self._first = first
        self._instead = instead
        self._check = check
        self._pause = pause
        self._clock = clock
        self._lock = threading.Lock()
        self._again_at = 0.0
        self._problem: str | None = None

    def search(self, vector: Vectors, k: int, among: frozenset[str] | None = None) -> list[Hit]:
        """See `DenseIndex`."""
        if self._may_try():
            try:
                found = self._first.search(vector, k, among)
            except IndexError_ as error:
                self._failed(error)
            else:
                self._worked()
                return found
        return self._instead.search(vector, k, among)

    def problem(self) -> str | None:
        """That `first` is not asked, None while it is; it is checked now, unless that has just been seen.

        Why is for the log: the error may name what only those who run the service should see.
        """
        if self._may_try():
            try:
                self._check()
            except IndexError_ as error:
                self._failed(error)
            else:
                self._worked()
        return self._problem

    def _may_try(self) -> bool:
        """Whether this call may ask `first`; of those that come after a pause, one."""
        with self._lock:
            if self._problem is None:
                return True
            now = self._clock()
            if now < self._again_at:
                return False
            self._again_at = now + self._pause
            return True

    def _failed(self, error: IndexError_) -> None:
        with self._lock:
            is_new, self._problem = self._problem is None, PROBLEM
            self._again_at = self._clock() + self._pause
        if is_new:
            _log.warning("The vector server is left alone, our own vectors are searched: %s", error)

    def _worked(self) -> None:
        with self._lock:
            self._problem = None
