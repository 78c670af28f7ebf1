"""What a PDF page is drawn of: its texts and how they are drawn, and what lies over or under them."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

Object: TypeAlias = "ctypes._Pointer[pdfium.fpdf_pageobject_t__]"
Corners = tuple[float, float, float, float]
"""Left, bottom, right, top."""

_DEPTH = 8
_THIN = 4.0
"""A shape that is thinner in points is a line, and covers no text."""
_GHOSTS = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_OPAQUE = 32
_LIGHT = 215
_MOST_SEGMENTS = 64


@dataclass(slots=True)
class Drawing:
    """The objects of a page.

    `texts` holds its text objects by address, those within forms too; `covers` the corners of shapes and images that
    text may lie under or over; `pixels` is how many the largest image has.
    """

    texts: dict[int, Object] = field(default_factory=dict)
    covers: list[Corners] = field(default_factory=list)
    pixels: int = 0


def drawing_of(page: pypdfium2.PdfPage) -> Drawing:
    """What the page is drawn of. The caller holds the lock."""
    drawing = Drawing()
    for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
        each = pdfium.FPDFPage_GetObject(page.raw, number)
        if _take(each, drawing, _DEPTH):
            left, bottom, right, top = _bounds(each)
            if min(right - left, top - bottom) > _THIN:
                drawing.covers.append((left, bottom, right, top))
    return drawing


def _take(each: Object, drawing: Drawing, depth: int) -> bool:
    """Takes in an object and what it holds; whether there is anything but text."""
    kind = pdfium.FPDFPageObj_GetType(each)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        drawing.texts[address_of(each)] = each
        return False
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        across, down = ctypes.c_uint(), ctypes.c_uint()
        if pdfium.FPDFImageObj_GetImagePixelSize(each, across, down):
            drawing.pixels = max(drawing.pixels, across.value * down.value)
    if kind != pdfium.FPDF_PAGEOBJ_FORM or depth == 0:
        return True
    held = [
        _take(pdfium.FPDFFormObj_GetObject(each, number), drawing, depth - 1)
        for number in range(pdfium.FPDFFormObj_CountObjects(each))
    ]
    return any(held)


def address_of(found: Object) -> int:
    """What tells one object from another; 0 for none."""
    return ctypes.addressof(found.contents) if found else 0


def is_ghost(text: Object) -> bool:
    """Whether the text is drawn invisibly: it may lie over the picture of its own letters."""
    return pdfium.FPDFTextObj_GetTextRenderMode(text) in _GHOSTS or _colour(text)[3] < _OPAQUE


def is_on_layer(text: Object) -> bool:
    """Whether the text is marked as optional content, which may be switched off."""
    for number in range(pdfium.FPDFPageObj_CountMarks(text)):
        mark = pdfium.FPDFPageObj_GetMark(text, number)
        if _name_of(mark) == "OC":
            return True
    return False


def _name_of(mark: "ctypes._Pointer[pdfium.fpdf_pageobjectmark_t__]") -> str:
    name, length = ctypes.create_string_buffer(64), ctypes.c_ulong()
    characters = ctypes.cast(name, ctypes.POINTER(ctypes.c_ushort))
    if not pdfium.FPDFPageObjMark_GetName(mark, characters, len(name), length):
        return ""
    return name.raw.decode("utf-16-le", "replace").partition("\x00")[0]


def is_suspect(text: Object) -> bool:
    """Whether the text by itself may be one that is not seen: light, invisible, on a layer or cut away."""
    return is_ghost(text) or min(_colour(text)[:3]) >= _LIGHT or is_on_layer(text) or _is_cut(text)


def _colour(text: Object) -> tuple[int, int, int, int]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(text, red, green, blue, alpha):
        return 0, 0, 0, 255
    return red.value, green.value, blue.value, alpha.value


def _is_cut(text: Object) -> bool:
    """Whether half of the text or more lies outside what its clip path leaves."""
    clip = pdfium.FPDFPageObj_GetClipPath(text)
    paths = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
    if paths <= 0:
        return False
    left, bottom, right, top = _bounds(text)
    for path in range(paths):
        points = list(_points(clip, path))
        if not points:
            return True
        across, down = [x for x, _ in points], [y for _, y in points]
        wide = min(right, max(across)) - max(left, min(across))
        tall = min(top, max(down)) - max(bottom, min(down))
        if wide < (right - left) / 2 or tall < (top - bottom) / 2:
            return True
    return False


def _points(clip: "ctypes._Pointer[pdfium.fpdf_clippath_t__]", path: int) -> Iterator[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(min(pdfium.FPDFClipPath_CountPathSegments(clip, path), _MOST_SEGMENTS)):
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, number)
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            yield x.value, y.value


def _bounds(each: Object) -> Corners:
    corners = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(each, *corners):
        return 0.0, 0.0, 0.0, 0.0
    left, bottom, right, top = (corner.value for corner in corners)
    return left, bottom, right, top


def set_active(texts: Sequence[Object], *, active: bool) -> None:
    """Puts texts away, so that the page is drawn without them, or back."""
    for text in texts:
        pdfium.FPDFPageObj_SetIsActive(text, active)
