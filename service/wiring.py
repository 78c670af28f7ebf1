"""The one place that chooses concrete classes."""

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.store import Store
from index.embedders import make_embedder
from index.protocols import Embedder
from ingest.apart.child import ChildReader
from ingest.describing.language import language_of
from ingest.pipeline import Report
from ingest.read import READER_VERSION
from ingest.web.addresses import AllowedHosts
from ingest.web.fetch import Fetcher, Limits
from ingest.web.sources import Gather, WebSource, gather
from service.generating.composing import Writer
from service.generating.generators import OpenAILikeGenerator
from service.indexed import IndexedKnowledgeBase
from service.indexing import DataFolder, Progress, correct, ingest
from service.positions.desk import Desk
from service.settings import Settings
from service.verifying.similarity import EmbedderSimilarity
from service.verifying.verify import Verifier

if TYPE_CHECKING:
    from index.llamaindex import KallanRetriever

_LONGEST_TEXT = 400
"""Tokens that a language model may write: some six sentences."""


def make_knowledge_base(settings: Settings) -> IndexedKnowledgeBase:
    """The knowledge base over the data folder of the settings."""
    embedder = _embedder(settings)
    return IndexedKnowledgeBase(DataFolder(settings.data), embedder, _writer(settings, embedder))


def _writer(settings: Settings, embedder: Embedder) -> Writer | None:
    """What puts answers in a language model's words; None where no model is set."""
    if not settings.llm_url:
        return None
    key = settings.llm_key.get_secret_value()
    generator = OpenAILikeGenerator(settings.llm_url, settings.llm_model, key, _LONGEST_TEXT)
    return Writer(generator, Verifier(EmbedderSimilarity(embedder)), settings.llm_seconds)


def make_desk(knowledge_base: IndexedKnowledgeBase) -> Desk:
    """The writer's desk over what the knowledge base has in service, with its embedder."""
    return Desk(knowledge_base.sources, Verifier(EmbedderSimilarity(knowledge_base.embedder)))


def run_ingest(
    settings: Settings,
    paths: Sequence[Path],
    *,
    rebuild: bool,
    progress: Progress,
    passwords: Sequence[str] = (),
    addresses: Sequence[str] = (),
) -> Report:
    """Brings the data folder of the settings in step with the files; see `service.indexing.ingest`.

    Files are read in a child process, encrypted ones with one of the passwords. Web addresses are fetched from the
    hosts that the settings allow.
    """
    with ChildReader(passwords) as reader:
        return ingest(
            DataFolder(settings.data),
            paths,
            _embedder(settings),
            reader.read,
            READER_VERSION,
            part_language,
            rebuild=rebuild,
            progress=progress,
            gather=_gathering(settings, addresses) if addresses else None,
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
    return correct(DataFolder(settings.data), name, changes, make_embedder(settings.embedder), part_language)


def _embedder(settings: Settings) -> Embedder:
    return make_embedder(settings.embedder, settings.data / "models")


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
