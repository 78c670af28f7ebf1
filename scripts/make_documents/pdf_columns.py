"""A report in two justified columns, with words hyphenated at line ends."""

from functools import cache
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, FrameBreak, NextPageTemplate, PageTemplate
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
_MARGIN, _GUTTER = 22 * mm, 8 * mm
_COLUMN = (_WIDTH - 2 * _MARGIN - _GUTTER) / 2
_BANNER = 52 * mm


@cache
def _styles(language: str) -> dict[str, ParagraphStyle]:
    made = styles(10, language, justified=True)
    made["heading2"].fontSize, made["heading2"].leading = 12, 15
    return made


def columns_pdf(text: Text) -> bytes:
    """Title and note across the page, then the text in two columns."""
    register_fonts()
    buffer = BytesIO()
    document = BaseDocTemplate(buffer, pagesize=A4, invariant=1, lang=text["language"], pageCompression=1)

    def decorate(canvas: Canvas, _: BaseDocTemplate) -> None:
        _decorate(canvas, text)

    document.addPageTemplates(
        [
            PageTemplate("first", [_banner(), *_columns(_BANNER)], onPage=decorate),
            PageTemplate("later", _columns(0), onPage=decorate),
        ]
    )
    title = ParagraphStyle(
        "title", parent=_styles("")["heading1"], fontSize=20, leading=25, spaceBefore=0, spaceAfter=14
    )
    story: list[Flowable] = [
        NextPageTemplate("later"),
        PdfParagraph(markup(text["title"]), title),
        PdfParagraph(markup(text["note"]), _styles("")["note"]),
        FrameBreak(),
        *flowables(text.blocks, _styles, text["language"]),
    ]
    document.build(story)
    return without_comment(buffer.getvalue())


def _banner() -> Frame:
    top = _HEIGHT - _MARGIN - _BANNER
    return Frame(_MARGIN, top, _WIDTH - 2 * _MARGIN, _BANNER, 0, 0, 0, 0, id="banner")


def _columns(banner: float) -> list[Frame]:
    height = _HEIGHT - 2 * _MARGIN - banner
    left = [_MARGIN, _MARGIN + _COLUMN + _GUTTER]
    return [Frame(x, _MARGIN, _COLUMN, height, 0, 0, 0, 0, id=f"column{n}") for n, x in enumerate(left)]


def _decorate(canvas: Canvas, text: Text) -> None:
    number = canvas.getPageNumber()
    if number == 1:
        finish(canvas, text)
    canvas.saveState()
    canvas.setFont(REGULAR, 7.5)
    canvas.setFillColor(INK)
    canvas.setStrokeColor(ACCENT)
    if number > 1:
        canvas.drawString(_MARGIN, _HEIGHT - 14 * mm, text["running_head"])
        canvas.line(_MARGIN, _HEIGHT - 16 * mm, _WIDTH - _MARGIN, _HEIGHT - 16 * mm)
    canvas.drawString(_MARGIN, 12 * mm, "Sammanfattning för projektet Källan")
    canvas.drawRightString(_WIDTH - _MARGIN, 12 * mm, str(number))
    canvas.restoreState()
