"""A folder of documents before and after adds, changes and removals, and everything a data folder holds."""

import random
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus.documents import Document
from corpus.store import Store
from index.chroma import ChromaIndex
from index.generation import open_generation
from index.lexical import TantivyIndex
from service.indexing import GENERATION, DataFolder
from tests.fakes import FakeEmbedder
from tests.ingest.pdfs import lines_at, pdf_of, wrapped

WORDS = (
    "värd avgift barn hälsa koordinator konferens medlem kommun region styrelse möte jämlikhet klimat skola vård"
    " forskning nätverk rapport samverkan trygghet kultur idrott natur budget"
).split()
_FILLING = "och den som för är till med på av har kan ska där när varje år nya stora många första".split()


def scripted_embedder() -> FakeEmbedder:
    """Counts the scenario's own words, so that its passages lie apart."""
    return FakeEmbedder(WORDS, name="fake/kill")


def write_before(folder: Path, documents: int, sections: int) -> None:
    """Writes that many documents: text, Markdown, web pages and PDFs."""
    folder.mkdir(parents=True)
    for number in range(documents):
        _write(folder, number, number, sections)


def write_after(folder: Path, documents: int, sections: int) -> None:
    """Changes every sixth document, removes every eighth, and adds one for each ten."""
    for number in range(0, documents, 6):
        _write(folder, number, number + 10_000, sections)
    for number in range(3, documents, 8):
        for path in folder.glob(f"d{number:03}.*"):
            path.unlink()
    for number in range(documents, documents + max(documents // 10, 2)):
        _write(folder, number, number, sections)


def _write(folder: Path, number: int, seed: int, sections: int) -> None:
    drawn = random.Random(seed)  # noqa: S311 - texts, no secrets
    written = [(drawn.choice(WORDS).capitalize(), [_paragraph(drawn) for _ in range(2)]) for _ in range(sections)]
    path = folder / f"d{number:03}.{('md', 'txt', 'html', 'md', 'txt', 'html', 'pdf')[number % 7]}"
    match path.suffix:
        case ".md":
            text = "\n\n".join(f"## {name}\n\n" + "\n\n".join(parts) for name, parts in written)
            path.write_text(f"# Om {written[0][0]} {number}\n\n{text}\n", "utf-8")
        case ".txt":
            path.write_text("\n\n".join(part for _, parts in written for part in parts), "utf-8")
        case ".html":
            body = "".join(f"<h2>{name}</h2>" + "".join(f"<p>{part}</p>" for part in parts) for name, parts in written)
            path.write_text(f"<!doctype html><html lang=sv><title>{number}</title><main>{body}</main>", "utf-8")
        case ".pdf":
            lines = [line for _, parts in written for part in parts for line in wrapped(part, 440)]
            path.write_bytes(pdf_of(lambda canvas: lines_at(canvas, 70, 80, lines[:55])))


def _paragraph(drawn: random.Random) -> str:
    sentences = []
    for _ in range(10):
        words = [drawn.choice(WORDS if drawn.random() < 0.4 else _FILLING) for _ in range(9)]
        sentences.append(" ".join(words).capitalize() + ".")
    return " ".join(sentences)


@dataclass(frozen=True)
class Contents:
    """Everything that must be the same: the store's rows, the index's entries, the vectors, the kept originals."""

    documents: dict[str, Document]
    store: dict[str, Any]
    index: dict[str, Any]
    vectors: dict[str, np.ndarray]
    files: dict[str, Any]


def store_contents(folder: DataFolder) -> tuple[dict[str, Document], dict[str, Any]]:
    """The documents by id, and every row of the store but for names of generations and times."""
    store = Store(folder.store, snapshot=True)
    documents = {document.id: document for document in store.documents()}
    store.close()
    with sqlite3.connect(f"{folder.store.as_uri()}?mode=ro", uri=True) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {name: sorted(map(repr, _rows(database, name))) for name in names}
    database.close()
    return documents, found


def _rows(database: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]  # noqa: S608
    kept = [name for name in columns if name != "reading_seconds"]
    where = "WHERE name NOT LIKE 'generation%'" if table == "facts" else ""
    return database.execute(f"SELECT {', '.join(kept)} FROM {table} {where}").fetchall()  # noqa: S608


def contents(folder: DataFolder, embedder_name: str) -> Contents:
    """What the data folder holds, read from its files."""
    documents, rows = store_contents(folder)
    store = Store(folder.store)
    name = store.fact(GENERATION) or ""
    store.close()
    generation = open_generation(folder.index, name, embedder_name)
    lexical = generation.lexical
    generation.close()
    place = folder.index / name
    dense, vectors = _dense(place / "dense")
    kept_vectors = _kept_vectors(folder.vectors)
    vectors |= {"passages": np.load(place / "passages.npy"), "sentences": np.load(place / "sentences.npy")}
    vectors |= kept_vectors
    return Contents(
        documents=documents,
        store=rows,
        index={
            "lexical": _lexical(lexical),
            "dense": dense,
            "parts": {name: list(getattr(generation.parts, name)) for name in ("documents", "passages", "sentences")},
            "rows": {name: getattr(generation.parts, name).tolist() for name in ("numbers", "starts", "digests")},
            "words": (place / "words.json").read_bytes() + (place / "words.utf32").read_bytes(),
            "kept vectors": sorted(kept_vectors),
        },
        vectors=vectors,
        files={"originals": sorted(path.name for path in folder.originals.folder.glob("*"))},
    )


def _lexical(index: TantivyIndex) -> list[str]:
    import tantivy

    searcher = index._searcher
    found = searcher.search(tantivy.Query.all_query(), limit=max(searcher.num_docs, 1)).hits
    return sorted(repr(sorted(searcher.doc(address).to_dict().items())) for _, address in found)


def _dense(folder: Path) -> tuple[list[tuple[str, str]], dict[str, np.ndarray]]:
    chroma = ChromaIndex(folder)
    try:
        found = chroma._collection.get(include=["embeddings", "metadatas"])
    finally:
        chroma.close()
    rows = zip(found["ids"], found["metadatas"], strict=True)
    vectors = zip(found["ids"], found["embeddings"], strict=True)
    return sorted((name, row["document"]) for name, row in rows), {f"dense {name}": row for name, row in vectors}


def _kept_vectors(path: Path) -> dict[str, np.ndarray]:
    database = sqlite3.connect(path)
    rows = database.execute("SELECT key, vector FROM vectors").fetchall()
    database.close()
    return {f"kept {key.hex()}": np.frombuffer(vector, np.float32) for key, vector in rows}


def differences(found: Contents, expected: Contents, tolerance: float) -> list[str]:
    """What is not the same, in words; the vectors may differ by `tolerance`."""
    wrong = [f"store: {name}" for name in expected.store if found.store.get(name) != expected.store[name]]
    wrong += [f"index: {name}" for name in expected.index if found.index[name] != expected.index[name]]
    wrong += [f"files: {name}" for name in expected.files if found.files[name] != expected.files[name]]
    if found.vectors.keys() != expected.vectors.keys():
        return [*wrong, "vectors: others"]
    far = [
        name
        for name, vector in expected.vectors.items()
        if vector.shape != found.vectors[name].shape or not np.allclose(vector, found.vectors[name], 0, tolerance)
    ]
    return [*wrong, *(f"vectors: {name}" for name in far[:3])]
