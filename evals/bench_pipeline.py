"""The plain LlamaIndex and Chroma pipeline, beside which Källan is measured; needs the extra `bench`.

As its documentation shows it: `SentenceSplitter`, `VectorStoreIndex` over a `ChromaVectorStore`, a retriever. It gets
the same embedder, chunks as long as Källan's passages, a folder that is kept, and cosine distance. It keeps no exact
places, checks no quote, and finds by meaning alone.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from index.protocols import Embedder

K = 10
_CHUNK = 256
"""Tokens of the splitter's own kind; with the benchmark's documents one section each, as Källan's passages are."""

Search = Callable[[str, str | None], list[str]]
"""The texts found for a question, among documents of a kind where one is named."""


def ingest(documents: Path, kinds: dict[str, str], data: Path, embedder: Embedder) -> int:
    """Reads the Markdown files of a folder into an index in `data`; gives the number of chunks.

    `kinds` gives each file's kind by its name.
    """
    from llama_index.core import Document, StorageContext, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter

    from index.llamaindex import KallanEmbedding

    read = [
        Document(
            text=path.read_text("utf-8"), metadata={"kind": kinds[path.name]}, excluded_embed_metadata_keys=["kind"]
        )
        for path in sorted(documents.glob("*.md"))
    ]
    nodes = SentenceSplitter(chunk_size=_CHUNK, chunk_overlap=0).get_nodes_from_documents(read)
    # 128 at a time, as Källan does: its own ten would cost the embedder a quarter of its speed.
    embedding = KallanEmbedding(embedder)
    embedding.embed_batch_size = 128
    VectorStoreIndex(
        nodes, storage_context=StorageContext.from_defaults(vector_store=_store(data)), embed_model=embedding
    )
    return len(nodes)


def opened(data: Path, embedder: Embedder) -> Search:
    """A search over the index in `data`."""
    from llama_index.core import VectorStoreIndex
    from llama_index.core.vector_stores import MetadataFilter, MetadataFilters

    from index.llamaindex import KallanEmbedding

    index = VectorStoreIndex.from_vector_store(_store(data), embed_model=KallanEmbedding(embedder))

    def search(question: str, kind: str | None) -> list[str]:
        filters = MetadataFilters(filters=[MetadataFilter(key="kind", value=kind)]) if kind else None
        found = index.as_retriever(similarity_top_k=K, filters=filters).retrieve(question)
        return [each.text for each in found]

    return search


def _store(data: Path) -> Any:  # noqa: ANN401 - the package has no types
    from llama_index.vector_stores.chroma import ChromaVectorStore

    return ChromaVectorStore.from_params(
        collection_name="passages",
        persist_dir=str(data),
        collection_kwargs={"embedding_function": None, "configuration": {"hnsw": {"space": "cosine"}}},
    )
