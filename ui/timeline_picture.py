"""The time line as a picture: years from left to right, one row a stance, one mark a place."""

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
class Dot:
    """A mark in the picture's own units; hollow where the same was said before."""

    x: float
    y: float
    again: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A stance with the height of its line."""

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
    """The dated moments as a picture; None where none has a date. Marks that would lie on each other are stacked."""
    dated = [(moment, moment.date) for moment in moments if moment.date]
    if not dated:
        return None
    years = [date.year for _, date in dated]
    first, last = min(years), max(years) + 1
    scale = (_WIDTH - _LEFT - _RIGHT) / (last - first)
    stacked: Counter[tuple[Stance, int]] = Counter()
    placed: list[tuple[Moment, float, int]] = []
    for moment, date in dated:
        x = _LEFT + (_year(date) - first) * scale
        column = (moment.stance, round(x / _STEP))
        placed.append((moment, round(x / _STEP) * _STEP, stacked[column]))
        stacked[column] += 1
    heights = {
        stance: _ROW + _STEP * (max(count for (own, _), count in stacked.items() if own is stance) - 1)
        for stance in Stance
        if any(own is stance for own, _ in stacked)
    }
    below = _TOP
    lines: dict[Stance, int] = {}
    for stance, height in heights.items():
        below += height
        lines[stance] = below
    return Picture(
        width=_WIDTH,
        height=below + 34,
        left=_LEFT,
        rows=tuple(Row(wording(f"stances.{stance.value}"), y) for stance, y in lines.items()),
        years=_axis(first, last, scale),
        dots=tuple(Dot(x, lines[moment.stance] - 9 - _STEP * above, moment.again) for moment, x, above in placed),
        first=str(first),
        last=str(last - 1),
    )


def _axis(first: int, last: int, scale: float) -> tuple[tuple[str, float], ...]:
    step = -(-(last - first) // _MOST_LABELS)
    return tuple((str(year), _LEFT + (year - first) * scale) for year in range(first, last, step))


def _year(date: PartialDate) -> float:
    """The date in years; what is not told lies in the middle of what is."""
    if date.month is None:
        return date.year + 0.5
    return date.year + (date.month - 1 + ((date.day - 1) / 31 if date.day else 0.5)) / 12
