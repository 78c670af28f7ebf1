"""The one place that chooses concrete classes."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.embedders import make_embedder
from ingest.language import language_of
from ingest.pipeline import Report
from ingest.read import READER_VERSION, read_document
from service.indexed import IndexedKnowledgeBase
from service.indexing import DataFolder, Progress, ingest
from service.settings import Settings

if TYPE_CHECKING:
    from index.llamaindex import KallanRetriever


def make_knowledge_base(settings: Settings) -> IndexedKnowledgeBase:
    """The knowledge base over the data folder of the settings."""
    return IndexedKnowledgeBase(DataFolder(settings.data), make_embedder(settings.embedder))


def run_ingest(settings: Settings, paths: Sequence[Path], *, rebuild: bool, progress: Progress) -> Report:
    """Brings the data folder of the settings in step with the files; see `service.indexing.ingest`."""
    return ingest(
        DataFolder(settings.data),
        paths,
        make_embedder(settings.embedder),
        lambda path, document_id, source, entry: read_document(
            path, document_id=document_id, source=source, entry=entry
        ),
        READER_VERSION,
        part_language,
        rebuild=rebuild,
        progress=progress,
    )


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
