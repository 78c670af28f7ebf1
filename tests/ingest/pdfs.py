"""Small PDFs drawn for the tests: what is drawn where is known to the point."""

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
FONT = "Times-Roman"
SIZE = 10.0
LEADING = 12.0

Draw = Callable[[Canvas], object]


def pdf_of(*pages: Draw, title: str = "", password: str | None = None) -> bytes:
    """A PDF of pages, each drawn by a function."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=password, invariant=1)
    if title:
        canvas.setTitle(title)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def at(canvas: Canvas, x: float, y: float, text: str, font: str = FONT, size: float = SIZE) -> None:
    """Draws a line of text at x from the left and y from the top."""
    canvas.setFont(font, size)
    canvas.drawString(x, HEIGHT - y, text)


def lines_at(canvas: Canvas, x: float, y: float, lines: Sequence[str], leading: float = LEADING) -> float:
    """Draws lines under each other; returns where the next would stand."""
    for line in lines:
        at(canvas, x, y, line)
        y += leading
    return y


def wrapped(text: str, width: float) -> list[str]:
    """The lines of a text broken between words at a width in points."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if stringWidth(longer, FONT, SIZE) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def row_by_row(canvas: Canvas, columns: Sequence[tuple[float, Sequence[str]]], y: float) -> None:
    """Draws columns line by line across all of them."""
    for place in range(max(len(lines) for _, lines in columns)):
        for x, lines in columns:
            if place < len(lines):
                at(canvas, x, y + place * LEADING, lines[place])
