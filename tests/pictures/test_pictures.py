import dataclasses
import hashlib
import io
import threading
import time
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import InvalidRequest, NotFound
from corpus.places import Box, PagePlaces
from ingest.pdf.pictures import MOST_PIXELS, Drawn, bounded_scale, draw_page, page_size
from ingest.read import read_document
from service.originals import Originals
from service.pictures import PictureRequest, Pictures, View
from tests.ingest.pdfs import at, lines_at, pdf_of

LINES = [f"Rad {number} handlar om kommunernas arbete för hälsa." for number in range(40)]
DATA = pdf_of(lambda canvas: lines_at(canvas, 60, 100, LINES), lambda canvas: at(canvas, 60, 100, "Sida två."))


class Shelf(Pictures):
    """Pictures of one document, with what was drawn counted by the originals that were read."""

    def __init__(self, tmp_path: Path, most_bytes: int = 10**7) -> None:
        super().__init__(Originals(tmp_path / "originals"), most_bytes)
        path = tmp_path / "a.pdf"
        path.write_bytes(DATA)
        Originals(tmp_path / "originals").keep(path, hashlib.sha256(DATA).hexdigest())
        self.document = read_document(path, document_id="a", source="a.pdf", entry=None)

    def places(self, _: str, number: int) -> PagePlaces | None:
        page = self.document.page(number)
        return page.places if page else None

    def draw(self, **facts: object) -> Drawn:
        return self.picture(
            self.document, self.places, PictureRequest(**{"document_id": "a", "number": 1, **facts})
        ).draw()  # type: ignore[arg-type]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def image(drawn: Drawn) -> Image.Image:
    return Image.open(io.BytesIO(drawn.data)).convert("RGB")


def test_only_the_quote_s_place_changes(shelf: Shelf) -> None:
    page = shelf.document.page(1)
    assert page is not None
    start = page.text.index("Rad 7 ")
    plain, marked = image(shelf.draw(scale=2)), image(shelf.draw(scale=2, marks=((start, start + 5),)))
    difference = ImageChops.difference(plain, marked).point(lambda value: 255 if value > 40 else 0)
    left, top, right, bottom = difference.getbbox() or (0, 0, 0, 0)
    assert left / 2 == pytest.approx(60, abs=3)
    assert right / 2 == pytest.approx(60 + 24, abs=4)
    assert 100 + 7 * 12 - 12 < top / 2 < bottom / 2 < 100 + 7 * 12 + 5


def test_the_letters_under_a_mark_stay_dark_and_its_edge_is_darker_than_its_ground(shelf: Shelf) -> None:
    part = image(shelf.draw(scale=3, marks=((0, 40),))).convert("L").crop((180, 265, 400, 320))
    greys = [grey for grey, count in enumerate(part.histogram()) if count]
    assert greys[0] < 60
    assert any(80 < grey < 110 for grey in greys)
    assert any(200 < grey < 235 for grey in greys)


def test_the_quote_s_surroundings_hold_whole_lines(shelf: Shelf) -> None:
    page = shelf.document.page(1)
    assert page is not None
    start = page.text.index("Rad 20 ")
    wanted = PictureRequest("a", 1, ((start, start + 40),), 2.0, View.QUOTE)
    drawn = shelf.picture(shelf.document, shelf.places, wanted).draw()
    assert 2 * 60 < drawn.height < 2 * 110
    size = shelf.size(shelf.document, shelf.places, wanted)
    assert size is not None
    assert (abs(size[0] - drawn.width), abs(size[1] - drawn.height)) <= (3, 3)


def test_the_size_is_known_before_the_picture(shelf: Shelf) -> None:
    for scale in (0.5, 1.5, 2.5):
        drawn = shelf.draw(scale=scale)
        size = shelf.size(shelf.document, shelf.places, PictureRequest("a", 1, scale=scale))
        assert size is not None
        assert (abs(size[0] - drawn.width), abs(size[1] - drawn.height)) <= (1, 1)


def test_memory_is_bounded_and_lets_go_of_what_was_used_longest_ago(tmp_path: Path) -> None:
    one = len(Shelf(tmp_path).draw().data)
    shelf = Shelf(tmp_path, most_bytes=3 * one)
    for start in range(8):
        shelf.draw(marks=((start, start + 1),))
        assert shelf.held <= 3 * one
    assert shelf.held >= one
    shelf.keep_only({"another"})
    assert shelf.held == 0


def test_what_is_larger_than_the_whole_memory_is_not_remembered(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, most_bytes=100)
    assert shelf.draw() == shelf.draw()
    assert shelf.held == 0


def test_the_tag_follows_everything_that_decides_the_picture(shelf: Shelf) -> None:
    requests = [
        PictureRequest("a", 1),
        PictureRequest("a", 2),
        PictureRequest("a", 1, ((0, 4),)),
        PictureRequest("a", 1, ((0, 4),), view=View.QUOTE),
        PictureRequest("a", 1, scale=2),
    ]
    assert len({shelf.picture(shelf.document, shelf.places, each).tag for each in requests}) == len(requests)


@pytest.mark.parametrize("marks", [((-1, 4),), ((4, 4),), ((0, 10**6),)])
def test_marks_outside_the_text_are_refused(shelf: Shelf, marks: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(InvalidRequest):
        shelf.draw(marks=marks)
    assert shelf.size(shelf.document, shelf.places, PictureRequest("a", 1, marks)) is None


def test_a_page_that_is_not_there(shelf: Shelf) -> None:
    with pytest.raises(NotFound):
        shelf.draw(number=3)
    with pytest.raises(NotFound):
        draw_page(DATA, 3, (), None, 1)


@pytest.mark.parametrize(("width", "height"), [(200_000, 200_000), (14_400, 14_400), (1_000_000, 3), (3, 1_000_000)])
def test_a_giant_page_stays_within_its_pixels(width: float, height: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageSize((width, height))
        canvas.drawString(1, 1, "x")

    began = time.monotonic()
    data = pdf_of(draw)
    drawn = draw_page(data, 1, (Box(0, 0, width, height),), None, 4)
    assert drawn.width * drawn.height <= MOST_PIXELS * 1.01
    assert max(drawn.width, drawn.height) <= 12_001
    assert page_size(data, 1) == pytest.approx((width, height), rel=0.01)
    assert time.monotonic() - began < 10


def test_an_ordinary_page_keeps_its_scale() -> None:
    assert bounded_scale(595, 842, 3) == 3


def test_many_at_once(shelf: Shelf) -> None:
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(shelf.draw(marks=((0, 9),)).data)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_a_page_with_many_colours_is_a_photograph() -> None:
    def draw(canvas: Canvas) -> None:
        for at_x in range(100):
            for at_y in range(100):
                canvas.setFillColorRGB(at_x / 100, at_y / 100, (at_x * at_y % 100) / 100)
                canvas.rect(at_x * 6, at_y * 8, 6, 8, stroke=0, fill=1)

    assert draw_page(pdf_of(draw), 1, (), None, 1).media_type == "image/jpeg"


def test_a_document_is_told_apart_from_one_without_pictures(shelf: Shelf) -> None:
    other = dataclasses.replace(shelf.document, source="a.html", content_digest="00" * 32)
    with pytest.raises(NotFound, match="bara PDF"):
        shelf.picture(other, shelf.places, PictureRequest("a", 1))
