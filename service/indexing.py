"""Ingest, whole: files into the store, the store into a new generation of the index, and both at once into service."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.documents import Document
from corpus.errors import StoreBusy, StoreError
from corpus.store import Store
from index.generation import Generation, build, expected, open_generation, passage_text, remove_others, sentence_text
from index.manifest import Manifest
from index.protocols import Embedder
from index.splitting import LanguageOf, split
from index.vectors import VectorStore
from ingest.pipeline import ReadDocument, Report, read_into_store
from service.originals import Originals, is_pdf

STORE_FILE = "kallan.sqlite"
GENERATION = "generation"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Where everything lives: the store, the vectors, and the generations of the index."""

    path: Path

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
    def lock(self) -> Path:
        """Held by the one ingest that may run."""
        return self.path / "ingest.lock"


def _silent(*_: object) -> None:
    """No progress shown."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Called as the work goes on: with files done and in all, and with vectors ready and in all."""

    files: Callable[[int, int], None] = field(default=_silent)
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
) -> Report:
    """Brings the knowledge base in step with the files, whole or not at all.

    Killed at any moment it leaves the last state in service; a service that runs meanwhile goes on answering from it
    and opens the new one when it is there. `rebuild` makes passages and index anew from the store. Raises StoreBusy
    where another ingest runs, IndexMismatch where the index was built with another embedder and `rebuild` is not set.
    """
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"Datamappen {folder.path} kan inte göras ({error}). Välj en annan med KALLAN_DATA."
        ) from error
    try:
        with FileLock(folder.lock, timeout=0):
            store = Store(folder.store)
            try:
                return _ingest(folder, store, paths, embedder, read, reader_version, language_of, rebuild, progress)
            finally:
                store.close()
    except Timeout as error:
        raise StoreBusy("En annan inläsning pågår i samma datamapp. Vänta tills den är klar.") from error


def _ingest(
    folder: DataFolder,
    store: Store,
    paths: Sequence[Path],
    embedder: Embedder,
    read: ReadDocument,
    reader_version: int,
    language_of: LanguageOf,
    rebuild: bool,
    progress: Progress,
) -> Report:
    before = store.fact(GENERATION)
    if before and not rebuild:
        Manifest.read(folder.index / before).check(embedder.name)
    with store.transaction():
        report = read_into_store(store, paths, read, reader_version, progress.files)
        _keep_originals(folder.originals, store)
        if not (report.touched or rebuild or before is None):
            return report
        documents = report.documents
        if rebuild:
            store.remove_parts()
            documents = store.documents()
        _split_all(store, documents, language_of)
        name = _build(folder, store, embedder, None if rebuild else before, progress)
        store.set_fact(GENERATION, name)
    folder.originals.prune(frozenset(store.digests().values()))
    # A service may still be reading the generation before this one; the next ingest removes it.
    remove_others(folder.index, [name, *([before] if before else [])])
    return report


def _keep_originals(originals: Originals, store: Store) -> None:
    """Keeps every PDF of the store, one that was lost too; a document whose file has changed is left without."""
    for path, digest in store.digests().items():
        if is_pdf(path) and not originals.holds(digest):
            originals.keep(Path(path), digest)


def _split_all(store: Store, documents: Sequence[Document], language_of: LanguageOf) -> None:
    for document in documents:
        parts = split(document, language_of)
        store.put_parts(parts.passages, parts.sentences)


def _build(folder: DataFolder, store: Store, embedder: Embedder, before: str | None, progress: Progress) -> str:
    total, done = expected(store), 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        progress.vectors(done, total)

    vectors = VectorStore(folder.vectors)
    try:
        name = build(folder.index, store, vectors, embedder, before, advance)
        titles = {document.id: document.title for document in store.documents()}
        passages = [passage_text(passage, titles[passage.document_id]) for passage in store.passages()]
        vectors.prune(embedder, passages + [sentence_text(sentence) for sentence in store.sentences()])
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
        return store, open_generation(folder.index, name, embedder_name)
    except BaseException:
        store.close()
        raise
