"""Plain text to a reading."""

import re

from ingest.blocks import Block, heading, item, paragraph
from ingest.encoding import decode
from ingest.markers import dash_length, split_marker
from ingest.reading import Facts, Reading, single_page

_UNDERLINE = re.compile(r"(={3,}|-{3,})\s*")
_TITLE_LENGTH = 100
_UNWRAPPED = 140
"""Lines longer than this were not wrapped to a width: every line break in the text is the author's."""


def read_plain(data: bytes, name: str) -> Reading:
    """One page, number 1; blank lines part paragraphs, lines wrapped to a width are joined, lists are kept.

    Raises UnreadableFile where there is no text.
    """
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").expandtabs()
    groups = [group.split("\n") for group in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip("\n")) if group.strip()]
    width = max((len(line.rstrip()) for group in groups for line in group), default=0)
    blocks = [block for place, group in enumerate(groups) for block in _group(group, width, first=place == 0)]
    return single_page(name, blocks, Facts())


def _group(lines: list[str], width: int, *, first: bool) -> list[Block]:
    """The blocks of the lines between two blank ones."""
    if len(lines) >= 2 and _UNDERLINE.fullmatch(lines[1]):
        rest = _group(lines[2:], width, first=False) if lines[2:] else []
        return [heading(lines[0], 1 if lines[1][0] == "=" else 2), *rest]
    if len(lines) == 1 and (level := _heading_level(lines[0].strip(), first=first)):
        return [heading(lines[0], level)]
    blocks: list[Block] = []
    gathered: list[str] = []
    marker: str | None = None
    dashes = sum(dash_length(line.lstrip()) > 0 for line in lines)
    for line in lines:
        begun = _item(line.strip(), dashes=dashes >= 2)
        if begun is None:
            gathered.append(line.strip())
            continue
        blocks += _ended(gathered, marker, width)
        marker, gathered = begun[0], [begun[1]]
    return blocks + _ended(gathered, marker, width)


def _heading_level(line: str, *, first: bool) -> int:
    """1 for a title, 2 for a line of capitals, 0 for anything else."""
    if len(line) > _TITLE_LENGTH or line[-1:] in ".:;,!?" or split_marker(line):
        return 0
    letters = [char for char in line if char.isalpha()]
    if len(letters) >= 4 and all(char.isupper() for char in letters):
        return 2
    return 1 if first and letters else 0


def _item(line: str, *, dashes: bool) -> tuple[str, str] | None:
    length = dash_length(line) if dashes else 0
    return ("•", line[length:]) if length else split_marker(line)


def _ended(lines: list[str], marker: str | None, width: int) -> list[Block]:
    if not lines:
        return []
    text = _join(lines, width)
    return [item(text, marker) if marker else paragraph(text)]


def _join(lines: list[str], width: int) -> str:
    """The lines as one text: a break is kept where the next word would have fitted on the line."""
    text = lines[0]
    for before, line in zip(lines, lines[1:], strict=False):
        word = line.split(" ")[0]
        made = len(before) + 1 + len(word) <= width * 0.9 and not word[:1].islower()
        text += ("\n" if made or width > _UNWRAPPED else " ") + line
    return text
