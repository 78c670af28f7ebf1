"""A file to a document: the reader of its format, what the document is, and what the catalogue says of it."""

import hashlib
import time
from collections.abc import Sequence
from pathlib import Path

from corpus.catalogue import CatalogueEntry
from corpus.documents import Document, Finding, Ground, Provenance
from ingest.bounds import read_bounded
from ingest.describing.describe import Description, describe
from ingest.describing.material import Found, Material, Value
from ingest.formats import read_bytes

READER_VERSION = 7
"""Raised whenever the same bytes would give another document: what was read before is then read anew."""


def read_document(path: Path, *, document_id: str, source: str, entry: CatalogueEntry | None) -> Document:
    """The document in that file, with the id and source given; what `entry` says goes before what is read.

    Raises UnsupportedFormat, UnreadableFile, EncryptedFile or OverLimits (all IngestError) and nothing else.
    """
    return document_of(read_bounded(path, source), path.name, document_id=document_id, source=source, entry=entry)


def document_of(
    data: bytes,
    name: str,
    *,
    document_id: str,
    source: str,
    entry: CatalogueEntry | None,
    passwords: Sequence[str] = (),
) -> Document:
    """The document in the bytes of a file with that name; as `read_document`, in whatever process this is."""
    said = entry or CatalogueEntry()
    started = time.perf_counter()
    reading = read_bytes(data, name, passwords)
    read = describe(Material(reading.pages, reading.facts, name), said.kind)
    return Document(
        id=document_id,
        source=source,
        title=said.title or read.title.value,
        kind=said.kind or read.kind.value,
        languages=said.languages or read.languages.value,
        issued_on=said.issued_on or _value(read.issued_on),
        period=said.period or _value(read.period),
        publisher=said.publisher or _value(read.publisher),
        origin_url=said.origin_url or reading.facts.canonical_url,
        provenance=said.provenance or Provenance.ORIGINAL,
        content_digest=hashlib.sha256(data).hexdigest(),
        pages=reading.pages,
        problems=reading.problems,
        findings=_findings(read, said),
        hidden=reading.hidden,
        layout=reading.layout,
        reading_seconds=time.perf_counter() - started,
    )


def _value(found: Found[Value] | None) -> Value | None:
    return found.value if found else None


def _findings(read: Description, said: CatalogueEntry) -> tuple[Finding, ...]:
    """What was read, with what the catalogue says in place of it."""
    told = said.told()
    catalogued = [Finding(name, value, Ground.CATALOGUE) for name, value in told.items()]
    return (*(found for found in read.findings if found.field not in told), *catalogued)
