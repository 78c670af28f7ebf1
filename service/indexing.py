"""Ingest, whole: files into the store, the store into a new generation of the index, and both at once into service."""

import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.documents import Document
from corpus.errors import NotFound, StoreBusy, StoreError
from corpus.removals import Removal
from corpus.store import Store
from index.building import build, expected
from index.chroma import EmbeddedChroma
from index.dense_places import DensePlace
from index.generation import Generation, is_in_place, open_generation, remove_others
from index.manifest import Manifest
from index.protocols import Embedder
from index.splitting import LanguageOf
from index.vectors import VectorStore
from ingest.pipeline import ReadDocument, Report, read_into_store
from ingest.web.sources import Gather, WebSource
from service.originals import Originals, is_pdf
from service.preparing import link_languages, prepare
from service.relating import relate
from service.time.kept_claims import keep_claims

STORE_FILE = "kallan.sqlite"
GENERATION = "generation"
GENERATION_BEFORE = "generation_before"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Where everything lives: the store, the vectors, and the generations of the index.

    `place` is where the generations' vectors are searched.
    """

    path: Path
    place: DensePlace = field(default=EmbeddedChroma(), compare=False)

    @property
    def store(self) -> Path:
        """The store's file."""
        return self.path / STORE_FILE

    @property
    def vectors(self) -> Path:
        """The vectors' file."""
        return self.path / "vectors.sqlite"

    @property
    def index(self) -> Path:
        """The folder of generations."""
        return self.path / "index"

    @property
    def originals(self) -> Originals:
        """The kept originals."""
        return Originals(self.path / "originals")

    @property
    def fetched(self) -> Path:
        """What an ingest has fetched from the web; gone when it ends, or with the next where it was killed."""
        return self.path / "fetched"

    @property
    def uploads(self) -> Path:
        """What editors have added: a source of its own, which is read and removed apart from every other folder."""
        return self.path / "uploads"

    @property
    def lock(self) -> Path:
        """Held by the one ingest that may run."""
        return self.path / "ingest.lock"


def _silent(*_: object) -> None:
    """No progress shown."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Called as the work goes on: with files done, in all, and pages read; and with vectors ready and in all."""

    files: Callable[[int, int, int], None] = field(default=_silent)
    vectors: Callable[[int, int], None] = field(default=_silent)


def ingest(
    folder: DataFolder,
    paths: Sequence[Path],
    embedder: Embedder,
    read: ReadDocument,
    reader_version: int,
    language_of: LanguageOf,
    *,
    rebuild: bool = False,
    progress: Progress = Progress(),  # noqa: B008 - frozen
    gather: Gather | None = None,
    let_in: Collection[str] = (),
) -> Report:
    """Brings the knowledge base in step with the files, whole or not at all.

    Killed at any moment it leaves the last state in service; a service that runs meanwhile goes on answering from it
    and opens the new one when it is there. `gather` brings what lies on the web, before anything is written. `rebuild`
    makes passages, relations and index anew from the store; `let_in` names the paths and addresses of removed documents
    that are to come back. Raises StoreBusy where another ingest runs, IndexMismatch
    where the index was built with another embedder and `rebuild` is not set.
    """
    with _locked(folder) as store, _gathered(folder, store, gather, reader_version) as web:
        given = (rebuild, progress, let_in)
        return _ingest(folder, store, paths, web, embedder, read, reader_version, language_of, *given)


def correct(
    folder: DataFolder, name: str, changes: Mapping[str, str | None], embedder: Embedder, language_of: LanguageOf
) -> str:
    """Corrects what is said of a document, named by its id or source, and gives its id; None takes a correction back.

    As whole and as safe beside a running service as an ingest is. Raises NotFound, InvalidRequest, StoreBusy.
    """
    with _locked(folder) as store:
        document_id = _found(store, name)
        before = _checked(folder, store, embedder)
        with store.transaction():
            store.correct(document_id, changes)
            document = store.document(document_id)
            if document is not None:
                prepare(store, document, language_of)
            _switch(folder, store, embedder, before, {document_id}, Progress())
        _clear(folder, store)
    return document_id


def remove(folder: DataFolder, name: str, embedder: Embedder, *, keep_out: bool) -> str:
    """Removes a document, named by its id or source, with all that is known of it, and gives its id.

    With `keep_out` no later reading of its file or address brings it back, until it is let in again. As whole and as
    safe beside a running service as an ingest is. Raises NotFound, StoreBusy, IndexMismatch.
    """
    with _locked(folder) as store:
        document_id = _found(store, name)
        before = _checked(folder, store, embedder)
        with store.transaction():
            path, document = store.path(document_id), store.facts_of(document_id)
            if keep_out and path is not None and document is not None:
                now = datetime.now(UTC).isoformat(timespec="seconds")
                store.removals.add(Removal(path, document.source, document.title, now))
            store.remove(document_id)
            _switch(folder, store, embedder, before, frozenset(), Progress())
        _clear(folder, store)
    return document_id


def _found(store: Store, name: str) -> str:
    """The id of the document with that id or source; raises NotFound."""
    document_id = store.find(name)
    if document_id is None:
        raise NotFound(f"Det finns inget dokument ”{name}”, eller fler än ett. Se kallan documents.")
    return document_id


def _checked(folder: DataFolder, store: Store, embedder: Embedder) -> str | None:
    """The generation in service, which the embedder must have built; None where there is none."""
    before = store.fact(GENERATION)
    if before:
        Manifest.read(folder.index / before).check(embedder.name)
    return before


@contextmanager
def _locked(folder: DataFolder) -> Iterator[Store]:
    """The store, with nobody else writing; raises StoreBusy where somebody is, IndexUnavailable."""
    # An index that cannot be written must not be found out after an hour of reading.
    folder.place.check()
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"Datamappen {folder.path} kan inte göras ({error}). Välj en annan med KALLAN_DATA."
        ) from error
    lock = FileLock(folder.lock, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise StoreBusy("En annan inläsning pågår i samma datamapp. Vänta tills den är klar.") from error
    try:
        store = Store(folder.store)
        try:
            yield store
        finally:
            store.close()
    finally:
        lock.release()


def _ingest(
    folder: DataFolder,
    store: Store,
    paths: Sequence[Path],
    web: Sequence[WebSource],
    embedder: Embedder,
    read: ReadDocument,
    reader_version: int,
    language_of: LanguageOf,
    rebuild: bool,
    progress: Progress,
    let_in: Collection[str],
) -> Report:
    before = store.fact(GENERATION)
    if before and not rebuild:
        Manifest.read(folder.index / before).check(embedder.name)
    with store.transaction():
        changed: set[str] = set()

        def taken(document: Document) -> None:
            prepare(store, document, language_of)
            changed.add(document.id)

        report = read_into_store(store, paths, read, reader_version, progress.files, web, taken, let_in)
        _keep_originals(folder.originals, store, {each.address: each.path for each in web if each.path})
        if rebuild:
            for each in store.listing():
                if (document := store.document(each.document.id)) is not None:
                    taken(document)
        if report.touched or rebuild or before is None or not is_in_place(folder.index, before, folder.place):
            _switch(folder, store, embedder, None if rebuild else before, changed, progress)
            report.related = [each for each in store.ties.relations() if {each.document_id, each.other_id} & changed]
    _clear(folder, store)
    return report


def _clear(folder: DataFolder, store: Store) -> None:
    """Removes what belongs to no state any more; what an ingest killed here leaves, the next one removes."""
    folder.originals.prune(frozenset(store.digests().values()))
    # A service may still be reading the generation before this one.
    kept = [store.fact(name) or "" for name in (GENERATION, GENERATION_BEFORE)]
    remove_others(folder.index, kept, folder.place)


@contextmanager
def _gathered(
    folder: DataFolder, store: Store, gather: Gather | None, reader_version: int
) -> Iterator[Sequence[WebSource]]:
    shutil.rmtree(folder.fetched, ignore_errors=True)
    try:
        yield gather(folder.fetched, store, reader_version) if gather else ()
    finally:
        shutil.rmtree(folder.fetched, ignore_errors=True)


def _keep_originals(originals: Originals, store: Store, fetched: Mapping[str, Path]) -> None:
    """Keeps every PDF of the store, one that was lost too; a document whose file has changed is left without.

    `fetched` tells where the files of web addresses lie.
    """
    for place, digest in store.digests().items():
        path = fetched.get(place, Path(place))
        if is_pdf(path.name) and not originals.holds(digest):
            originals.keep(path, digest)


def _switch(
    folder: DataFolder,
    store: Store,
    embedder: Embedder,
    before: str | None,
    changed: Collection[str],
    progress: Progress,
) -> None:
    """Relates what has changed to the rest, keeps the claims, and names the generation of all that in the store."""
    relate(store, changed)
    keep_claims(store)
    name = _build(folder, store, embedder, before, changed, progress)
    store.set_fact(GENERATION_BEFORE, store.fact(GENERATION) or "")
    store.set_fact(GENERATION, name)


def _build(
    folder: DataFolder,
    store: Store,
    embedder: Embedder,
    before: str | None,
    changed: Collection[str],
    progress: Progress,
) -> str:
    total, done = expected(store), 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        progress.vectors(done, total)

    vectors = VectorStore(folder.vectors)
    try:
        name = build(folder.index, store, vectors, embedder, before, advance, folder.place)
        link_languages(store, changed, vectors, embedder)
        vectors.prune()
    finally:
        vectors.close()
    return name


def open_state(folder: DataFolder, embedder_name: str) -> tuple[Store, Generation] | None:
    """The state in service: a snapshot of the store and its generation; None where nothing has been ingested."""
    if not folder.store.is_file():
        return None
    store = Store(folder.store, snapshot=True)
    try:
        name = store.fact(GENERATION)
        if name is None:
            store.close()
            return None
        return store, open_generation(folder.index, name, embedder_name, folder.place)
    except BaseException:
        store.close()
        raise
