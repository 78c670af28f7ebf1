"""An annual report: cover, contents, chapters with running heads and printed page numbers.

The cover and the contents are pages i and ii (nothing is printed on the
cover); the first chapter begins on the page labelled 1, the third of the file.
"""

from functools import cache
from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import Paragraph as PdfParagraph
from reportlab.platypus import Table as PdfTable
from reportlab.platypus.flowables import CallerMacro

from scripts.make_documents.pdf_parts import (
    ACCENT,
    INK,
    PALE,
    REGULAR,
    finish,
    flowables,
    markup,
    register_fonts,
    styles,
    without_comment,
)
from scripts.make_documents.source import Heading, Text

_WIDTH, _HEIGHT = A4
_MARGIN = 25 * mm
_FRONT_PAGES = 2
# A chapter, or a section, begins on a new page when less than this is left.
_CHAPTER_ROOM, _SECTION_ROOM = 105 * mm, 40 * mm


@cache
def _styles(_language: str) -> dict[str, ParagraphStyle]:
    return styles(11)


class _Report:
    """Builds the report once; ``pages`` gathers the physical page of each heading."""

    def __init__(self, text: Text, pages: dict[str, int]) -> None:
        self.text = text
        self.known = pages
        self.pages: dict[str, int] = {}
        self.chapters = 0

    def build(self) -> bytes:
        buffer = BytesIO()
        language = self.text["language"]
        document = BaseDocTemplate(buffer, pagesize=A4, invariant=1, lang=language, pageCompression=1)
        frame = Frame(_MARGIN, _MARGIN, _WIDTH - 2 * _MARGIN, _HEIGHT - 2 * _MARGIN, 0, 0, 0, 0)
        document.addPageTemplates(
            [
                PageTemplate("cover", [frame], onPage=self._cover),
                PageTemplate("page", [frame], onPage=self._page),
            ]
        )
        chapters = flowables(self.text.blocks, _styles, language, self._heading)
        document.build([*self._front(), *chapters])
        return without_comment(buffer.getvalue())

    def _front(self) -> list[Flowable]:
        white = colors.white
        big = ParagraphStyle("big", parent=_styles("")["heading1"], fontSize=34, leading=42, textColor=white)
        small = ParagraphStyle("small", parent=big, fontSize=18, leading=24)
        return [
            NextPageTemplate("page"),
            Spacer(1, 60 * mm),
            PdfParagraph(markup(self.text["title"]), big),
            PdfParagraph(markup(self.text["author"]), small),
            Spacer(1, 78 * mm),
            PdfParagraph(markup(self.text["note"]), _styles("")["note"]),
            PageBreak(),
            PdfParagraph("Innehåll", _styles("")["heading1"]),
            self._contents(),
            PageBreak(),
        ]

    def _contents(self) -> PdfTable:
        titles = [block.text for block in self.text.blocks if isinstance(block, Heading) and block.level == 1]
        cell = _styles("")["cell"]
        rows = [[PdfParagraph(title, cell), str(self.known.get(title, 0) - _FRONT_PAGES)] for title in titles]
        table = PdfTable(rows, colWidths=[_WIDTH - 2 * _MARGIN - 15 * mm, 15 * mm])
        table.setStyle(
            [
                ("FONT", (0, 0), (-1, -1), REGULAR, 11),
                ("TEXTCOLOR", (0, 0), (-1, -1), INK),
                ("ALIGN", (1, 0), (1, -1), "RIGHT"),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, PALE),
            ]
        )
        return table

    def _heading(self, block: Heading) -> list[Flowable]:
        def mark(macro: CallerMacro, *_: float) -> None:
            canvas: Canvas = macro.canv
            self.pages[block.text] = canvas.getPageNumber()
            canvas.bookmarkPage(block.text)
            canvas.addOutlineEntry(block.text, block.text, block.level - 1)

        marker = CallerMacro(drawCallable=mark)
        marker.keepWithNext = 1
        title = PdfParagraph(markup(block.text), _styles("")[f"heading{block.level}"])
        room = _CHAPTER_ROOM if block.level == 1 else _SECTION_ROOM
        return [CondPageBreak(room), marker, title]

    def _cover(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        finish(canvas, self.text)
        canvas.addPageLabel(0, "ROMAN_LOWER", 1)
        canvas.addPageLabel(_FRONT_PAGES, "ARABIC", 1)
        canvas.saveState()
        canvas.setFillColor(ACCENT)
        canvas.rect(0, _HEIGHT * 0.45, _WIDTH, _HEIGHT * 0.55, stroke=0, fill=1)
        canvas.restoreState()

    def _page(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        number = canvas.getPageNumber()
        label = str(number - _FRONT_PAGES) if number > _FRONT_PAGES else "ii"
        canvas.saveState()
        canvas.setFont(REGULAR, 8)
        canvas.setFillColor(INK)
        canvas.setStrokeColor(ACCENT)
        canvas.drawString(_MARGIN, _HEIGHT - 15 * mm, self.text["running_head"])
        canvas.drawRightString(_WIDTH - _MARGIN, _HEIGHT - 15 * mm, self.text["title"])
        canvas.line(_MARGIN, _HEIGHT - 17 * mm, _WIDTH - _MARGIN, _HEIGHT - 17 * mm)
        canvas.drawString(_MARGIN, 13 * mm, "Sammanfattning för projektet Källan")
        canvas.drawRightString(_WIDTH - _MARGIN, 13 * mm, label)
        canvas.restoreState()


def report_pdf(text: Text) -> bytes:
    """Build twice: the first time to learn where the chapters begin."""
    register_fonts()
    first = _Report(text, {})
    first.build()
    return _Report(text, first.pages).build()
