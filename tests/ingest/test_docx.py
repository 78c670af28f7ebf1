import io
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.errors import UnreadableFile
from ingest.reading import Reading
from ingest.word.reader import read_docx

W = nsdecls("w")


def reading_of(write: Callable[[WordDocument], object]) -> Reading:
    document = docx.Document()
    write(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return read_docx(buffer.getvalue(), "a.docx")


def add_xml(document: WordDocument, xml: str) -> None:
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def test_headings_paragraphs_and_lists_in_order() -> None:
    def write(document: WordDocument) -> None:
        document.add_heading("Titel", 0)
        document.add_paragraph("Ett stycke.")
        document.add_heading("Avsnitt", 2)
        document.add_paragraph("punkt", style="List Bullet")
        document.add_paragraph("inre", style="List Bullet 2")
        document.add_paragraph("ett", style="List Number")
        document.add_paragraph("två", style="List Number")

    page = reading_of(write).pages[0]
    assert page.text == "Titel\n\nEtt stycke.\n\nAvsnitt\n\n• punkt\n• inre\n1. ett\n2. två"
    assert [(page.text[h.start : h.end], h.level) for h in page.headings] == [("Titel", 1), ("Avsnitt", 2)]
    assert (page.number, page.label) == (1, None)


def test_tables_stand_where_they_stand() -> None:
    def write(document: WordDocument) -> None:
        document.add_paragraph("Före.")
        table = document.add_table(2, 3)
        for cell, text in zip(table._cells, ["Kommun", "Avgift", "År", "Borås", "45 000 kr", "2024"], strict=True):
            cell.text = text
        table.cell(0, 0).merge(table.cell(0, 1))
        document.add_paragraph("Efter.")

    assert reading_of(write).pages[0].text == "Före.\n\nKommun Avgift | År\nBorås | 45 000 kr | 2024\n\nEfter."


def test_a_layout_table_is_what_stands_in_it() -> None:
    def write(document: WordDocument) -> None:
        table = document.add_table(1, 1)
        table.cell(0, 0).text = "Ruta"
        table.cell(0, 0).add_paragraph("punkt", style="List Number")
        document.add_paragraph("efter", style="List Number")

    assert reading_of(write).pages[0].text == "Ruta\n\n1. punkt\n2. efter"


def test_a_style_based_on_a_heading_is_one() -> None:
    def write(document: WordDocument) -> None:
        style = document.styles.add_style("Min rubrik", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Heading 3"]
        document.add_paragraph("Rubriken", style=style)
        document.add_paragraph().add_run("Helt i fetstil").bold = True
        document.add_paragraph().add_run("En mening i fetstil.").bold = True

    page = reading_of(write).pages[0]
    assert [(page.text[h.start : h.end], h.level) for h in page.headings] == [("Rubriken", 3), ("Helt i fetstil", 3)]


def test_what_is_shown_is_read_and_what_is_deleted_or_hidden_is_not() -> None:
    def write(document: WordDocument) -> None:
        add_xml(
            document,
            f"<w:p {W}><w:r><w:t>Ett</w:t></w:r><w:ins><w:r><w:t xml:space='preserve'> infogat</w:t></w:r></w:ins>"
            "<w:del><w:r><w:delText> struket</w:delText></w:r></w:del>"
            "<w:moveFrom><w:r><w:t>flyttat</w:t></w:r></w:moveFrom>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r><w:r><w:br/><w:t>ny rad</w:t><w:tab/><w:t>efter</w:t>"
            "<w:noBreakHyphen/><w:t>streck ut</w:t><w:softHyphen/><w:t>veckling</w:t></w:r></w:p>",
        )
        add_xml(document, f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>Ruta</w:t></w:r></w:p></w:sdtContent></w:sdt>")
        add_xml(
            document,
            f"<w:p {W}><w:r><w:t>Ankare</w:t></w:r><w:r><w:txbxContent><w:p><w:r><w:t>Textruta</w:t></w:r></w:p>"
            "</w:txbxContent></w:r></w:p>",
        )

    assert (
        reading_of(write).pages[0].text == "Ett infogat\nny rad efter-streck utveckling\n\nRuta\n\nAnkare\n\nTextruta"
    )


def test_headers_and_footers_are_furniture_and_properties_facts() -> None:
    def write(document: WordDocument) -> None:
        document.add_paragraph("Text.")
        document.sections[0].header.paragraphs[0].text = "Sidhuvud"
        document.sections[0].footer.paragraphs[0].text = "Sida 1"
        document.core_properties.title = " Titeln "
        document.core_properties.author = "Föreningen"
        document.core_properties.language = "sv-SE"

    reading = reading_of(write)
    assert reading.pages[0].furniture == ("Sidhuvud", "Sida 1")
    assert reading.facts.titles == ("Titeln",)
    assert reading.facts.publishers == ("Föreningen",)
    assert reading.facts.language == "sv"


def test_numbered_headings_keep_their_numbers() -> None:
    def write(document: WordDocument) -> None:
        numbering = document.part.numbering_part.element
        numbering.insert(
            0,
            parse_xml(
                f"<w:abstractNum {W} w:abstractNumId='90'>"
                "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1'/></w:lvl>"
                "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/>"
                "<w:lvlText w:val='%1.%2)'/></w:lvl>"
                "</w:abstractNum>"
            ),
        )
        numbering.append(parse_xml(f"<w:num {W} w:numId='90'><w:abstractNumId w:val='90'/></w:num>"))
        for style, level, text in [
            ("Heading 1", 0, "Syfte"),
            ("Heading 2", 1, "Mål"),
            ("Heading 1", 0, "Arbete"),
            ("Heading 2", 1, "Nu"),
        ]:
            paragraph = document.add_paragraph(text, style=style)
            paragraph._p.get_or_add_pPr().append(
                parse_xml(f"<w:numPr {W}><w:ilvl w:val='{level}'/><w:numId w:val='90'/></w:numPr>")
            )

    assert reading_of(write).pages[0].text == "1 Syfte\n\n1.a) Mål\n\n2 Arbete\n\n2.a) Nu"


def test_an_empty_document_is_unreadable() -> None:
    with pytest.raises(UnreadableFile, match="ingen text"):
        reading_of(lambda document: document.add_paragraph(" "))
