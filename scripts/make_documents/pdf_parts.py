"""What the PDF layouts share: typefaces, styles, blocks as flowables, metadata."""

import re
from collections.abc import Callable, Iterable
from html import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, ListFlowable, ListItem, Spacer
from reportlab.platypus import Paragraph as PdfParagraph
from reportlab.platypus import Table as PdfTable

from scripts.make_documents.source import (
    Block,
    Directive,
    Heading,
    ItemList,
    Paragraph,
    Table,
    Text,
    parse_inline,
)

INK = colors.HexColor("#1f2a30")
ACCENT = colors.HexColor("#00677f")
PALE = colors.HexColor("#e6f1f3")
REGULAR, BOLD, ITALIC = "Vera", "VeraBd", "VeraIt"

_PRODUCER = "Projektet Källan"
# Comments in which the library writes its own name.
_COMMENT = re.compile(rb"ReportLab [Gg]enerated PDF document[^\r\n]*?\(opensource\)")
_FONT_FILES = {REGULAR: "Vera.ttf", BOLD: "VeraBd.ttf", ITALIC: "VeraIt.ttf"}

HeadingMaker = Callable[[Heading], list[Flowable]]


def register_fonts() -> None:
    """Embed Bitstream Vera, which the PDF library brings along."""
    for name, file in _FONT_FILES.items():
        pdfmetrics.registerFont(TTFont(name, file))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD)


def styles(size: float, language: str = "", *, justified: bool = False) -> dict[str, ParagraphStyle]:
    """Styles by block name; with a language ("sv-SE") words are hyphenated at line ends."""
    body = ParagraphStyle(
        "body",
        fontName=REGULAR,
        fontSize=size,
        leading=size * 1.5,
        spaceAfter=size * 0.7,
        textColor=INK,
        alignment=TA_JUSTIFY if justified else TA_LEFT,
        allowWidows=0,
        allowOrphans=0,
    )
    if language:
        body.hyphenationLang = language.replace("-", "_")
        body.embeddedHyphenation = 1
        body.hyphenationMinWordLength = 6
    made = {"body": body}
    for level, scale in ((1, 2.0), (2, 1.35), (3, 1.1)):
        made[f"heading{level}"] = ParagraphStyle(
            f"heading{level}",
            fontName=BOLD,
            fontSize=size * scale,
            leading=size * scale * 1.25,
            spaceBefore=size * 0.9,
            spaceAfter=size * 0.6,
            textColor=ACCENT,
            keepWithNext=1,
        )
    made["note"] = ParagraphStyle(
        "note",
        fontName=ITALIC,
        fontSize=size * 0.85,
        leading=size * 1.25,
        spaceAfter=size * 1.2,
        textColor=INK,
        backColor=PALE,
        borderPadding=6,
    )
    made["cell"] = ParagraphStyle("cell", parent=body, alignment=TA_LEFT, spaceAfter=0, hyphenationLang="")
    return made


def markup(line: str) -> str:
    """One line of the texts as the PDF library's own inline markup."""
    parts = []
    for run in parse_inline(line):
        text = escape(run.text, quote=False)
        text = f"<b>{text}</b>" if run.bold else text
        parts.append(f"<i>{text}</i>" if run.italic else text)
    return "".join(parts)


def flowables(
    blocks: Iterable[Block],
    by_language: Callable[[str], dict[str, ParagraphStyle]],
    language: str,
    heading: HeadingMaker | None = None,
) -> list[Flowable]:
    """Turn blocks into flowables; a language directive changes the hyphenation after it."""
    used = by_language(language)
    made: list[Flowable] = []
    for block in blocks:
        if isinstance(block, Directive):
            used = by_language(block.value) if block.name == "language" else used
        elif isinstance(block, Heading):
            style = used[f"heading{block.level}"]
            made += heading(block) if heading else [PdfParagraph(markup(block.text), style)]
        elif isinstance(block, Paragraph):
            made.append(PdfParagraph(markup(block.text), used["body"]))
        elif isinstance(block, ItemList):
            made.append(_list(block, used["body"]))
        elif isinstance(block, Table):
            made += [_table(block, used["cell"]), Spacer(1, used["body"].spaceAfter * 1.5)]
    return made


def finish(canvas: Canvas, text: Text) -> None:
    """Set the document's properties; called once, on its first page."""
    canvas.setTitle(text["title"])
    canvas.setAuthor(text["author"])
    canvas.setSubject("Sammanfattning skriven för projektet Källan")
    canvas.setCreator(_PRODUCER)
    canvas.setProducer(_PRODUCER)


def without_comment(pdf: bytes) -> bytes:
    """Blank the library's comments; the length stays, so every offset in the file holds."""
    return _COMMENT.sub(lambda match: b" " * len(match[0]), pdf)


def _list(block: ItemList, style: ParagraphStyle) -> ListFlowable:
    items = [ListItem(PdfParagraph(markup(item), style), leftIndent=style.fontSize * 1.6) for item in block.items]
    if block.ordered:
        return ListFlowable(items, bulletType="1", bulletFontName=REGULAR, bulletFontSize=style.fontSize)
    return ListFlowable(
        items,
        bulletType="bullet",
        start="•",
        bulletFontName=REGULAR,
        bulletFontSize=style.fontSize,
        bulletColor=ACCENT,
        leftIndent=style.fontSize * 1.6,
    )


def _table(block: Table, style: ParagraphStyle) -> PdfTable:
    head = ParagraphStyle("head", parent=style, fontName=BOLD, textColor=colors.white)
    rows = [[PdfParagraph(markup(cell), head) for cell in block.header]]
    rows += [[PdfParagraph(markup(cell), style) for cell in row] for row in block.rows]
    table = PdfTable(rows, repeatRows=1, hAlign="LEFT", spaceBefore=style.fontSize * 0.5)
    table.setStyle(
        [
            ("BACKGROUND", (0, 0), (-1, 0), ACCENT),
            ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, PALE]),
            ("LINEBELOW", (0, -1), (-1, -1), 0.8, ACCENT),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ]
    )
    return table
