"""The words of a page to its regions in reading order: columns, bands that span them, tables.

A region is cut where the tallest gutter is: an empty upright strip with lines on both sides. What stands above it
comes first, then its left side, its right side, and what stands below; each is cut again in the same way. This holds
however the columns were drawn, row by row across both too.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, median

import numpy as np
from numpy.typing import NDArray

from ingest.glyphs import Word
from ingest.lines import Line, line_of, lines_of, rows_of

_GUTTERS = ((6, 0.7), (3, 1.2), (2, 2.5))
"""The least width of a gutter in font sizes, by how many lines it parts at least."""
_NARROWEST = 2.5
"""A column is at least this many font sizes wide; what is narrower are bullets or numbers of a list."""
_DEEPEST = 12
_CELL_GAP = 1.0
_GAP = 0.5
_GOES_ON = 0.3
"""Running text has at least this share of lines that begin in lower case."""


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that are read one after the other, from the top; in a table each line is a row, parted in `cells`."""

    lines: tuple[Line, ...]
    cells: tuple[tuple[str, ...], ...] | None = None


@dataclass(frozen=True, slots=True)
class _Gutter:
    x: float
    top: float
    bottom: float
    rows: int
    width: float

    @property
    def rank(self) -> tuple[int, float, float]:
        """The more lines it parts, the taller and the wider it is, the surer it is one."""
        return self.rows, self.bottom - self.top, self.width


def regions_of(words: Sequence[Word]) -> list[Region]:
    """The regions of a page in reading order; together they hold every word once. The words are of one direction."""
    return _cut(list(words), _DEEPEST)


def _cut(words: list[Word], depth: int) -> list[Region]:
    if not words:
        return []
    gutter = _tallest_gutter(words) if depth and len(words) > 3 else None
    if gutter is None:
        return [Region(tuple(lines_of(words)))]
    above, left, right, below = _parts(words, gutter)
    table = _is_table(left, right)
    middle = [_table(left + right)] if table else _cut(left, depth - 1) + _cut(right, depth - 1)
    return [*_cut(above, depth - 1), *middle, *_cut(below, depth - 1)]


def _parts(words: list[Word], gutter: _Gutter) -> tuple[list[Word], list[Word], list[Word], list[Word]]:
    """The words above, left of, right of and below a gutter."""
    parts: tuple[list[Word], list[Word], list[Word], list[Word]] = ([], [], [], [])
    for word in words:
        middle = (word.top + word.bottom) / 2
        if middle < gutter.top:
            parts[0].append(word)
        elif middle > gutter.bottom:
            parts[3].append(word)
        else:
            parts[1 if word.x1 <= gutter.x else 2].append(word)
    return parts


def _tallest_gutter(words: list[Word]) -> _Gutter | None:
    """The gutter that parts most lines, the tallest of those; None where there is none."""
    em = median(word.size for word in words)
    places = np.array([(word.x0, word.x1, word.top, word.bottom) for word in words])
    baselines = np.array([word.baseline for word in words])
    width = _GUTTERS[0][1] * em
    best: _Gutter | None = None
    for x in _left_edges(words, em):
        for top, bottom in _free(places, x - width, x, em):
            found = _gutter(places, baselines, em, (x - width, x), (top, bottom))
            if found and (best is None or found.rank > best.rank):
                best = found
    return best


def _left_edges(words: list[Word], em: float) -> list[float]:
    """Where a column may begin, from the left: before words that stand first or after a gap on their line."""
    edges = set()
    for row in rows_of(words):
        for before, word in zip([None, *row], row, strict=False):
            if before is None or word.x0 - before.x1 > _GAP * em:
                edges.add(math.floor(word.x0 * 2 - 0.1) / 2)
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    return [x for x in sorted(edges) if left + _NARROWEST * em <= x <= right - _NARROWEST * em]


def _free(places: NDArray[np.float64], x0: float, x1: float, em: float) -> list[tuple[float, float]]:
    """The stretches of the strip from x0 to x1 without any word, at least two lines tall, from the top."""
    in_way = places[(places[:, 0] < x1) & (places[:, 1] > x0)]
    in_way = in_way[np.argsort(in_way[:, 2])]
    ends = np.maximum.accumulate(np.concatenate(([places[:, 2].min() - 1], in_way[:, 3])))
    starts = np.concatenate((in_way[:, 2], [places[:, 3].max() + 1]))
    tall = starts - ends >= 2 * em
    return list(zip(ends[tall].tolist(), starts[tall].tolist(), strict=True))


def _gutter(
    places: NDArray[np.float64],
    baselines: NDArray[np.float64],
    em: float,
    strip: tuple[float, float],
    stretch: tuple[float, float],
) -> _Gutter | None:
    """The gutter in that strip and stretch, where there are enough lines on both sides of it."""
    middles = (places[:, 2] + places[:, 3]) / 2
    inside = (middles > stretch[0]) & (middles < stretch[1])
    left, right = inside & (places[:, 1] <= strip[0]), inside & (places[:, 0] >= strip[1])
    if not left.any() or not right.any():
        return None
    top = max(baselines[left].min(), baselines[right].min()) - 0.4 * em
    bottom = min(baselines[left].max(), baselines[right].max()) + 0.4 * em
    beside = (baselines >= top) & (baselines <= bottom)
    rows = min(_count(baselines[side & beside], em) for side in (left, right))
    if rows < _GUTTERS[-1][0]:
        return None
    width = (places[right & beside, 0].min() - places[left & beside, 1].max()) / em
    if not any(rows >= least and width >= wide for least, wide in _GUTTERS):
        return None
    if any(np.ptp(places[side & beside, :2]) < _NARROWEST * em for side in (left, right)):
        return None
    return _Gutter(strip[0], *stretch, rows=rows, width=width)


def _count(baselines: NDArray[np.float64], em: float) -> int:
    """How many lines stand on those baselines."""
    if not len(baselines):
        return 0
    return 1 + int((np.diff(np.sort(baselines)) > 0.4 * em).sum())


def _is_table(left: list[Word], right: list[Word]) -> bool:
    """Whether two sides are columns of a table: lines level with each other, drawn row by row, and no running text."""
    rows = rows_of(left + right)
    both = [row for row in rows if {id(word) for word in row} & {id(word) for word in right} and row[0] in left]
    sides = [rows_of(side) for side in (left, right)]
    if len(both) < 0.8 * min(len(side) for side in sides):
        return False
    side_of = {word.order: 0 for word in left} | {word.order: 1 for word in right}
    drawn = [side_of[order] for order in sorted(side_of)]
    switches = sum(a != b for a, b in zip(drawn, drawn[1:], strict=False))
    return switches >= 1.5 * len(both) and not all(_is_prose(side) for side in sides)


def _is_prose(rows: list[list[Word]]) -> bool:
    """Whether lines are of running text: many go on in lower case, or most fill the column with several words."""
    if sum(row[0].text[0].islower() for row in rows) >= max(2, _GOES_ON * len(rows)):
        return True
    widths = [row[-1].x1 - row[0].x0 for row in rows]
    return mean(len(row) for row in rows) >= 3 and median(widths) > 0.75 * max(widths)


def _table(words: list[Word]) -> Region:
    lines, cells = [], []
    for row in rows_of(words):
        parts = [[row[0]]]
        for before, word in zip(row, row[1:], strict=False):
            if word.x0 - before.x1 > _CELL_GAP * word.size:
                parts.append([])
            parts[-1].append(word)
        lines.append(line_of(row))
        cells.append(tuple(line_of(part).text for part in parts))
    return Region(tuple(lines), tuple(cells))
