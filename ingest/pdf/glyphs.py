"""The words of a PDF page with their places, as PDFium finds them."""

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

HYPHEN = "\u2010"
"""Stands for a hyphen at the end of a line that PDFium took for hyphenation."""

_HYPHEN_CODES = (0x02, 0xFFFE, 0xAD)
_BOLD_NAME = re.compile(r"bold|black|heavy|semib|demi|medi$|cmbx|-bd", re.I)
_BOLD_WEIGHT = 600
_FORCE_BOLD = 1 << 18
_LEVEL = 0.008
"""Text turned by less than this, half a degree in radians, is upright."""
_FIRST_RIGHT_TO_LEFT = "\u0590"
_FAR = 0.6
"""Characters further apart than this many font sizes are of two words."""


Handle: TypeAlias = "ctypes._Pointer[pdfium.fpdf_textpage_t__]"
"""PDFium's own text page."""


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a space between them.

    Places are in points with y downwards, along the direction of writing (`angle`, whole degrees): for upright text
    x from the left and y from the bottom of the page, negative. `box` is left, bottom, right, top in the PDF's own
    coordinates. `order` counts from 0 as drawn; `spaced` says whether a space stood before it in that order.
    `glyphs` are its characters with their own boxes, in the order of `text`. `index` is the place of the first in
    PDFium's text page, -1 for a word read from a picture.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool
    angle: int
    order: int
    spaced: bool
    box: tuple[float, float, float, float]
    glyphs: tuple[tuple[str, tuple[float, float, float, float]], ...] = ()
    index: int = -1

    @property
    def top(self) -> float:
        """Where its letters begin."""
        return self.baseline - 0.75 * self.size

    @property
    def bottom(self) -> float:
        """Where its letters end."""
        return self.baseline + 0.25 * self.size


@dataclass(slots=True)
class _Glyph:
    """A character: its box, from where to where it reaches along the writing, its baseline across it."""

    text: str
    box: tuple[float, float, float, float]
    start: float
    end: float
    level: float
    angle: int
    size: float


def words_of(textpage: pypdfium2.PdfTextPage) -> tuple[Word, ...]:
    """The words of a pypdfium2 text page in the order they are drawn. The caller holds the lock."""
    raw = textpage.raw
    places = _Places(raw)
    words: list[Word] = []
    gathered: list[_Glyph] = []
    first = 0
    spaced = True
    for index in range(pdfium.FPDFText_CountChars(raw)):
        text = _text(raw, index)
        if not text.strip():
            if gathered:
                words.append(_word(raw, first, gathered, len(words), spaced=spaced))
            gathered, spaced = [], True
            continue
        glyph = places.glyph(index, text)
        if gathered and not _together(gathered[-1], glyph):
            words.append(_word(raw, first, gathered, len(words), spaced=spaced))
            gathered, spaced = [], False
        if not gathered:
            first = index
        gathered.append(glyph)
    if gathered:
        words.append(_word(raw, first, gathered, len(words), spaced=spaced))
    return tuple(words)


def _text(raw: Handle, index: int) -> str:
    code = pdfium.FPDFText_GetUnicode(raw, index)
    if code in _HYPHEN_CODES:
        return HYPHEN
    if code < 0x20 or 0xD800 <= code <= 0xDFFF:
        return " " if code in (0x09, 0x0A, 0x0D) else ""
    return chr(code)


class _Places:
    """Asks PDFium for the places of characters; its answers are written into the same memory each time."""

    def __init__(self, raw: Handle) -> None:
        self._raw = raw
        self._box = pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def glyph(self, index: int, text: str) -> _Glyph:
        """The character at that index."""
        raw, box = self._raw, self._box
        pdfium.FPDFText_GetLooseCharBox(raw, index, box)
        pdfium.FPDFText_GetCharOrigin(raw, index, self._x, self._y)
        turn = pdfium.FPDFText_GetCharAngle(raw, index)
        bottom, top = box.bottom, box.top
        place = (box.left, bottom, box.right, top) if bottom <= top else (box.left, top, box.right, bottom)
        size = pdfium.FPDFText_GetFontSize(raw, index)
        if abs(turn) < _LEVEL:
            return _Glyph(text, place, place[0], place[2], -self._y.value, 0, size)
        angle = -round(math.degrees(turn)) % 360
        level = _turned(self._x.value, self._y.value, angle)[1]
        return _Glyph(text, place, *_extent(place, angle), level, angle, size)


def _together(before: _Glyph, glyph: _Glyph) -> bool:
    """Whether two neighbours in the order drawn are of one word."""
    if before.angle != glyph.angle or abs(before.size - glyph.size) > 0.05 * before.size:
        return False
    left, bottom, right, top = before.box
    reach = max(right - left, top - bottom, 1.0)
    if abs(before.level - glyph.level) > 0.15 * reach:
        return False
    return max(glyph.start - before.end, before.start - glyph.end) <= _FAR * reach


def _turned(x: float, y: float, angle: int) -> tuple[float, float]:
    """The point along and (downwards) across text written at that angle."""
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return x * cosine + y * sine, x * sine - y * cosine


def _extent(box: tuple[float, float, float, float], angle: int) -> tuple[float, float]:
    """From where to where the box reaches along the direction of writing."""
    if angle == 0:
        return box[0], box[2]
    along = [_turned(x, y, angle)[0] for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(along), max(along)


def _as_written(glyphs: list[_Glyph]) -> list[_Glyph]:
    """The characters in the order they are read: those of a script from right to left may be drawn from the left."""
    turned = sum(unicodedata.bidirectional(glyph.text[0]) in ("R", "AL") for glyph in glyphs if glyph.text)
    if 2 * turned <= len(glyphs) or glyphs[0].start >= glyphs[-1].start:
        return glyphs
    written: list[_Glyph] = []
    marks: list[_Glyph] = []
    for glyph in reversed(glyphs):
        if unicodedata.combining(glyph.text[0]):
            marks.append(glyph)
        else:
            written += [glyph, *marks]
            marks = []
    return [*written, *marks]


def _word(raw: Handle, index: int, glyphs: list[_Glyph], order: int, *, spaced: bool) -> Word:
    text = "".join([glyph.text for glyph in glyphs])
    if max(text) >= _FIRST_RIGHT_TO_LEFT:
        glyphs = _as_written(glyphs)
        text = "".join([glyph.text for glyph in glyphs])
    boxes = [glyph.box for glyph in glyphs]
    return Word(
        text=text,
        x0=min([glyph.start for glyph in glyphs]),
        x1=max([glyph.end for glyph in glyphs]),
        baseline=glyphs[0].level,
        size=_size(raw, index, glyphs),
        bold=_is_bold(raw, index),
        angle=glyphs[0].angle,
        order=order,
        spaced=spaced,
        box=around(boxes),
        index=index,
        glyphs=tuple([(glyph.text, glyph.box) for glyph in glyphs]),
    )


def around(boxes: Sequence[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    """The smallest box around all of them."""
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _size(raw: Handle, index: int, glyphs: list[_Glyph]) -> float:
    """The size of the letters on the page in points: the font's size as the matrix scales it."""
    matrix = pdfium.FS_MATRIX()
    scale = math.hypot(matrix.c, matrix.d) if pdfium.FPDFText_GetMatrix(raw, index, matrix) else 1.0
    size = glyphs[0].size * scale
    if 2 < size < 400:
        return size
    box = glyphs[0].box
    return max(box[3] - box[1], 1.0) if glyphs[0].angle % 180 == 0 else max(box[2] - box[0], 1.0)


def _is_bold(raw: Handle, index: int) -> bool:
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(raw, index, name, 128, flags)
    heavy = pdfium.FPDFText_GetFontWeight(raw, index) >= _BOLD_WEIGHT or bool(flags.value & _FORCE_BOLD)
    return heavy or _is_bold_name(name.value)


@lru_cache(maxsize=256)
def _is_bold_name(name: bytes) -> bool:
    return _BOLD_NAME.search(name.decode("latin-1")) is not None


def by_direction(words: tuple[Word, ...]) -> Iterator[list[Word]]:
    """The words by direction of writing: the page's main direction first, the others in the order drawn."""
    groups: dict[int, list[Word]] = {}
    for word in words:
        groups.setdefault(word.angle, []).append(word)
    yield from sorted(groups.values(), key=lambda group: -sum(len(word.text) for word in group))
