import ssl
from typing import Any

import httpcore
import pytest

from corpus.errors import AddressRefused
from ingest.web.network import CheckedNetwork, Deadline, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0",  # noqa: S104
        "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.1",
        "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "2002:7f00:1::", "2001::1",
        "2001:db8::1", "100::1", "::127.0.0.1", "fec0::1", "no address", "",
    ],
)  # fmt: skip
def test_addresses_inside(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "193.10.0.1", "172.32.0.1", "2001:6b0:1::1", "2a00:1450::1"])
def test_addresses_outside(address: str) -> None:
    assert is_public(address)


class Line(httpcore.NetworkStream):
    """A connection that notes what it is asked to do."""

    def __init__(self) -> None:
        self.names: list[str | None] = []

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return b"x"

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self.names.append(server_hostname)
        return self


class Sockets(httpcore.NetworkBackend):
    """Connects to nothing, and remembers to what; `dead` addresses do not answer."""

    def __init__(self, dead: tuple[str, ...] = ()) -> None:
        self.connected: list[str] = []
        self.dead = dead
        self.line = Line()

    def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.NetworkStream:  # noqa: ANN401
        self.connected.append(host)
        if host in self.dead:
            raise httpcore.ConnectError
        return self.line


def network(*answers: list[str], named: bool = False, dead: tuple[str, ...] = ()) -> tuple[CheckedNetwork, Sockets]:
    waiting = list(answers)
    deadline = Deadline()
    deadline.restart(5)
    made = CheckedNetwork(lambda _host, _port: named, deadline, lambda _host, _port: waiting.pop(0))
    made._sockets = sockets = Sockets(dead)  # type: ignore[assignment]
    return made, sockets


def test_what_was_checked_is_what_is_connected_to() -> None:
    # The second answer, which a rebinding name server would give, is never asked for.
    made, sockets = network(["8.8.8.8"], ["127.0.0.1"])
    made.connect_tcp("example.se", 443).start_tls(ssl.create_default_context(), "example.se")
    assert sockets.connected == ["8.8.8.8"]
    assert sockets.line.names == ["example.se"]


@pytest.mark.parametrize("answers", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["8.8.8.8", "::ffff:10.0.0.1"]])
def test_one_address_inside_is_enough_to_refuse(answers: list[str]) -> None:
    made, sockets = network(answers)
    with pytest.raises(AddressRefused, match="öppna nätet"):
        made.connect_tcp("example.se", 443)
    assert sockets.connected == []


def test_a_host_named_by_its_number_may_lie_inside() -> None:
    made, sockets = network(["10.0.0.1"], named=True)
    made.connect_tcp("10.0.0.1", 80)
    assert sockets.connected == ["10.0.0.1"]


def test_the_next_address_is_tried() -> None:
    made, sockets = network(["8.8.8.8", "9.9.9.9"], dead=("8.8.8.8",))
    made.connect_tcp("example.se", 80)
    assert sockets.connected == ["8.8.8.8", "9.9.9.9"]
    made, _ = network(["8.8.8.8"], dead=("8.8.8.8",))
    with pytest.raises(httpcore.ConnectError):
        made.connect_tcp("example.se", 80)
    made, _ = network([])
    with pytest.raises(httpcore.ConnectError):
        made.connect_tcp("example.se", 80)


def test_a_name_without_address_is_a_failed_connection() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError("unknown")

    deadline = Deadline()
    deadline.restart(5)
    with pytest.raises(httpcore.ConnectError):
        CheckedNetwork(lambda _host, _port: False, deadline, unknown).connect_tcp("finns-inte.example", 80)


def test_no_step_passes_the_deadline() -> None:
    deadline = Deadline()
    deadline.restart(0.5)
    assert deadline.within(20) <= 0.5
    assert deadline.within(0.1) == 0.1
    deadline.restart(-1)
    with pytest.raises(httpcore.ReadTimeout):
        deadline.within(20)
