"""What a PDF page holds beside its text: whether it is to be read as a picture, and that picture."""

import math
import unicodedata
from collections import Counter
from enum import Enum

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from ingest.pdf.glyphs import Handle, Word

DPI = 200
MOST_PIXELS = 12_000_000
"""The largest picture that is read: A3 at 200 dpi has 7.7 million."""
LARGEST_IMAGE = 200_000_000
"""An image of more pixels is not opened, as it may take a gigabyte; a sheet of A0 at 300 dpi has 140 million."""

_FEW_LETTERS = 60
"""A page with a picture all over it and fewer letters than this may be a scan that someone has stamped."""
_COVERS = 0.7
_DEPTH = 3
_OBJECTS_LOOKED_AT = 500
_MANY_PATHS = 100
"""A page without text but with so many drawn shapes may have its letters as shapes."""
_LOOKED_AT = 400
_LEAST = 2
_JUNK = 0.5
_LETTERS = 0.3
_UNREAD = {"Cc", "Cn", "Co", "Cs"}
_FILLERS = set(".…·_-–—•|=+*")


class Layer(Enum):
    """What the text layer of a page is worth."""

    TEXT = "the page's text"
    LITTLE = "a few words over a picture"
    JUNK = "characters that mean nothing"
    NONE = "a picture without text"
    EMPTY = "nothing that could be text"
    TOO_LARGE = "a picture that is too large to open"
    BROKEN = "a page that cannot be opened"


def layer_of(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, words: tuple[Word, ...]) -> Layer:
    """What the page's text layer, read as `words`, is worth. The caller holds the lock."""
    junk = is_junk(textpage.raw)
    letters = sum(char.isalnum() for word in words for char in word.text)
    if letters >= _FEW_LETTERS and not junk:
        return Layer.TEXT
    cover, pixels, kinds = _drawn(page)
    if junk or not letters:
        if pixels > LARGEST_IMAGE:
            return Layer.TOO_LARGE
        if junk:
            return Layer.JUNK
        drawn = kinds[pdfium.FPDF_PAGEOBJ_IMAGE] or kinds[pdfium.FPDF_PAGEOBJ_TEXT]
        return Layer.NONE if drawn or kinds[pdfium.FPDF_PAGEOBJ_PATH] >= _MANY_PATHS else Layer.EMPTY
    return Layer.LITTLE if cover >= _COVERS and pixels <= LARGEST_IMAGE else Layer.TEXT


def is_junk(raw: Handle) -> bool:
    """Whether the characters of a text page mostly have no meaning: no Unicode map, or no letters among them."""
    count = pdfium.FPDFText_CountChars(raw)
    step = max(count // _LOOKED_AT, 1)
    seen = meant = unread = 0
    for index in range(0, count, step):
        char = chr(min(max(pdfium.FPDFText_GetUnicode(raw, index), 0), 0x10FFFF))
        if char.isspace() or char in _FILLERS or char in "\x02\xad\ufffe":
            continue
        seen += 1
        meant += char.isalnum()
        lost = char == "\ufffd" or unicodedata.category(char) in _UNREAD
        unread += lost or (not char.isalnum() and pdfium.FPDFText_HasUnicodeMapError(raw, index) == 1)
    return seen >= _LEAST and (unread > _JUNK * seen or (seen >= 20 and meant < _LETTERS * seen))


def picture_of(page: pypdfium2.PdfPage) -> tuple[Image.Image, float]:
    """The page in grey as shown, and its pixels a point. The caller holds the lock. Raises PdfiumError."""
    width, height = page.get_size()
    scale = min(DPI / 72, math.sqrt(MOST_PIXELS / max(width * height, 1.0)))
    bitmap = page.render(scale=scale, grayscale=True)
    picture: Image.Image = bitmap.to_pil().convert("L")
    return picture, scale


def _drawn(page: pypdfium2.PdfPage) -> tuple[float, int, Counter[int]]:
    """The share of the page that its largest image covers, the most pixels of one, the number of objects by kind."""
    width, height = page.get_size()
    cover, most = 0.0, 0
    kinds: Counter[int] = Counter()
    for each in page.get_objects(max_depth=_DEPTH):
        kinds[each.type] += 1
        if each.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            try:
                left, bottom, right, top = each.get_bounds()
                across, down = each.get_px_size()
            except pypdfium2.PdfiumError:
                continue
            cover = max(cover, (right - left) * (top - bottom) / max(width * height, 1.0))
            most = max(most, across * down)
        if kinds.total() >= _OBJECTS_LOOKED_AT:
            break
    return cover, most, kinds
