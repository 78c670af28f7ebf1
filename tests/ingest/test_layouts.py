"""The same texts in layouts of many kinds; `python -m tests.ingest.layouts` measures all of them in more looks."""

import io
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf.reader import read_pdf
from ingest.word.reader import read_docx
from tests.ingest.layouts import LAYOUTS, OWN, f1_in_order, in_columns, laid_out, score, sources, text_of, texts_of
from tests.ingest.pdfs import HEIGHT, WIDTH, at, pdf_of
from tests.ingest.scanning import need_tesseract, scanned, word_error
from tests.ingest.typesetting import Frame, Look, Text, draw, fill

SHORT = sorted(sources(), key=lambda path: path.stat().st_size)[:2]
LINES = ("ett", "två", "tre", "fyra", "fem", "sex")


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("path", SHORT, ids=lambda path: path.stem)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_word_in_its_order(layout: str, path: Path, seed: int) -> None:
    found = score(laid_out(layout, path, seed))
    assert found.f1 >= 0.995
    assert found.torn == 0


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("layout", ["one column", "cover and roman front pages", "spread"])
def test_no_furniture_in_long_texts_and_every_label(layout: str, seed: int) -> None:
    longest = max(sources(), key=lambda path: path.stat().st_size)
    found = score(laid_out(layout, longest, seed))
    assert (found.furniture, found.labels) == (0, 1.0)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_columns_are_counted(count: int) -> None:
    texts = texts_of(OWN / "10-verksamhetsberattelse.md")
    laid = in_columns(texts, random.Random(count), count, "rows")  # noqa: S311
    reading = read_pdf(laid.pdf, "a.pdf")
    assert reading.layout.columns == count


def test_hyphens_joined_are_counted() -> None:
    texts = [Text("paragraph", "Folkhälsomyndigheten och medlemskommunerna samarbetar om samhällsutvecklingen. " * 6)]
    (lines,) = fill(texts, [Frame(60, 60, 92, 700)], Look(hyphenated=True))
    broken = sum(line.words[-1][1].endswith("-") for line in lines)
    reading = read_pdf(pdf_of(lambda canvas: draw(canvas, lines, HEIGHT)), "a.pdf")
    assert reading.layout.hyphens_joined == broken > 5
    assert "-" not in reading.pages[0].text


def test_own_hyphens_stay_wherever_lines_end() -> None:
    words = (
        "Samverkan sker på kommun- och regionnivå enligt SKL-rapporten och WHO-kontoret i Köpenhamn. "
        "Barn- och ungdomsperspektivet finns i IOP-avtal och på 20-årsdagen i Upplands-Bro via e-post."
    )
    for width in range(70, 200, 3):
        (lines,) = fill([Text("paragraph", words)], [Frame(60, 60, width, 700)], Look())
        pdf = pdf_of(partial(draw, lines=lines, height=HEIGHT))
        assert " ".join(read_pdf(pdf, "a.pdf").pages[0].text.split()) == words


@pytest.mark.parametrize("path", SHORT, ids=lambda path: path.stem)
def test_the_same_text_as_a_word_document(path: Path) -> None:
    document = docx.Document()
    for text in texts_of(path):
        style = {"heading": "Heading 2", "item": "List Bullet"}.get(text.kind)
        document.add_paragraph(text.words, style=style)
    document.sections[0].header.paragraphs[0].text = "Sidhuvudet"
    buffer = io.BytesIO()
    document.save(buffer)
    reading = read_docx(buffer.getvalue(), "a.docx")
    assert f1_in_order(text_of(reading), "\n".join(text.words for text in texts_of(path))) == 1.0
    assert reading.pages[0].furniture == ("Sidhuvudet",)


@pytest.mark.parametrize(("degrees", "columns"), [(1.0, 1), (-1.0, 2), (90.0, 1), (180.0, 1)])
def test_a_scan_that_lies_askew(degrees: float, columns: int) -> None:
    need_tesseract()
    path = SHORT[0]
    texts = texts_of(path)[:9]
    look = Look(size=10, justified=True, hyphenated=True)
    width = (WIDTH - 120 - (columns - 1) * 20) / columns
    frames = [Frame(60 + column * (width + 20), 60, width, 700 / columns) for column in range(columns)]
    lines = [line for frame in fill(texts, frames, look) for line in frame]
    pdf = scanned(pdf_of(lambda canvas: draw(canvas, lines, HEIGHT)), degrees)
    reading = read_pdf(pdf, "scan.pdf")
    assert word_error(text_of(reading), "\n".join(text.words for text in texts)) <= 0.04
    assert all(page.ocr_confidence for page in reading.pages)


def test_what_repeats_within_the_text_stays() -> None:
    def page(number: int) -> list[str]:
        return [
            "Namn på den sökande:",
            f"Medlem {LINES[number]}",
            "Vad söker ni pengar till?",
            f"Till {LINES[number]}.",
        ]

    def drawn(number: int) -> Callable[[Canvas], None]:
        def draw_page(canvas: Canvas) -> None:
            at(canvas, 60, 30, "Ansökan 2024", size=8)
            for place, line in enumerate(page(number)):
                at(canvas, 60, 90 + 14 * place, line)
            for place in range(8):
                at(canvas, 60, 160 + 14 * place, f"{LINES[number]} rad {LINES[place % 6]} i ansökan")
            at(canvas, 300, HEIGHT - 30, str(number + 1), size=8)

        return draw_page

    pages = read_pdf(pdf_of(*(drawn(number) for number in range(6))), "a.pdf").pages
    for number, read in enumerate(pages):
        assert read.furniture == ("Ansökan 2024", str(number + 1))
        assert " ".join(page(number)) in " ".join(read.text.split())


def test_an_initial_that_is_a_word_of_its_own() -> None:
    def drawn(canvas: Canvas) -> None:
        at(canvas, 60, 124, "I", "Times-Bold", 46)
        rest = ["dag samlas medlemmarna i nätverket", "till möte. Var dag räknas, och", "dag för dag växer det."]
        for place, line in enumerate(rest):
            at(canvas, 80, 100 + 12 * place, line)
        at(canvas, 60, 136, "Så slutar texten, som är så lång att den går över.")

    text = read_pdf(pdf_of(drawn), "a.pdf").pages[0].text
    assert text.startswith("I dag samlas medlemmarna i nätverket till möte.")
