"""Public PDFs of every kind of trouble, where they stand beside the repository: each ends as one may expect.

Scans that are read by OCR are in test_shared.py; all of them, with their time and memory, in docs/ingest.md.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import EncryptedFile, IngestError
from ingest.apart.child import ChildReader

FOLDER = Path(__file__).parents[3] / "shared" / "pdfs"
PASSWORDS = ("asdfzxcv", "foo")
READ = {
    "arabic": "habibi",
    "attachment_inside": "Lorem ipsum",
    "bad_bomb_giant": "JBIG2",
    "bad_pages_tree_cycle": "Pages loop",
    "bad_poppler_67295": "TestString123",
    "bad_scan": "pdf.js",
    "bad_xref_command_missing": "Reduced test-case",
    "bad_xref_helloworld": "Hello, world!",
    "enc_r2_user": "pdf encryption test",
    "enc_r4_aes_user": "pdf encryption test",
    "enc_r6_empty_user": "pdf encryption test",
    "enc_r6_owner_is_empty": "pdf encryption test",
    "enc_r6_user_foo": "pdf encryption test",
    "form_acroform_160F": "Certificat de salaire",
    "form_libreoffice": "Example for a Form",
    "german_umlaut": "ö",
    "japanese_sjis_noembed": "あいうえお",
    "ligatures_copy_paste": "abcdef",
    "multicolumn_acm_14p": "TraceMonkey",
    "multicolumn_latex": "Lorem",
    "rotated_arabic": "habibi",
    "rotated_pages": "This is my second page.",
    "rotated_text_directions": "box text",
    "scan_graph_ocred": "300",
    "scan_with_ocr_layer": "The Yankee Lookout",
}
REFUSED = {
    "bad_header_only_44b": "trasig",
    "bad_no_contents": "ingen text",
    "bad_pdfbox_3148_fuzzed": "ingen text",
    "bad_poppler_742_fuzzed": "trasig",
    "bad_poppler_937_fuzzed": "sidan är trasig",
    "form_xfa_dynamic_stub": "XFA",
    "made_truncated_half": "trasig",
    "made_zero_bytes": "tom",
    "scan_hugemono": "för stor",
}

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the public PDFs are not beside the repository")


@pytest.fixture(scope="module")
def reader() -> Iterator[ChildReader]:
    with ChildReader(PASSWORDS) as made:
        yield made


@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_is(reader: ChildReader, name: str) -> None:
    began = time.monotonic()
    document = reader.read(FOLDER / f"{name}.pdf", "x", f"{name}.pdf", None)
    assert READ[name] in " ".join(" ".join(page.text for page in document.pages).split())
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_by_name_and_with_the_reason(reader: ChildReader, name: str) -> None:
    with pytest.raises(IngestError, match=REFUSED[name]) as caught:
        reader.read(FOLDER / f"{name}.pdf", "x", f"{name}.pdf", None)
    assert f"{name}.pdf" in str(caught.value)


@pytest.mark.parametrize("name", ["enc_r2_user", "enc_r4_aes_user", "enc_r6_user_foo"])
def test_without_its_password_a_file_is_refused(name: str) -> None:
    with ChildReader(["fel"]) as reader, pytest.raises(EncryptedFile, match=r"--password"):
        reader.read(FOLDER / f"{name}.pdf", "x", f"{name}.pdf", None)


def test_only_what_is_covered_is_hidden_in_a_book_of_figures(reader: ChildReader) -> None:
    document = reader.read(FOLDER / "book_117p_german.pdf", "x", "book_117p_german.pdf", None)
    assert len(document.pages) == 117
    assert sum(each.characters for each in document.hidden) <= 10
