"""Retrieval over collections in the form {id, title, text} with queries and judgements, such as public sets."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.documents import Document, Kind, Page, Provenance
from corpus.errors import IndexMismatch, InvalidRequest
from corpus.store import Store
from index.building import build
from index.manifest import Manifest
from index.protocols import Embedder
from index.splitting import split
from index.vectors import VectorStore
from service.indexing import GENERATION, DataFolder


@dataclass(frozen=True, slots=True)
class Topic:
    """A query and the ids of the documents that answer it."""

    id: str
    text: str
    language: str
    relevant: frozenset[str]


def read_lines(path: Path) -> Iterator[dict[str, object]]:
    """The JSON objects of a file, one a line; raises InvalidRequest where it cannot be read."""
    try:
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield json.loads(line)
    except (OSError, ValueError) as error:
        raise InvalidRequest(f"{path} kan inte läsas: {error}") from error


def load_topics(queries: Path, judgements: Path, language: str | None = None) -> list[Topic]:
    """The queries, in order, that have a relevant document; only those in `language` where that is given."""
    relevant: dict[str, set[str]] = {}
    for row in read_lines(judgements):
        if row.get("rel", 1):
            relevant.setdefault(str(row["query_id"]), set()).add(str(row["doc_id"]))
    return [
        Topic(str(row["id"]), str(row["text"]), str(row["lang"]), frozenset(relevant[str(row["id"])]))
        for row in read_lines(queries)
        if str(row["id"]) in relevant and language in (None, row["lang"])
    ]


def index_collection(
    folder: DataFolder, collections: Sequence[Path], language: str, embedder: Embedder, *, sentences: bool = True
) -> None:
    """Puts collections into one knowledge base in the folder, each document as one page, unless it is there.

    Without `sentences`, whose vectors cost as much again, documents are found by their passages as a whole.
    """
    folder.path.mkdir(parents=True, exist_ok=True)
    store, vectors = Store(folder.store), VectorStore(folder.vectors)
    try:
        if _usable(folder, store, embedder):
            return
        with store.transaction():
            for row in (row for path in collections for row in read_lines(path)):
                document = _document(row, language)
                store.put(document, document.id, "")
                parts = split(document, lambda _text, languages: languages[0])
                store.put_parts(parts.passages, parts.sentences if sentences else ())
            store.set_fact(GENERATION, build(folder.index, store, vectors, embedder, None, lambda _count: None))
    finally:
        store.close()
        vectors.close()


def _usable(folder: DataFolder, store: Store, embedder: Embedder) -> bool:
    name = store.fact(GENERATION)
    try:
        if name is not None:
            Manifest.read(folder.index / name).check(embedder.name)
    except IndexMismatch:
        return False
    return name is not None


def _document(row: dict[str, object], language: str) -> Document:
    text = "\n\n".join(line.strip() for line in str(row["text"]).splitlines() if line.strip())
    return Document(
        id=str(row["id"]),
        source=str(row["id"]),
        title=str(row.get("title") or ""),
        kind=Kind.OTHER,
        languages=(language,),
        issued_on=None,
        period=None,
        publisher=None,
        origin_url=None,
        provenance=Provenance.ORIGINAL,
        content_digest="",
        pages=(Page(1, None, text),),
    )
