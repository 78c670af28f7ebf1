"""Pictures of pages: what is asked for, what of the page is shown, and a bounded memory of those drawn."""

import hashlib
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

from corpus.documents import Document, Page
from corpus.errors import InvalidRequest, NotFound
from corpus.places import Box, PagePlaces, marks_of
from ingest.pdf.pictures import Drawn, bounded_scale, draw_page, page_size
from service.originals import Originals, is_pdf

LOOK = 1
"""Raised whenever the same request would give another picture."""

_ABOVE, _BESIDE = 34.0, 10.0
"""How much of the page around a quote is shown, in points: about two lines above and below."""
_NARROWEST, _LOWEST = 220.0, 90.0


class View(StrEnum):
    """How much of a page a picture shows."""

    PAGE = "page"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """A picture asked for: `marks` are half-open ranges of the page's text, `scale` is in pixels a point.

    With the view QUOTE only the part of the page around the marks is shown; without marks it is the whole page.
    """

    document_id: str
    number: int
    marks: tuple[tuple[int, int], ...] = ()
    scale: float = 1.5
    view: View = View.PAGE


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; `tag` changes whenever the picture does, `draw` gives it (from memory where it is there)."""

    tag: str
    draw: Callable[[], Drawn]


PlacesOf = Callable[[str, int], PagePlaces | None]
"""Where the text of a document's page stands; None where that is not known."""


class Pictures:
    """Draws pages of the originals; at most `most_bytes` of pictures are remembered, those used last."""

    def __init__(self, originals: Originals, most_bytes: int = 32 * 1024 * 1024) -> None:
        self._originals = originals
        self._most = most_bytes
        self._lock = threading.Lock()
        self._drawn: OrderedDict[str, tuple[str, Drawn]] = OrderedDict()
        self._bytes = 0

    def picture(self, document: Document, places: PlacesOf, wanted: PictureRequest) -> Picture:
        """The picture; nothing is drawn before it is needed.

        Raises NotFound for a document without page pictures or a page that is not there, InvalidRequest for marks
        outside the page's text.
        """
        page = self._check(document, wanted)
        found_places = places(document.id, wanted.number) if page else None
        version = zlib.crc32(found_places.packed) if found_places else 0
        key = f"{LOOK} {version} {document.content_digest} {wanted.number} {wanted.marks} {wanted.scale} {wanted.view}"
        tag = hashlib.sha256(key.encode()).hexdigest()[:32]

        def draw() -> Drawn:
            found = self._remembered(tag)
            if found is None:
                data = self._originals.read(document.content_digest)
                if data is None:
                    raise _missing(document)
                boxes, frame = _seen(found_places, page, wanted)
                found = draw_page(data, wanted.number, boxes, frame, wanted.scale)
                self._remember(tag, document.content_digest, found)
            return found

        return Picture(tag, draw)

    def size(self, document: Document, places: PlacesOf, wanted: PictureRequest) -> tuple[int, int] | None:
        """Width and height in pixels that the picture will have; None where there is none."""
        try:
            page = self._check(document, wanted)
            found = places(document.id, wanted.number)
            frame = _seen(found, page, wanted)[1]
            if frame:
                width, height = frame.width, frame.height
            elif found:
                width, height = found.width, found.height
            else:
                width, height = page_size(self._originals.read(document.content_digest) or b"", wanted.number)
        except (NotFound, InvalidRequest):
            return None
        scale = bounded_scale(width, height, wanted.scale)
        return max(round(width * scale), 1), max(round(height * scale), 1)

    @property
    def held(self) -> int:
        """How many bytes of pictures are remembered."""
        with self._lock:
            return self._bytes

    def keep_only(self, digests: Collection[str]) -> None:
        """Forgets the pictures of every document whose bytes are not among those."""
        with self._lock:
            for tag in [tag for tag, (digest, _) in self._drawn.items() if digest not in digests]:
                self._forget(tag)

    def _check(self, document: Document, wanted: PictureRequest) -> Page | None:
        if not self._originals.holds(document.content_digest):  # PDFs alone are kept, under whatever address
            raise _missing(document)
        page = document.page(wanted.number)
        if page is None and not any(problem.number == wanted.number for problem in document.problems):
            raise NotFound(f"Dokumentet har ingen sida {wanted.number}.")
        length = len(page.text) if page else 0
        if not all(0 <= start < end <= length for start, end in wanted.marks):
            raise InvalidRequest(f"highlight ligger utanför sidans text, som har {length} tecken.")
        return page

    def _remembered(self, tag: str) -> Drawn | None:
        with self._lock:
            if tag not in self._drawn:
                return None
            self._drawn.move_to_end(tag)
            return self._drawn[tag][1]

    def _remember(self, tag: str, digest: str, drawn: Drawn) -> None:
        with self._lock:
            if tag in self._drawn or len(drawn.data) > self._most:
                return
            self._drawn[tag] = digest, drawn
            self._bytes += len(drawn.data)
            while self._bytes > self._most:
                self._forget(next(iter(self._drawn)))

    def _forget(self, tag: str) -> None:
        self._bytes -= len(self._drawn.pop(tag)[1].data)


def _missing(document: Document) -> NotFound:
    if is_pdf(document.source):
        return NotFound("Dokumentets sidbilder finns inte. Läs in dokumentet igen: kallan ingest MAPP")
    return NotFound("Dokumentet har inga sidbilder: bara PDF-dokument har det. Läs sidans text i stället.")


def _seen(places: PagePlaces | None, page: Page | None, wanted: PictureRequest) -> tuple[tuple[Box, ...], Box | None]:
    """The boxes of the marks, and the part of the page that is shown: None stands for all of it."""
    if places is None or page is None or not wanted.marks:
        return (), None
    boxes = places.boxes()
    marked = tuple(box for start, end in wanted.marks for box in marks_of(boxes, start, end))
    if not marked or wanted.view is View.PAGE:
        return marked, None
    beside = [box for start, end in wanted.marks for box in boxes[slice(*_paragraph(page.text, start, end))] if box]
    frame = _frame(_around(marked), _around(beside), places)
    return marked, _whole_lines(frame, _around(marked), [box for box in boxes if box])


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """From the start of the paragraph that holds `start` to the end of the one that holds `end`."""
    after = text.find("\n\n", end)
    return text.rfind("\n\n", 0, start) + 1, after if after >= 0 else len(text)


def _around(boxes: Collection[Box]) -> Box:
    first, *others = boxes
    for box in others:
        first = first.joined(box)
    return first


def _whole_lines(frame: Box, quote: Box, boxes: Collection[Box]) -> Box:
    """The frame without the lines that its upper or lower edge would cut through."""
    beside = [box for box in boxes if box.left < frame.right and frame.left < box.right]
    above = [box.bottom for box in beside if box.top < frame.top < box.bottom <= quote.top]
    below = [box.top for box in beside if quote.bottom <= box.top < frame.bottom < box.bottom]
    return Box(frame.left, max(above, default=frame.top), frame.right, min(below, default=frame.bottom))


def _frame(quote: Box, column: Box, places: PagePlaces) -> Box:
    """The quote with some lines above and below, as wide as its column, within the page."""
    wide = max(_NARROWEST - column.width, 2 * _BESIDE) / 2
    tall = max(_LOWEST - quote.height, 2 * _ABOVE) / 2
    return Box(
        max(column.left - wide, 0.0),
        max(quote.top - tall, 0.0),
        min(column.right + wide, places.width),
        min(quote.bottom + tall, places.height),
    )
