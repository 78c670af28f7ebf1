"""A short text on plain pages: a statement or a debate article."""

from functools import cache
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate
from reportlab.platypus import Paragraph as PdfParagraph

from scripts.make_documents.pdf_parts import (
    ACCENT,
    INK,
    REGULAR,
    finish,
    flowables,
    markup,
    register_fonts,
    styles,
    without_comment,
)
from scripts.make_documents.source import Text

_WIDTH, _HEIGHT = A4
_MARGIN = 28 * mm


@cache
def _styles(_language: str) -> dict[str, ParagraphStyle]:
    return styles(11)


def article_pdf(text: Text) -> bytes:
    """Title, what it is and when, the note, the text; the page number at the foot."""
    register_fonts()
    buffer = BytesIO()
    document = BaseDocTemplate(buffer, pagesize=A4, invariant=1, lang=text["language"], pageCompression=1)
    frame = Frame(_MARGIN, _MARGIN, _WIDTH - 2 * _MARGIN, _HEIGHT - 2 * _MARGIN, 0, 0, 0, 0)

    def decorate(canvas: Canvas, _: BaseDocTemplate) -> None:
        _decorate(canvas, text)

    document.addPageTemplates([PageTemplate("page", [frame], onPage=decorate)])
    used = _styles("")
    dateline = ParagraphStyle("dateline", parent=used["body"], fontSize=10, leading=14, spaceAfter=16)
    story: list[Flowable] = [
        PdfParagraph(markup(text["title"]), used["heading1"]),
        PdfParagraph(markup(text["dateline"]), dateline),
        PdfParagraph(markup(text["note"]), used["note"]),
        *flowables(text.blocks, _styles, text["language"]),
    ]
    document.build(story)
    return without_comment(buffer.getvalue())


def _decorate(canvas: Canvas, text: Text) -> None:
    number = canvas.getPageNumber()
    if number == 1:
        finish(canvas, text)
    canvas.saveState()
    canvas.setFont(REGULAR, 8)
    canvas.setFillColor(INK)
    canvas.setStrokeColor(ACCENT)
    canvas.drawString(_MARGIN, _HEIGHT - 18 * mm, text["running_head"])
    canvas.line(_MARGIN, _HEIGHT - 20 * mm, _WIDTH - _MARGIN, _HEIGHT - 20 * mm)
    canvas.drawString(_MARGIN, 15 * mm, "Sammanfattning för projektet Källan")
    canvas.drawRightString(_WIDTH - _MARGIN, 15 * mm, str(number))
    canvas.restoreState()
