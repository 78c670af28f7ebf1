"""The shipped documents as the readers read them, once a run."""

from functools import cache
from pathlib import Path

from corpus.catalogue import find_catalogue
from corpus.documents import Document
from corpus.errors import UnreadableFile
from corpus.identity import document_id
from ingest.read import read_document

FOLDER = Path(__file__).parents[2] / "corpus" / "documents"
SCANNED = "pressmeddelande-ny-vardkommun-2020.pdf"
NAMES = sorted(path.name for path in FOLDER.iterdir())
READABLE = [name for name in NAMES if name != SCANNED]


@cache
def shipped(name: str) -> Document:
    # The id follows from where the repository lies, so another place is named here.
    place = Path("/corpus/documents") / name
    return read_document(
        FOLDER / name, document_id=document_id(place), source=name, entry=find_catalogue(FOLDER).entry(name)
    )


def is_refused(name: str) -> bool:
    try:
        return not any(page.text for page in shipped(name).pages)
    except UnreadableFile:
        return True
