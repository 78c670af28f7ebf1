"""Positions of documents read from files, without an index: a ledger needs none."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.catalogue import find_catalogue
from corpus.documents import Document
from corpus.passages import Sentence
from index.splitting import split
from ingest.read import read_document
from service.positions.searching import Ledger, make_ledger
from service.wiring import part_language

ROOT = Path(__file__).parents[2]


def ledger_of(folder: Path) -> Ledger:
    catalogue = find_catalogue(folder)
    documents: list[Document] = []
    sentences: dict[str, Sequence[Sentence]] = {}
    for path in sorted(each for each in folder.iterdir() if each.is_file() and each.suffix != ".yaml"):
        document = read_document(path, document_id=path.stem, source=path.name, entry=catalogue.entry(path.name))
        documents.append(document)
        sentences[document.id] = split(document, part_language).sentences
    return make_ledger(documents, lambda document_id: sentences[document_id])


@pytest.fixture(scope="session")
def shipped() -> Ledger:
    return ledger_of(ROOT / "corpus" / "documents")


@pytest.fixture(scope="session")
def real() -> Ledger:
    folder = ROOT.parent / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip("the real documents are not part of the project")
    return ledger_of(folder)
