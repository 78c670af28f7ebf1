"""Who is signed in: random tokens, known to the server only as digests, in memory and for a working day."""

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

SECONDS = 8 * 3600
_MOST = 50


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in; every form they send carries `form_token`, which no other site can know."""

    form_token: str
    ends: float

    def sent(self, form_token: str) -> bool:
        """Whether a form with that token came from a page of this session."""
        return hmac.compare_digest(form_token.encode("utf-8", "replace"), self.form_token.encode())


class Sessions:
    """The sessions there are; safe to use from several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._sessions: dict[str, Session] = {}

    def begin(self) -> str:
        """A new session's token; of very many sessions the oldest ends."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._forget()
            while len(self._sessions) >= _MOST:
                del self._sessions[next(iter(self._sessions))]
            self._sessions[_name(token)] = Session(secrets.token_urlsafe(32), self._clock() + SECONDS)
        return token

    def find(self, token: str) -> Session | None:
        """The session with that token, None where there is none or it has ended."""
        with self._lock:
            self._forget()
            return self._sessions.get(_name(token))

    def end(self, token: str) -> None:
        """Ends the session with that token."""
        with self._lock:
            self._sessions.pop(_name(token), None)

    def _forget(self) -> None:
        now = self._clock()
        self._sessions = {name: each for name, each in self._sessions.items() if each.ends > now}


def _name(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
