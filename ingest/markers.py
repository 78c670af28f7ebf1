"""What begins a list item in text that is only lines."""

import re

from ingest.blocks import BULLET

_BULLETS = re.compile(r"[•‣▪▫■□●○◦∙·⁃➢➤✓✔*\uf0b7\uf0a7](?:\s+|(?=\w))(?=\S)|o\s+(?=[A-ZÅÄÖ])")
_NUMBER = re.compile(
    r"(\d{1,2}(?:\.\d{1,2})*[.)]|\(?(?:\d{1,2}|[a-z]{1,3})\)|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s+[A-ZÅÄÖ]))\s+\S"
)
_DASH = re.compile(r"[-–—−]\s+(?=\S)")


def bullet_length(line: str) -> int:
    """How many characters a bullet and the space after it take at the start of the line; 0 where there is none."""
    match = _BULLETS.match(line)
    return match.end() if match else 0


def number_of(line: str) -> str | None:
    """The number or letter that begins the line as a list item's ("3.", "a)", "2.1"), or None."""
    match = _NUMBER.match(line)
    return match[1] if match else None


def dash_length(line: str) -> int:
    """How many characters a dash and the space after it take at the start of the line; 0 where there is none.

    A dash may begin an item or a spoken line: the caller judges by the lines around it.
    """
    match = _DASH.match(line)
    return match.end() if match else 0


def split_marker(line: str) -> tuple[str, str] | None:
    """The item's marker as it is shown and the text after it, where a bullet or number begins the line."""
    if length := bullet_length(line):
        return BULLET, line[length:]
    if number := number_of(line):
        return number, line[len(number) :].lstrip()
    return None
