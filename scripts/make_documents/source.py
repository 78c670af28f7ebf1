"""The small Markdown that the texts are written in: front matter, then blocks.

A text is UTF-8. Front matter stands between two lines of ``---``, one
``key: value`` a line. Blocks are separated by empty lines: headings (``#`` to
``###``), lists (``- `` or ``1. ``), tables (``| … |``), directives
(``<!-- name: value -->``) and paragraphs. Inside a line: ``**bold**``,
``*italic*`` and ``[text](address)``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>.+?)\*|\[(?P<link>.+?)\]\((?P<href>.+?)\)")
_DIRECTIVE = re.compile(r"<!-- (?P<name>[\w-]+)(?:: (?P<value>.*?))? -->")
_NUMBERED = re.compile(r"\d+\. ")


class TextError(ValueError):
    """A text that does not keep to the format."""


@dataclass(frozen=True)
class Run:
    """A stretch of one line with one appearance; href is empty unless a link."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the highest."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, with its lines as they stand in the text."""

    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The paragraph on one line."""
        return " ".join(self.lines)


@dataclass(frozen=True)
class ItemList:
    """A list, numbered or with bullets; one line an item."""

    items: tuple[str, ...]
    ordered: bool


@dataclass(frozen=True)
class Table:
    """A table; every row is as long as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Directive:
    """A word to the writers, not to the reader; value may be empty."""

    name: str
    value: str


Block = Heading | Paragraph | ItemList | Table | Directive


@dataclass(frozen=True)
class Text:
    """One document's content. ``meta`` holds the front matter as written."""

    meta: Mapping[str, str]
    blocks: tuple[Block, ...]
    body: str

    def __getitem__(self, key: str) -> str:
        if key not in self.meta:
            message = f"{self.meta.get('stem', 'a text')} has no {key!r} in its front matter"
            raise TextError(message)
        return self.meta[key]

    def get(self, key: str) -> str:
        """The value of a key that may be missing; empty when it is."""
        return self.meta.get(key, "")


def read_text(path: Path) -> Text:
    """Read one text; raises TextError where the front matter is missing."""
    parts = path.read_text(encoding="utf-8").split("---\n", 2)
    if len(parts) != 3 or parts[0]:
        message = f"{path.name} does not begin with front matter"
        raise TextError(message)
    meta = dict(_meta_line(path, line) for line in parts[1].splitlines())
    return Text(meta, tuple(_blocks(parts[2])), parts[2].strip())


def parse_inline(line: str) -> list[Run]:
    """Split a line into runs; joined, they are the line without its marks."""
    runs: list[Run] = []
    position = 0
    for match in _INLINE.finditer(line):
        if match.start() > position:
            runs.append(Run(line[position : match.start()]))
        runs.append(_run(match))
        position = match.end()
    if position < len(line):
        runs.append(Run(line[position:]))
    return runs


def plain(line: str) -> str:
    """The line without its marks."""
    return "".join(run.text for run in parse_inline(line))


def _run(match: re.Match[str]) -> Run:
    if match["bold"]:
        return Run(match["bold"], bold=True)
    if match["italic"]:
        return Run(match["italic"], italic=True)
    return Run(match["link"], href=match["href"])


def _meta_line(path: Path, line: str) -> tuple[str, str]:
    key, colon, value = line.partition(": ")
    if not colon:
        message = f"{path.name}: front matter line without a value: {line!r}"
        raise TextError(message)
    return key, value


def _blocks(body: str) -> list[Block]:
    blocks: list[Block] = []
    for chunk in re.split(r"\n\s*\n", body.strip()):
        lines = chunk.splitlines()
        while lines and lines[0].startswith(("#", "<!--")):
            blocks.append(_one_line(lines.pop(0)))
        if lines:
            blocks.append(_many_lines(lines))
    return blocks


def _one_line(line: str) -> Heading | Directive:
    directive = _DIRECTIVE.fullmatch(line)
    if directive:
        return Directive(directive["name"], directive["value"] or "")
    marks, _, title = line.partition(" ")
    return Heading(len(marks), title)


def _many_lines(lines: list[str]) -> Block:
    if lines[0].startswith("- "):
        return ItemList(tuple(line[2:] for line in lines), ordered=False)
    if _NUMBERED.match(lines[0]):
        return ItemList(tuple(_NUMBERED.sub("", line, count=1) for line in lines), ordered=True)
    if lines[0].startswith("|"):
        rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
        return Table(rows[0], tuple(rows[2:]))
    return Paragraph(tuple(lines))
