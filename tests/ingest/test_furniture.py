import io
from collections.abc import Callable

import pypdf
import pytest
from pypdf.constants import PageLabelStyle
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf.labels import is_page_number, labels_of
from ingest.pdf.reader import read_pdf
from tests.ingest.pdfs import HEIGHT, WIDTH, at, lines_at, pdf_of

WORDS = "noll ett två tre fyra fem sex sju åtta nio".split()


def body_of(number: int) -> list[str]:
    word = WORDS[number]
    return [f"{word.capitalize()} börjar sidan,", f"{word} går den vidare och", f"{word} slutar den."]


def page(number: int, head: str, foot: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 30, head, size=8)
        lines_at(canvas, 60, 100, body_of(number))
        at(canvas, WIDTH / 2, HEIGHT - 30, foot, size=8)

    return draw


def test_running_lines_are_furniture_and_give_the_labels() -> None:
    draws = [page(n, "Föreningen", f"Årsredovisning 2024 – {n + 4}") for n in range(1, 6)]
    pages = read_pdf(pdf_of(*draws), "a.pdf").pages
    assert [p.furniture for p in pages] == [("Föreningen", f"Årsredovisning 2024 – {n + 4}") for n in range(1, 6)]
    assert [p.label for p in pages] == ["5", "6", "7", "8", "9"]
    assert all(p.text == " ".join(body_of(p.number)) for p in pages)


def test_even_and_odd_pages_may_have_their_own() -> None:
    draws = [
        page(n, "Föreningen" if n % 2 else "Rapporten", f"{n} Höger" if n % 2 else f"Vänster {n}") for n in range(1, 7)
    ]
    pages = read_pdf(pdf_of(*draws), "a.pdf").pages
    assert all("Föreningen" not in p.text and "Rapporten" not in p.text and "ster" not in p.text for p in pages)
    assert [p.label for p in pages] == ["1", "2", "3", "4", "5", "6"]


def test_running_heads_that_change_with_the_chapter() -> None:
    heads = ["Inledning", "Inledning", "Mål", "Mål", "Arbete", "Arbete", "Arbete", "Ekonomi", "Ekonomi"]
    pages = read_pdf(pdf_of(*(page(n, head, "") for n, head in enumerate(heads, 1))), "a.pdf").pages
    assert [p.furniture for p in pages] == [(head,) for head in heads]


def test_a_cover_without_a_number_has_no_label() -> None:
    draws = [page(1, "", ""), *(page(n, "", str(n)) for n in range(2, 6))]
    assert [p.label for p in read_pdf(pdf_of(*draws), "a.pdf").pages] == [None, "2", "3", "4", "5"]


def test_roman_numbers_before_the_others() -> None:
    draws = [page(n, "", foot) for n, foot in enumerate(["i", "ii", "iii", "1", "2", "3", "4"], 1)]
    pages = read_pdf(pdf_of(*draws), "a.pdf").pages
    assert [p.label for p in pages] == ["i", "ii", "iii", "1", "2", "3", "4"]


@pytest.mark.parametrize("foot", ["1", "Sida 1 av 1", "- 1 -", "1 (1)", "s. 1"])
def test_a_single_page_with_nothing_but_its_number_at_the_foot(foot: str) -> None:
    read = read_pdf(pdf_of(page(1, "Rubriken", foot)), "a.pdf").pages[0]
    assert (read.furniture, read.label) == ((foot,), "1")
    assert read.text.startswith("Rubriken")


def test_first_lines_that_differ_and_large_headings_stay() -> None:
    def draw(number: int) -> Callable[[Canvas], None]:
        def drawn(canvas: Canvas) -> None:
            at(canvas, 60, 60, f"Kapitel {number}", "Times-Bold", 20)
            lines_at(canvas, 60, 100, body_of(number))

        return drawn

    pages = read_pdf(pdf_of(*(draw(n) for n in range(1, 6))), "a.pdf").pages
    assert all(p.text.startswith(f"Kapitel {p.number}\n\n{body_of(p.number)[0]}") and not p.furniture for p in pages)


def test_pages_that_are_all_alike_are_not_emptied() -> None:
    pages = read_pdf(pdf_of(*[lambda canvas: at(canvas, 60, 50, "Samma text.")] * 3), "a.pdf").pages
    assert [p.text for p in pages] == ["Samma text."] * 3


def test_the_pdfs_own_page_labels_go_before_what_is_printed() -> None:
    source = pypdf.PdfReader(io.BytesIO(pdf_of(*(page(n, "", str(n)) for n in range(1, 4)))))
    writer = pypdf.PdfWriter(clone_from=source)
    writer.set_page_label(0, 1, style=PageLabelStyle.LOWERCASE_ROMAN)
    writer.set_page_label(2, 2, style=PageLabelStyle.DECIMAL, start=1)
    buffer = io.BytesIO()
    writer.write(buffer)
    assert [p.label for p in read_pdf(buffer.getvalue(), "a.pdf").pages] == ["i", "ii", "1"]


def test_labels_of_lines() -> None:
    assert labels_of([["2024 s. 7"], ["2024 s. 8"], ["2024"], ["2024 s. 10"]]) == ["7", "8", None, "10"]
    assert labels_of([["Föreningen"], []]) == [None, None]
    assert labels_of([]) == []


def test_page_numbers() -> None:
    assert is_page_number("Sida 3 (8)", 3)
    assert is_page_number("Page 3 of 8", 3)
    assert not is_page_number("3 kommuner", 3)
    assert not is_page_number("4", 3)
