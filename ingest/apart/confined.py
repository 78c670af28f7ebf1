"""The process that reads files: little memory, no network, no secrets. Started by `ingest.apart.child`."""

import contextlib
import ctypes
import os
import socket
import sys
from dataclasses import dataclass
from typing import BinaryIO, NoReturn

from corpus.catalogue import CatalogueEntry
from corpus.errors import IngestError, UnreadableFile
from ingest.apart.heartbeat import listening
from ingest.apart.wire import pack, receive, send, unpack
from ingest.bounds import MEBIBYTE

MEMORY = 1024 * MEBIBYTE
"""Address space of the process, and of each program that it starts."""

CPU_SECONDS = 120
"""Between two signs of life; only met where nobody is left to stop the process."""

READY = b"ready"
BEAT = b"beat"
DOCUMENT = b"document"
REFUSED = b"refused"
NO_MEMORY = b"memory"

_LARGEST_FILE = 256 * MEBIBYTE
_OPEN_FILES = 128
_NICE = 2
_NEW_USER_NAMESPACE, _NEW_NETWORK_NAMESPACE = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES = 38


@dataclass(frozen=True, slots=True)
class Request:
    """The file that is to be read: what `ingest.read.document_of` takes beside its bytes, which follow."""

    name: str
    document_id: str
    source: str
    entry: CatalogueEntry | None
    passwords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why it was not: the name of the error in `corpus.errors`, and its message."""

    error: str
    message: str


def main() -> None:
    """Reads one file after the other, until nobody asks for more."""
    requests, replies = _private_pipes()
    confine()
    from ingest import read  # noqa: F401 - once, before the first file waits for it

    send(replies, READY)
    while (message := receive(requests)) is not None and (data := receive(requests)) is not None:
        _reply(unpack(Request, message), data, replies)


def _reply(request: Request, data: bytes, replies: BinaryIO) -> None:
    def beat() -> None:
        _allow_seconds()
        send(replies, BEAT)

    _allow_seconds()
    try:
        with listening(beat):
            message = _read(request, data)
    except IngestError as error:
        send(replies, REFUSED)
        send(replies, pack(Refused(type(error).__name__, str(error))))
    except MemoryError:
        _give_up(replies)
    else:
        send(replies, DOCUMENT)
        send(replies, message)


def _read(request: Request, data: bytes) -> bytes:
    from ingest.read import document_of

    try:
        document = document_of(
            data,
            request.name,
            document_id=request.document_id,
            source=request.source,
            entry=request.entry,
            passwords=request.passwords,
        )
        return pack(document)
    except (IngestError, MemoryError):
        raise
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
        raise UnreadableFile(f"”{request.source}” kan inte läsas ({why}).") from error


def _give_up(replies: BinaryIO) -> NoReturn:
    """Ends the process: what is left of its memory may be in pieces."""
    send(replies, NO_MEMORY)
    os._exit(1)


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Requests and replies, where no library's print and no program started from here can reach them."""
    requests, replies = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nothing, standard)
    return os.fdopen(requests, "rb", buffering=0), os.fdopen(replies, "wb", buffering=0)


def confine() -> None:
    """Takes from this process what no reader needs; what the system does not offer is left as it is."""
    _no_network()
    try:
        import resource
    except ImportError:  # Windows: the time limit holds, the others have no equal
        return
    os.nice(_NICE)
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            _, hard = resource.getrlimit(limit)
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(limit, (most, most))


def _allow_seconds() -> None:
    """Lets the process compute for a while from now."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + CPU_SECONDS, hard))


def _no_network() -> None:
    """An empty network of its own, where Linux allows it; Python's own sockets are closed everywhere."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError("a file is read without a network")

    socket.socket.connect = refuse  # type: ignore[method-assign]
    socket.getaddrinfo = refuse
    if sys.platform == "linux":
        system = ctypes.CDLL(None, use_errno=True)
        system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        system.unshare(_NEW_USER_NAMESPACE | _NEW_NETWORK_NAMESPACE)
