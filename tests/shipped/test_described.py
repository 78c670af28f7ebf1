"""What is told of the shipped documents without their catalogue, against what the catalogue says."""

from functools import cache
from pathlib import Path

import pytest

from corpus.catalogue import CatalogueEntry, load_catalogue
from corpus.documents import Document
from ingest.read import read_document
from tests.ingest.scanning import need_tesseract
from tests.shipped.reading import FOLDER, NAMES, SCANNED

# Its own line says "Nyhet"; that it stood in a newsletter is known to the catalogue alone.
OF_ANOTHER_KIND = {"arskonferens-falun-2022.md"}


@cache
def read(name: str) -> Document:
    return read_document(FOLDER / name, document_id="x", source=name, entry=None)


def entry(name: str) -> CatalogueEntry:
    return load_catalogue(Path(FOLDER).parent / "catalogue.yaml").entries[name]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("field", ["title", "kind", "issued_on", "period", "publisher", "languages"])
def test_what_the_document_says_is_read(name: str, field: str) -> None:
    if name == SCANNED:
        need_tesseract()
    said, found = getattr(entry(name), field), getattr(read(name), field)
    assert (found == said) != (field == "kind" and name in OF_ANOTHER_KIND)
