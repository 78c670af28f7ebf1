"""Bytes to text, for formats that do not always say how they are written."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SUPERSETS = {"iso8859-1": "windows-1252", "ascii": "windows-1252", "iso8859-9": "windows-1254"}


def decode(data: bytes, declared: str | None = None) -> str:
    """The text: by its byte order mark, as UTF-8 where it is that, as `declared`, else as Windows-1252.

    Valid UTF-8 goes before the declaration: text in another encoding is next to never valid UTF-8, while saved pages
    often declare what they no longer are. Never fails: what cannot be decoded becomes U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_known(declared), "replace")


def _known(declared: str | None) -> str:
    """The codec for a declared name, read as browsers read it (Latin-1 is Windows-1252)."""
    try:
        info = codecs.lookup(declared or "windows-1252")
    except LookupError:
        return "windows-1252"
    if not getattr(info, "_is_text_encoding", True):
        return "windows-1252"
    return _SUPERSETS.get(info.name, info.name)
