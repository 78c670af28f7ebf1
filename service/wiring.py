"""The one place that chooses concrete classes."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import NotFound
from corpus.removals import Removal
from corpus.store import Store
from index.chroma import EmbeddedChroma
from index.chroma_server import ChromaServer
from index.dictionaries import keep_in
from index.embedders import DEFAULT_EMBEDDER, make_embedder
from index.protocols import Embedder, Reranker
from index.rerankers import make_reranker
from ingest.apart.child import ChildReader
from ingest.describing.language import language_of
from ingest.ocr.scanner import Scanner
from ingest.pipeline import Report
from ingest.read import READER_VERSION
from ingest.web.addresses import AllowedHosts, is_web_address
from ingest.web.fetch import Fetcher, Limits
from ingest.web.sources import Gather, WebSource, gather
from service import checks
from service.checkup import Check
from service.editing.access import Editing
from service.editing.answers import AnswersDesk
from service.editing.apart import ApartWork
from service.editing.attempts import Guarded
from service.editing.cases import Cases
from service.editing.desk import EditorsDesk
from service.editing.documents import id_of
from service.editing.journal import Journal
from service.editing.sessions import Sessions
from service.editing.tasks import Actions
from service.editing.touring import tour_gaps
from service.editing.uploads import Uploads
from service.feedback.kept import KeptQuestions, forget
from service.generating.composing import Writer
from service.generating.generators import OpenAILikeGenerator
from service.indexed import IndexedKnowledgeBase
from service.indexing import DataFolder, Progress, correct, ingest, remove
from service.onboarding.guide import Guide
from service.onboarding.reading import FILE_NAME, TourFile
from service.positions.bounded import BoundedDesk
from service.positions.desk import Desk
from service.settings import Settings
from service.verifying.similarity import EmbedderSimilarity
from service.verifying.verify import Verifier

if TYPE_CHECKING:
    from index.llamaindex import KallanRetriever

_LONGEST_TEXT = 400
"""Tokens that a language model may write: some six sentences."""


def data_folder(settings: Settings) -> DataFolder:
    """The data folder of the settings, its vectors searched in their own folder or, where one is set, on a server."""
    return DataFolder(settings.data, _server(settings.chroma_url) if settings.chroma_url else EmbeddedChroma())


@cache
def _server(url: str) -> ChromaServer:
    """One for the process, so that its connections are used again."""
    return ChromaServer(url)


def make_knowledge_base(settings: Settings) -> IndexedKnowledgeBase:
    """The knowledge base over the data folder of the settings."""
    embedder = _embedder(settings)
    writer = _writer(settings, embedder)
    return IndexedKnowledgeBase(data_folder(settings), embedder, writer, reranker=_reranker(settings))


def make_checks(settings: Settings) -> list[Check]:
    """What `kallan doctor` tries, in order: each part as these settings choose it."""
    knowledge_base, place = make_knowledge_base(settings), data_folder(settings).place
    fastest = "onnxruntime" if settings.embedder == DEFAULT_EMBEDDER else ""

    def read() -> checks.Outcome:
        with ChildReader() as reader:
            return checks.reading(reader.read)

    found = [
        Check("Datamapp", lambda: checks.data_folder(settings.data)),
        Check("Dokument och index", lambda: checks.index(knowledge_base)),
        Check("Sökmodell", lambda: checks.embedding(knowledge_base.embedder, fastest)),
        Check("Läsmodell", lambda: checks.reranking(_reranker(settings))),
        Check("Läsning av filer", read),
        Check("Inskannade sidor", lambda: checks.scanned_pages(Scanner().lack)),
        Check("Språkmodell", lambda: checks.language_model(_generator(settings), settings.llm_seconds)),
        Check("Adress", lambda: checks.address(settings.host, settings.port)),
    ]
    if settings.chroma_url:
        found.insert(2, Check("Vektorserver", lambda: checks.vectors(place)))
    return found


def _writer(settings: Settings, embedder: Embedder) -> Writer | None:
    """What puts answers in a language model's words; None where no model is set."""
    generator = _generator(settings)
    return Writer(generator, Verifier(EmbedderSimilarity(embedder)), settings.llm_seconds) if generator else None


def _generator(settings: Settings) -> OpenAILikeGenerator | None:
    if not settings.llm_url:
        return None
    return OpenAILikeGenerator(settings.llm_url, settings.llm_model, settings.llm_key.get_secret_value(), _LONGEST_TEXT)


def make_desk(knowledge_base: IndexedKnowledgeBase) -> Desk:
    """The writer's desk over what the knowledge base has in service, with its embedder."""
    return BoundedDesk(knowledge_base.sources, Verifier(EmbedderSimilarity(knowledge_base.embedder)))


def make_guide(settings: Settings, knowledge_base: IndexedKnowledgeBase, desk: Desk) -> Guide:
    """The new member's tour over the same: its steps from tour.yaml in the data folder, or else the shipped ones."""
    return Guide(knowledge_base.sources, desk.positions, TourFile(settings.data / FILE_NAME).tour)


def make_kept_questions(settings: Settings) -> KeptQuestions | None:
    """What keeps questions for the days of the settings; None, and what was kept removed, where that is none."""
    path = settings.data / "questions.sqlite"
    if settings.keep_questions_days == 0:
        forget(path)
        return None
    return KeptQuestions(path, settings.keep_questions_days)


def make_editing(
    settings: Settings, knowledge_base: IndexedKnowledgeBase, desk: Desk, kept: KeptQuestions | None, guide: Guide
) -> Editing | None:
    """The editors' desk behind the password and the key of the settings; None where neither is set."""
    password, key = (Guarded(each.get_secret_value()) for each in (settings.admin_password, settings.admin_key))
    if not (password.is_set or key.is_set):
        return None
    journal = Journal(settings.data / "editing.sqlite")
    cases = Cases(settings.data / "cases.jsonl")
    answers = AnswersDesk(knowledge_base, desk.cited, cases, journal, kept, tour_gaps(guide))
    uploads = Uploads(data_folder(settings).uploads)
    editors = EditorsDesk(knowledge_base, uploads, ApartWork(settings), journal, answers)
    return Editing(editors, password, key, Sessions(), settings.upload_max_mb * 2**20)


def make_actions(settings: Settings) -> Actions:
    """What a process of its own carries out an editor's change with."""

    def read(paths: Sequence[Path], addresses: Sequence[str], let_in: Sequence[str], progress: Progress) -> Report:
        return run_ingest(settings, paths, rebuild=False, progress=progress, addresses=addresses, let_in=let_in)

    return Actions(
        read,
        lambda name, keep_out: remove_document(settings, name, keep_out=keep_out),
        lambda name, changes: correct_document(settings, name, changes),
    )


def run_ingest(
    settings: Settings,
    paths: Sequence[Path],
    *,
    rebuild: bool,
    progress: Progress,
    passwords: Sequence[str] = (),
    addresses: Sequence[str] = (),
    let_in: Sequence[str] = (),
) -> Report:
    """Brings the data folder of the settings in step with the files; see `service.indexing.ingest`.

    Files are read in a child process, encrypted ones with one of the passwords. Web addresses are fetched from the
    hosts that the settings allow.
    """
    with ChildReader(passwords) as reader:
        return ingest(
            data_folder(settings),
            paths,
            _embedder(settings),
            reader.read,
            READER_VERSION,
            part_language,
            rebuild=rebuild,
            progress=progress,
            gather=_gathering(settings, addresses) if addresses else None,
            let_in=let_in,
        )


def _gathering(settings: Settings, addresses: Sequence[str]) -> Gather:
    hosts = AllowedHosts.parse(settings.web_hosts)
    limits = Limits(most_bytes=settings.web_max_mb * 2**20)

    def fetch_all(folder: Path, store: Store, reader_version: int) -> list[WebSource]:
        with Fetcher(hosts, version("kallan"), limits) as fetcher:
            return gather(addresses, fetcher, folder, store, reader_version)

    return fetch_all


def correct_document(settings: Settings, name: str, changes: Mapping[str, str | None]) -> str:
    """Corrects what is said of a document, named by its id or source; see `service.indexing.correct`."""
    return correct(data_folder(settings), name, changes, _embedder(settings), part_language)


def remove_document(settings: Settings, name: str, *, keep_out: bool) -> str:
    """Removes a document, named by its id or source; see `service.indexing.remove`."""
    return remove(data_folder(settings), name, _embedder(settings), keep_out=keep_out)


def restore_document(settings: Settings, name: str) -> Report:
    """Lets in a document that was removed, named by its id or source, and reads it; raises NotFound."""
    store = Store(data_folder(settings).store)
    try:
        found = [each for each in store.removals.all() if name in (id_of(each), each.source, each.path)]
    finally:
        store.close()
    if len(found) != 1:
        raise NotFound(f"Det finns inget borttaget dokument ”{name}”, eller fler än ett. Se kallan documents removed.")
    path = found[0].path
    paths, addresses = ([], [path]) if is_web_address(path) else ([Path(path)], [])
    return make_actions(settings).read(paths, addresses, [path], Progress())


def removed_documents(settings: Settings) -> list[tuple[str, Removal]]:
    """The documents that were removed and can come back, with their ids, the latest removal first."""
    store = Store(data_folder(settings).store)
    try:
        return [(id_of(each), each) for each in store.removals.all()]
    finally:
        store.close()


def _embedder(settings: Settings) -> Embedder:
    """The embedder; this process's dictionaries of words, which whatever embeds needs too, are kept beside it."""
    keep_in(settings.data / "words")
    return make_embedder(settings.embedder, settings.data / "models")


def _reranker(settings: Settings) -> Reranker | None:
    return make_reranker(settings.reranker, settings.data / "models")


def part_language(text: str, languages: tuple[str, ...]) -> str:
    """The language of a part of a document in these languages, the likeliest first."""
    if len(languages) == 1:
        return languages[0]
    return language_of(text, languages[0], dict.fromkeys(languages, 1 / len(languages)))


def make_llamaindex_retriever(settings: Settings, k: int = 10) -> "KallanRetriever":
    """The hybrid retriever as LlamaIndex's `BaseRetriever`."""
    from corpus.answers import Filters
    from index.llamaindex import KallanRetriever

    knowledge_base = make_knowledge_base(settings)
    return KallanRetriever(lambda query, limit: knowledge_base.search(query, Filters(), limit), k)
