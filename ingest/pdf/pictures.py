"""Pictures of PDF pages, with a quote's words marked."""

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from corpus.errors import NotFound
from corpus.places import Box
from ingest.pdf.reader import LOCK, opened

MOST_PIXELS = 6_000_000
"""The largest picture: an A4 page at three times its size has 4.5 million pixels."""

_LONGEST_SIDE = 12_000
_MARK = (255, 229, 92)
_EDGE = (138, 75, 0)
_OVER, _UNDER = 0.04, 0.12
"""What a mark reaches over and under its letters, in their heights: fonts tell too little for ring and tail."""
_MOST_COLOURS = 4096
"""A page with more has photographs, which JPEG keeps well in a fifth of the bytes."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as it is sent: its bytes, their media type, and its size in pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


def bounded_scale(width: float, height: float, scale: float) -> float:
    """`scale`, or what of it keeps a picture of that size (in points) within MOST_PIXELS and a side's length."""
    area, side = max(width * height, 1e-6), max(width, height, 1e-6)
    return min(scale, math.sqrt(MOST_PIXELS / area), _LONGEST_SIDE / side)


def page_size(data: bytes, number: int) -> tuple[float, float]:
    """Width and height in points of the page with that physical number, as shown; raises as `draw_page`."""
    with LOCK, opened(data, "originalet") as document, _page(document, number) as page:
        width, height = page.get_size()
        return width, height


def draw_page(data: bytes, number: int, marks: Sequence[Box], frame: Box | None, scale: float) -> Drawn:
    """The page, or the part of it within `frame`, at `scale` pixels a point (less where that would be too large).

    `marks` and `frame` are in points from the page's top left. Raises NotFound where the file has no such page or it
    cannot be shown, EncryptedFile and UnreadableFile as the reader does.
    """
    with LOCK, opened(data, "originalet") as document, _page(document, number) as page:
        width, height = page.get_size()
        seen = frame or Box(0, 0, width, height)
        scale = bounded_scale(seen.width, seen.height, scale)
        cut = (seen.left, height - seen.bottom, width - seen.right, seen.top)
        try:
            bitmap = page.render(scale=scale, crop=tuple(max(each, 0) for each in cut), rev_byteorder=True)
            picture = bitmap.to_pil().convert("RGB")
        except (pypdfium2.PdfiumError, ValueError) as error:
            raise NotFound("Sidan går inte att visa som bild.") from error
    for mark in marks:
        _mark(picture, mark, seen, scale)
    return _encoded(picture)


class _page:  # noqa: N801 used as a function: closes the page when the block ends
    def __init__(self, document: pypdfium2.PdfDocument, number: int) -> None:
        self._document = document
        self._number = number

    def __enter__(self) -> pypdfium2.PdfPage:
        if not 1 <= self._number <= len(self._document):
            raise NotFound(f"Dokumentet har ingen sida {self._number}.")
        try:
            self._page = self._document[self._number - 1]
        except pypdfium2.PdfiumError as error:
            raise NotFound(f"Sida {self._number} går inte att visa som bild.") from error
        return self._page

    def __exit__(self, *_: object) -> None:
        self._page.close()


def _mark(picture: Image.Image, mark: Box, seen: Box, scale: float) -> None:
    """Marks as a felt pen does: the letters stay as dark as they are; the edge shows also without colour."""
    over, under = _OVER * mark.height, _UNDER * mark.height
    left, top = math.floor((mark.left - seen.left) * scale), math.floor((mark.top - over - seen.top) * scale)
    right, bottom = math.ceil((mark.right - seen.left) * scale), math.ceil((mark.bottom + under - seen.top) * scale)
    place = (max(left, 0), max(top, 0), min(right, picture.width), min(bottom, picture.height))
    if place[0] >= place[2] or place[1] >= place[3]:
        return
    part = picture.crop(place)
    picture.paste(ImageChops.multiply(part, Image.new("RGB", part.size, _MARK)), place[:2])
    line = max(1, round(scale * 0.75))
    edge = (place[0] - line, place[1], place[2] + line - 1, place[3] - 1)
    ImageDraw.Draw(picture).rectangle(edge, outline=_EDGE, width=line)


def _encoded(picture: Image.Image) -> Drawn:
    buffer = io.BytesIO()
    if picture.getcolors(_MOST_COLOURS) is None:
        media_type = "image/jpeg"
        picture.save(buffer, "JPEG", quality=85)
    else:
        media_type = "image/png"
        flat = picture.quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        flat.save(buffer, "PNG")
    return Drawn(buffer.getvalue(), media_type, picture.width, picture.height)
