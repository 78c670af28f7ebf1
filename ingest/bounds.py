"""How large a file may be, before and after it is unpacked: looked at before anything opens it."""

import io
import os
import re
import stat
import zipfile
import zlib
from pathlib import Path

from corpus.errors import OverLimits, UnreadableFile

MEBIBYTE = 1 << 20
MOST_BYTES = 256 * MEBIBYTE
"""The largest file: a scanned book of 500 pages has about half of it."""
MOST_TEXT = 32 * MEBIBYTE
"""The largest HTML, Markdown or text file: the text of a hundred books."""
MOST_PAGES = 10_000

_MOST_ENTRIES = 10_000
_MOST_UNPACKED = 400 * MEBIBYTE
_MOST_XML = 64 * MEBIBYTE
"""The largest part that is parsed; its tree takes about ten times the memory."""
_PACKED_TIMES = 200
_SMALL = 4 * MEBIBYTE
"""A part that is larger than this and packs better than to a two hundredth is no text that anyone wrote."""
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_XML = (".xml", ".rels")


def open_regular(path: Path, name: str) -> io.BufferedReader:
    """The file, opened for reading; never waits for a pipe or a device.

    Raises UnreadableFile where it is no regular file or cannot be opened, OverLimits where it is larger than is read.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise UnreadableFile(f"”{name}” kan inte läsas: {error.strerror or error}") from error
    found = os.fstat(handle)
    if stat.S_ISREG(found.st_mode) and found.st_size <= MOST_BYTES:
        return os.fdopen(handle, "rb")
    os.close(handle)
    if stat.S_ISREG(found.st_mode):
        raise OverLimits(_too_large(name, found.st_size, MOST_BYTES))
    raise UnreadableFile(f"”{name}” är ingen vanlig fil.")


def read_bounded(path: Path, name: str) -> bytes:
    """The file's bytes; errors as for `open_regular`, also where it grows while it is read."""
    with open_regular(path, name) as file:
        try:
            data = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise UnreadableFile(f"”{name}” kan inte läsas: {error.strerror or error}") from error
    if len(data) > MOST_BYTES:
        raise OverLimits(_too_large(name, len(data), MOST_BYTES))
    return data


def check_text(data: bytes, name: str) -> None:
    """Raises OverLimits for a text larger than is read."""
    if len(data) > MOST_TEXT:
        raise OverLimits(_too_large(name, len(data), MOST_TEXT))


def check_pages(count: int, name: str) -> None:
    """Raises OverLimits for more pages than are read."""
    if count > MOST_PAGES:
        raise OverLimits(f"”{name}” säger sig ha {count} sidor. Högst {MOST_PAGES} läses. Dela filen.")


def check_archive(data: bytes, name: str) -> None:
    """Raises OverLimits where a zip archive unpacks to more than is read, UnreadableFile where it is broken.

    What its directory says is enough: `zipfile` never unpacks more of an entry than the directory says, and takes an
    entry that holds more for broken.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_sizes(entries, name)
            for entry in entries:
                if entry.filename.lower().endswith(_XML):
                    _check_xml(archive.read(entry), name)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError) as error:
        raise UnreadableFile(f"”{name}” kan inte läsas: filen är trasig. Spara den på nytt i Word.") from error


def _check_sizes(entries: list[zipfile.ZipInfo], name: str) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    parsed = [entry for entry in entries if entry.filename.lower().endswith(_XML)]
    largest = max((entry.file_size for entry in parsed), default=0)
    dense = any(part.file_size > max(_SMALL, _PACKED_TIMES * part.compress_size) for part in parsed)
    if len(entries) > _MOST_ENTRIES:
        raise OverLimits(f"”{name}” består av {len(entries)} delar. Högst {_MOST_ENTRIES} läses.")
    if unpacked > _MOST_UNPACKED or largest > _MOST_XML or dense:
        raise OverLimits(f"”{name}” är för stor uppackad ({_shown(unpacked)}) för att läsas.")


def _check_xml(part: bytes, name: str) -> None:
    """Word writes no declarations of entities; what does is made to unfold without end or to fetch other files."""
    head = part.replace(b"\x00", b"") if part[:4].count(0) else part
    if _DECLARATION.search(head):
        raise UnreadableFile(f"”{name}” läses inte: den har XML-entiteter, som Word aldrig skriver.")


def _too_large(name: str, size: int, most: int) -> str:
    return f"”{name}” är för stor: {_shown(size)}. Högst {_shown(most)} läses."


def _shown(size: int) -> str:
    return f"{size / MEBIBYTE:.0f} MiB" if size >= 10 * MEBIBYTE else f"{size / MEBIBYTE:.1f} MiB".replace(".", ",")
