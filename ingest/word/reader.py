"""Word documents (.docx) to a reading."""

import io
import re
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from ingest.blocks import Block, heading, item, paragraph, row, rows_of
from ingest.bounds import check_archive
from ingest.reading import Facts, Reading, single_page
from ingest.word.hidden import take_hidden
from ingest.word.numbering import Numbering
from ingest.word.text import boxes_in, text_in

_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_HEADING_STYLE = re.compile(r"heading (\d)", re.I)
_LONG_CELL = 400
_FAKE_HEADING = 100


def read_docx(data: bytes, name: str) -> Reading:
    """One page, number 1, without a label: body, tables, text boxes and footnotes; headers and footers as furniture.

    Raises UnreadableFile where the file is broken or has no text.
    """
    check_archive(data, name)
    document = docx.Document(io.BytesIO(data))
    hidden = take_hidden(document)
    reader = _Reader(document)
    blocks = list(reader.blocks(document.element.body))
    blocks += [paragraph(text) for text in _footnotes(document)]
    properties = document.core_properties
    facts = Facts(
        titles=tuple(title for title in (properties.title.strip(),) if title),
        language=properties.language[:2].lower() or None,
        publishers=tuple(author for author in (properties.author.strip(),) if author),
    )
    return single_page(name, blocks, facts, _furniture(document), hidden)


class _Reader:
    """Word's elements to blocks, with the numbers of its lists counted along the way."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._numbering = Numbering(document)

    def blocks(self, container: BaseOxmlElement) -> Iterator[Block]:
        """What stands in a body, cell, content control or text box, in order."""
        for element in container:
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield from self._table(element)
            elif element.tag == qn("w:sdt"):
                yield from self.blocks(element.findall(qn("w:sdtContent") + "/*"))
            elif element.tag in (qn("w:ins"), qn("w:customXml"), qn("w:moveTo")):
                yield from self.blocks(element)

    def _paragraph(self, element: BaseOxmlElement) -> Iterator[Block]:
        text = text_in(element).strip()
        if text:
            yield self._block(element, text)
        for box in boxes_in(element):
            yield from self.blocks(box)

    def _block(self, element: BaseOxmlElement, text: str) -> Block:
        word = Paragraph(element, self._document._body)  # noqa: SLF001
        styles = list(_styles(word))
        marker = self._numbering.marker(element, styles)
        level = _heading_level(element, styles)
        if level:
            return heading(f"{marker} {text}" if marker and marker[0].isalnum() else text, level)
        names = [style.name or "" for style in styles]
        if marker or any(name.startswith(("List Bullet", "List Number")) for name in names):
            return item(text, marker or "•")
        if names and names[0].lower().startswith("toc "):
            return row([text])
        return heading(text, 3) if _looks_like_heading(word, text) else paragraph(text)

    def _table(self, table: BaseOxmlElement) -> Iterator[Block]:
        """A data table by rows; a table of long cells or a single one is layout: what stands in it, in order."""
        lines = [[list(self.blocks(cell)) for cell in _own(line, "w:tc")] for line in _own(table, "w:tr")]
        cells = [blocks for line in lines for blocks in line]
        long = any(sum(len(block.text) for block in blocks) > _LONG_CELL for blocks in cells)
        if long or all(len(line) <= 1 for line in lines) or table.find(f".//{qn('w:tbl')}") is not None:
            yield from (block for blocks in cells for block in blocks)
            return
        yield from rows_of([" ".join(block.text for block in blocks) for blocks in line] for line in lines)


def _own(element: BaseOxmlElement, tag: str) -> Iterator[BaseOxmlElement]:
    """The element's own rows or cells, also those within content controls."""
    for child in element:
        if child.tag == qn(tag):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _own(child, tag)


def _styles(word: Paragraph) -> Iterator[ParagraphStyle]:
    """The paragraph's style and those it is based on."""
    style = word.style
    for _ in range(10):
        if style is None:
            return
        yield style
        style = style.base_style


def _heading_level(element: BaseOxmlElement, styles: list[ParagraphStyle]) -> int:
    """1 to 6 for a heading (a title is 1), 0 for anything else: by the style, else by its outline level."""
    for style in styles:
        name = style.name or ""
        if name.lower() == "title":
            return 1
        if match := _HEADING_STYLE.fullmatch(name):
            return min(int(match[1]), 6)
    for holder in (element, *(style.element for style in styles)):
        outline = holder.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None and (depth := int(outline.get(qn("w:val")) or 9)) < 6:
            return depth + 1
    return 0


def _looks_like_heading(word: Paragraph, text: str) -> bool:
    """A short line all in bold, without a full stop: what many write instead of using a heading style."""
    runs = [run for run in word.runs if run.text.strip()]
    return (
        bool(runs)
        and len(text) <= _FAKE_HEADING
        and text[-1] not in ".,;:"
        and "\n" not in text
        and all(run.bold for run in runs)
    )


def _footnotes(document: WordDocument) -> list[str]:
    """The texts of the footnotes, in order."""
    for relation in document.part.rels.values():
        if relation.reltype == _FOOTNOTES and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            notes = [note for note in root if note.get(qn("w:type")) in (None, "normal")]
            return [" ".join(text_in(line) for line in note.iter(qn("w:p"))) for note in notes]
    return []


def _furniture(document: WordDocument) -> tuple[str, ...]:
    """The distinct lines of headers and footers, in order."""
    lines: list[str] = []
    for section in document.sections:
        parts = (section.header, section.footer, section.first_page_header, section.first_page_footer)
        lines += [" ".join(text_in(line).split()) for part in parts for line in part._element.iter(qn("w:p"))]  # noqa: SLF001
    return tuple(dict.fromkeys(line for line in lines if line))
