"""Which reader reads which file, by its name and its first bytes."""

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from corpus.errors import KallanError, UnreadableFile, UnsupportedFormat
from ingest.bounds import check_text
from ingest.encoding import is_binary
from ingest.reading import Reading

Reader = Callable[[bytes, str], Reading]

_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_BINARY = (_PDF, _ZIP, _OLE, b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\x7fELF")
_PDF_WITHIN = 1024
"""A PDF may begin with this many other bytes."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name in messages and where its reader is (imported when first needed)."""

    name: str
    module: str
    function: str

    def reader(self) -> Reader:
        """The reader."""
        found: Reader = getattr(importlib.import_module(self.module), self.function)
        return found


_PDF_FORMAT = Format("PDF", "ingest.pdf.reader", "read_pdf")
_WORD = Format("Word", "ingest.word.reader", "read_docx")
_HTML = Format("HTML", "ingest.markup.html", "read_html")
_MARKDOWN = Format("Markdown", "ingest.markup.markdown", "read_markdown")
_TEXT = Format("text", "ingest.plain", "read_plain")

FORMATS: Mapping[str, Format] = {
    ".pdf": _PDF_FORMAT,
    ".docx": _WORD,
    ".docm": _WORD,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".txt": _TEXT,
    ".text": _TEXT,
}
"""The readable file name extensions, in lower case."""


def read_bytes(data: bytes, name: str, passwords: Sequence[str] = ()) -> Reading:
    """The reading of a file with that name and content; an encrypted one is opened with one of the passwords.

    Raises UnsupportedFormat where no reader reads it, EncryptedFile where no password opens it, OverLimits where it
    is larger than is read, UnreadableFile where it is broken, empty, without text or not what its name says. Raises
    nothing else but MemoryError.
    """
    chosen = _format(name)
    try:
        data = _unlocked(data, name, chosen, passwords)
        _check(data, name, chosen)
        return chosen.reader()(data, name)
    except (KallanError, MemoryError):
        raise
    except RecursionError as error:
        raise UnreadableFile(f"”{name}” kan inte läsas som {chosen.name}: filen är för djupt nästlad.") from error
    except Exception as error:
        raise UnreadableFile(f"”{name}” kan inte läsas som {chosen.name}: {error or type(error).__name__}") from error


def _format(name: str) -> Format:
    extension = PurePath(name).suffix.lower()
    if extension not in FORMATS:
        said = f"formatet ”{extension}”" if extension else "en fil utan filändelse"
        raise UnsupportedFormat(f"”{name}”: {said} kan inte läsas. Det går att läsa {', '.join(FORMATS)}.")
    return FORMATS[extension]


def _unlocked(data: bytes, name: str, chosen: Format, passwords: Sequence[str]) -> bytes:
    """The content without its encryption, where it has any."""
    if chosen is _PDF_FORMAT and b"/Encrypt" in data:
        from ingest.unlocking import unlocked_pdf

        return unlocked_pdf(data, name, passwords)
    if chosen is _WORD and data.startswith(_OLE) and _ENCRYPTED_PACKAGE in data:
        from ingest.unlocking import unlocked_word

        return unlocked_word(data, name, passwords)
    return data


def _check(data: bytes, name: str, chosen: Format) -> None:
    """Raises where the content is not what the name says, or larger than is read."""
    if not data or data.isspace():
        raise UnreadableFile(f"”{name}” är tom.")
    if chosen is _PDF_FORMAT and _PDF not in data[:_PDF_WITHIN]:
        raise UnreadableFile(f"”{name}” är ingen PDF, fast namnet säger det.")
    if chosen is _WORD and data.startswith(_OLE):
        raise UnsupportedFormat(f"”{name}” är ett äldre Word-dokument. Spara det som .docx.")
    if chosen is _WORD and not data.startswith(_ZIP):
        raise UnreadableFile(f"”{name}” är inget Word-dokument, fast namnet säger det.")
    if chosen in (_HTML, _MARKDOWN, _TEXT):
        if data.startswith(_BINARY) or is_binary(data):
            raise UnreadableFile(f"”{name}” är ingen textfil, fast namnet säger det.")
        check_text(data, name)
