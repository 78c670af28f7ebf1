from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import EmbedderError, StoreError
from index.protocols import Vectors
from index.vectors import VectorStore
from tests.fakes import FakeEmbedder


class Broken(FakeEmbedder):
    """Gives vectors that are no unit vectors."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        return np.zeros((len(texts), self.dimension), np.float32)


class Short(FakeEmbedder):
    """Gives a row too few, as one flat row."""

    def passages(self, texts: Sequence[str]) -> Vectors:  # noqa: ARG002
        return np.ones(3, np.float32)


def embed(store: VectorStore, embedder: FakeEmbedder, *texts: str) -> Vectors:
    return store.embed(embedder, texts, lambda _count: None)


def test_each_text_is_embedded_once(tmp_path: Path, embedder: FakeEmbedder) -> None:
    store = VectorStore(tmp_path / "vectors.sqlite")
    first = embed(store, embedder, "barn", "avgift", "barn")
    assert embedder.embedded == ["barn", "avgift"]
    assert np.array_equal(first, embedder.queries(["barn", "avgift", "barn"]))
    store.close()
    again = VectorStore(tmp_path / "vectors.sqlite")
    assert np.array_equal(embed(again, embedder, "avgift", "hälsa"), embedder.queries(["avgift", "hälsa"]))
    assert embedder.embedded == ["barn", "avgift", "hälsa"]


def test_another_embedder_shares_nothing(tmp_path: Path, embedder: FakeEmbedder) -> None:
    store = VectorStore(tmp_path / "vectors.sqlite")
    embed(store, embedder, "barn")
    other = FakeEmbedder(name="fake/other")
    assert store.missing(other, ["barn"]) == 1
    embed(store, other, "barn")
    assert other.embedded == ["barn"]
    assert store.missing(embedder, ["barn", "barn", "hälsa"]) == 1


def test_pruning_forgets_what_is_not_named(tmp_path: Path, embedder: FakeEmbedder) -> None:
    store = VectorStore(tmp_path / "vectors.sqlite")
    embed(store, embedder, "barn", "avgift")
    store.prune(embedder, ["avgift"])
    assert store.missing(embedder, ["barn"]) == 1
    assert store.missing(embedder, ["avgift"]) == 0


def test_progress_counts_every_text(tmp_path: Path, embedder: FakeEmbedder) -> None:
    store = VectorStore(tmp_path / "vectors.sqlite")
    embed(store, embedder, "barn")
    seen: list[int] = []
    store.embed(embedder, [f"text {number}" for number in range(150)] + ["barn"], seen.append)
    assert sum(seen) == 151
    assert max(seen) <= 64


def test_no_texts(tmp_path: Path, embedder: FakeEmbedder) -> None:
    assert len(embed(VectorStore(tmp_path / "vectors.sqlite"), embedder)) == 0


@pytest.mark.parametrize("broken", [Broken(), Short()])
def test_unusable_vectors_are_not_kept(tmp_path: Path, broken: FakeEmbedder) -> None:
    store = VectorStore(tmp_path / "vectors.sqlite")
    with pytest.raises(EmbedderError, match="fake/words"):
        embed(store, broken, "barn")
    assert store.missing(broken, ["barn"]) == 1


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    (tmp_path / "vectors.sqlite").write_bytes(b"no database " * 200)
    with pytest.raises(StoreError, match=r"vectors\.sqlite"):
        VectorStore(tmp_path / "vectors.sqlite")
