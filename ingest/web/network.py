"""Connections to checked addresses only, and only for so long."""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from corpus.errors import AddressRefused

Resolve = Callable[[str, int], list[str]]
"""The IP addresses of a host, as text; raises OSError where it has none."""

_INSIDE_4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        # IANA's special-purpose addresses, and multicast.
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
        # Where a cloud answers its own machines, though the address is public.
        "168.63.129.16/32",
    )
)  # fmt: skip
_OUTSIDE_6 = ipaddress.IPv6Network("2000::/3")
# Protocol assignments with Teredo, documentation, and 6to4, which carries an IPv4 address within it.
_INSIDE_6 = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))


def is_public(address: str) -> bool:
    """Whether the IP address is one of the open internet: not of this machine, this network or a cloud's inside."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv4Address):
        return not any(found in network for network in _INSIDE_4)
    return found in _OUTSIDE_6 and not any(found in network for network in _INSIDE_6)


def resolve(host: str, port: int) -> list[str]:
    """The addresses that the system gives for the host, each once, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Deadline:
    """When a request must be done, whatever the other side does."""

    def __init__(self) -> None:
        self._ends = time.monotonic()

    def restart(self, seconds: float) -> None:
        """From now on there are so many seconds."""
        self._ends = time.monotonic() + seconds

    def within(self, timeout: float | None) -> float:
        """The seconds that one step may take; raises httpcore.ReadTimeout where none is left."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return min(left, timeout) if timeout else left


class CheckedNetwork(httpcore.NetworkBackend):
    """Resolves a host once, checks every address, and connects to what it has checked.

    A name that gives another address the second time it is asked for gains nothing: it is not asked for again. The
    certificate and the Host header are still those of the name.
    """

    def __init__(self, named: Callable[[str, int], bool], deadline: Deadline, find: Resolve = resolve) -> None:
        """`named` tells whether a host and port were allowed by their number, and so may lie inside the network."""
        self._named = named
        self._deadline = deadline
        self._resolve = find
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """See `httpcore.NetworkBackend`; raises AddressRefused."""
        failure: Exception = httpcore.ConnectError(f"{host} har ingen adress")
        for address in self._checked(host, port):
            try:
                stream = self._sockets.connect_tcp(
                    address, port, self._deadline.within(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Timed(stream, self._deadline)
        raise failure

    def _checked(self, host: str, port: int) -> list[str]:
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(str(error)) from error
        inside = [address for address in addresses if not is_public(address)]
        if inside and not self._named(host, port):
            raise AddressRefused(f"{host} leder till {inside[0]}, som inte är en adress på det öppna nätet.")
        return addresses


class _Timed(httpcore.NetworkStream):
    """A connection on which no step may pass the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        within = self._deadline.within(timeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, within), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as the class above has it
        return self._stream.get_extra_info(info)
