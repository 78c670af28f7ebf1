"""Words of a PDF page that a reader of the page does not see.

The page is drawn with its text and without: a word that leaves no trace in the picture is not seen, whether it is
white, covered, cut away, or on a layer that is switched off.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from corpus.documents import HiddenText, Hiding
from ingest.hidden import told
from ingest.pdf.glyphs import Word
from ingest.pdf.page_objects import (
    Drawing,
    Object,
    address_of,
    drawing_of,
    is_ghost,
    is_on_layer,
    is_suspect,
    set_active,
)
from ingest.pdf.places import Corners, Shown
from ingest.pdf.scans import LARGEST_IMAGE

Grey = NDArray[np.int16]

_SCALE = 1.5
_MOST_PIXELS = 6_000_000
_LEAST_SCALE = 0.5
"""A page so large that it must be drawn smaller than this is left unjudged: its letters would be dust."""
_TRACE = 16
"""Text that changes the picture by fewer grey levels (of 255) is not seen: #F0F0F0 on white, a contrast of 1.1."""
_INK = 24
_SMALLEST = 1.5
"""Letters of fewer points are dust on paper."""
_LEAST_BOX = 0.1
_CORE = (0.38, 0.72)
"""The part of a line's height, from the top, where only its own letters stand."""
_LATIN = 0x250


@dataclass(frozen=True, slots=True)
class _Pictures:
    """The page in grey: what the suspect text changes, what all other text changes, and what there is without any.

    `suspects` are the addresses of the suspect text objects.
    """

    suspect: Grey
    other: Grey
    bare: Grey
    scale: float
    suspects: frozenset[int]


def hidings(
    page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, words: Sequence[Word], shown: Shown
) -> dict[int, Hiding]:
    """Which of the words are not seen, by their `order`, and why. The caller holds the lock.

    Text drawn invisibly over what looks like ink is the text layer of a scan or of outlined letters, and seen.
    """
    found = {word.order: why for word in words if (why := _by_place(word, shown))}
    rest = [word for word in words if word.order not in found]
    drawing = drawing_of(page)
    suspects = {address: text for address, text in drawing.texts.items() if is_suspect(text)}
    if drawing.pixels > LARGEST_IMAGE or not (suspects or _is_any_covered(rest, drawing.covers)):
        return found
    pictures = _pictures(page, drawing, suspects)
    if pictures is None:
        return found
    for word in rest:
        text = drawing.texts.get(address_of(pdfium.FPDFText_GetTextObject(textpage.raw, word.index)))
        if text and (why := _unseen(word, text, pictures, shown)):
            found[word.order] = why
    return found


def hidden_texts(number: int, words: Sequence[Word], why: Mapping[int, Hiding]) -> tuple[HiddenText, ...]:
    """What is told of the words of a page that are not seen."""
    return told(number, [(why[word.order], word.text) for word in words if word.order in why])


def _by_place(word: Word, shown: Shown) -> Hiding | None:
    left, bottom, right, top = shown.corners
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    if not (left <= x <= right and bottom <= y <= top):
        return Hiding.OFF_PAGE
    tall = max(word.box[3] - word.box[1], word.box[2] - word.box[0])
    return Hiding.TOO_SMALL if word.size < _SMALLEST and tall > _LEAST_BOX else None


def _is_any_covered(words: Sequence[Word], covers: Sequence[Corners]) -> bool:
    """Whether a shape or an image lies over or under the middle of a word."""
    if not covers or not words:
        return False
    left, bottom, right, top = np.asarray(covers).T[:, :, None]
    boxes = np.asarray([word.box for word in words])
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    return bool(((left <= x) & (x <= right) & (bottom <= y) & (y <= top)).any())


def _unseen(word: Word, text: Object, pictures: _Pictures, shown: Shown) -> Hiding | None:
    place = _place(word, shown, pictures)
    if place is None:
        return None
    changed = pictures.suspect if address_of(text) in pictures.suspects else pictures.other
    if changed[place].max() >= _TRACE or not _is_drawable(word, text):
        return None
    if is_ghost(text):
        return None if _has_ink(word, pictures, shown) else Hiding.INVISIBLE
    return Hiding.MARKED_HIDDEN if is_on_layer(text) else Hiding.NO_CONTRAST


def _has_ink(word: Word, pictures: _Pictures, shown: Shown) -> bool:
    """Whether there is something other than text near the word: text layers lie a little beside their letters."""
    left, bottom, right, top = word.box
    beside = (top - bottom) / 2 if word.angle % 180 == 0 else (right - left) / 2
    under = pictures.bare[_cuts((left - beside, bottom - beside, right + beside, top + beside), pictures, shown)]
    return int(under.max()) - int(under.min()) >= _INK


def _place(word: Word, shown: Shown, pictures: _Pictures) -> tuple[slice, slice] | None:
    """Where in the pictures only the word's own letters stand; None where it has no extent."""
    left, bottom, right, top = word.box
    if min(right - left, top - bottom) < _LEAST_BOX:
        return None
    if word.angle == 0 and any(char.isalnum() for char in word.text):
        tall = top - bottom
        bottom, top = top - _CORE[1] * tall, top - _CORE[0] * tall
    return _cuts((left, bottom, right, top), pictures, shown)


def _cuts(corners: Corners, pictures: _Pictures, shown: Shown) -> tuple[slice, slice]:
    """Rows and columns of the pictures."""
    box = shown.box(corners)
    tall, wide = pictures.bare.shape
    rows = _cut(box.top * pictures.scale, box.bottom * pictures.scale, tall)
    return rows, _cut(box.left * pictures.scale, box.right * pictures.scale, wide)


def _cut(start: float, end: float, most: int) -> slice:
    first = min(max(math.floor(start), 0), most - 1)
    return slice(first, min(max(math.ceil(end), first + 1), most))


def _is_drawable(word: Word, text: Object) -> bool:
    """Whether PDFium has the letters: those of other scripts are in no font but the file's own."""
    latin = all(ord(char) < _LATIN for char in word.text)
    return latin or pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(text)) == 1


def _pictures(page: pypdfium2.PdfPage, drawing: Drawing, suspects: Mapping[int, Object]) -> _Pictures | None:
    """The page drawn with all text, with what is no suspect, and with none; None where it cannot be drawn."""
    width, height = page.get_size()
    scale = min(_SCALE, math.sqrt(_MOST_PIXELS / max(width * height, 1.0)))
    if scale < _LEAST_SCALE:
        return None
    rest = [text for address, text in drawing.texts.items() if address not in suspects]
    try:
        whole = _drawn(page, scale)
        with _put_away(tuple(suspects.values())):
            clear = _drawn(page, scale) if suspects else whole
            with _put_away(rest):
                bare = _drawn(page, scale) if rest else clear
    except (pypdfium2.PdfiumError, ValueError):
        return None
    return _Pictures(np.abs(whole - clear), np.abs(clear - bare), bare, scale, frozenset(suspects))


def _drawn(page: pypdfium2.PdfPage, scale: float) -> Grey:
    drawn = page.render(scale=scale, grayscale=True).to_numpy()
    grey: Grey = drawn.reshape(drawn.shape[:2]).astype(np.int16)
    return grey


@contextmanager
def _put_away(texts: Sequence[Object]) -> Iterator[None]:
    """The page without those texts."""
    set_active(texts, active=False)
    try:
        yield
    finally:
        set_active(texts, active=True)
