"""The shipped scan against the text it was made of; no golden, as the reading depends on the version of Tesseract."""

import re
from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from tests.ingest.scanning import need_tesseract, word_error
from tests.shipped.reading import SCANNED, is_refused, shipped

TEXT = Path(__file__).parents[2] / "scripts" / "make_documents" / "texts" / "04-pressmeddelande-vardkommun.md"


def true_text() -> str:
    """The words in the order they are laid out: title, date, note, text."""
    _, head, body = TEXT.read_text("utf-8").split("---\n", 2)
    front = dict(line.split(": ", 1) for line in head.splitlines())
    return "\n\n".join((front["running_head"], front["title"], front["dateline"], front["note"], body))


def test_the_words_are_the_texts_own() -> None:
    need_tesseract()
    (page,) = shipped(SCANNED).pages
    assert word_error(page.text, true_text()) <= 0.04
    assert page.ocr_confidence is not None
    assert page.ocr_confidence > 0.8
    for name in ("Johanna Linnarsson", "Frida Trollmyr (S), Malmö", "Ulf Hanstål (M)", "27 mars 2020"):
        assert name in page.text


def test_its_structure_is_the_texts_own() -> None:
    need_tesseract()
    document = shipped(SCANNED)
    (page,) = document.pages
    headings = [page.text[heading.start : heading.end] for heading in page.headings]
    assert headings == ["Healthy Cities valde ny värdkommun", "Styrelsen", "Det här vill nätverket"]
    assert len(re.findall("^• ", page.text, re.M)) == 4
    assert document.languages == ("sv",)
    assert str(document.issued_on) == "2020-03-27"


def test_without_the_program_it_is_refused_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shipped.cache_clear()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert is_refused(SCANNED)
    with pytest.raises(UnreadableFile, match="apt-get install tesseract-ocr tesseract-ocr-swe"):
        shipped(SCANNED)
    shipped.cache_clear()
