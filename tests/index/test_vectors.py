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
    assert sorted(embedder.embedded) == ["avgift", "barn"]
    assert np.array_equal(first, embedder.queries(["barn", "avgift", "barn"]))
    store.close()
    again = VectorStore(tmp_path / "vectors.sqlite")
    assert np.array_equal(embed(again, embedder, "avgift", "hälsa"), embedder.queries(["avgift", "hälsa"]))
    assert sorted(embedder.embedded) == ["avgift", "barn", "hälsa"]


def test_another_embedder_shares_nothing(tmp_path: Path, embedder: FakeEmbedder) -> None:
    store = VectorStore(tmp_path / "vectors.sqlite")
    embed(store, embedder, "barn")
    other = FakeEmbedder(name="fake/other")
    assert store.missing(other, ["barn"]) == 1
    embed(store, other, "barn")
    assert other.embedded == ["barn"]
    assert store.missing(embedder, ["barn", "barn", "hälsa"]) == 1


def test_pruning_forgets_what_nobody_has_asked_for_again(tmp_path: Path, embedder: FakeEmbedder) -> None:
    store = VectorStore(tmp_path / "vectors.sqlite")
    embed(store, embedder, "barn", "avgift")
    store.close()
    again = VectorStore(tmp_path / "vectors.sqlite")
    embed(again, embedder, "avgift", "hälsa")
    again.prune()
    assert again.missing(embedder, ["barn"]) == 1
    assert again.missing(embedder, ["avgift", "hälsa"]) == 0


def test_progress_counts_every_text(tmp_path: Path, embedder: FakeEmbedder) -> None:
    store = VectorStore(tmp_path / "vectors.sqlite")
    embed(store, embedder, "barn")
    seen: list[int] = []
    store.embed(embedder, [f"text {number}" for number in range(150)] + ["barn"], seen.append)
    assert sum(seen) == 151
    assert max(seen) <= 128


def test_texts_of_like_length_are_embedded_together(tmp_path: Path, embedder: FakeEmbedder) -> None:
    texts = [letter * length for length in (3, 200, 50) for letter in "abc"]
    embed(VectorStore(tmp_path / "vectors.sqlite"), embedder, *texts)
    assert [len(text) for text in embedder.embedded] == [200] * 3 + [50] * 3 + [3] * 3


def test_more_texts_than_are_looked_up_at_once(tmp_path: Path, embedder: FakeEmbedder) -> None:
    texts = [f"barn {number}" for number in range(700)] + ["avgift"]
    store = VectorStore(tmp_path / "vectors.sqlite")
    assert np.array_equal(embed(store, embedder, *texts), embedder.queries(texts))


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
