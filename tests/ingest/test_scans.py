"""Which pages are read from their picture, and what is said where they cannot be; no program is needed."""

import io
import time
from pathlib import Path

import numpy as np
import pypdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import UnreadableFile
from ingest.ocr import scanner as ocr
from ingest.ocr.scanner import Scanner, even_sizes
from ingest.ocr.upright import is_blank, skew_of, turned
from ingest.pdf.glyphs import Word
from ingest.pdf.reader import read_pdf
from tests.ingest.pdfs import at, lines_at, pdf_of
from tests.ingest.scanning import pdf_of_pictures, scanned, stamped, with_junk

PAGE = ["Kommunen beslutade att pröva hälsosamtal för äldre.", "Samtalen hålls i hemmet och tar en timme."]


def written(canvas: Canvas) -> None:
    lines_at(canvas, 60, 100, PAGE * 20)


@pytest.fixture
def without_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("without_program")
def test_a_scanned_file_says_what_to_install() -> None:
    with pytest.raises(UnreadableFile, match="ingen text att läsa: .*apt-get install tesseract-ocr tesseract-ocr-swe"):
        read_pdf(scanned(pdf_of(written)), "a.pdf")


@pytest.mark.usefixtures("without_program")
def test_a_scanned_page_among_others_says_what_to_install() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of(written)))
    writer.append(io.BytesIO(scanned(pdf_of(written))))
    writer.append(io.BytesIO(with_junk(pdf_of(written))))
    made = io.BytesIO()
    writer.write(made)
    reading = read_pdf(made.getvalue(), "a.pdf")
    assert [(page.number, page.ocr_confidence) for page in reading.pages] == [(1, None)]
    assert [(problem.number, problem.reason) for problem in reading.problems] == [
        (2, ocr.NO_PROGRAM),
        (3, ocr.NO_PROGRAM),
    ]
    assert ocr.awaits_program(reading.problems)


def test_without_swedish_that_is_what_is_missing() -> None:
    assert Scanner(installed=frozenset({"eng", "osd"})).lack == ocr.NO_SWEDISH


@pytest.mark.usefixtures("without_program")
def test_an_invisible_layer_over_a_picture_is_text_as_it_is() -> None:
    def hidden(canvas: Canvas) -> None:
        text = canvas.beginText(60, 700)
        text.setFont("Times-Roman", 10)
        text.setTextRenderMode(3)
        text.textLines(PAGE)
        canvas.drawText(text)

    layer = pypdf.PdfReader(io.BytesIO(pdf_of(hidden))).pages[0]
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(scanned(pdf_of(written))))
    writer.pages[0].merge_page(layer)
    made = io.BytesIO()
    writer.write(made)
    page = read_pdf(made.getvalue(), "a.pdf").pages[0]
    assert page.text.split() == " ".join(PAGE).split()
    assert page.ocr_confidence is None


@pytest.mark.usefixtures("without_program")
def test_a_cover_keeps_its_few_words() -> None:
    cover = stamped(pdf_of_pictures([Image.new("L", (1654, 2339), 120)]), "Verksamhetsberättelse")
    assert read_pdf(cover, "a.pdf").pages[0].text == "Verksamhetsberättelse"


@pytest.mark.parametrize(
    "line", ["1 234 567 8 910 11,5 % 2 000 kr", "Innehåll ........................ 5", "健康都市", "§ 5"]
)
def test_numbers_leaders_and_other_scripts_are_no_junk(line: str) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    font = "STSong-Light" if ord(line[0]) > 0x3000 else "Times-Roman"
    page = read_pdf(pdf_of(lambda canvas: at(canvas, 60, 100, line, font)), "a.pdf").pages[0]
    assert page.text
    assert page.ocr_confidence is None


def test_a_huge_image_is_not_opened() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of_pictures([Image.new("L", (64, 64), 255)])))
    image = writer.pages[0]["/Resources"]["/XObject"]["/image"].get_object()  # type: ignore[index]
    for name in ("/Width", "/Height"):
        image[pypdf.generic.NameObject(name)] = pypdf.generic.NumberObject(35_000)
    made = io.BytesIO()
    writer.write(made)
    began = time.monotonic()
    with pytest.raises(UnreadableFile, match=ocr.TOO_LARGE):
        read_pdf(made.getvalue(), "a.pdf")
    assert time.monotonic() - began < 5


def test_a_huge_page_becomes_a_small_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    def read(_self: Scanner, picture: Image.Image, *_: object) -> str:
        sizes.append(picture.width * picture.height)
        return ocr.ILLEGIBLE

    monkeypatch.setattr(Scanner, "read", read)
    monkeypatch.setattr("ingest.pdf.reader.Scanner", lambda: Scanner(installed=frozenset({"swe"})))
    buffer = io.BytesIO()
    Image.new("L", (200, 200), 255).save(buffer, "PDF", resolution=1)
    with pytest.raises(UnreadableFile):
        read_pdf(buffer.getvalue(), "a.pdf")
    assert sizes
    assert sizes[0] <= 12_100_000


@pytest.mark.parametrize("degrees", [-7.0, -1.0, 0.0, 0.45, 1.0, 4.0])
def test_the_skew_is_found_to_a_tenth(degrees: float) -> None:
    picture = pypdfium2.PdfDocument(pdf_of(written))[0].render(scale=2, grayscale=True).to_pil().convert("L")
    assert skew_of(turned(picture, -degrees)) == pytest.approx(degrees, abs=0.11)


def test_a_blank_page_has_nothing_to_read() -> None:
    noise = np.random.default_rng(1).normal(245, 3, (1200, 800)).clip(0, 255).astype(np.uint8)
    assert is_blank(Image.fromarray(noise, "L"))
    assert is_blank(Image.new("L", (800, 1200), 0))
    assert skew_of(Image.new("L", (800, 1200), 255)) == 0


def test_sizes_that_are_about_the_same_become_the_same() -> None:
    def word(size: float) -> Word:
        return Word("hälsa", 0, 1, 0, size, False, 0, 0, True, (0, 0, 1, 1))

    evened = even_sizes([tuple(map(word, (10.0, 10.0, 10.4, 9.6, 14.0))), (word(10.3), word(14.3))])
    sizes = [[each.size for each in words] for words in evened]
    assert sizes[0][:4] == [sizes[0][0]] * 4
    assert sizes[1] == [sizes[0][0], sizes[0][4]]
    assert sizes[0][4] > 1.3 * sizes[0][0]
