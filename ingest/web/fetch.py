"""Fetching one address as a good guest: where it may, as robots.txt asks, within bounds, and not again for nothing."""

import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Self

import httpcore

from corpus.errors import AddressRefused, FetchFailed, IngestError
from ingest.web.addresses import AllowedHosts, WebAddress
from ingest.web.content import ACCEPTED, asks_to_log_in, file_name, in_utf8, too_large, unpacked
from ingest.web.network import CheckedNetwork, Deadline, Resolve, resolve
from ingest.web.robots import MOST_BYTES, Robots

_AGENT = "Kallan"
_REDIRECTS = (301, 302, 303, 307, 308)
_SAID = {
    401: "kräver inloggning",
    403: "får inte läsas utan behörighet",
    404: "finns inte",
    410: "finns inte längre",
    429: "tar inte emot fler frågor just nu",
    503: "är inte i drift just nu",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may take: bytes of the body, seconds for each step and in all, redirects, seconds between two."""

    most_bytes: int = 20 * 2**20
    connect: float = 10
    read: float = 20
    total: float = 120
    redirects: int = 5
    pause: float = 1
    longest_pause: float = 30


@dataclass(frozen=True, slots=True)
class Validators:
    """What tells a server which version is known: where it lay after redirects, its ETag and Last-Modified."""

    address: str
    etag: str | None = None
    modified: str | None = None

    def headers(self, address: WebAddress) -> dict[str, str]:
        """The conditions for a request to that address; none for another than where the version lay."""
        if self.address != str(address):
            return {}
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: bytes to be read as a file of that name."""

    name: str
    data: bytes
    validators: Validators


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes


class Fetcher:
    """Fetches from the allowed hosts, one request at a time; to be used as a context manager.

    What a robots.txt says is remembered as long as the fetcher lives.
    """

    def __init__(
        self,
        hosts: AllowedHosts,
        version: str,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        find: Resolve = resolve,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._hosts = hosts
        self._agent = f"{_AGENT}/{version}"
        self._limits = limits
        self._sleep = sleep
        self._deadline = Deadline()
        self._pool = httpcore.ConnectionPool(
            max_connections=1, network_backend=CheckedNetwork(hosts.named_by_number, self._deadline, find)
        )
        self._robots: dict[str, Robots | FetchFailed] = {}
        self._last: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()

    def fetch(self, address: WebAddress, known: Validators | None = None) -> Fetched | None:
        """What lies there; None where it is still the known version.

        Raises AddressRefused where it may not be fetched, FetchFailed where it could not be.
        """
        here = address
        for _ in range(self._limits.redirects + 1):
            self._hosts.check(here)
            self._ask_robots(here)
            reply = self._request(here, known.headers(here) if known else {}, self._limits.most_bytes)
            if reply.status not in _REDIRECTS:
                return self._taken(here, reply, known)
            here = here.joined(reply.headers.get("location", ""))
        raise FetchFailed(f"{address} skickar vidare mer än {self._limits.redirects} gånger.")

    def _taken(self, address: WebAddress, reply: _Reply, known: Validators | None) -> Fetched | None:
        if reply.status == 304 and known and known.headers(address):
            return None
        if reply.status != 200:
            raise FetchFailed(f"{address} {_SAID.get(reply.status, f'svarade med felet {reply.status}')}.")
        content_type = reply.headers.get("content-type", "")
        with _about(address):
            name = file_name(str(address), content_type, reply.body)
            data = in_utf8(name, content_type, reply.body)
        if asks_to_log_in(name, data):
            raise FetchFailed(f"{address} kräver inloggning.")
        said = (reply.headers.get("etag"), reply.headers.get("last-modified"))
        return Fetched(name, data, Validators(str(address), *said))

    def _ask_robots(self, address: WebAddress) -> None:
        """Raises where robots.txt says no, or cannot be asked; else waits as long as the site wants."""
        if address.origin not in self._robots:
            self._robots[address.origin] = self._robots_of(address)
        robots = self._robots[address.origin]
        if isinstance(robots, FetchFailed):
            raise robots
        if not robots.allows(address.target):
            raise AddressRefused(f"{address} får inte läsas av program: {address.origin}/robots.txt säger nej.")
        pause = min(max(robots.delay or 0, self._limits.pause), self._limits.longest_pause)
        self._wait(address.host, pause)

    def _wait(self, host: str, pause: float) -> None:
        now = time.monotonic()
        if host in self._last and (left := self._last[host] + pause - now) > 0:
            self._sleep(left)
        self._last[host] = time.monotonic()

    def _robots_of(self, address: WebAddress) -> Robots | FetchFailed:
        here = WebAddress.parse(f"{address.origin}/robots.txt")
        try:
            for _ in range(self._limits.redirects + 1):
                self._hosts.check(here)
                reply = self._request(here, {}, MOST_BYTES, cut=True)
                if reply.status not in _REDIRECTS:
                    return _rules(address, reply)
                here = here.joined(reply.headers.get("location", ""))
        except IngestError as error:
            return FetchFailed(f"{address} hämtades inte, för {address.origin}/robots.txt kunde inte läsas: {error}")
        return Robots()  # as the standard has it for too many redirects

    def _request(self, address: WebAddress, conditions: Mapping[str, str], most: int, *, cut: bool = False) -> _Reply:
        """One request, no redirect followed. `cut` takes what is within the bound of a body that is larger."""
        self._deadline.restart(self._limits.total)
        headers = [("Host", address.authority), ("User-Agent", self._agent), ("Accept", ACCEPTED)]
        headers += [("Accept-Encoding", "gzip"), *conditions.items()]
        step = {"connect": self._limits.connect, "read": self._limits.read, "write": self._limits.read, "pool": 1.0}
        with (
            _about(address),
            self._pool.stream("GET", str(address), headers=headers, extensions={"timeout": step}) as response,
        ):
            said = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            body = _body(response, said, most, cut=cut) if response.status == 200 else b""
            return _Reply(response.status, said, body)


def _body(response: httpcore.Response, headers: Mapping[str, str], most: int, *, cut: bool) -> bytes:
    length = headers.get("content-length", "")
    if not cut and re.fullmatch(r"\d+", length) and int(length) > most:
        raise too_large(most)
    parts = response.iter_stream()
    encoding = headers.get("content-encoding", "")
    return _beginning(parts, most) if cut and not encoding else unpacked(parts, encoding, most)


def _beginning(parts: Iterable[bytes], most: int) -> bytes:
    found = bytearray()
    for part in parts:
        found += part
        if len(found) >= most:
            break
    return bytes(found[:most])


def _rules(address: WebAddress, reply: _Reply) -> Robots | FetchFailed:
    """What the answer to the question for robots.txt means: none there allows all, a server in trouble nothing."""
    if reply.status == 200:
        return Robots.parse(reply.body.decode("utf-8", "replace"), _AGENT)
    if 400 <= reply.status < 500 and reply.status != 429:
        return Robots()
    return FetchFailed(
        f"{address} hämtades inte, för {address.origin}/robots.txt svarade med felet {reply.status}. "
        "Försök igen senare."
    )


class _about:  # noqa: N801 - reads as the verb it is
    """Maps what the library and the unpacking raise to FetchFailed, told of the address."""

    def __init__(self, address: WebAddress) -> None:
        self._address = address

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, _trace: object) -> None:
        match error:
            case AddressRefused() | None:
                return
            case FetchFailed():
                raise FetchFailed(f"{self._address} {error}.") from error
            case httpcore.TimeoutException():
                raise FetchFailed(f"{self._address} svarade inte i tid.") from error
            case httpcore.RemoteProtocolError():
                raise FetchFailed(f"{self._address} svarade inte helt, eller inte enligt HTTP ({error}).") from error
            case httpcore.NetworkError() | httpcore.ProtocolError() | httpcore.UnsupportedProtocol():
                raise FetchFailed(f"{self._address} kan inte nås ({error}).") from error
