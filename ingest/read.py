"""A file to a document: the reader of its format, what the document is, and what the catalogue says of it."""

import hashlib
import time
from pathlib import Path

from corpus.catalogue import CatalogueEntry
from corpus.documents import Document, Provenance
from corpus.errors import UnreadableFile
from ingest.dating import issued_on, period_of
from ingest.describe import kind_of, publisher_of, title_of
from ingest.formats import read_bytes
from ingest.language import languages_of

READER_VERSION = 3
"""Raised whenever the same bytes would give another document: what was read before is then read anew."""


def read_document(path: Path, *, document_id: str, source: str, entry: CatalogueEntry | None) -> Document:
    """The document in that file, with the id and source given; what `entry` says goes before what is read.

    Raises UnsupportedFormat, UnreadableFile or EncryptedFile (all IngestError) and nothing else.
    """
    said = entry or CatalogueEntry()
    started = time.perf_counter()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"”{source}” kan inte läsas: {error.strerror or error}") from error
    reading = read_bytes(data, path.name)
    pages = reading.pages
    title = said.title or title_of(pages, reading.facts, path.name)
    kind = said.kind or kind_of(title, pages, path.name)
    text = "\n\n".join(page.text for page in pages)
    return Document(
        id=document_id,
        source=source,
        title=title,
        kind=kind,
        languages=said.languages or languages_of(text, default=reading.facts.language or "sv"),
        issued_on=said.issued_on or issued_on(kind, title, pages, path.name),
        period=said.period or period_of(kind, title, pages, path.name),
        publisher=said.publisher or publisher_of(pages, reading.facts, path.name),
        origin_url=said.origin_url or reading.facts.canonical_url,
        provenance=said.provenance or Provenance.ORIGINAL,
        content_digest=hashlib.sha256(data).hexdigest(),
        pages=pages,
        problems=reading.problems,
        hidden=reading.hidden,
        layout=reading.layout,
        reading_seconds=time.perf_counter() - started,
    )
