"""What a page is made of, and how it becomes the page's text."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.documents import Heading

BULLET = "•"
"""What every unordered list item begins with, whatever the document drew."""

CELL_SEPARATOR = " | "

_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_SYMBOL_FONT_BULLETS = dict.fromkeys((0xF0B7, 0xF0A7, 0xF0A8, 0xF076, 0xF0D8, 0xF0FC), BULLET)
_BREAKS = dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n")
_MAPPED: dict[int, str] = {**_LIGATURES, **_SYMBOL_FONT_BULLETS, **_BREAKS, 0x09: " "}
_UNPRINTED = {"Cc", "Cf", "Cs", "Co", "Cn"}


class BlockKind(StrEnum):
    """What part of a page a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    r"""A heading, a paragraph, a list item with its marker, or a row of a table.

    `level` is 1 to 6 for a heading, else 0; `begins` says that a row is its table's first. A "\n" within `text` is a
    line break the author made.
    """

    kind: BlockKind
    text: str
    level: int = 0
    begins: bool = False


def heading(text: str, level: int) -> Block:
    """A heading on one line; levels outside 1 to 6 are brought within."""
    return Block(BlockKind.HEADING, " ".join(clean(text).split()), min(max(level, 1), 6))


def paragraph(text: str) -> Block:
    """A paragraph."""
    return Block(BlockKind.PARAGRAPH, clean(text))


def item(text: str, marker: str = BULLET) -> Block:
    """A list item: the marker ("•", "3."), a space and the text."""
    body = clean(text)
    return Block(BlockKind.ITEM, f"{marker} {body}" if body else "")


def row(cells: Iterable[str], *, begins: bool = False) -> Block:
    """A row of a table: the cells' own words, each on one line, joined by " | ".

    An empty cell keeps its place before others ("| 2023 | 2024"), so that cells stand under their heads; a row of a
    single text is that text.
    """
    texts = [" ".join(clean(cell).split()) for cell in cells]
    filled = [text for text in texts if text]
    if len(filled) < 2:
        return Block(BlockKind.ROW, "".join(filled), begins=begins)
    while not texts[-1]:
        texts.pop()
    return Block(BlockKind.ROW, " ".join(CELL_SEPARATOR.join(texts).split()), begins=begins)


def rows_of(table: Iterable[Iterable[str]]) -> list[Block]:
    """The rows of a table in order, those without a word left out."""
    rows = [each for each in map(row, table) if each.text]
    return [replace(each, begins=place == 0) for place, each in enumerate(rows)]


def tables_in(blocks: Iterable[Block]) -> int:
    """How many tables begin among the blocks."""
    return sum(block.begins for block in blocks)


def clean(text: str) -> str:
    r"""The text as it is read: NFC, ligatures resolved, every kind of space a space, nothing that does not print.

    Runs of spaces become one, lines are stripped, empty lines go; "\n" stays.
    """
    mapped = text.replace("\r\n", "\n").translate(_MAPPED)
    seen = "".join(_printed(char) for char in unicodedata.normalize("NFC", mapped))
    lines = (re.sub(r" {2,}", " ", line).strip() for line in seen.split("\n"))
    return "\n".join(line for line in lines if line)


def _printed(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    return "" if category in _UNPRINTED and char != "\n" else char


def compose(blocks: Iterable[Block]) -> tuple[str, tuple[Heading, ...]]:
    r"""The page's text and where its headings stand in it, in order.

    A blank line parts blocks; a single "\n" parts neighbouring list items and the rows of a table. Empty blocks go.
    """
    parts: list[str] = []
    headings: list[Heading] = []
    length = 0
    before: Block | None = None
    for block in blocks:
        if not block.text:
            continue
        if before is not None:
            listed = block.kind in (BlockKind.ITEM, BlockKind.ROW) and block.kind is before.kind and not block.begins
            parts.append("\n" if listed else "\n\n")
            length += len(parts[-1])
        if block.kind is BlockKind.HEADING:
            headings.append(Heading(length, length + len(block.text), block.level))
        parts.append(block.text)
        length += len(block.text)
        before = block
    return "".join(parts), tuple(headings)
