"""A folder of documents and a data folder, ingested with the scripted embedder."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.catalogue import CatalogueEntry
from corpus.documents import Document
from ingest.pipeline import Report
from ingest.read import READER_VERSION, read_document
from service.indexed import IndexedKnowledgeBase
from service.indexing import DataFolder, ingest
from tests.fakes import FakeEmbedder
from tests.making import first_language

FILES = {
    "avgift.md": "# Avgifter\n\nAvgift betalas varje år av varje medlem.\n",
    "barn.txt": "Barn har rätt till en meningsfull fritid.\n",
    "mapp/konferens.html": (
        "<!doctype html><html lang=sv><title>Konferens</title><body><main><h1>Konferens</h1>"
        "<p>Årets konferens hålls i Falun i maj.</p></main></body></html>"
    ),
}


def read(path: Path, document_id: str, source: str, entry: CatalogueEntry | None) -> Document:
    return read_document(path, document_id=document_id, source=source, entry=entry)


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@dataclass
class Place:
    """`documents` is the folder that is read, `data` where the knowledge base is kept."""

    documents: Path
    data: DataFolder
    embedder: FakeEmbedder = field(default_factory=FakeEmbedder)
    reader_version: int = READER_VERSION

    def ingest(self, *paths: Path, rebuild: bool = False) -> Report:
        given: Sequence[Path] = paths or (() if rebuild else (self.documents,))
        return ingest(self.data, given, self.embedder, read, self.reader_version, first_language, rebuild=rebuild)

    def open(self) -> IndexedKnowledgeBase:
        return IndexedKnowledgeBase(self.data, self.embedder)


def make_place(folder: Path) -> Place:
    place = Place(folder / "dokument", DataFolder(folder / "data"))
    for name, text in FILES.items():
        write(place.documents, name, text)
    return place
