"""The rows and cells of a table, ruled or not, from the words that stand in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.pdf.glyphs import HYPHEN, Word
from ingest.pdf.lines import Line, line_of, rows_of
from ingest.pdf.tables_rules import Rules, fitting

_CELL_GAP = 1.0
"""Words further apart than this many font sizes are of two cells."""
_HALF = 0.85
"""Lines nearer than this many font sizes are of one row: one of its cells is centred beside another's two lines."""
_NEAR = 1.7
"""A cell's lines are at most this many font sizes apart."""
_PARTED = 1.2
"""Rows stand at least so many times further apart than the lines within one, where the distances tell them apart."""

Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the lines of each of its cells, from the left; an empty cell has none."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table's rows from the top, and the words above and below that turned out not to belong to it."""

    rows: tuple[Row, ...]
    over: tuple[Word, ...] = ()
    under: tuple[Word, ...] = ()


@dataclass(slots=True)
class _Level:
    """Words on one level: the parts of them that stand together, by the column they stand in."""

    baseline: float
    size: float
    parts: list[list[Word]]
    columns: dict[int, list[Word]]

    @property
    def words(self) -> list[Word]:
        return [word for part in self.parts for word in part]

    def first(self) -> str:
        return self.columns[min(self.columns)][0].text if self.columns else ""


def table_of(words: Sequence[Word], rules: Rules, *, whole: bool = False) -> Table | None:
    """The table that those words are, or None where they are none: two columns and two rows at least.

    With `whole` every word belongs to it; else levels above and below with a single part are put aside.
    """
    levels = [_level(row, rules) for row in rows_of(words)]
    several = [place for place, level in enumerate(levels) if len(level.parts) > 1]
    if len(several) < 2:
        return None
    columns = _columns([levels[place] for place in several])
    if len(columns) < 2:
        return None
    for level in levels:
        _place(level, columns)
    first, last = (0, len(levels) - 1) if whole else _extent(levels, several)
    inner = levels[first : last + 1]
    rows = tuple(_row(group, len(columns)) for group in _grouped(inner, rules))
    if len(rows) < 2:
        return None
    over = tuple(word for level in levels[:first] for word in level.words)
    under = tuple(word for level in levels[last + 1 :] for word in level.words)
    return Table(rows, over, under)


def _level(row: list[Word], rules: Rules) -> _Level:
    parts = [[row[0]]]
    for before, word in pairwise(row):
        ruled = any(
            before.x1 - 1 <= rule.at <= word.x0 + 1 and rule.start <= word.baseline <= rule.end + 1
            for rule in rules.upright
        )
        if ruled or word.x0 - before.x1 > _CELL_GAP * min(word.size, before.size):
            parts.append([])
        parts[-1].append(word)
    main = max(row, key=lambda word: word.size)
    return _Level(main.baseline, main.size, parts, {})


def _columns(levels: Sequence[_Level]) -> list[tuple[float, float]]:
    """From where to where each column reaches, from the left.

    The levels with the usual number of parts say where the columns are; parts of others that stand in no column, or
    in one alone, widen or add to them.
    """
    counts = sorted(len(level.parts) for level in levels)
    usual = max(set(counts), key=lambda count: (counts.count(count), count))
    columns: list[tuple[float, float]] = []
    for level in sorted(levels, key=lambda level: len(level.parts) != usual):
        for part in level.parts:
            start, end = part[0].x0, part[-1].x1
            met = [column for column in columns if column[0] < end and start < column[1]]
            if len(met) > 1 and len(level.parts) != usual:
                continue
            columns = [column for column in columns if column not in met]
            columns.append((min([start, *(c[0] for c in met)]), max([end, *(c[1] for c in met)])))
    return sorted(columns)


def _place(level: _Level, columns: Sequence[tuple[float, float]]) -> None:
    """Puts each part of a level in the column it stands in most; one over several stands in the first of them."""
    for part in level.parts:
        start, end = part[0].x0, part[-1].x1
        shared = [min(end, column[1]) - max(start, column[0]) for column in columns]
        met = [place for place, share in enumerate(shared) if share > 0]
        column = met[0] if len(met) > 1 else max(range(len(columns)), key=lambda place: shared[place])
        level.columns.setdefault(column, []).extend(part)


def _extent(levels: Sequence[_Level], several: Sequence[int]) -> tuple[int, int]:
    """The first and last level of the table: those with several parts, and lines of cells that go on beside them."""
    first, last = several[0], several[-1]
    while first > 0 and _belongs(levels[first - 1], levels[first], None):
        first -= 1
    pitch = _pitch(levels[first : last + 1])
    while last + 1 < len(levels) and _belongs(levels[last + 1], levels[last], pitch):
        last += 1
    return first, last


def _belongs(level: _Level, beside: _Level, pitch: float | None) -> bool:
    """Whether a level of one part is a line of a cell in the row beside it; `pitch` is given below a table."""
    distance = abs(level.baseline - beside.baseline)
    if len(level.columns) != 1 or distance > _NEAR * level.size:
        return False
    if 0 in level.columns:
        return pitch is not None and distance * _PARTED < pitch and level.first()[:1].islower()
    return True


def _pitch(levels: Sequence[_Level]) -> float:
    """The usual distance from a row to the next."""
    full = [level.baseline for level in levels if 0 in level.columns]
    return median(b - a for a, b in pairwise(full)) if len(full) > 1 else 0.0


def _grouped(levels: Sequence[_Level], rules: Rules) -> list[list[_Level]]:
    """The levels of each row: those between two rules, or as their distances and first words tell."""
    start = min(level.parts[0][0].x0 for level in levels)
    end = max(level.parts[-1][-1].x1 for level in levels)
    parting = [rule.at for rule in fitting(rules.level, start, end, 0.6)]
    bands: dict[int, list[_Level]] = {}
    for level in levels:
        middle = level.baseline - 0.25 * level.size
        bands.setdefault(sum(at < middle for at in parting), []).append(level)
    ruled = len(bands) > 2
    return [
        group
        for band in bands.values()
        for group in ([band] if ruled and not _holds_rows(band) else _by_distance(band))
    ]


def _holds_rows(band: Sequence[_Level]) -> bool:
    """Whether the levels between two rules are rows of their own: most have several cells that begin anew."""
    anew = [level for level in band if 0 in level.columns and len(level.columns) > 1 and not level.first()[0].islower()]
    return len(anew) >= 3 and len(anew) > 0.6 * len(band)


def _by_distance(levels: Sequence[_Level]) -> list[list[_Level]]:
    groups: list[list[_Level]] = []
    limit = _limit(levels)
    following = [*levels[1:], None]
    for level, after in zip(levels, following, strict=True):
        above = groups[-1][-1] if groups else None
        if above is not None and _goes_on(groups[-1], above, level, after, limit):
            groups[-1].append(level)
        else:
            groups.append([level])
    return groups


def _limit(levels: Sequence[_Level]) -> float:
    """The distance under which two levels are of one row; 0 where the distances do not tell."""
    steps = sorted(below.baseline - above.baseline for above, below in pairwise(levels))
    steps = [step for step in steps if step > _HALF * levels[0].size]
    jumps = [(large / small, (large + small) / 2) for small, large in pairwise(steps) if small > 0]
    ratio, middle = max(jumps, default=(1.0, 0.0))
    return middle if ratio > _PARTED else 0.0


def _goes_on(group: list[_Level], above: _Level, level: _Level, after: _Level | None, limit: float) -> bool:
    """Whether a level belongs to the row above it."""
    step = level.baseline - above.baseline
    if step <= _HALF * level.size:
        return True
    if step > _NEAR * level.size:
        return False
    leads = 0 not in group[0].columns and not any(0 in each.columns for each in group)
    if leads and 0 in level.columns and step < limit:
        return True
    lower = all(part[0].text[0].islower() for part in level.columns.values())
    broken = all(c in above.columns and above.columns[c][-1].text[-1] in ("-", HYPHEN) for c in level.columns)
    if 0 not in level.columns:
        nearer_below = after is not None and after.baseline - level.baseline < step / 1.15
        return not nearer_below and (len(level.columns) == 1 or lower or broken or step < limit)
    return lower or broken or (len(level.columns) == 1 and step < limit)


def _row(levels: Sequence[_Level], count: int) -> Row:
    """The row that those levels make up; a cell's lines stand under each other."""
    cells = []
    for column in range(count):
        cells.append(tuple(line_of(level.columns[column]) for level in levels if column in level.columns))
    return Row(tuple(cells))
