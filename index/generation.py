"""A generation of the index: everything derived from one state of the store, in a folder that is never changed.

`build` writes a new folder beside the old one; the store's fact "generation" says which one belongs to its state, and
is written in the same transaction as the documents. So an ingest killed at any moment changes nothing.
"""

import hashlib
import itertools
import json
import shutil
import uuid
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from corpus.errors import IndexMismatch
from corpus.passages import Passage, Sentence
from corpus.store import Store
from index.chroma import ChromaIndex
from index.dense import CoveredIndex, ExactIndex
from index.lexical import TantivyIndex, update_lexical
from index.manifest import Manifest
from index.protocols import DenseIndex, Embedder, Vectors
from index.spelling import Spelling, words_of
from index.vectors import VectorStore

_ROWS = "rows.json"
_WORDS = "words.txt"
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Generation:
    """An index, open for searching. `sentence_vectors` has a row for each id in `sentence_rows`.

    `sentences_of` gives the rows of a passage's sentences, half-open, by the passage's id.
    `close` lets its files go; nothing may be searched after it.
    """

    name: str
    manifest: Manifest
    lexical: TantivyIndex
    dense: DenseIndex
    spelling: Spelling
    sentence_rows: dict[str, int]
    sentence_vectors: Vectors
    sentences_of: Mapping[str, tuple[int, int]]
    close: Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Rows:
    """What a generation holds, in the order of its vectors; `digests` tell whether a passage has changed.

    `counts` says how many of the sentences, in order, belong to each passage.
    """

    passages: list[str]
    documents: list[str]
    digests: list[str]
    sentences: list[str]
    counts: list[int]
    unreachable: list[str]

    def sentences_of(self) -> dict[str, tuple[int, int]]:
        """The rows of each passage's sentences, half-open."""
        ends = list(itertools.accumulate(self.counts))
        return dict(zip(self.passages, zip([0, *ends], ends, strict=False), strict=True))


def passage_text(passage: Passage, title: str) -> str:
    """What is embedded for a passage: where it stands, and its text."""
    place = " – ".join((title, *passage.headings[-2:]))
    return f"{place}\n{passage.text}"


def sentence_text(sentence: Sentence) -> str:
    """What is embedded for a sentence: its nearest heading, and its text."""
    return f"{sentence.headings[-1]}: {sentence.text}" if sentence.headings else sentence.text


def build(
    root: Path, store: Store, vectors: VectorStore, embedder: Embedder, previous: str | None, progress: Progress
) -> str:
    """Builds the generation of the store's present state under `root` and gives its name.

    Starts from a copy of the `previous` one where that can be used, so that only what changed is indexed again.
    `progress` is called with the number of vectors made ready by each step; `expected(store)` in all.
    """
    passages, sentences = store.passages(), store.sentences()
    titles = store.titles()
    manifest = Manifest(embedder.name, embedder.dimension)
    folder = root / f"{uuid.uuid4().hex[:12]}.building"
    folder.mkdir(parents=True)
    texts = [passage_text(passage, titles[passage.document_id]) for passage in passages]
    passage_vectors = _embed(vectors, embedder, texts, progress, folder / "passages.npy")
    _embed(vectors, embedder, [sentence_text(sentence) for sentence in sentences], progress, folder / "sentences.npy")
    before = _copy_previous(root / previous, folder, manifest) if previous else None
    digests = [_digest(passage, titles[passage.document_id]) for passage in passages]
    gone, changed = _difference(before, passages, digests)
    # The one computes in Python, the other outside it: side by side they use two cores.
    with ThreadPoolExecutor(1) as pool:
        dense = pool.submit(_update_dense, folder / "dense", gone, changed, passages, passage_vectors)
        update_lexical(folder / "lexical", gone, [passages[row] for row in changed], titles)
        unreachable = dense.result()
    words = words_of(passage.text for passage in passages)
    (folder / _WORDS).write_text("\n".join(words), "utf-8")
    rows = {
        "passages": [passage.id for passage in passages],
        "documents": [passage.document_id for passage in passages],
        "digests": digests,
        "sentences": [sentence.id for sentence in sentences],
        "counts": _counts(passages, sentences),
        "unreachable": unreachable,
    }
    (folder / _ROWS).write_text(json.dumps(rows), "utf-8")
    manifest.write(folder)
    name = folder.name.removesuffix(".building")
    folder.rename(root / name)
    return name


def _counts(passages: Sequence[Passage], sentences: Sequence[Sentence]) -> list[int]:
    """How many sentences each passage has; both come by document and position, so each passage's stand together."""
    counted = Counter(sentence.passage_id for sentence in sentences)
    return [counted[passage.id] for passage in passages]


def _embed(vectors: VectorStore, embedder: Embedder, texts: Sequence[str], progress: Progress, file: Path) -> Vectors:
    """The texts' vectors in a file, as a memory map; a map of nothing is an error, so that is an array."""
    shape = (len(texts), embedder.dimension)
    if not texts:
        np.save(file, np.empty(shape, np.float32))
        return np.empty(shape, np.float32)
    rows = np.lib.format.open_memmap(file, mode="w+", dtype=np.float32, shape=shape)
    vectors.embed(embedder, texts, progress, rows)
    rows.flush()
    return rows


def expected(store: Store) -> int:
    """How many vectors a generation of the store's present state needs."""
    return store.count("passages") + store.count("sentences")


def open_generation(root: Path, name: str, embedder_name: str) -> Generation:
    """Opens a generation; raises IndexMismatch where it was built with something else or is not whole."""
    folder = root / name
    manifest = Manifest.read(folder)
    manifest.check(embedder_name)
    rows = _read_rows(folder)
    try:
        # A memory map of nothing is an error, so an empty index is read whole.
        mode: Literal["r"] | None = "r" if rows.passages else None
        words = (folder / _WORDS).read_text("utf-8").splitlines()
        passage_vectors = np.load(folder / "passages.npy", mmap_mode=mode)
        sentence_vectors = np.load(folder / "sentences.npy", mmap_mode=mode)
    except (OSError, ValueError) as error:
        raise IndexMismatch("Indexet är inte helt. Bygg om det: kallan ingest --rebuild") from error
    exact = ExactIndex(rows.passages, rows.documents, passage_vectors)
    chroma = ChromaIndex(folder / "dense")
    return Generation(
        name=name,
        manifest=manifest,
        lexical=TantivyIndex(folder / "lexical"),
        dense=CoveredIndex(chroma, exact, rows.unreachable),
        spelling=Spelling(words),
        sentence_rows={sentence: row for row, sentence in enumerate(rows.sentences)},
        sentence_vectors=sentence_vectors,
        sentences_of=rows.sentences_of(),
        close=chroma.close,
    )


def remove_others(root: Path, keep: Sequence[str]) -> None:
    """Removes every generation but those named, and what killed builds have left."""
    for folder in root.iterdir() if root.is_dir() else ():
        if folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)


def _read_rows(folder: Path) -> _Rows:
    try:
        return _Rows(**json.loads((folder / _ROWS).read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexMismatch("Indexet är inte helt. Bygg om det: kallan ingest --rebuild") from error


def _copy_previous(previous: Path, folder: Path, manifest: Manifest) -> _Rows | None:
    """Copies what the previous generation has; None where it was built with something else or is not whole."""
    try:
        if Manifest.read(previous) != manifest:
            return None
        rows = _read_rows(previous)
        for part in ("lexical", "dense"):
            shutil.copytree(previous / part, folder / part)
    except (IndexMismatch, OSError):
        for part in ("lexical", "dense"):
            shutil.rmtree(folder / part, ignore_errors=True)
        return None
    return rows


def _digest(passage: Passage, title: str) -> str:
    """Follows from everything that is indexed of a passage: all headings count for its words, and so its language."""
    indexed = "\n".join((passage.document_id, title, *passage.headings, passage.language, passage.text))
    return hashlib.blake2b(indexed.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _difference(before: _Rows | None, passages: list[Passage], digests: list[str]) -> tuple[list[str], list[int]]:
    """The ids that are gone and the rows that are new or changed."""
    old = dict(zip(before.passages, before.digests, strict=True)) if before else {}
    current = {passage.id for passage in passages}
    gone = [passage_id for passage_id in old if passage_id not in current]
    changed = [row for row, passage in enumerate(passages) if old.get(passage.id) != digests[row]]
    return gone, changed


def _update_dense(
    folder: Path, gone: list[str], changed: list[int], passages: list[Passage], vectors: Vectors
) -> list[str]:
    chroma = ChromaIndex(folder)
    try:
        chroma.update(
            gone,
            [passages[row].id for row in changed],
            [passages[row].document_id for row in changed],
            vectors[changed] if changed else vectors[:0],
        )
        return chroma.unreachable([passage.id for passage in passages], vectors)
    finally:
        chroma.close()
