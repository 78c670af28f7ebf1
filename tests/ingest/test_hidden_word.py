"""Text that a Word document holds and a reader does not see is not read, and is told of."""

import io
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor

from corpus.documents import Hiding
from ingest.reading import Reading
from ingest.word.reader import read_docx
from tests.ingest.test_hidden import PHRASE, SEEN, hidden_in

W = nsdecls("w")


def word(write: Callable[[WordDocument], object]) -> Reading:
    document = docx.Document()
    document.add_paragraph(SEEN)
    write(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return read_docx(buffer.getvalue(), "a.docx")


def run(look: Callable[[docx.text.run.Font], object]) -> Callable[[WordDocument], None]:
    return lambda document: look(document.add_paragraph().add_run(PHRASE).font)


def set_colour(font: docx.text.run.Font, colour: str) -> None:
    font.color.rgb = RGBColor.from_string(colour)


def raw(xml: str) -> Callable[[WordDocument], None]:
    def write(document: WordDocument) -> None:
        document.element.body.insert(len(document.element.body) - 1, parse_xml(f"<w:p {W}>{xml}</w:p>"))

    return write


def comment(document: WordDocument) -> None:
    document.add_comment(document.paragraphs[0].runs, text=PHRASE)


def vanishing_style(document: WordDocument) -> None:
    style = document.styles.add_style("Dold", 1)
    style.font.hidden = True
    document.add_paragraph(PHRASE, style=style)


@pytest.mark.parametrize(
    ("write", "hiding"),
    [
        (run(lambda font: setattr(font, "hidden", True)), Hiding.MARKED_HIDDEN),
        (vanishing_style, Hiding.MARKED_HIDDEN),
        (run(lambda font: setattr(font, "size", Pt(1))), Hiding.TOO_SMALL),
        (run(lambda font: set_colour(font, "FFFFFF")), Hiding.NO_CONTRAST),
        (run(lambda font: set_colour(font, "FDFDFE")), Hiding.NO_CONTRAST),
        (raw(f"<w:del><w:r><w:delText>{PHRASE}</w:delText></w:r></w:del>"), Hiding.MARKED_HIDDEN),
        (raw(f"<w:moveFrom><w:r><w:t>{PHRASE}</w:t></w:r></w:moveFrom>"), Hiding.MARKED_HIDDEN),
        (comment, Hiding.COMMENT),
    ],
)
def test_text_that_is_not_seen_in_a_word_document(write: Callable[[WordDocument], object], hiding: Hiding) -> None:
    reading = word(write)
    assert reading.pages[0].text == SEEN
    assert hidden_in(reading) == {(hiding, PHRASE)}


def in_a_dark_cell(document: WordDocument) -> None:
    cell = document.add_table(1, 2).cell(0, 0)
    cell._tc.get_or_add_tcPr().append(parse_xml(f"<w:shd {W} w:val='clear' w:fill='1F3864'/>"))
    set_colour(cell.paragraphs[0].add_run(PHRASE).font, "FFFFFF")


def highlighted(document: WordDocument) -> None:
    font = document.add_paragraph().add_run(PHRASE).font
    set_colour(font, "FFFFFF")
    font.highlight_color = WD_COLOR_INDEX.DARK_BLUE


@pytest.mark.parametrize(
    "write",
    [
        in_a_dark_cell,
        highlighted,
        run(lambda font: set_colour(font, "808080")),
        run(lambda font: setattr(font, "hidden", False)),
        raw(f"<w:ins><w:r><w:t>{PHRASE}</w:t></w:r></w:ins>"),
    ],
)
def test_text_that_is_seen_in_a_word_document_stays(write: Callable[[WordDocument], object]) -> None:
    reading = word(write)
    assert PHRASE in reading.pages[0].text
    assert reading.hidden == ()
