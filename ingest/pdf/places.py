"""Where each character of a PDF page's text stands: the text aligned with the glyphs it was read from."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.places import Box, PagePlaces
from ingest.blocks import BULLET, CELL_SEPARATOR, clean
from ingest.pdf.glyphs import HYPHEN
from ingest.pdf.lines import Line

Corners = tuple[float, float, float, float]
"""Left, bottom, right, top in the PDF's own coordinates."""

_HYPHENS = {HYPHEN, "-", "\u2011"}
_BAR = CELL_SEPARATOR.strip()
_FARTHEST = 40
"""How many characters of both sides are passed over at most to find where text and glyphs go on together."""
_SURE = 6


@dataclass(frozen=True, slots=True)
class Shown:
    """How a page is shown: the part of it that is seen, and the quarter turns clockwise (0, 90, 180 or 270)."""

    corners: Corners
    rotation: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points as shown."""
        width, height = self.corners[2] - self.corners[0], self.corners[3] - self.corners[1]
        return (width, height) if self.rotation % 180 == 0 else (height, width)

    def box(self, corners: Corners) -> Box:
        """The box of a place on the page, from the top left as shown."""
        left, bottom, right, top = self.corners
        x0, y0, x1, y1 = corners
        if self.rotation == 90:
            return Box(y0 - bottom, x0 - left, y1 - bottom, x1 - left)
        if self.rotation == 180:
            return Box(right - x1, y0 - bottom, right - x0, y1 - bottom)
        if self.rotation == 270:
            return Box(top - y1, right - x1, top - y0, right - x0)
        return Box(x0 - left, top - y1, x1 - left, top - y0)


def places_of(text: str, lines: Iterable[Line], shown: Shown) -> PagePlaces:
    """The places of a page's text, which was made from `lines` in this order.

    A hyphen that was dropped where a word is joined over a line's end belongs to the letter before it. What the text
    holds and the lines do not (the rest of a word that stands on the next page, a table's bars) has no place.
    """
    boxes: list[Box | None] = [None] * len(text)
    wanted = [(at, char) for at, char in enumerate(text) if not char.isspace()]
    drawn = list(_drawn(lines))
    here = there = 0
    while here < len(wanted) and there < len(drawn):
        (at, char), (glyph, corners) = wanted[here], drawn[there]
        if char == glyph or (char == "-" and glyph in _HYPHENS):
            boxes[at] = shown.box(corners)
            here, there = here + 1, there + 1
        elif char == _BAR:
            here += 1
        elif glyph in _HYPHENS and char != BULLET:
            _widen(boxes, wanted[here - 1][0] if here else None, shown.box(corners))
            there += 1
        else:
            skip = _next(wanted, here, drawn, there)
            if skip == (1, 1):
                boxes[at] = shown.box(corners)
            here, there = here + skip[0], there + skip[1]
    return PagePlaces.of(*shown.size, boxes)


def _drawn(lines: Iterable[Line]) -> Iterator[tuple[str, Corners]]:
    """The characters of the lines as they are read (ligatures resolved, accents composed), none of them a space."""
    for line in lines:
        for word in line.words:
            for text, corners in _clusters(word.glyphs):
                for char in _read_as(text):
                    yield char, corners


@lru_cache(maxsize=2048)
def _read_as(glyph: str) -> str:
    """What a reader has made of a glyph, without spaces."""
    return glyph if glyph in _HYPHENS else "".join(clean(glyph).split())


def _clusters(glyphs: Iterable[tuple[str, Corners]]) -> list[tuple[str, Corners]]:
    """The glyphs, accents that are drawn apart put with the letter they belong to."""
    found: list[tuple[str, Corners]] = []
    for text, corners in glyphs:
        if found and text and unicodedata.combining(text[0]):
            letter, place = found[-1]
            found[-1] = letter + text, place
        else:
            found.append((text, corners))
    return found


def _widen(boxes: list[Box | None], at: int | None, hyphen: Box) -> None:
    before = boxes[at] if at is not None else None
    if at is not None and before is not None:
        boxes[at] = before.joined(hyphen)


def _next(
    wanted: Sequence[tuple[int, str]], here: int, drawn: Sequence[tuple[str, Corners]], there: int
) -> tuple[int, int]:
    """How many characters of the text and of the glyphs to pass over until both go on alike.

    (1, 1) where one stands for the other (a list item's sign), or where nothing alike is near.
    """
    ahead = "".join(char for _, char in wanted[here : here + _FARTHEST + _SURE])
    glyphs = "".join(char for char, _ in drawn[there : there + _FARTHEST + _SURE])
    if ahead[:1] == BULLET and ahead[1:_SURE] == glyphs[1:_SURE]:
        return 1, 1
    for steps in range(1, _FARTHEST + 1):
        for over in range(steps + 1):
            rest = ahead[over : over + _SURE]
            if rest and rest == glyphs[steps - over : steps - over + _SURE]:
                return over, steps - over
    return 1, 1
