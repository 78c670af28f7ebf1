"""The pipeline: which files are new, changed, unchanged or gone, and their documents into the store."""

import hashlib
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from corpus.catalogue import FILE_NAME, CatalogueEntry, find_catalogue
from corpus.documents import Document, PageProblem
from corpus.errors import IngestError, UnreadableFile
from corpus.identity import document_id, web_document_id
from corpus.relations import Related
from corpus.store import Known, Store
from ingest.bounds import open_regular
from ingest.ocr.scanner import awaits_program
from ingest.ocr.tesseract import languages
from ingest.web.sources import WebSource, remember

ReadDocument = Callable[[Path, str, str, CatalogueEntry | None], Document]
"""Reads the file at a path as the document with that id and source; raises IngestError."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that did not become a document, and why; `kept` where its earlier reading stays."""

    source: str
    reason: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A document that was read, as an ingest remembers it: never its text, so that many cost no memory.

    `read_by_machine` holds page numbers with the confidence of their reading.
    """

    id: str
    source: str
    problems: tuple[PageProblem, ...]
    read_by_machine: tuple[tuple[int, float], ...]


@dataclass(slots=True)
class Report:
    """What an ingest did; each list holds sources in the order they were met, `documents` what was read anew.

    `related` says how what was read stands to other documents; `unused` holds the catalogue's entries for which there
    is no file; `kept_out` what is there but was taken away by people (`Store.removals`); `pages` is how many were read.
    """

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    documents: list[Taken] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    kept_out: list[str] = field(default_factory=list)
    pages: int = 0

    @property
    def touched(self) -> bool:
        """Whether the store holds anything else than before."""
        return bool(self.new or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to ingest: its absolute path, its name relative to the folder given, and its catalogue entry.

    What was fetched from the web lies at a path for this ingest alone; its name and its place are the address.
    """

    path: Path
    name: str
    entry: CatalogueEntry | None
    web: WebSource | None = None

    @property
    def place(self) -> str:
        """What the store knows it by."""
        return self.web.address if self.web else self.path.as_posix()

    @property
    def id(self) -> str:
        """The id of its document."""
        return web_document_id(self.web.address) if self.web else document_id(self.path)


def find_sources(paths: Sequence[Path], known: Mapping[str, str] | None = None) -> list[Source]:
    """Every file of the files and folders, in order, each once.

    `known` holds the sources of the paths that were read before: a file given alone keeps the name it had there, and
    its folder's catalogue. Hidden files, the catalogue and links that lead out of their folder are passed over. A path
    that is not there has no files where something under it is `known`, and raises UnreadableFile otherwise.
    """
    found: dict[Path, Source] = {}
    known = known or {}
    for given in paths:
        place = given.resolve()
        if not place.exists():
            if any(Path(entry).is_relative_to(place) for entry in known):
                continue
            raise UnreadableFile(f"{given} finns inte. Ange en fil eller en mapp som finns.")
        root = place if place.is_dir() else _root(place, known.get(place.as_posix()))
        catalogue = find_catalogue(root)
        for path in _files(place):
            name = path.relative_to(root).as_posix()
            found.setdefault(path, Source(path, name, catalogue.entry(name)))
    return list(found.values())


def _root(file: Path, source: str | None) -> Path:
    """The folder that a file was read from under that source, or else the one it lies in."""
    depth = len(PurePosixPath(source).parts) if source and file.as_posix().endswith(f"/{source}") else 1
    return file.parents[depth - 1]


def read_into_store(
    store: Store,
    paths: Sequence[Path],
    read: ReadDocument,
    reader_version: int,
    progress: Callable[[int, int, int], None] = lambda _done, _all, _pages: None,
    web: Sequence[WebSource] = (),
    taken: Callable[[Document], None] = lambda _document: None,
    let_in: Collection[str] = (),
) -> Report:
    """Brings the store in step with the files: changed ones are replaced, vanished ones removed, others left alone.

    What was fetched from the web is read like files; an address that gave nothing keeps what was read before.

    Must run inside the store's transaction. One bad file never stops the others: it is refused in the report, and
    what was read from it before stays. `progress` is called with how many files of how many are done, and how many
    pages were read; `taken` with each document as it is stored. What people have taken away is passed over, but for
    the paths and addresses of `let_in`, which are kept out no more once they have been read.
    """
    known = {entry.path: entry for entry in store.known()}
    removed = {each.path: each.source for each in store.removals.all()}
    sources = find_sources(paths, removed | {path: entry.source for path, entry in known.items()})
    sources += [Source(each.path, each.address, None, each) for each in web if each.path]
    out = removed.keys() - set(let_in)
    report = Report(kept_out=[each.name for each in sources if each.place in out])
    sources = [each for each in sources if each.place not in out]
    for each in web:
        _note(each, report, kept=each.address in known)
    for number, source in enumerate(sources, 1):
        document = _take(store, source, known.get(source.place), read, reader_version, report)
        if document is not None:
            taken(document)
        progress(number, len(sources), report.pages)
    report.unused = _unused(paths, {*(source.name for source in sources), *report.kept_out})
    present = {source.path.as_posix() for source in sources}
    folders = [given.resolve() for given in paths if given.is_dir() or not given.exists()]
    for entry in known.values():
        if entry.path not in present and any(Path(entry.path).is_relative_to(folder) for folder in folders):
            store.remove(entry.id)
            report.removed.append(entry.source)
    for entry in store.known():
        if entry.path in let_in:
            store.removals.take_back(entry.path)
    settled = {document.source for document in report.documents if not awaits_program(document.problems)}
    remember(store, [each for each in web if each.address in settled], reader_version)
    return report


def _note(web: WebSource, report: Report, *, kept: bool) -> None:
    """Reports an address that gave no file to read."""
    if web.reason is not None:
        report.refused.append(Refusal(web.address, web.reason, kept))
    elif web.path is None:
        report.unchanged.append(web.address)


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
) -> Document | None:
    """The document as it was stored, where the file is new or has changed and could be read."""
    if not _is_text(source.path.as_posix()):
        shown = os.fsencode(source.name).decode("utf-8", "replace")
        report.refused.append(Refusal(shown, "Filens namn är inte skrivet i UTF-8. Byt namn på filen."))
        return None
    try:
        digest = _digest(source, reader_version)
        # Which languages the program knows is asked of itself, so only where that may decide.
        if known and (known.reading_digest == digest or known.reading_digest == _waiting(digest)):
            report.unchanged.append(source.name)
            return None
        document = read(source.path, source.id, source.name, source.entry)
    except (IngestError, OSError) as error:
        report.refused.append(Refusal(source.name, str(error), kept=known is not None))
        return None
    if source.web:
        document = replace(document, origin_url=source.web.origin(document.origin_url))
    stored = store.put(document, source.place, _waiting(digest) if awaits_program(document.problems) else digest)
    sure = tuple((page.number, page.ocr_confidence) for page in document.pages if page.ocr_confidence is not None)
    report.documents.append(Taken(document.id, document.source, document.problems, sure))
    report.pages += len(document.pages)
    (report.changed if known else report.new).append(source.name)
    return stored


def _unused(paths: Sequence[Path], names: Collection[str]) -> list[str]:
    """The entries of the folders' catalogues that name no file there."""
    catalogues = [find_catalogue(given.resolve()) for given in paths if given.is_dir()]
    return sorted({source for catalogue in catalogues for source in catalogue.entries if source not in names})


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
    with open_regular(source.path, source.name) as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    return hashlib.sha256(f"{reader_version}\n{content}\n{source.name}\n{source.entry!r}".encode()).hexdigest()
