import hashlib
from pathlib import Path

import pytest

from corpus.catalogue import CatalogueEntry
from corpus.dates import PartialDate, Period
from corpus.documents import Kind, Provenance
from corpus.errors import UnreadableFile
from ingest.read import READER_VERSION, read_document

TEXT = (
    "Nyhetsbrev maj 2026\n\nNätverket samlar kommuner och regioner som arbetar för en god och jämlik hälsa i landet.\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "brev.txt"
    file.write_text(TEXT, "utf-8")
    return file


def test_a_file_becomes_a_document(path: Path) -> None:
    document = read_document(path, document_id="brev-1", source="mapp/brev.txt", entry=None)
    assert (document.id, document.source, document.title) == ("brev-1", "mapp/brev.txt", "Nyhetsbrev maj 2026")
    assert (document.kind, document.issued_on) == (Kind.NEWSLETTER, PartialDate(2026, 5))
    assert (document.languages, document.provenance) == (("sv",), Provenance.ORIGINAL)
    assert document.content_digest == hashlib.sha256(TEXT.encode()).hexdigest()
    assert READER_VERSION >= 1


def test_the_catalogue_goes_before_what_is_read(path: Path) -> None:
    entry = CatalogueEntry(
        title="Annan",
        kind=Kind.REPORT,
        issued_on=PartialDate(2020),
        period=Period.parse("2019/2020"),
        languages=("en",),
        publisher="Någon",
        provenance=Provenance.SUMMARY,
        origin_url="https://example.se",
    )
    document = read_document(path, document_id="x", source="brev.txt", entry=entry)
    for field in ("title", "kind", "issued_on", "period", "languages", "publisher", "provenance", "origin_url"):
        assert getattr(document, field) == getattr(entry, field)


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"borta\.txt"):
        read_document(tmp_path / "borta.txt", document_id="x", source="borta.txt", entry=None)
