"""A statement as a Word document, with real heading and list styles."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as DocxParagraph

from scripts.make_documents.source import Heading, ItemList, Paragraph, Text, parse_inline

_FIXED = datetime(2026, 11, 1, tzinfo=UTC)
_ZIP_TIME = (2026, 11, 1, 0, 0, 0)


def docx_bytes(text: Text) -> bytes:
    """The same bytes for the same text: dates and file times are fixed."""
    document = Document()
    _properties(document, text)
    document.add_paragraph(text["title"], style="Title")
    document.add_paragraph(text["dateline"], style="Subtitle")
    note = document.add_paragraph()
    note.add_run(text["note"]).italic = True
    for block in text.blocks:
        if isinstance(block, Heading):
            document.add_heading(block.text, level=block.level - 1)
        elif isinstance(block, ItemList):
            style = "List Number" if block.ordered else "List Bullet"
            for item in block.items:
                _add_runs(document.add_paragraph(style=style), item)
        elif isinstance(block, Paragraph):
            _add_runs(document.add_paragraph(), block.text)
    document.sections[0].footer.paragraphs[0].text = "Healthy Cities Sverige"
    buffer = BytesIO()
    document.save(buffer)
    return _with_fixed_times(buffer.getvalue())


def _add_runs(paragraph: DocxParagraph, line: str) -> None:
    for run in parse_inline(line):
        added = paragraph.add_run(run.text)
        added.bold = run.bold or None
        added.italic = run.italic or None


def _properties(document: DocxDocument, text: Text) -> None:
    core = document.core_properties
    core.title, core.author, core.language = text["title"], text["author"], text["language"]
    core.subject, core.comments, core.keywords = "Sammanfattning skriven för projektet Källan", "", ""
    core.last_modified_by, core.revision = "Projektet Källan", 1
    core.created = core.modified = _FIXED
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for run_properties in defaults.iter(qn("w:rPr")):
        for old in run_properties.findall(qn("w:lang")):
            run_properties.remove(old)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), text["language"])
        run_properties.append(language)


def _with_fixed_times(data: bytes) -> bytes:
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = ZipInfo(name, _ZIP_TIME)
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return buffer.getvalue()
