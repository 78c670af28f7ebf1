"""Adapters that let LlamaIndex use our embedder and our retriever; importing this file takes a second."""

import asyncio
from collections.abc import Callable
from typing import Any

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode
from pydantic import PrivateAttr

from corpus.answers import RankedPassage
from index.protocols import Embedder


class KallanEmbedding(BaseEmbedding):
    """Any of our embedders as LlamaIndex's `BaseEmbedding`."""

    _embedder: Any = PrivateAttr()

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(model_name=embedder.name)
        self._embedder = embedder

    @classmethod
    def class_name(cls) -> str:
        """LlamaIndex's name for the class."""
        return "KallanEmbedding"

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(value) for value in self._embedder.queries([query])[0]]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [[float(value) for value in row] for row in self._embedder.passages(texts)]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)


class KallanRetriever(BaseRetriever):
    """The hybrid retriever as LlamaIndex's `BaseRetriever`.

    A node's id is the passage's, its score ours (higher is better), its metadata where the passage stands.
    """

    def __init__(self, search: Callable[[str, int], list[RankedPassage]], k: int = 10) -> None:
        """`search` gives at most so many passages for a query, best first."""
        self._search = search
        self._k = k
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [_node(found) for found in self._search(query_bundle.query_str, self._k)]


def _node(found: RankedPassage) -> NodeWithScore:
    passage, document = found.passage, found.document
    metadata = {
        "document_id": document.id,
        "source": document.source,
        "title": document.title,
        "kind": str(document.kind),
        "date": str(document.issued_on) if document.issued_on else None,
        "page": passage.page,
        "section": passage.headings[-1] if passage.headings else None,
        "language": passage.language,
    }
    # What is embedded is ours to decide, so the metadata must not be put before the text again.
    node = TextNode(id_=passage.id, text=passage.text, metadata=metadata)
    node.excluded_embed_metadata_keys = node.excluded_llm_metadata_keys = list(metadata)
    return NodeWithScore(node=node, score=found.score)
