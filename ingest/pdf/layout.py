"""The words of a page to its regions in reading order: columns, bands that span them, tables, boxes.

A region is cut where the tallest gutter is: an empty upright strip with lines on both sides. What stands above it
comes first, then its left side, its right side, and what stands below; each is cut again in the same way. This holds
however the columns were drawn, row by row across both too. Ruled tables and boxes are taken out first, so that no
gutter goes through them, and put back where they stand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from ingest.pdf.glyphs import Word
from ingest.pdf.gutters import Gutter, tallest_gutter
from ingest.pdf.lines import Line, line_of, rows_of
from ingest.pdf.tables import Row, Table, table_of
from ingest.pdf.tables_found import box_words, is_prose, ruled_words
from ingest.pdf.tables_rules import Rules

_DEEPEST = 12
_COLUMN = 4
"""What counts as a column has at least so many lines."""
_ANEW = 0.75


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that are read one after the other, from the top; in a table they are those of its `rows`, cell by cell.

    `aside` says whether it stands in a box of its own, `columns` how many columns there are side by side.
    """

    lines: tuple[Line, ...]
    rows: tuple[Row, ...] | None = None
    aside: bool = False
    columns: int = 1


def regions_of(words: Sequence[Word], rules: Rules | None = None) -> list[Region]:
    """The regions of a page in reading order; together they hold every word once. The words are of one direction."""
    return _Page(rules or Rules()).regions(list(words))


@dataclass(slots=True)
class _Page:
    """What is drawn on a page, and what has been taken out of its words: regions by the order of their stand-ins.

    `shown` holds those that have been put back.
    """

    rules: Rules
    taken: dict[int, list[Region]] = field(default_factory=dict)
    shown: set[int] = field(default_factory=set)

    def regions(self, words: list[Word]) -> list[Region]:
        """The regions of all words."""
        for inside in list(ruled_words(words, self.rules)):
            left = {word.order for word in words}
            table = table_of(inside, self.rules, whole=True) if all(word.order in left for word in inside) else None
            if table:
                words = self._take(words, inside, [_table_region(table)])
        for inside in list(box_words(words, self.rules)):
            regions = [replace(region, aside=True) for region in self._cut(inside, _DEEPEST)]
            words = self._take(words, inside, regions)
        return self._cut(words, _DEEPEST)

    def _take(self, words: list[Word], inside: Sequence[Word], regions: list[Region]) -> list[Word]:
        """The words with one stand-in for each line of those inside, as wide as all of them."""
        key = -1 - len(self.taken)
        self.taken[key] = regions
        gone = {word.order for word in inside}
        left, right = min(word.x0 for word in inside), max(word.x1 for word in inside)
        lines = [
            replace(row[0], text="X", x0=left, x1=right, order=key, spaced=True, glyphs=()) for row in rows_of(inside)
        ]
        return [word for word in words if word.order not in gone] + lines

    def _cut(self, words: list[Word], depth: int) -> list[Region]:
        if not words:
            return []
        gutter = tallest_gutter(words) if depth and len(words) > 3 else None
        if gutter is None:
            return self._leaf(words)
        above, left, right, below = _parts(words, gutter)
        table = None
        if all(word.order >= 0 for word in (*left, *right)) and _is_table(left, right):
            table = table_of([*left, *right], self.rules)
        if table:
            middle = [_table_region(table)]
            above, below = above + list(table.over), list(table.under) + below
        else:
            middle = _beside(self._cut(left, depth - 1), self._cut(right, depth - 1))
        return [*self._cut(above, depth - 1), *middle, *self._cut(below, depth - 1)]

    def _leaf(self, words: list[Word]) -> list[Region]:
        """The lines of one column, what was taken out put back in its place."""
        regions: list[Region] = []
        gathered: list[Line] = []
        for row in rows_of(words):
            own = [word for word in row if word.order >= 0]
            if own:
                gathered.append(line_of(own))
            for key in (word.order for word in row if word.order < 0 and word.order not in self.shown):
                self.shown.add(key)
                regions += ([Region(tuple(gathered))] if gathered else []) + self.taken[key]
                gathered = []
        return [*regions, Region(tuple(gathered))] if gathered else regions


def _table_region(table: Table) -> Region:
    return Region(tuple(line for row in table.rows for cell in row.cells for line in cell), table.rows)


def _beside(left: list[Region], right: list[Region]) -> list[Region]:
    """Regions that stand side by side, with how many columns there are in all."""
    counts = [max((region.columns for region in side), default=0) for side in (left, right)]
    tall = all(sum(len(region.lines) for region in side) >= _COLUMN for side in (left, right))
    columns = sum(counts) if tall else max(counts)
    return [replace(region, columns=columns) for region in (*left, *right)]


def _parts(words: list[Word], gutter: Gutter) -> tuple[list[Word], list[Word], list[Word], list[Word]]:
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


def _is_table(left: list[Word], right: list[Word]) -> bool:
    """Whether two sides are columns of a table: level with each other, drawn row by row, and no running text."""
    right_orders, left_orders = {word.order for word in right}, {word.order for word in left}
    rows = rows_of(left + right)
    level = [row[0].order in left_orders and any(word.order in right_orders for word in row) for row in rows]
    if sum(level) < max(2, 0.5 * min(len(rows_of(side)) for side in (left, right))):
        return False
    rows = rows[level.index(True) : len(level) - level[::-1].index(True)]
    both = sum(level)
    words = [word for row in rows for word in row]
    sides = [rows_of(word for word in words if (word.order in right_orders) is right) for right in (False, True)]
    if both < 0.8 * min(len(side) for side in sides):
        return False
    chunks = _chunks(words, right_orders)
    if len(chunks) - 1 < 1.5 * both:
        return _are_cells(chunks, both)
    prose = [is_prose(side) for side in sides]
    if not any(prose):
        return True
    pairs = [row for row in rows if row[0].order in left_orders and row[-1].order in right_orders]
    return not all(prose) and _begin_together(pairs, right_orders if prose[1] else left_orders)


def _begin_together(rows: list[list[Word]], prose: set[int]) -> bool:
    """Whether the running text on one side begins anew where something stands on the other, as in a table's cells."""
    firsts = [next(word for word in row if word.order in prose) for row in rows]
    return sum(not word.text[0].islower() for word in firsts) >= _ANEW * len(firsts)


def _chunks(words: Iterable[Word], right: set[int]) -> list[list[Word]]:
    """The words in the order drawn, parted where the drawing goes over to the other side."""
    chunks: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.order):
        if chunks and (chunks[-1][-1].order in right) is (word.order in right):
            chunks[-1].append(word)
        else:
            chunks.append([word])
    return chunks


def _are_cells(chunks: list[list[Word]], level: int) -> bool:
    """Whether what was drawn on either side in turn are cells of several lines that begin on the same levels."""
    if not 4 <= len(chunks) < 2 * level:
        return False
    tops = [min(word.baseline for word in chunk) for chunk in chunks]
    pairs = list(zip(tops[::2], tops[1::2], strict=False))
    em = median(word.size for word in chunks[0])
    return sum(abs(one - other) < 0.4 * em for one, other in pairs) >= 0.8 * len(pairs)
