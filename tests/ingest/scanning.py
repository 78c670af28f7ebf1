"""Pages as if they had come from a scanner, and how well they are read."""

import io
import os
import re
import shutil
from collections.abc import Sequence

import pypdf
import pypdfium2
import pytest
from PIL import Image
from rapidfuzz.distance import Levenshtein
from reportlab.pdfgen.canvas import Canvas

from ingest.ocr.tesseract import languages
from ingest.pdf.reader import LOCK
from tests.ingest.pdfs import at, pdf_of

DPI = 200


def need_tesseract() -> None:
    """Skips the test where Tesseract with Swedish is missing; fails it instead under `make test`."""
    if not {"swe", "eng", "osd"} <= languages():
        reason = "needs Tesseract: apt-get install tesseract-ocr tesseract-ocr-swe"
        if os.environ.get("KALLAN_TEST_ALL") and shutil.which("apt-get"):
            pytest.fail(reason)
        pytest.skip(reason)


def scanned(pdf: bytes, degrees: float = 0.0, rotation: int = 0) -> bytes:
    """The PDF as pictures alone, turned counterclockwise; `rotation` is what the pages are said to be turned by."""
    with LOCK:
        document = pypdfium2.PdfDocument(pdf)
        pictures = [page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L") for page in document]
        document.close()
    return pdf_of_pictures(
        [picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255) for picture in pictures],
        rotation,
    )


def pdf_of_pictures(pictures: Sequence[Image.Image], rotation: int = 0) -> bytes:
    """A PDF with a picture on each page."""
    buffer = io.BytesIO()
    pictures[0].save(buffer, "PDF", resolution=DPI, save_all=True, append_images=pictures[1:], quality=80)
    if not rotation:
        return buffer.getvalue()
    with LOCK:
        document = pypdfium2.PdfDocument(buffer.getvalue())
        for page in document:
            page.set_rotation(rotation)
        turned = io.BytesIO()
        document.save(turned)
        document.close()
    return turned.getvalue()


def with_junk(pdf: bytes) -> bytes:
    """The pages as pictures, with invisible letters over them whose Unicode map leads to the Private Use Area."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(scanned(pdf)))
    text = canvas.beginText(60, 700)
    text.setFont("Times-Roman", 10)
    text.setTextRenderMode(3)
    text.textLines(["abcdefghij" * 5] * 10)
    canvas.drawText(text)
    canvas.save()
    layer = pypdf.PdfReader(buffer).pages[0]
    page = writer.pages[0]
    page.merge_page(layer)
    lines = [f"<{code:02X}> <{0xE000 + code:04X}>" for code in range(97, 123)]
    cmap = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
    cmap += f"{len(lines)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar endcmap end"
    stream = pypdf.generic.StreamObject()
    stream.set_data(cmap.encode())
    for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
        font.get_object()[pypdf.generic.NameObject("/ToUnicode")] = writer._add_object(stream)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def stamped(pdf: bytes, text: str) -> bytes:
    """The first page with a line of text at its top."""
    layer = pypdf.PdfReader(io.BytesIO(pdf_of(lambda canvas: at(canvas, 400, 40, text))))
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.pages[0].merge_page(layer.pages[0])
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def word_error(read: str, true: str) -> float:
    """The share of words that must be changed, added or removed; case, punctuation and lines do not count."""
    words = re.findall(r"\w+", true.lower())
    return Levenshtein.distance(re.findall(r"\w+", read.lower()), words) / len(words)
