"""The real documents and the public PDFs, where they stand beside the repository; nothing of them is kept here."""

import contextlib
import csv
import difflib
import re
import time
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from corpus.documents import Document
from corpus.errors import EncryptedFile, KallanError, UnreadableFile
from ingest.formats import read_bytes
from ingest.read import read_document
from ingest.reading import Reading
from tests.ingest.scanning import need_tesseract

SHARED = Path(__file__).parents[3] / "shared"
FILES = sorted((SHARED / "corpus").glob("*")) if SHARED.is_dir() else []
PDFS = sorted((SHARED / "pdfs").glob("*.pdf")) if SHARED.is_dir() else []
UNPRINTED = re.compile(r"[\u00ad\ufffe\u200b-\u200f\u2028\u2029\u00a0\ufb00-\ufb06\x00-\x09\x0b-\x1f\x7f]")

pytestmark = pytest.mark.skipif(not FILES, reason="the shared documents are not beside the repository")


@cache
def document_of(path: Path) -> Document:
    return read_document(path, document_id=path.stem, source=path.name, entry=None)


@cache
def reading_of(path: Path) -> Reading:
    """Within a minute; kept, as a scan takes seconds."""
    began = time.monotonic()
    try:
        return read_bytes(path.read_bytes(), path.name)
    finally:
        assert time.monotonic() - began < 60


def words_of(text: str) -> list[str]:
    """The words without markdown's marks and link targets, line-end hyphens joined."""
    text = re.sub(r"\]\([^)]*\)", "]", unicodedata.normalize("NFC", text))
    return re.findall(r"\w+", re.sub(r"(\w)-\n+(?=[a-zåäö])", r"\1", text).lower())


def f1_in_order(read: list[str], true: list[str]) -> float:
    blocks = difflib.SequenceMatcher(None, read, true, autojunk=False).get_matching_blocks()
    return 2 * sum(block.size for block in blocks) / (len(read) + len(true))


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_words_are_the_documents_own_in_order(path: Path) -> None:
    true = words_of((SHARED / "texts" / f"{path.stem}.txt").read_text("utf-8"))
    assert f1_in_order(words_of("\n\n".join(page.text for page in document_of(path).pages)), true) >= 0.995


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_pages_keep_the_contract(path: Path) -> None:
    for page in document_of(path).pages:
        assert page.text == unicodedata.normalize("NFC", page.text).strip()
        assert not UNPRINTED.search(page.text)
        assert "\n\n\n" not in page.text
        assert all(line == line.strip() for line in page.text.split("\n"))
        assert not any(line in page.text.split("\n") for line in page.furniture)
        assert all("\n" not in page.text[h.start : h.end] and h.start < h.end for h in page.headings)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_the_documents_are(path: Path) -> None:
    true = {row["document"]: row for row in rows_of(SHARED / "texts" / "documents.tsv")}[path.stem]
    document = document_of(path)
    assert document.kind.value == true["kind"]
    assert str(document.issued_on or "") == true["date"]
    assert ", ".join(document.languages) == true["language"]
    assert document.publisher == true["publisher"]


def test_the_evidence_stands_on_its_pages() -> None:
    for row in rows_of(SHARED / "evals" / "pages-dev.tsv"):
        document = document_of(SHARED / "corpus" / f"{row['document']}.pdf")
        found = {
            page.number
            for page in document.pages
            if row["evidence"].casefold() in " ".join(page.text.split()).casefold()
        }
        assert {int(number) for number in row["pages"].split(",")} <= found, row


def test_the_pdfs_print_their_page_numbers() -> None:
    for path in (path for path in FILES if path.suffix == ".pdf"):
        assert all(page.label == str(page.number) for page in document_of(path).pages)
        assert all(page.furniture for page in document_of(path).pages)


def unmeant(text: str) -> bool:
    return any(unicodedata.category(char) == "Co" or char == "\ufffd" for char in text)


SCANS = {
    "multicolumn_scan_linn": "The LinnSequencer is a state-of-the-art composition",
    "nomap_type3": "ua",
    "french_diacritics_image": "Portez ce vieux whisky au juge blond",
    "scan_cardinal_rotations": "The LinnSequencer 32 Track MIDI Sequence Recorder",
    "scan_ccitt": "The LinnSequencer is a state-of-the-art composition",
    "scan_huckfinn": "back towards the end of the widow’s garden",
    "scan_multipage": "on the throne of France",
    "scan_skew": "The LinnSequencer is a state-of-the-art composition",
}
"""Scans without a text layer, and words of theirs. The other scans: a huge image is refused, a layer is kept."""


@pytest.mark.parametrize("name", SCANS)
def test_the_scans_are_read(name: str) -> None:
    need_tesseract()
    path = SHARED / "pdfs" / f"{name}.pdf"
    reading = reading_of(path)
    assert any(SCANS[name] in page.text for page in reading.pages)
    assert any(page.ocr_confidence for page in reading.pages)
    assert all(problem.reason for problem in reading.problems)


def test_a_huge_scan_is_refused_and_a_read_one_kept() -> None:
    with pytest.raises(UnreadableFile, match="för stor"):
        reading_of(SHARED / "pdfs" / "scan_hugemono.pdf")
    kept = reading_of(SHARED / "pdfs" / "scan_with_ocr_layer.pdf")
    assert all(page.ocr_confidence is None for page in kept.pages)


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_every_pdf_ends_in_pages_or_an_error_of_our_own(path: Path) -> None:
    with contextlib.suppress(KallanError):
        reading = reading_of(path)
        numbers = [page.number for page in reading.pages] + [problem.number for problem in reading.problems]
        assert sorted(numbers) == list(range(1, len(numbers) + 1))
        assert not any(UNPRINTED.search(page.text) for page in reading.pages)
        assert not any(unmeant(page.text) for page in reading.pages)


def test_what_opens_with_an_empty_password_is_read_and_what_does_not_is_locked() -> None:
    for path in (path for path in PDFS if path.name.startswith("enc_")):
        if path.name in ("enc_r6_empty_user.pdf", "enc_r6_owner_is_empty.pdf"):
            assert read_bytes(path.read_bytes(), path.name).pages
        else:
            with pytest.raises(EncryptedFile):
                read_bytes(path.read_bytes(), path.name)
