"""The pipeline: which files are new, changed, unchanged or gone, and their documents into the store."""

import hashlib
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.catalogue import FILE_NAME, CatalogueEntry, find_catalogue
from corpus.documents import Document
from corpus.errors import IngestError, UnreadableFile
from corpus.identity import document_id
from corpus.store import Known, Store
from ingest.ocr import awaits_program
from ingest.tesseract import languages

ReadDocument = Callable[[Path, str, str, CatalogueEntry | None], Document]
"""Reads the file at a path as the document with that id and source; raises IngestError."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that did not become a document, and why; `kept` where its earlier reading stays."""

    source: str
    reason: str
    kept: bool = False


@dataclass(slots=True)
class Report:
    """What an ingest did; each list holds sources in the order they were met, `documents` what was read anew."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)

    @property
    def touched(self) -> bool:
        """Whether the store holds anything else than before."""
        return bool(self.new or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to ingest: its absolute path, its name relative to the folder given, and its catalogue entry."""

    path: Path
    name: str
    entry: CatalogueEntry | None


def find_sources(paths: Sequence[Path], known: Collection[str] = ()) -> list[Source]:
    """Every file of the files and folders, in order, each once.

    Hidden files, the catalogue and links that lead out of their folder are passed over. A path that is not there has
    no files where something under it is among the `known` paths, and raises UnreadableFile otherwise.
    """
    found: dict[Path, Source] = {}
    for given in paths:
        place = given.resolve()
        if not place.exists():
            if any(Path(entry).is_relative_to(place) for entry in known):
                continue
            raise UnreadableFile(f"{given} finns inte. Ange en fil eller en mapp som finns.")
        root = place if place.is_dir() else place.parent
        catalogue = find_catalogue(root)
        for path in _files(place):
            name = path.relative_to(root).as_posix()
            found.setdefault(path, Source(path, name, catalogue.entry(name)))
    return list(found.values())


def read_into_store(
    store: Store,
    paths: Sequence[Path],
    read: ReadDocument,
    reader_version: int,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Report:
    """Brings the store in step with the files: changed ones are replaced, vanished ones removed, others left alone.

    Must run inside the store's transaction. One bad file never stops the others: it is refused in the report, and
    what was read from it before stays. `progress` is called with how many files of how many are done.
    """
    known = {entry.path: entry for entry in store.known()}
    sources = find_sources(paths, known)
    report = Report()
    for number, source in enumerate(sources, 1):
        _take(store, source, known.get(source.path.as_posix()), read, reader_version, report)
        progress(number, len(sources))
    present = {source.path.as_posix() for source in sources}
    folders = [given.resolve() for given in paths if given.is_dir() or not given.exists()]
    for entry in known.values():
        if entry.path not in present and any(Path(entry.path).is_relative_to(folder) for folder in folders):
            store.remove(entry.id)
            report.removed.append(entry.source)
    return report


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
        return
    for path in sorted(place.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(place).parts)
        if hidden or path.name == FILE_NAME or not path.is_file():
            continue
        if path.resolve().is_relative_to(place):
            yield path


def _take(
    store: Store, source: Source, known: Known | None, read: ReadDocument, reader_version: int, report: Report
) -> None:
    if not _is_text(source.path.as_posix()):
        shown = os.fsencode(source.name).decode("utf-8", "replace")
        report.refused.append(Refusal(shown, "Filens namn är inte skrivet i UTF-8. Byt namn på filen."))
        return
    try:
        digest = _digest(source, reader_version)
        if known and known.reading_digest in (digest, _waiting(digest)):
            report.unchanged.append(source.name)
            return
        document = read(source.path, document_id(source.path), source.name, source.entry)
    except (IngestError, OSError) as error:
        report.refused.append(Refusal(source.name, str(error), kept=known is not None))
        return
    store.put(document, source.path.as_posix(), _waiting(digest) if awaits_program(document.problems) else digest)
    report.documents.append(document)
    (report.changed if known else report.new).append(source.name)


def _waiting(digest: str) -> str:
    """The digest of a document with scanned pages that wait for a program: another once that is installed."""
    return hashlib.sha256(f"{digest}\n{sorted(languages())}".encode()).hexdigest()


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _digest(source: Source, reader_version: int) -> str:
    """Follows from everything that decides what the document becomes."""
    with source.path.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    return hashlib.sha256(f"{reader_version}\n{content}\n{source.name}\n{source.entry!r}".encode()).hexdigest()
