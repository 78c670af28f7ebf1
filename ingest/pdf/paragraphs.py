"""Lines to paragraphs, list items and headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from ingest.blocks import BULLET, Block, heading, item, paragraph, row
from ingest.markers import bullet_length, dash_length, number_of, split_marker
from ingest.pdf.headings import Look, in_capitals, is_heading, look_of
from ingest.pdf.hyphens import Hyphens, ends_broken
from ingest.pdf.layout import Region
from ingest.pdf.lines import Line
from ingest.pdf.parts import UNMARKED, Part, Style
from ingest.pdf.tables import Row

_APART = 1.3
"""Lines further apart than this many times the usual distance are of two paragraphs."""
_ENDS = re.compile(r"[.!?:…][\"”’»)\]]*$")
_SPARE = 0.08
"""A line break is the author's where the next word and this share of the column would have fitted before it."""
_ENDS_EARLY = 0.35
"""A line that leaves this share of the column free ends something."""
_INDENT = 0.8
_ADDRESS_LINES = 8
_LOOK_BACK = 4
"""So many parts at most stand between the two halves of a paragraph: pictures' captions, boxes, tables."""


def parts_of(regions: Sequence[Region], style: Style) -> list[Part]:
    """The paragraphs, items and headings of a page in reading order; one broken by a column's end is whole again."""
    parts: list[Part] = []
    for region in regions:
        if region.rows is not None:
            parts += _rows(region.rows)
            continue
        for part in _Column(region.lines, style).parts():
            part.aside = region.aside
            begun = _begun(parts, part)
            if begun is None:
                parts.append(part)
            else:
                _append(begun, part)
    return [piece for part in parts for piece in _unmarked_heading(_address(part, style), style)]


def _rows(rows: Sequence[Row]) -> list[Part]:
    parts = []
    for place, each in enumerate(rows):
        lines = [line for cell in each.cells for line in cell]
        parts.append(Part(lines, max(line.x1 for line in lines), row=each, begins=place == 0))
    return parts


def _begun(parts: Sequence[Part], part: Part) -> Part | None:
    """The part before it that goes on in this one, over what stands apart from the running text between them."""
    for before in reversed(parts[-_LOOK_BACK:]):
        if before.aside is part.aside and _continues(before, part):
            return before
        if part.aside or not (before.aside or before.row or not _same_size(before.lines[-1].size, part.lines[0].size)):
            return None
    return None


@dataclass(frozen=True, slots=True)
class _Column:
    """The lines of a column, from the top, and how they part."""

    lines: Sequence[Line]
    style: Style

    def parts(self) -> list[Part]:
        """The column's parts, in order."""
        parts: list[Part] = []
        dashes = sum(dash_length(line.text) > 0 for line in self.lines) >= 2
        left = min(line.x0 for line in self.lines)
        edges = {
            size: max(line.x1 for line in self.lines if _same_size(line.size, size))
            for size in {line.size for line in self.lines}
        }
        for line in self.lines:
            edge = edges[line.size]
            part = parts[-1] if parts else None
            dash = dashes and dash_length(line.text) > 0 and (part is None or _may_be_item(part))
            if part is None or dash or self._begins(part, line, edge):
                marker = BULLET if dash or bullet_length(line.text) else number_of(line.text)
                parts.append(Part([line], edge, marker=marker))
                continue
            if _is_made(part.lines[-1], line, edge, left):
                part.made.add(len(part.lines))
            part.lines.append(line)
        return parts

    def _begins(self, part: Part, line: Line, edge: float) -> bool:
        """Whether the line begins something new after the part."""
        above = part.lines[-1]
        distance = line.baseline - above.baseline
        if distance < 0 or distance > _APART * max(self.style.leading, 1.0) * line.size:
            return True
        goes_on = line.text[0].islower() or ends_broken(above.text)
        if not _same_size(above.size, line.size):
            return True
        if above.bold != line.bold or in_capitals(above.text) != in_capitals(line.text):
            return not goes_on and _sets_apart(part, line)
        if bullet_length(line.text):
            return True
        ends = _ENDS.search(above.text) is not None
        early = edge - above.x1 > _ENDS_EARLY * (edge - min(above.x0, line.x0))
        if number_of(line.text) and (ends or early or part.marker):
            return True
        return not goes_on and ((ends and early and not part.marker) or _indents(part, line, ends=ends or early))


def _same_size(size: float, other: float) -> bool:
    return abs(size - other) <= 0.08 * max(size, other)


def _sets_apart(part: Part, line: Line) -> bool:
    """Whether a change to or from bold or capitals at the line is a heading's, not that of a short line."""
    if part.lines[-1].bold != line.bold:
        return True
    return len(part.text) >= 4 and (in_capitals(part.text) or in_capitals(line.text)) and len(line.words) > 1


def _may_be_item(part: Part) -> bool:
    """Whether a dash after the part may begin an item: after a sentence's end, a short line or another item."""
    last = part.lines[-1]
    early = part.edge - last.x1 > _ENDS_EARLY * (part.edge - last.x0)
    return part.marker == BULLET or early or _ENDS.search(last.text) is not None


def _indents(part: Part, line: Line, *, ends: bool) -> bool:
    """Whether the line's left edge says that it begins something new."""
    first, above = part.lines[0], part.lines[-1]
    if not part.marker:
        return ends and line.x0 > above.x0 + _INDENT * line.size
    text = first.words[1].x0 if len(first.words) > 1 else first.x0
    return line.x0 < text - 0.5 * line.size and (ends or len(part.lines) > 1)


def _is_made(above: Line, line: Line, edge: float, left: float) -> bool:
    """Whether the break between two lines of one part is the author's: what follows would have fitted before it."""
    if line.text[0].islower() or ends_broken(above.text) or dash_length(line.text):
        return False
    word = line.words[0]
    return edge - above.x1 > word.x1 - word.x0 + 0.3 * line.size + _SPARE * (edge - left)


def _continues(part: Part, other: Part) -> bool:
    """Whether a part goes on in another beyond a gap, a picture or the column's end."""
    last, first = part.lines[-1], other.lines[0]
    if part.row is not None or other.marker or not _same_size(last.size, first.size) or last.bold != first.bold:
        return False
    if not first.text[0].islower() or _ENDS.search(last.text):
        return False
    full = part.edge - last.x1 <= 0.25 * (part.edge - last.x0)
    return ends_broken(last.text) or (full and len(part.lines) > 1)


def _append(part: Part, other: Part) -> None:
    part.made |= {place + len(part.lines) for place in other.made}
    part.lines += other.lines


def _address(part: Part, style: Style) -> Part:
    """The part with every line break kept where it is an address or a signature: short lines, each begun anew."""
    lines = part.lines
    if part.row is not None or part.marker or not 2 <= len(lines) <= _ADDRESS_LINES:
        return part
    short = all(line.x1 - line.x0 < 0.6 * style.measure for line in lines)
    anew = not any(line.text[0].islower() and "@" not in line.text and "." not in line.text for line in lines[1:])
    if short and anew and not any(_ENDS.search(line.text) or ends_broken(line.text) for line in lines):
        part.made = set(range(1, len(lines)))
    return part


def _unmarked_heading(part: Part, style: Style) -> list[Part]:
    """A part whose first lines are a heading that looks like the text below it, in two; any other as it is."""
    end = min(part.made, default=0)
    if not 1 <= end <= 3 or len(part.made) != 1 or part.marker or len(part.lines) - end < 3:
        return [part]
    head = " ".join(line.text for line in part.lines[:end])
    if len(head) > 80 or not head[0].isupper() or head[-1] in ".,:;!?)" or abs(part.lines[0].size - style.size) > 0.5:
        return [part]
    return [Part(part.lines[:end], part.edge, marker=UNMARKED), Part(part.lines[end:], part.edge)]


def block_of(part: Part, style: Style, levels: dict[Look, int], hyphens: Hyphens) -> Block:
    """The block of a part, its lines joined."""
    if part.row is not None:
        cells = (reduce(hyphens.join, (line.text for line in cell), "") for cell in part.row.cells)
        return row(cells, begins=part.begins)
    text = part.lines[0].text
    for place, line in enumerate(part.lines[1:], start=1):
        text = f"{text}\n{line.text}" if place in part.made else hyphens.join(text, line.text)
    if is_heading(part, style):
        return heading(text, levels[look_of(part)])
    if part.marker:
        _, rest = split_marker(text) or (BULLET, text[dash_length(text) :])
        return item(rest, part.marker)
    return paragraph(text)
