"""The words of a PDF page with their places, as PDFium finds them."""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

HYPHEN = "\u2010"
"""Stands for a hyphen at the end of a line that PDFium took for hyphenation."""

_HYPHEN_CODES = (0x02, 0xFFFE, 0xAD)
_BOLD_NAME = re.compile(r"bold|black|heavy|semib|demi|medi$|cmbx|-bd", re.I)
_BOLD_WEIGHT = 600
_FORCE_BOLD = 1 << 18
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
    `glyphs` are its characters with their own boxes, in the order of `text`.
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
    text: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    angle: int
    size: float


def words_of(textpage: pypdfium2.PdfTextPage) -> tuple[Word, ...]:
    """The words of a pypdfium2 text page in the order they are drawn. The caller holds the lock."""
    raw = textpage.raw
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
        glyph = _glyph(raw, index, text)
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


def _glyph(raw: Handle, index: int, text: str) -> _Glyph:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(raw, index, box)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
    angle = -round(math.degrees(pdfium.FPDFText_GetCharAngle(raw, index))) % 360
    place = (box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top))
    return _Glyph(text, place, (x.value, y.value), angle, pdfium.FPDFText_GetFontSize(raw, index))


def _together(before: _Glyph, glyph: _Glyph) -> bool:
    """Whether two neighbours in the order drawn are of one word."""
    if before.angle != glyph.angle or abs(before.size - glyph.size) > 0.05 * before.size:
        return False
    reach = max(before.box[2] - before.box[0], before.box[3] - before.box[1], 1.0)
    levels = [_turned(*each.origin, glyph.angle)[1] for each in (before, glyph)]
    level = abs(levels[0] - levels[1]) <= 0.15 * reach
    extent = _extent(before.box, glyph.angle), _extent(glyph.box, glyph.angle)
    gap = max(extent[1][0] - extent[0][1], extent[0][0] - extent[1][1])
    return level and gap <= _FAR * reach


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


def _word(raw: Handle, index: int, glyphs: list[_Glyph], order: int, *, spaced: bool) -> Word:
    angle = glyphs[0].angle
    extents = [_extent(glyph.box, angle) for glyph in glyphs]
    boxes = [glyph.box for glyph in glyphs]
    return Word(
        text="".join(glyph.text for glyph in glyphs),
        x0=min(start for start, _ in extents),
        x1=max(end for _, end in extents),
        baseline=_turned(*glyphs[0].origin, angle)[1],
        size=_size(raw, index, glyphs),
        bold=_is_bold(raw, index),
        angle=angle,
        order=order,
        spaced=spaced,
        box=(min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)),
        glyphs=tuple((glyph.text, glyph.box) for glyph in glyphs),
    )


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
    return heavy or bool(_BOLD_NAME.search(name.value.decode("latin-1")))


def by_direction(words: tuple[Word, ...]) -> Iterator[list[Word]]:
    """The words by direction of writing: the page's main direction first, the others in the order drawn."""
    groups: dict[int, list[Word]] = {}
    for word in words:
        groups.setdefault(word.angle, []).append(word)
    yield from sorted(groups.values(), key=lambda group: -sum(len(word.text) for word in group))
