"""Bytes to text, for formats that do not always say how they are written."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENCODINGS = re.compile(
    r"utf-8|utf-16(-[lb]e)?|utf-32(-[lb]e)?|ascii|iso8859-\d+|cp125\d|cp(437|850|865|866|932|949|950)|koi8-[ru]"
    r"|mac-\w+|gbk|gb2312|gb18030|big5|euc_jp|shift_jis|iso2022_jp|euc_kr|tis-620|utf-8-sig"
)
"""The names that Python has for the encodings of text; others of its codecs do other things than decode."""
_LOOKED_AT = 1 << 16
_FEW = 8
_ZEROS = 0.7
_MOST_UNPRINTED = 0.05
_UNPRINTED = bytes(sorted({*range(0x20)} - {*b"\t\n\r\f\x0b\x1b\x1a"} | {0x7F}))
_SUPERSETS = {"iso8859-1": "windows-1252", "ascii": "windows-1252", "iso8859-9": "windows-1254"}


def decode(data: bytes, declared: str | None = None) -> str:
    """The text: by its byte order mark, as UTF-8 where it is that, as `declared`, else as Windows-1252.

    Valid UTF-8 goes before the declaration: text in another encoding is next to never valid UTF-8, while saved pages
    often declare what they no longer are. Never fails: what cannot be decoded becomes U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if wide := _wide(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_known(declared), "replace")


def is_binary(data: bytes) -> bool:
    """Whether the bytes are no text in any encoding: too many of them are control characters."""
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or _wide(data):
        return False
    seen = data[:_LOOKED_AT]
    return len(seen) - len(seen.translate(None, _UNPRINTED)) > _MOST_UNPRINTED * len(seen)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte is 0 in most of what is written here."""
    seen = data[:_LOOKED_AT]
    half = len(seen) // 2
    even, odd = seen[0 : 2 * half : 2].count(0), seen[1::2].count(0)
    if half >= _FEW and max(even, odd) > _ZEROS * half and min(even, odd) < half / 20:
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def _known(declared: str | None) -> str:
    """The codec for a declared name, read as browsers read it (Latin-1 is Windows-1252)."""
    try:
        info = codecs.lookup(declared or "windows-1252")
    except LookupError:
        return "windows-1252"
    if not _ENCODINGS.fullmatch(info.name):
        return "windows-1252"
    return _SUPERSETS.get(info.name, info.name)
