"""A built index to search in."""

from pathlib import Path

from corpus.documents import Document
from corpus.store import Store
from index.building import build
from index.generation import Generation, open_generation
from index.protocols import Embedder
from index.splitting import split
from index.vectors import VectorStore
from tests.making import first_language


def put(store: Store, *documents: Document) -> None:
    with store.transaction():
        for document in documents:
            parts = split(document, first_language)
            store.put(document, document.id, "")
            store.put_parts(parts.passages, parts.sentences)


def build_in(folder: Path, store: Store, embedder: Embedder, previous: str | None = None) -> str:
    vectors = VectorStore(folder / "vectors.sqlite")
    try:
        return build(folder / "index", store, vectors, embedder, previous, lambda _count: None)
    finally:
        vectors.close()


def generation_of(folder: Path, embedder: Embedder, *documents: Document) -> Generation:
    store = Store(folder / "kallan.sqlite")
    put(store, *documents)
    name = build_in(folder, store, embedder)
    store.close()
    return open_generation(folder / "index", name, embedder.name)
