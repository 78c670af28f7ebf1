"""Plots as SVG: how costs grow, both axes in powers of ten."""

import html
import math
from collections.abc import Mapping, Sequence

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 640, 380, 70, 40, 190, 50
_COLOURS = ("#0b6e4f", "#c1440e", "#30507a", "#8a6d00", "#666666")

Points = Sequence[tuple[float, float]]
"""Size and cost, both above 0, by size."""


def plot(title: str, x_label: str, y_label: str, series: Mapping[str, Points]) -> str:
    """A line for each series, named at its end; readable on light and dark pages."""
    xs = [x for points in series.values() for x, _ in points]
    ys = [y for points in series.values() for _, y in points]
    across, up = _Axis(xs, _LEFT, _WIDTH - _RIGHT), _Axis(ys, _HEIGHT - _BOTTOM, _TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="12" role="img" aria-label="{html.escape(title)}">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        _text(_LEFT, 22, title, size=15),
        _text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 12, x_label, anchor="middle"),
        _text(_LEFT - 56, _TOP - 6, y_label),
    ]
    parts += [
        f'<path d="M{across.at(x):.1f} {_TOP}V{_HEIGHT - _BOTTOM}" stroke="#dddddd"/>'
        + _text(across.at(x), _HEIGHT - _BOTTOM + 18, f"{x:,.0f}", anchor="middle")
        for x in across.ticks()
    ]
    parts += [
        f'<path d="M{_LEFT} {up.at(y):.1f}H{_WIDTH - _RIGHT}" stroke="#dddddd"/>'
        + _text(_LEFT - 6, up.at(y) + 4, f"{y:,g}", anchor="end")
        for y in up.ticks()
    ]
    ends = _apart([up.at(points[-1][1]) for points in series.values()])
    for (name, points), colour, end in zip(series.items(), _COLOURS, ends, strict=False):
        path = "L".join(f"{across.at(x):.1f} {up.at(y):.1f}" for x, y in points)
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{across.at(x):.1f}" cy="{up.at(y):.1f}" r="3" fill="{colour}"/>' for x, y in points]
        parts.append(_text(_WIDTH - _RIGHT + 10, end + 4, name, colour=colour))
    return "\n".join([*parts, "</svg>"]) + "\n"


class _Axis:
    """Places values between `start` and `end`, by their logarithm."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self._low = math.floor(math.log10(min(values)))
        self._high = max(math.ceil(math.log10(max(values))), self._low + 1)
        self._start, self._end = start, end

    def at(self, value: float) -> float:
        share = (math.log10(value) - self._low) / (self._high - self._low)
        return self._start + share * (self._end - self._start)

    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self._low, self._high + 1)]


def _apart(places: Sequence[float]) -> list[float]:
    """The places in their order, moved so that no two lines of text lie over each other."""
    moved = list(places)
    order = sorted(range(len(places)), key=places.__getitem__)
    for above, below in zip(order, order[1:], strict=False):
        moved[below] = max(moved[below], moved[above] + 15)
    return moved


def _text(x: float, y: float, text: str, *, anchor: str = "start", colour: str = "#222222", size: int = 12) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" font-size="{size}">'
        f"{html.escape(text)}</text>"
    )
