"""A time line as a picture: years from left to right, one row a kind, one mark a place or document."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.dates import PartialDate
from service.positions.stances import Stance
from service.positions.timeline import Moment
from ui.wording import Wording

_LEFT, _RIGHT, _TOP, _STEP = 120, 24, 22, 13
_WIDTH = 720
_ROW = 34
_MOST_LABELS = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """Something with a date, in a row; hollow where it is nothing new. `title` and `address` make it a link."""

    row: str
    date: PartialDate
    again: bool = False
    title: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark in the picture's own units; `again`: hollow, where the same was said before."""

    x: float
    y: float
    again: bool
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the height of its line."""

    name: str
    y: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to be drawn; `years` are the labels of the axis with their places."""

    width: int
    height: int
    left: int
    rows: tuple[Row, ...]
    years: tuple[tuple[str, float], ...]
    dots: tuple[Dot, ...]
    first: str
    last: str


def picture_of(moments: Sequence[Moment], wording: Wording) -> Picture | None:
    """The dated moments as a picture with a row a stance; None where none has a date."""
    names = {stance: wording(f"stances.{stance.value}") for stance in Stance}
    marks = [Mark(names[moment.stance], moment.date, moment.again) for moment in moments if moment.date]
    return drawn(marks, list(names.values()))


def drawn(marks: Sequence[Mark], rows: Sequence[str], left: int = _LEFT) -> Picture | None:
    """The marks as a picture with those of the rows, in order, that have any; None without a mark.

    Marks that would lie on each other are stacked. `left` is the room for the rows' names.
    """
    if not marks:
        return None
    years = [mark.date.year for mark in marks]
    first, last = min(years), max(years) + 1
    scale = (_WIDTH - left - _RIGHT) / (last - first)
    stacked: Counter[tuple[str, int]] = Counter()
    placed: list[tuple[Mark, float, int]] = []
    for mark in marks:
        column = round((left + (_year(mark.date) - first) * scale) / _STEP)
        placed.append((mark, column * _STEP, stacked[mark.row, column]))
        stacked[mark.row, column] += 1
    lines = _lines(stacked, rows)
    return Picture(
        width=_WIDTH,
        height=max(lines.values()) + 34,
        left=left,
        rows=tuple(Row(name, y) for name, y in lines.items()),
        years=_axis(first, last, scale, left),
        dots=tuple(
            Dot(x, lines[mark.row] - 9 - _STEP * above, mark.again, mark.title, mark.address)
            for mark, x, above in placed
        ),
        first=str(first),
        last=str(last - 1),
    )


def _lines(stacked: Counter[tuple[str, int]], rows: Sequence[str]) -> dict[str, int]:
    """The height of each row's line, from the top; a row is as high as its highest stack."""
    below, lines = _TOP, {}
    for name in rows:
        stacks = [count for (own, _), count in stacked.items() if own == name]
        if stacks:
            below += _ROW + _STEP * (max(stacks) - 1)
            lines[name] = below
    return lines


def _axis(first: int, last: int, scale: float, left: int) -> tuple[tuple[str, float], ...]:
    step = -(-(last - first) // _MOST_LABELS)
    return tuple((str(year), left + (year - first) * scale) for year in range(first, last, step))


def _year(date: PartialDate) -> float:
    """The date in years; what is not told lies in the middle of what is."""
    if date.month is None:
        return date.year + 0.5
    return date.year + (date.month - 1 + ((date.day - 1) / 31 if date.day else 0.5)) / 12
