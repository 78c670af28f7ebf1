"""The parts of a generation that follow from the store alone, row by row: ids, digests, vectors and their order.

They are written document by document, so that memory does not grow with the number of documents, and mapped when they
are read, so that opening them takes no time.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from corpus.errors import IndexMismatch
from corpus.passages import Passage, Sentence
from corpus.store import Store
from index.arrays import Array, ArrayWriter, mapped
from index.codes import Codes, write_codes
from index.ids import IdWriter, KeptIds, Rows
from index.protocols import Embedder, Vectors
from index.spelling import WordsOf
from index.texts import passage_text, sentence_text
from index.vectors import VectorStore

Progress = Callable[[int], None]
_AT_ONCE = 500
"""Passages that are embedded together: enough of like length for the network."""
_DIGEST = 16


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one generation, as memory maps.

    `numbers` holds for each passage the row of its document; `starts`, one longer than the passages, the row of each
    one's first sentence; `digests` tell whether a passage has changed; `unreachable` names the passages that the
    approximate index is known not to find.
    """

    passages: KeptIds
    sentences: KeptIds
    documents: KeptIds
    numbers: npt.NDArray[np.int32]
    starts: Rows
    digests: npt.NDArray[np.uint8]
    vectors: Vectors
    sentence_vectors: Vectors
    codes: Codes
    sentence_codes: Codes
    unreachable: list[str]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Opens the parts in a generation's folder; raises IndexMismatch where they are not whole."""
        try:
            return cls(
                passages=KeptIds(folder, "passages"),
                sentences=KeptIds(folder, "sentences"),
                documents=KeptIds(folder, "documents"),
                numbers=mapped(folder / "numbers.npy"),
                starts=mapped(folder / "starts.npy"),
                digests=mapped(folder / "digests.npy"),
                vectors=mapped(folder / "passages.npy"),
                sentence_vectors=mapped(folder / "sentences.npy"),
                codes=Codes.read(folder, "passages"),
                sentence_codes=Codes.read(folder, "sentences"),
                unreachable=json.loads((folder / "unreachable.json").read_text("utf-8")),
            )
        except (OSError, ValueError) as error:
            raise IndexMismatch("Indexet är inte helt. Bygg om det: kallan ingest --rebuild") from error


def write_parts(folder: Path, store: Store, vectors: VectorStore, embedder: Embedder, progress: Progress) -> None:
    """Writes all parts of the store's present state but `unreachable`, and its words, which `Spelling` reads."""
    titles = store.titles()
    words = WordsOf()
    with ExitStack() as open_files:
        writer = _Writer(folder, open_files, embedder.dimension)
        for number, passages, sentences in _batches(store, sorted(titles)):
            documents = list(dict.fromkeys(passage.document_id for passage in passages))
            known = {document: number + place for place, document in enumerate(documents)}
            texts = [passage_text(passage, titles[passage.document_id]) for passage in passages]
            told = [sentence_text(sentence) for sentence in sentences]
            writer.vectors.add(vectors.embed(embedder, texts, progress))
            writer.sentence_vectors.add(vectors.embed(embedder, told, progress))
            writer.add(documents, known, passages, sentences, titles)
            words.add(passage.text for passage in passages)
    words.write(folder)
    for name in ("passages", "sentences"):
        write_codes(folder, name, embedder.dimension)


class _Writer:
    """The files of the parts, open for writing."""

    def __init__(self, folder: Path, open_files: ExitStack, dimension: int) -> None:
        self.documents, self.passages, self.sentences = (
            open_files.enter_context(IdWriter(folder, name)) for name in ("documents", "passages", "sentences")
        )
        self.vectors, self.sentence_vectors = (
            open_files.enter_context(ArrayWriter(folder / name, [dimension], np.float32))
            for name in ("passages.npy", "sentences.npy")
        )
        self.numbers = open_files.enter_context(ArrayWriter(folder / "numbers.npy", [], np.int32))
        self.starts = open_files.enter_context(ArrayWriter(folder / "starts.npy", [], np.int64))
        self.digests = open_files.enter_context(ArrayWriter(folder / "digests.npy", [_DIGEST], np.uint8))
        self._end = 0
        self.starts.add(np.zeros(1, np.int64))

    def add(
        self,
        documents: Sequence[str],
        known: dict[str, int],
        passages: Sequence[Passage],
        sentences: Sequence[Sentence],
        titles: dict[str, str],
    ) -> None:
        """Writes everything of whole documents but the vectors; `known` gives their rows."""
        self.documents.add(documents)
        self.passages.add(passage.id for passage in passages)
        self.sentences.add(sentence.id for sentence in sentences)
        self.numbers.add(np.array([known[passage.document_id] for passage in passages], np.int32))
        counted = Counter(sentence.passage_id for sentence in sentences)
        ends = self._end + np.cumsum([counted[passage.id] for passage in passages], dtype=np.int64)
        self._end = int(ends[-1])
        self.starts.add(ends)
        digests = b"".join(_digest(passage, titles[passage.document_id]) for passage in passages)
        self.digests.add(np.frombuffer(digests, np.uint8).reshape(-1, _DIGEST))


def _batches(store: Store, documents: Sequence[str]) -> Iterator[tuple[int, list[Passage], list[Sentence]]]:
    """The passages and sentences of whole documents, in order, with the number of the batch's first document."""
    first = last = 0
    passages: list[Passage] = []
    sentences: list[Sentence] = []
    for document_id in documents:
        own = store.passages_of(document_id)
        # A document without text has no row.
        last += bool(own)
        passages += own
        sentences += store.sentences_of(document_id)
        if len(passages) >= _AT_ONCE:
            yield first, passages, sentences
            first, passages, sentences = last, [], []
    if passages:
        yield first, passages, sentences


def _digest(passage: Passage, title: str) -> bytes:
    """Follows from everything that is indexed of a passage: all headings count for its words, and so its language."""
    indexed = "\n".join((passage.document_id, title, *passage.headings, passage.language, passage.text))
    return hashlib.blake2b(indexed.encode("utf-8", "replace"), digest_size=_DIGEST).digest()


@dataclass(frozen=True, slots=True)
class Difference:
    """What sets one generation's passages apart from those before.

    The ids that are `gone`, those that were there and have been `replaced`, and the `rows` that are new or changed.
    """

    gone: list[str]
    replaced: list[str]
    rows: Rows


def difference(before: "Parts | None", passages: KeptIds, digests: Array) -> Difference:
    """What has changed since `before`; everything is new where that is None."""
    if before is None or not len(before.passages):
        return Difference([], [], np.arange(len(passages)))
    replaced: list[str] = []
    rows: list[int] = []
    for start in range(0, len(passages), _AT_ONCE):
        ids = passages[start : start + _AT_ONCE]
        olds = before.passages.rows_of(ids)
        same = (olds >= 0) & (before.digests[olds] == digests[start : start + _AT_ONCE]).all(axis=1)
        rows += (start + np.flatnonzero(~same)).tolist()
        replaced += [ids[place] for place in np.flatnonzero(~same & (olds >= 0)).tolist()]
    gone: list[str] = []
    for start in range(0, len(before.passages), _AT_ONCE):
        ids = before.passages[start : start + _AT_ONCE]
        gone += [ids[place] for place in np.flatnonzero(passages.rows_of(ids) < 0).tolist()]
    return Difference(gone, replaced, np.array(rows, np.int64))
