"""How often a secret may be guessed."""

import hashlib
import hmac
import ipaddress
import math
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from corpus.errors import TooManyAttempts


@dataclass(frozen=True, slots=True)
class Allowed:
    """Wrong guesses within `seconds`: from one address, and from all together."""

    from_one: int = 5
    in_all: int = 20
    seconds: float = 15 * 60


class Guarded:
    """A secret that may be guessed a few times; an empty one is never right.

    Beyond what is allowed even the right one is refused (TooManyAttempts), so that guessing on tells nothing. Looking
    and counting happen under one lock: a hundred at once get no more tries than one after another.
    """

    def __init__(
        self,
        secret: str,
        allowed: Allowed = Allowed(),  # noqa: B008 - frozen
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._digest = _digest(secret) if secret else None
        self._allowed = allowed
        self._clock = clock
        self._lock = threading.Lock()
        self._wrong: deque[tuple[float, str]] = deque()

    @property
    def is_set(self) -> bool:
        """Whether there is a secret at all."""
        return self._digest is not None

    def is_right(self, given: str, address: str) -> bool:
        """Whether that is the secret, told by somebody at that address; raises TooManyAttempts."""
        source = _network(address)
        with self._lock:
            now = self._clock()
            while self._wrong and self._wrong[0][0] <= now - self._allowed.seconds:
                self._wrong.popleft()
            own = [at for at, other in self._wrong if other == source]
            if len(own) >= self._allowed.from_one:
                self._refuse(own[-self._allowed.from_one], now)
            if len(self._wrong) >= self._allowed.in_all:
                self._refuse(self._wrong[-self._allowed.in_all][0], now)
            if self._digest is not None and hmac.compare_digest(_digest(given), self._digest):
                return True
            self._wrong.append((now, source))
            return False

    def _refuse(self, first: float, now: float) -> None:
        seconds = max(1, math.ceil(first + self._allowed.seconds - now))
        minutes = math.ceil(seconds / 60)
        raise TooManyAttempts(f"För många försök. Vänta {minutes} min och försök igen.", seconds)


def _digest(text: str) -> bytes:
    """Of one length whatever the text's, so that comparing takes the same time."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _network(address: str) -> str:
    """The address, or for IPv6 its network of 64 bits, which one household has many addresses in."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is None:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


class Rate:
    """How often something may be sent, by everybody together; what is beyond that raises TooManyAttempts."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._times: deque[float] = deque()

    def count(self) -> None:
        """Counts one, or raises TooManyAttempts."""
        with self._lock:
            now = self._clock()
            while self._times and self._times[0] <= now - self._seconds:
                self._times.popleft()
            if len(self._times) >= self._most:
                seconds = max(1, math.ceil(self._times[0] + self._seconds - now))
                raise TooManyAttempts("Det kommer för mycket på en gång. Vänta en stund och försök igen.", seconds)
            self._times.append(now)
