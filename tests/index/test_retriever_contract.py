"""What the hybrid retriever and its LlamaIndex adapters promise."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from corpus.answers import RankedPassage
from index.llamaindex import KallanEmbedding, KallanRetriever
from index.protocols import Hit
from index.retriever import HybridRetriever
from tests.fakes import FakeEmbedder
from tests.index.building import generation_of
from tests.making import make_document, make_passage

DOCUMENTS = [
    make_document("Avgift betalas varje år.", document_id="avgift-1"),
    make_document("Barn har rätt till fritid.", document_id="barn-1"),
    make_document("Barn har rätt till fritid.", document_id="barn-2"),
    make_document("En konferens om barn och hälsa.", document_id="konferens-1"),
]


@pytest.fixture
def retriever(tmp_path: Path, embedder: FakeEmbedder) -> HybridRetriever:
    return HybridRetriever(generation_of(tmp_path, embedder, *DOCUMENTS), embedder)


def search(retriever: HybridRetriever, text: str, k: int, among: frozenset[str] | None = None) -> list[Hit]:
    return retriever.search(retriever.query(text, "sv"), k, among)


def test_best_first_ties_by_id(retriever: HybridRetriever) -> None:
    hits = search(retriever, "barn fritid", 4)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert [hit.id for hit in hits[:2]] == ["barn-1:p0", "barn-2:p0"]
    assert search(retriever, "avgift", 4)[0].id == "avgift-1:p0"


@pytest.mark.parametrize(("k", "length"), [(-1, 0), (0, 0), (1, 1), (3, 3), (4, 4), (99, 4)])
def test_at_most_k_and_a_larger_k_only_adds(retriever: HybridRetriever, k: int, length: int) -> None:
    hits = search(retriever, "barn hälsa", k)
    assert len(hits) == length
    assert [hit.id for hit in hits] == [hit.id for hit in search(retriever, "barn hälsa", 99)][:length]


@pytest.mark.parametrize(
    ("among", "expected"),
    [(set(), []), ({"okänd"}, []), ({"barn-2"}, ["barn-2:p0"]), ({"barn-2", "avgift-1"}, ["barn-2:p0", "avgift-1:p0"])],
)
def test_among(retriever: HybridRetriever, among: set[str], expected: list[str]) -> None:
    assert [hit.id for hit in search(retriever, "barn", 9, frozenset(among))] == expected


def test_a_word_in_no_document_still_has_nearest_passages(retriever: HybridRetriever) -> None:
    assert len(search(retriever, "trombon", 9)) == 4


def test_several_threads_may_search(retriever: HybridRetriever) -> None:
    alone = search(retriever, "barn hälsa", 4)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: search(retriever, "barn hälsa", 4), range(20))) == [alone] * 20


def test_similarities_are_cosines_and_0_for_what_is_not_there(retriever: HybridRetriever) -> None:
    query = retriever.query("avgift", "sv")
    assert retriever.similarities(query, ["avgift-1:s0", "okänd", "barn-1:s0"]) == pytest.approx([1, 0, 0.5])
    assert len(retriever.similarities(query, [])) == 0


def ranked(count: int) -> list[RankedPassage]:
    return [
        RankedPassage(make_passage(f"p{n}", "barn-1", f"text {n}", ["A", "B"]), DOCUMENTS[1], 1 / n)
        for n in range(1, count + 1)
    ]


def test_as_llamaindex_retriever() -> None:
    asked: list[tuple[str, int]] = []

    def search(text: str, k: int) -> list[RankedPassage]:
        asked.append((text, k))
        return ranked(3)[:k]

    nodes = KallanRetriever(search, k=2).retrieve("Vad gäller?")
    assert asked == [("Vad gäller?", 2)]
    assert [(node.node.node_id, node.text, node.score) for node in nodes] == [
        ("p1", "text 1", 1.0),
        ("p2", "text 2", 0.5),
    ]
    assert nodes[0].metadata["source"] == "barn-1.md"
    assert nodes[0].metadata["page"] == 1
    assert nodes[0].metadata["section"] == "B"
    assert nodes[0].metadata["date"] is None


def test_as_llamaindex_retriever_with_nothing_found() -> None:
    assert KallanRetriever(lambda _text, _k: []).retrieve("x") == []


def test_as_llamaindex_embedding(embedder: FakeEmbedder) -> None:
    adapter = KallanEmbedding(embedder)
    assert adapter.model_name == "fake/words"
    assert np.allclose(adapter.get_query_embedding("barn"), embedder.queries(["barn"])[0])
    assert np.allclose(adapter.get_text_embedding("avgift"), embedder.queries(["avgift"])[0])
    batch = adapter.get_text_embedding_batch(["barn", "avgift"])
    assert np.allclose(batch, embedder.queries(["barn", "avgift"]))


def test_words_and_meaning_beside_each_other_find_the_same(
    tmp_path: Path, embedder: FakeEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    generation = generation_of(tmp_path, embedder, *DOCUMENTS)
    after = HybridRetriever(generation, embedder)
    monkeypatch.setattr("index.retriever._BESIDE", 0)
    beside = HybridRetriever(generation, embedder)
    for text in ("barn", "konferens", "avgift för kommuner"):
        assert search(beside, text, 5) == search(after, text, 5)
        assert search(beside, text, 5, frozenset({"barn-2"})) == search(after, text, 5, frozenset({"barn-2"}))
