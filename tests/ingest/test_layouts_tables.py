"""Tables drawn in many ways: ruled, striped, with three lines, or with nothing but space; read row by row."""

import io
import random

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from ingest.pdf.reader import read_pdf
from ingest.reading import Reading

HEAD = ("Namn", "Parti", "Uppdrag i styrelsen", "Kommun eller region")
ROWS = (
    ("Fredrik Hansson", "S", "Ordförande", "Luleå kommun"),
    ("Sofia Lindholm", "C", "Vice ordförande", "Trollhättans stad, där nätverket har sitt kansli sedan 2020"),
    ("Behcet Barsom", "KD", "Ledamot", "Region Örebro län"),
    ("Håkan Eriksson", "C", "Ledamot som också följer arbetet med ekonomi", "Borås stad"),
    ("Sören Juvas", "S", "Ledamot", "Falu kommun"),
)
NUMBERS = (
    ("", "2023", "2024"),
    ("Intäkter", "812 400 kr", "878 050 kr"),
    ("Kostnader", "790 000 kr", "901 300 kr"),
    ("Resultat", "22 400 kr", "–23 250 kr"),
)
BEFORE = "Styrelsen ansvarar för föreningen och för dess talan. Under året höll styrelsen sju sammanträden med beslut."
AFTER = "Styrelsen har dessutom haft två arbetsdagar. Den har följt arbetet i nätverkets grupper under hela året."

RULES = {
    "grid": [("GRID", (0, 0), (-1, -1), 0.5, colors.black)],
    "boxed rows": [("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey), ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black)],
    "stripes": [
        ("BACKGROUND", (0, 0), (-1, 0), colors.darkblue),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, colors.lightgrey]),
    ],
    "three lines": [
        ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
        ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
    ],
    "space alone": [],
}


def built(*parts: Flowable) -> Reading:
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1).build(list(parts))
    return read_pdf(buffer.getvalue(), "a.pdf")


def table(rows: list[tuple[str, ...]], rules: str, valign: str, padding: float, widths: list[float]) -> Table:
    cell = ParagraphStyle("cell", fontSize=9, leading=11)
    ink = colors.white if rules == "stripes" else colors.black
    head = ParagraphStyle("head", parent=cell, fontName="Helvetica-Bold", textColor=ink)
    made = [[Paragraph(text, head if not place else cell) for text in row] for place, row in enumerate(rows)]
    style = [*RULES[rules], ("VALIGN", (0, 0), (-1, -1), valign)]
    style += [("TOPPADDING", (0, 0), (-1, -1), padding), ("BOTTOMPADDING", (0, 0), (-1, -1), padding)]
    return Table(made, colWidths=widths, style=style, repeatRows=1)


def lines_of(*rows: tuple[str, ...]) -> str:
    return "\n".join(" ".join(" | ".join(row).split()) for row in rows)


BODY = ParagraphStyle("body", fontSize=10, leading=13, spaceAfter=4)
LINE = ParagraphStyle("heading", parent=BODY, fontName="Helvetica-Bold")


@pytest.mark.parametrize("valign", ["TOP", "MIDDLE"])
@pytest.mark.parametrize("rules", RULES)
def test_rows_cells_and_what_stands_around_them(rules: str, valign: str) -> None:
    if rules in ("three lines", "space alone") and valign == "MIDDLE":
        pytest.skip("without a line between rows nothing tells where a centred cell of two lines begins")
    wide = [110, 50, 130, 150]
    reading = built(
        Paragraph(BEFORE, BODY),
        table([HEAD, *ROWS], rules, valign, 4, wide),
        Paragraph("Kansliet", LINE),
        Paragraph(AFTER, BODY),
    )
    assert reading.pages[0].text == "\n\n".join([BEFORE, lines_of(HEAD, *ROWS), "Kansliet", AFTER])
    assert reading.layout.tables == 1
    (heading,) = reading.pages[0].headings
    assert reading.pages[0].text[heading.start : heading.end] == "Kansliet"


@pytest.mark.parametrize("seed", range(12))
def test_numbers_under_an_empty_corner(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    rules = dice.choice(list(RULES))
    widths = [dice.choice([80, 120]), dice.choice([70, 90]), dice.choice([70, 110])]
    made = table(list(NUMBERS), rules, dice.choice(["TOP", "MIDDLE"]), dice.choice([2, 4, 7]), widths)
    reading = built(Paragraph(BEFORE, BODY), Spacer(1, dice.choice([0, 8])), made, Paragraph(AFTER, BODY))
    assert reading.pages[0].text == "\n\n".join([BEFORE, lines_of(*NUMBERS), AFTER])


@pytest.mark.parametrize("rules", ["grid", "stripes", "space alone"])
def test_a_table_over_two_pages_names_its_columns_on_both(rules: str) -> None:
    rows = [(f"Medlem nummer {number}", f"{number} 000", f"{number} kr") for number in range(1, 61)]
    head = ("Medlem", "Invånare", "Avgift")
    reading = built(table([head, *rows], rules, "TOP", 4, [150, 100, 100]))
    first, second = (page.text.split("\n") for page in reading.pages)
    assert first[0] == second[0] == "Medlem | Invånare | Avgift"
    assert [*first[1:], *second[1:]] == [" | ".join(row) for row in rows]


def test_cells_drawn_one_by_one_with_several_lines_in_each() -> None:
    rows = [
        ("När", "Vad händer"),
        ("I början av året och senast i mars", "Medlemmarna möts till en konferens där de antar ett ställningstagande"),
        ("Under hösten i oktober eller november", "Politiker och tjänstepersoner möts i Stockholm till ett höstmöte"),
    ]
    reading = built(table(rows, "grid", "TOP", 3, [90, 120]))
    assert reading.pages[0].text == lines_of(*rows)


def test_columns_of_text_between_two_lines_are_no_table() -> None:
    text = Paragraph(f"{BEFORE} {AFTER} " * 3, BODY)
    other = Paragraph(f"{AFTER} {BEFORE} " * 3, BODY)
    style = [("LINEABOVE", (0, 0), (-1, 0), 1, colors.black), ("LINEBELOW", (0, 0), (-1, -1), 1, colors.black)]
    reading = built(Table([[text, other]], colWidths=[220, 220], style=style))
    assert reading.layout.tables == 0
    assert reading.layout.columns == 2
    assert reading.pages[0].text.startswith(f"{BEFORE} {AFTER} {BEFORE}")
