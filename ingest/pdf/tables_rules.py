"""The lines and boxes that are drawn on a PDF page: what parts the rows and columns of a table."""

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

_OBJECTS_LOOKED_AT = 4000
_SEGMENTS_LOOKED_AT = 600
_THIN = 3.0
"""A shape thinner than this many points is a line."""
_SHORTEST = 6.0
_LARGEST = 0.85
"""A shape that covers more of the page than this is its background."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along the page or across it: `at` is its y (level rules) or x, from `start` to `end`.

    In points, x from the left and y downwards from the bottom of the page, negative, as in `Word`.
    """

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Box:
    """A drawn rectangle; places as in `Rule`."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Rules:
    """What is drawn on a page: level and upright lines, the edges of boxes among them, and the boxes."""

    level: tuple[Rule, ...] = ()
    upright: tuple[Rule, ...] = ()
    boxes: tuple[Box, ...] = ()


def rules_of(page: pypdfium2.PdfPage) -> Rules:
    """The lines and boxes of a page, drawn on it directly. The caller holds the lock."""
    width, height = page.get_size()
    level: set[Rule] = set()
    upright: set[Rule] = set()
    boxes: dict[Box, None] = {}
    for box, shape in _shapes(page):
        wide, tall = box.right - box.left, box.bottom - box.top
        if wide * tall > _LARGEST * width * height:
            continue
        if wide <= _THIN or tall <= _THIN:
            _add_line(box, level, upright)
            continue
        lines, is_box = _lines_of(shape)
        if is_box:
            boxes[box] = None
            lines = _edges(box)
        for line in lines:
            _add_line(line, level, upright)
    return Rules(tuple(level), tuple(upright), tuple(boxes))


def _shapes(page: pypdfium2.PdfPage) -> Iterator[tuple[Box, "ctypes._Pointer[pdfium.fpdf_pageobject_t__]"]]:
    """The paths on a page with the boxes around them."""
    sides = [ctypes.c_float() for _ in range(4)]
    count = min(pdfium.FPDFPage_CountObjects(page.raw), _OBJECTS_LOOKED_AT)
    for index in range(count):
        shape = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(shape) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(shape, *sides):
            left, bottom, right, top = (side.value for side in sides)
            yield Box(left, -top, right, -bottom), shape


def _add_line(box: Box, level: set[Rule], upright: set[Rule]) -> None:
    wide, tall = box.right - box.left, box.bottom - box.top
    if wide >= _SHORTEST and tall <= _THIN:
        level.add(Rule(round((box.top + box.bottom) / 2, 1), round(box.left, 1), round(box.right, 1)))
    elif tall >= _SHORTEST and wide <= _THIN:
        upright.add(Rule(round((box.left + box.right) / 2, 1), round(box.top, 1), round(box.bottom, 1)))


def _edges(box: Box) -> list[Box]:
    return [
        Box(box.left, box.top, box.right, box.top),
        Box(box.left, box.bottom, box.right, box.bottom),
        Box(box.left, box.top, box.left, box.bottom),
        Box(box.right, box.top, box.right, box.bottom),
    ]


def _lines_of(shape: "ctypes._Pointer[pdfium.fpdf_pageobject_t__]") -> tuple[list[Box], bool]:
    """The straight level and upright lines of a path, and whether it is a rectangle and nothing else."""
    count = pdfium.FPDFPath_CountSegments(shape)
    points = list(_points(shape, min(count, _SEGMENTS_LOOKED_AT)))
    lines = [
        Box(min(a[1], b[1]), min(a[2], b[2]), max(a[1], b[1]), max(a[2], b[2]))
        for a, b in zip(points, points[1:], strict=False)
        if b[0] == pdfium.FPDF_SEGMENT_LINETO and (abs(a[1] - b[1]) < 0.5 or abs(a[2] - b[2]) < 0.5)
    ]
    straight = all(kind != pdfium.FPDF_SEGMENT_BEZIERTO for kind, *_ in points)
    return lines, straight and count in (4, 5) and len(lines) >= 3


def _points(shape: "ctypes._Pointer[pdfium.fpdf_pageobject_t__]", count: int) -> Iterator[tuple[int, float, float]]:
    """The kinds and places of a path's points."""
    matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFPageObj_GetMatrix(shape, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(shape, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        along = matrix.a * x.value + matrix.c * y.value + matrix.e
        up = matrix.b * x.value + matrix.d * y.value + matrix.f
        yield pdfium.FPDFPathSegment_GetType(segment), along, -up


def fitting(rules: Iterable[Rule], start: float, end: float, share: float) -> list[Rule]:
    """The rules that cover that share of the stretch, by their place."""
    least = share * (end - start)
    return sorted((r for r in rules if min(r.end, end) - max(r.start, start) >= least), key=lambda rule: rule.at)
