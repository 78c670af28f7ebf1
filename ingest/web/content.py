"""What a server has sent: unpacked within bounds, in UTF-8, and under a name that says what it is."""

import re
import zlib
from collections.abc import Iterable, Iterator
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml import html as lxml_html

from corpus.errors import FetchFailed
from ingest.encoding import decode
from ingest.formats import FORMATS

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    _WORD: ".docx",
    "text/markdown": ".md",
    "text/plain": ".txt",
}
ACCEPTED = ", ".join([*_ENDINGS, "*/*;q=0.1"])
_UNNAMED = ("", "application/octet-stream", "binary/octet-stream", "application/download", "application/force-download")
_TEXT = (".html", ".xhtml", ".md", ".txt")
_LONGEST_NAME = 80
_LOGIN_WORDS = 200


def unpacked(parts: Iterable[bytes], encoding: str, most: int) -> bytes:
    """The body, without its content encoding; raises FetchFailed where it is broken or more than `most` bytes.

    Neither what is sent nor what it unpacks to is ever held beyond that.
    """
    named = encoding.strip().lower()
    if named in ("gzip", "x-gzip"):
        parts = _gunzipped(parts, most)
    elif named not in ("", "identity"):
        raise FetchFailed(f"är packat på ett sätt som inte läses (”{named[:40]}”)")
    found = bytearray()
    for part in parts:
        found += part
        if len(found) > most:
            raise too_large(most)
    return bytes(found)


def too_large(most: int) -> FetchFailed:
    """Told of what is more than `most` bytes."""
    return FetchFailed(f"är större än {most / 2**20:.0f} MiB, som är det mesta som hämtas (KALLAN_WEB_MAX_MB)")


def _gunzipped(parts: Iterable[bytes], most: int) -> Iterator[bytes]:
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        for part in parts:
            waiting = part
            while waiting and not unpack.eof:
                yield unpack.decompress(waiting, min(most + 1, 1 << 16))
                waiting = unpack.unconsumed_tail
        while not unpack.eof and (rest := unpack.decompress(unpack.unconsumed_tail, 1 << 16)):
            yield rest
    except zlib.error as error:
        raise FetchFailed("är trasigt packat") from error
    if not unpack.eof:
        raise FetchFailed("kom inte helt fram")


def file_name(address: str, content_type: str, data: bytes) -> str:
    """A file name for what an address has given: the address's last part, with the ending of what it is.

    Raises FetchFailed for what no reader reads.
    """
    parts = urlsplit(address)
    last = PurePosixPath(unquote(parts.path)).name or (parts.hostname or "sida")
    stem = re.sub(r"[^\w. -]+", "-", PurePosixPath(last).stem if PurePosixPath(last).suffix in FORMATS else last)
    return (stem.strip(" .-")[:_LONGEST_NAME] or "sida") + _ending(last, content_type, data)


def _ending(last: str, content_type: str, data: bytes) -> str:
    kind = _parsed(content_type).get_content_type() if content_type.strip() else ""
    own = PurePosixPath(last).suffix.lower()
    if kind == "text/plain" and own in (".md", ".markdown"):
        return ".md"
    if kind in _ENDINGS:
        return _ENDINGS[kind]
    if kind in _UNNAMED:
        if data.lstrip()[:5] == b"%PDF-":
            return ".pdf"
        if own in FORMATS:
            return own
    raise FetchFailed(f"är av en sort som inte läses (”{kind[:60] or 'okänd'}”)")


def _parsed(content_type: str) -> Message:
    message = Message()
    message["Content-Type"] = content_type
    return message


def in_utf8(name: str, content_type: str, data: bytes) -> bytes:
    """Text that the server says is in another encoding, in UTF-8; anything else as it is."""
    charset = _parsed(content_type).get_content_charset() if content_type.strip() else None
    if PurePosixPath(name).suffix not in _TEXT or not charset:
        return data
    if charset.startswith(("utf-16", "utf-32")):
        # Without a byte order mark, such text could pass for UTF-8.
        try:
            return data.decode(charset).removeprefix("\ufeff").encode()
        except (UnicodeDecodeError, LookupError) as error:
            raise FetchFailed(f"är inte skrivet i {charset}, fast servern säger det") from error
    return decode(data, charset).encode()


def asks_to_log_in(name: str, data: bytes) -> bool:
    """Whether it is a page that asks for a password and says little else."""
    if PurePosixPath(name).suffix not in (".html", ".xhtml"):
        return False
    try:
        page = lxml_html.document_fromstring(data)
    except (etree.LxmlError, ValueError, AssertionError):
        return False
    if not any((field.get("type") or "").strip().lower() == "password" for field in page.iter("input")):
        return False
    etree.strip_elements(page, "script", "style", "noscript", with_tail=False)
    return len(" ".join(map(str, page.itertext())).split()) < _LOGIN_WORDS
