"""Where the text of a page stands in its picture."""

import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_UNIT = 100
"""Places are kept in hundredths of a point."""
_NOWHERE = -1
_COLUMNS = 4
_SAME_LINE = 0.5
_WORD_GAP = 1.2
"""Characters of one line further apart than this many heights get boxes of their own."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the top left of a page as it is shown, rotation and cropping applied."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def joined(self, other: "Box") -> "Box":
        """The smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class PagePlaces:
    """Where each character of a page's text stands.

    `width` and `height` are the page's as shown, in points. `packed` holds a box or nothing for each code point of
    `Page.text`; spaces, and signs that the reader put there (a table's bars), have none.
    """

    width: float
    height: float
    packed: bytes

    @classmethod
    def of(cls, width: float, height: float, boxes: Sequence[Box | None]) -> "PagePlaces":
        """The places of a page; `boxes` has one entry for each code point of its text."""
        columns = ([], [], [], []) if not boxes else tuple(zip(*map(_numbers, boxes), strict=True))
        return cls(width, height, zlib.compress(array("i", _steps(columns)).tobytes()))

    def boxes(self) -> tuple[Box | None, ...]:
        """The boxes, one entry for each code point of the page's text; kept to a hundredth of a point."""
        steps = array("i")
        steps.frombytes(zlib.decompress(self.packed))
        size = len(steps) // _COLUMNS
        columns = [_sums(steps[at * size : (at + 1) * size]) for at in range(_COLUMNS)]
        return tuple(_box(*numbers) for numbers in zip(*columns, strict=True))


def _numbers(box: Box | None) -> tuple[int, int, int, int]:
    """Left, top, width, height: mostly the same from one character to the next, so that they pack well."""
    if box is None:
        return 0, 0, _NOWHERE, 0
    left, top = round(box.left * _UNIT), round(box.top * _UNIT)
    return left, top, max(round(box.right * _UNIT) - left, 0), max(round(box.bottom * _UNIT) - top, 0)


def _box(left: int, top: int, width: int, height: int) -> Box | None:
    if width == _NOWHERE:
        return None
    return Box(left / _UNIT, top / _UNIT, (left + width) / _UNIT, (top + height) / _UNIT)


def _steps(columns: Iterable[Sequence[int]]) -> Iterator[int]:
    for column in columns:
        yield from column[:1]
        yield from (after - before for before, after in pairwise(column))


def _sums(steps: Iterable[int]) -> Iterator[int]:
    total = 0
    for step in steps:
        total += step
        yield total


def marks_of(boxes: Sequence[Box | None], start: int, end: int) -> tuple[Box, ...]:
    """The boxes of the characters from `start` to `end` (half-open), joined along each line, in reading order.

    Spaces between two words of a line are covered; a gap wider than that parts boxes, so that no other text is.
    """
    found: list[Box] = []
    before: Box | None = None
    spaced = False
    for box in boxes[max(start, 0) : max(end, 0)]:
        if box is None:
            spaced = True
            continue
        if before is not None and _adjoins(before, box, spaced=spaced):
            found[-1] = found[-1].joined(box)
        else:
            found.append(box)
        before, spaced = box, False
    return tuple(found)


def _adjoins(before: Box, box: Box, *, spaced: bool) -> bool:
    """Whether two characters stand next to each other: on one line or, within a word written upwards, one column."""
    tall, wide = min(before.height, box.height), min(before.width, box.width)
    level = min(before.bottom, box.bottom) - max(before.top, box.top) >= _SAME_LINE * tall
    gap = max(box.left - before.right, before.left - box.right)
    if level and gap <= _WORD_GAP * max(before.height, box.height):
        return True
    stacked = min(before.right, box.right) - max(before.left, box.left) >= _SAME_LINE * wide
    apart = max(box.top - before.bottom, before.top - box.bottom)
    return stacked and not spaced and apart <= _SAME_LINE * tall
