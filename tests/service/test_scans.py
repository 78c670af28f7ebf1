"""Scanned documents from file to answer."""

import io
from pathlib import Path

import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.answers import Filters
from ingest.ocr.scanner import NO_PROGRAM
from tests.ingest.pdfs import lines_at, pdf_of
from tests.ingest.scanning import need_tesseract, scanned
from tests.service.ingesting import Place

SCANNED = ["Fullmäktige beslutade om hälsosamtal för äldre i Åmåla.", "Kostnaden är 640 kronor per besök."]


def typed(canvas: Canvas) -> None:
    lines_at(canvas, 60, 100, ["Den här sidan är skriven med en ordbehandlare och har ett textlager som alla andra."])


def handed_in(canvas: Canvas) -> None:
    lines_at(canvas, 60, 100, SCANNED)


def test_a_scanned_page_waits_for_the_program_and_is_read_when_it_is_there(place: Place, tmp_path: Path) -> None:
    need_tesseract()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of(typed)))
    writer.append(io.BytesIO(scanned(pdf_of(handed_in))))
    writer.write(place.documents / "protokoll.pdf")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(tmp_path))
        (document,) = [each for each in place.ingest().documents if each.source == "protokoll.pdf"]
        assert [(each.number, each.reason) for each in document.problems] == [(2, NO_PROGRAM)]
        assert "protokoll.pdf" in place.ingest().unchanged
    assert place.ingest().changed == ["protokoll.pdf"]
    assert "protokoll.pdf" in place.ingest().unchanged
    knowledge_base = place.open()
    found = knowledge_base.search("hälsosamtal", Filters(), 1)[0]
    page = found.document.page(2)
    assert page is not None
    assert page.text.split() == " ".join(SCANNED).split()
    assert page.ocr_confidence is not None
    assert 0.8 < page.ocr_confidence <= 1
