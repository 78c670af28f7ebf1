"""Scanned pages, read by the real program."""

import re
import time
from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from corpus.documents import Page
from corpus.places import marks_of
from ingest.ocr import scanner as ocr
from ingest.ocr.scanner import Scanner
from ingest.pdf.places import Shown
from ingest.pdf.reader import LOCK, opened, read_pdf
from tests.ingest.pdfs import Draw, at, lines_at, pdf_of, row_by_row, wrapped
from tests.ingest.scanning import need_tesseract, scanned, stamped, with_junk, word_error

PARAGRAPHS = (
    "Kommunfullmäktige i Åmåla beslutade den 14 november 2022 att avsätta 3,5 miljoner kronor för uppsökande "
    "hälsosamtal. Samtalen riktar sig till personer över 75 år som inte har någon insats från hemtjänsten. Förslaget "
    "kom från äldrenämnden, som under våren hade prövat arbetssättet i två stadsdelar.",
    "Utvärderingen visar att ungefär två av tre tackade ja till ett besök. Många berättade om ensamhet, dålig "
    "sömn och oro för ekonomin, men också om grannar som hjälps åt. Folkhälsosamordnaren säger att mötena gav "
    "kunskap som inte syns i någon enkät, t.ex. om hur svårt det är att läsa busstidtabellen.",
    "Under nästa år ska arbetet utökas till hela kommunen. Primärvården, pensionärsorganisationerna och Röda korset "
    "deltar i planeringen. En styrgrupp följer upp målen varje kvartal och lämnar en skriftlig rapport till "
    "fullmäktige. Kostnaden per besök beräknas bli 640 kr, vilket är lägre än i jämförbara kommuner.",
    "Frågan om språkstöd återstår. Var sjätte invånare i åldersgruppen har ett annat modersmål än svenska, och "
    "tolk behöver bokas i god tid. Nämnden föreslår därför ett gemensamt avtal med länets övriga kommuner. "
    "Överförmyndaren har yttrat sig och anser att sekretessen måste förtydligas.",
)
TITLE = "Hälsosamtal för äldre i Åmåla"
ENGLISH = (
    "The council decided in November to set aside money for home visits to older residents. Two out of three said "
    "yes to a visit, and many of them spoke about loneliness, poor sleep and worries about money. The work will be "
    "extended to the whole municipality next year, and a steering group will follow it up every quarter."
)


@pytest.fixture(autouse=True)
def _program() -> None:
    need_tesseract()


def article(canvas: Canvas) -> None:
    at(canvas, 60, 80, TITLE, "Times-Bold", 18)
    below = 110.0
    for text in PARAGRAPHS:
        below = lines_at(canvas, 60, below, wrapped(text, 470)) + 10


def columns(canvas: Canvas) -> None:
    at(canvas, 60, 80, TITLE, "Times-Bold", 18)
    row_by_row(
        canvas, [(60, wrapped(" ".join(PARAGRAPHS[:2]), 225)), (310, wrapped(" ".join(PARAGRAPHS[2:]), 225))], 120
    )


def page_of(draw: Draw, degrees: float = 0.0, rotation: int = 0) -> Page:
    reading = read_pdf(scanned(pdf_of(draw), degrees, rotation), "skannad.pdf")
    assert reading.problems == ()
    assert reading.pages[0].ocr_confidence is not None
    return reading.pages[0]


def headings(page: Page) -> Sequence[str]:
    return [page.text[heading.start : heading.end] for heading in page.headings]


WHOLE = "\n\n".join((TITLE, *PARAGRAPHS))


@pytest.mark.parametrize("degrees", [1.0, -3.0])
def test_a_page_that_lies_askew(degrees: float) -> None:
    page = page_of(article, degrees)
    assert word_error(page.text, WHOLE) <= 0.04
    assert headings(page) == [TITLE]
    assert page.text.count("\n\n") == len(PARAGRAPHS)
    assert 0.8 < (page.ocr_confidence or 0) <= 1


@pytest.mark.parametrize(("degrees", "rotation"), [(180, 0), (90, 0), (270.5, 0), (90, 90), (1, 180)])
def test_a_turned_page_is_read_upright_and_marked_where_it_stands(degrees: float, rotation: int) -> None:
    page = page_of(article, degrees, rotation)
    assert word_error(page.text, WHOLE) <= 0.04
    # The picture of the page as it was drawn: the first line of the second paragraph lies at about (60, 158).
    assert page.places is not None
    start = page.text.index("Utvärderingen")
    box = marks_of(page.places.boxes(), start, start + len("Utvärderingen"))[0]
    width, height = page.places.width, page.places.height
    upright = width < height
    assert (box.width > box.height) == upright
    turn = round(degrees - rotation) % 360 // 90 * 90
    x, y = {0: (60, 158), 90: (158, 595 - 60), 180: (595 - 60, 842 - 158), 270: (842 - 158, 60)}[turn]
    near = 30 if degrees % 90 else 6
    assert box.left - near <= x <= box.right + near
    assert box.top - near <= y <= box.bottom + near


def test_the_marks_of_a_skewed_page_hold_each_word_and_its_ink() -> None:
    data = scanned(pdf_of(article), 1.0)
    page = read_pdf(data, "a.pdf").pages[0]
    assert page.places is not None
    with LOCK, opened(data, "a.pdf") as document:
        picture = np.asarray(document[0].render(scale=2, grayscale=True).to_pil().convert("L"))
    boxes = page.places.boxes()
    for word in re.finditer(r"\S+", page.text):
        marks = marks_of(boxes, *word.span())
        assert marks, word[0]
        ink = 0
        for box in marks:
            part = picture[int(box.top * 2) : int(box.bottom * 2) + 1, int(box.left * 2) : int(box.right * 2) + 1]
            ink += int((part < 128).sum())
        assert ink >= 3 * len(word[0]), word[0]


def test_without_the_data_that_tells_the_turn_all_are_tried() -> None:
    picture = scanned(pdf_of(article), 180)
    installed = Scanner().installed - {"osd"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ingest.pdf.reader.Scanner", lambda: Scanner(installed=installed))
        assert word_error(read_pdf(picture, "a.pdf").pages[0].text, WHOLE) <= 0.04


def test_two_columns_are_read_one_after_the_other() -> None:
    page = page_of(columns, 0.5)
    assert word_error(page.text, WHOLE) <= 0.04
    assert headings(page) == [TITLE]


def test_an_english_page_among_swedish_ones_is_read_as_english() -> None:
    def english(canvas: Canvas) -> None:
        lines_at(canvas, 60, 110, wrapped(ENGLISH, 470))

    first, second = read_pdf(scanned(pdf_of(english, article)), "a.pdf").pages
    assert word_error(first.text, ENGLISH) <= 0.02
    assert word_error(second.text, WHOLE) <= 0.04


def test_lists_have_bullets() -> None:
    def draw(canvas: Canvas) -> None:
        lines_at(
            canvas, 60, 100, [*wrapped(PARAGRAPHS[0], 470), "", "• Färre ensamma", "• Bättre sömn", "• Fler möten"]
        )

    assert page_of(draw).text.endswith("• Färre ensamma\n• Bättre sömn\n• Fler möten")


def test_letters_without_meaning_are_read_from_the_picture() -> None:
    # The words of the text layer are of the Private Use Area, as from a font without a Unicode map.
    page = read_pdf(with_junk(pdf_of(article)), "a.pdf").pages[0]
    assert page.ocr_confidence is not None
    assert word_error(page.text, WHOLE) <= 0.04


def test_a_stamped_scan_is_read_whole_and_a_cover_keeps_its_words() -> None:
    page = read_pdf(stamped(scanned(pdf_of(article)), "Dnr 2022/17"), "a.pdf").pages[0]
    assert page.ocr_confidence is not None
    assert "Dnr 2022/17" in page.text
    assert word_error(page.text.replace("Dnr 2022/17", ""), WHOLE) <= 0.04


def test_a_page_may_take_only_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    data = scanned(pdf_of(article))
    monkeypatch.setattr("ingest.pdf.reader.Scanner", lambda: Scanner(seconds=0.3))
    began = time.monotonic()
    with pytest.raises(Exception, match=r"tog längre än 0\.3 s"):
        read_pdf(data, "a.pdf")
    assert time.monotonic() - began < 5


def test_a_picture_of_noise_is_no_text() -> None:
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (800, 600), dtype=np.uint8), "L")
    found = Scanner().read(noise, 2.0, Shown((0, 0, 300, 400), 0))
    assert isinstance(found, str)
    assert found in (ocr.ILLEGIBLE, ocr.NO_TEXT)
