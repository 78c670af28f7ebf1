"""Gutters: the empty upright strips that part the columns of a page."""

import math
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from ingest.pdf.glyphs import Word
from ingest.pdf.lines import rows_of

_GUTTERS = ((6, 0.7), (3, 1.2), (2, 2.5))
"""The least width of a gutter in font sizes, by how many lines it parts at least."""
_LONG = 8
"""Beside a column of so many lines fewer may stand than a gutter parts elsewhere."""
_BESIDE = ((3, 0.7), (1, 1.2))
_NARROWEST = 2.5
"""A column is at least this many font sizes wide; what is narrower are bullets or numbers of a list."""
_GAP = 0.5
_SURE = 6
"""A gutter of fewer lines may be a river: spaces of justified lines that stand under each other by chance."""
_RIVER = 1.25
"""The spaces of a justified line differ by less than this."""
_LINE = 1.7
"""The next line of a paragraph is at most this many font sizes away."""


@dataclass(frozen=True, slots=True)
class Gutter:
    """A strip that ends at `x`, free of words from `top` to `bottom`; `rows` lines at least stand on either side."""

    x: float
    top: float
    bottom: float
    rows: int
    width: float

    @property
    def rank(self) -> tuple[int, float, float]:
        """The more lines it parts, the taller and the wider it is, the surer it is one."""
        return self.rows, self.bottom - self.top, self.width


def tallest_gutter(words: list[Word]) -> Gutter | None:
    """The gutter that parts most lines, the tallest of those; None where there is none."""
    em = median(word.size for word in words)
    places = np.array([(word.x0, word.x1, word.top, word.bottom) for word in words])
    baselines = np.array([word.baseline for word in words])
    width = _GUTTERS[0][1] * em
    best: Gutter | None = None
    for x in _left_edges(words, em):
        for top, bottom in _free(places, x - width, x, em):
            found = _gutter(places, baselines, em, (x - width, x), (top, bottom))
            if found and (best is None or found.rank > best.rank) and not _is_river(words, found):
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
) -> Gutter | None:
    """The gutter in that strip and stretch, where there are enough lines on both sides of it."""
    middles = (places[:, 2] + places[:, 3]) / 2
    inside = (middles > stretch[0]) & (middles < stretch[1])
    left, right = inside & (places[:, 1] <= strip[0]), inside & (places[:, 0] >= strip[1])
    if not left.any() or not right.any():
        return None
    top = max(baselines[left].min(), baselines[right].min()) - 0.4 * em
    bottom = min(baselines[left].max(), baselines[right].max()) + 0.4 * em
    beside = (baselines >= top) & (baselines <= bottom)
    if any(np.ptp(places[side, :2]) < _NARROWEST * em for side in (left, right)):
        return None
    whole = (places[right, 0].min() - places[left, 1].max()) / em
    counts = [_count(baselines[side], em) for side in (left, right)]
    if max(counts) >= _LONG and any(min(counts) >= least and whole >= wide for least, wide in _BESIDE):
        return Gutter(strip[0], *stretch, rows=max(min(counts), 2), width=whole)
    rows = min(_count(baselines[side & beside], em) for side in (left, right))
    if rows < _GUTTERS[-1][0]:
        return None
    width = (places[right & beside, 0].min() - places[left & beside, 1].max()) / em
    if not any(rows >= least and width >= wide for least, wide in _GUTTERS):
        return None
    if any(np.ptp(places[side & beside, :2]) < _NARROWEST * em for side in (left, right)):
        return None
    return Gutter(strip[0], *stretch, rows=rows, width=width)


def _count(baselines: NDArray[np.float64], em: float) -> int:
    """How many lines stand on those baselines."""
    if not len(baselines):
        return 0
    return 1 + int((np.diff(np.sort(baselines)) > 0.4 * em).sum())


def _is_river(words: list[Word], gutter: Gutter) -> bool:
    """Whether a gutter of few lines is but the spaces of justified lines, as wide as the others on their line.

    Then the lines above or below it go on over it, or there are only two, further apart than a space but not far.
    """
    if gutter.rows >= _SURE:
        return False
    inside = [word for word in words if gutter.top < (word.top + word.bottom) / 2 < gutter.bottom]
    alike = unlike = 0
    gaps: list[float] = []
    for row in rows_of(inside):
        steps = [(after.x0 - before.x1, _parts_at(before, after, gutter.x)) for before, after in pairwise(row)]
        here = [gap for gap, parts in steps if parts]
        others = [gap for gap, parts in steps if not parts]
        gaps += [gap / row[0].size for gap in here]
        if here and others:
            even = max(*here, *others) <= _RIVER * min(*here, *others)
            alike, unlike = alike + even, unlike + (not even)
    if alike <= unlike:
        return False
    return _is_crossed(words, inside, gutter) or (gutter.rows < 3 and median(gaps) < _GUTTERS[-1][1])


def _parts_at(before: Word, after: Word, x: float) -> bool:
    return before.x1 <= x + 0.5 and after.x0 >= x - 0.5


def _is_crossed(words: list[Word], inside: list[Word], gutter: Gutter) -> bool:
    """Whether the line right above or below the gutter goes over it."""
    top, bottom = min(word.baseline for word in inside), max(word.baseline for word in inside)
    return any(
        word.x0 < gutter.x and word.x1 > gutter.x - 0.7 * word.size
        for word in words
        if 0 < top - word.baseline < _LINE * word.size or 0 < word.baseline - bottom < _LINE * word.size
    )
