"""What stands within boxes on a PDF's page, read by PDFium alone: the judge of where marks are put."""

import ctypes
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.places import Box
from ingest.pdf.reader import LOCK

HYPHENS = {0x02: "-", 0xFFFE: "-"}
"""What PDFium gives for a hyphen at a line's end."""

_UNSPELLED = re.compile(r"[\s\u00ad\u2010\u2011•|▪*-]")

Glyph = tuple[float, float, str]
"""A character and its middle in points from the top left of the page as shown."""


def spelled(data: bytes, number: int, boxes: Sequence[Box]) -> str:
    """The characters whose middle lies in the boxes, box after box, as `normal` writes them.

    PDFium itself says where each character is and how the page is turned; nothing of the reader's is used.
    """
    turned, glyphs = glyphs_of(data, number)
    along = {0: lambda each: each[0], 90: lambda each: each[1], 180: lambda each: -each[0], 270: lambda each: -each[1]}
    found = ""
    for box in boxes:
        inside = [each for each in glyphs if box.left < each[0] < box.right and box.top < each[1] < box.bottom]
        found += "".join(char for _, _, char in sorted(inside, key=along[turned]))
    return normal(found)


def normal(text: str) -> str:
    """The text by which two spellings are compared: letters composed; no spaces, hyphens or signs of lists, tables."""
    return _UNSPELLED.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=64)
def glyphs_of(data: bytes, number: int) -> tuple[int, list[Glyph]]:
    """How far the page is turned, and the characters drawn on it."""
    with LOCK:
        document = pypdfium2.PdfDocument(data)
        page = document[number - 1]
        textpage = page.get_textpage()
        glyphs = [_glyph(page, textpage.raw, at) for at in range(pdfium.FPDFText_CountChars(textpage.raw))]
        turned = page.get_rotation()
        textpage.close()
        page.close()
        document.close()
    return turned, [glyph for glyph in glyphs if glyph]


def _glyph(page: pypdfium2.PdfPage, raw: object, at: int) -> Glyph | None:
    """None for what PDFium has put between the characters and for spaces."""
    code = pdfium.FPDFText_GetUnicode(raw, at)
    char = HYPHENS.get(code, chr(code))
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(raw, at, left, right, bottom, top)
    if pdfium.FPDFText_IsGenerated(raw, at) == 1 or char.isspace() or right.value <= left.value:
        return None
    width, height = page.get_size()
    x, y = ctypes.c_int(), ctypes.c_int()
    middle = (left.value + right.value) / 2, (bottom.value + top.value) / 2
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, round(width * 100), round(height * 100), 0, *middle, x, y)
    return x.value / 100, y.value / 100, char
