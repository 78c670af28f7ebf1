import re
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexMismatch
from corpus.store import Store
from index.generation import Generation, open_generation, remove_others
from tests.fakes import FakeEmbedder
from tests.index.building import build_in, generation_of, put
from tests.making import make_document

ONE = make_document(
    "# Avgift\n\nAvgift betalas varje år.", "# Barn\n\nBarn har rätt till fritid.", document_id="one-000001"
)
TWO = make_document("En konferens hålls i maj.", document_id="two-000002")


def found(generation: Generation, word: str) -> list[str]:
    vector = FakeEmbedder().queries([word])[0]
    lexical = [hit.id for hit in generation.lexical.search(word, "sv", 9)]
    dense = [hit.id for hit in generation.dense.search(vector, 1)]
    assert lexical == dense
    return lexical


def test_everything_in_the_store_is_found(tmp_path: Path, embedder: FakeEmbedder) -> None:
    generation = generation_of(tmp_path, embedder, ONE, TWO)
    assert found(generation, "avgift") == ["one-000001:p0"]
    assert found(generation, "barn") == ["one-000001:p1"]
    assert found(generation, "konferens") == ["two-000002:p0"]
    parts = generation.parts
    assert list(parts.sentences) == ["one-000001:s0", "one-000001:s1", "two-000002:s0"]
    assert np.allclose(parts.sentence_vectors[2], embedder.queries(["konferens"])[0])
    assert parts.starts.tolist() == [0, 1, 2, 3]
    assert [parts.documents[number] for number in parts.numbers] == ["one-000001", "one-000001", "two-000002"]


def test_an_empty_store_has_an_index(tmp_path: Path, embedder: FakeEmbedder) -> None:
    generation = generation_of(tmp_path, embedder)
    assert generation.lexical.search("barn", "sv", 5) == []
    assert generation.dense.search(embedder.queries(["barn"])[0], 5) == []


def test_built_upon_the_one_before_it_is_as_if_built_anew(tmp_path: Path, embedder: FakeEmbedder) -> None:
    store = Store(tmp_path / "kallan.sqlite")
    put(store, ONE, TWO)
    first = build_in(tmp_path, store, embedder)
    with store.transaction():
        store.remove(TWO.id)
    put(store, make_document("# Avgift\n\nKoordinator är Bo.", document_id="one-000001"))
    put(store, make_document("Varje medlem är med.", document_id="new-000003"))
    embedder.embedded.clear()
    upon = open_generation(tmp_path / "index", build_in(tmp_path, store, embedder, first), embedder.name)
    assert len(embedder.embedded) == 4  # a passage and a sentence of each of the two that are new
    anew = open_generation(tmp_path / "index", build_in(tmp_path, store, embedder), embedder.name)
    for word in ("koordinator", "medlem"):
        assert found(upon, word) == found(anew, word)
    assert upon.lexical.search("konferens barn", "sv", 9) == []
    assert upon.lexical.document_frequency("konferens") == 0
    assert list(upon.parts.sentences) == list(anew.parts.sentences)
    assert upon.lexical.search("avgift bo", "sv", 9) == anew.lexical.search("avgift bo", "sv", 9)
    # The one before is as it was.
    assert found(open_generation(tmp_path / "index", first, embedder.name), "konferens") == ["two-000002:p0"]


def test_what_only_words_are_searched_in_is_indexed_again(tmp_path: Path, embedder: FakeEmbedder) -> None:
    # The outermost of three headings and the language are no part of what is embedded.
    before = make_document("# Avgift\n\n## B\n\n### C\n\nVarje år.")
    after = make_document("# Konferens\n\n## B\n\n### C\n\nVarje år.")
    store = Store(tmp_path / "kallan.sqlite")
    put(store, before)
    first = build_in(tmp_path, store, embedder)
    put(store, after)
    generation = open_generation(tmp_path / "index", build_in(tmp_path, store, embedder, first), embedder.name)
    assert [hit.id for hit in generation.lexical.search("konferens", "sv", 5)] == ["brev-0a1b2c:p0"]
    assert generation.lexical.search("avgift", "sv", 5) == []


def test_a_previous_one_that_is_broken_is_not_built_upon(tmp_path: Path, embedder: FakeEmbedder) -> None:
    store = Store(tmp_path / "kallan.sqlite")
    put(store, ONE)
    first = build_in(tmp_path, store, embedder)
    (tmp_path / "index" / first / "passages.ids").write_text("{", "utf-8")
    again = open_generation(tmp_path / "index", build_in(tmp_path, store, embedder, first), embedder.name)
    assert found(again, "barn") == ["one-000001:p1"]


def test_another_embedder_is_refused_with_what_to_do(tmp_path: Path, embedder: FakeEmbedder) -> None:
    name = generation_of(tmp_path, embedder, ONE).name
    with pytest.raises(IndexMismatch, match=r"fake/words.*fake/other.*kallan ingest --rebuild.*KALLAN_EMBEDDER"):
        open_generation(tmp_path / "index", name, "fake/other")


@pytest.mark.parametrize(
    "missing",
    [
        "manifest.json",
        "passages.ids",
        "sentences.hashes.npy",
        "documents.order.npy",
        "passages.npy",
        "sentences.npy",
        "passages.codes.npy",
        "sentences.codes.npy",
        "passages.scales.npy",
        "starts.npy",
        "numbers.npy",
        "digests.npy",
        "unreachable.json",
        "words.json",
    ],
)
def test_one_that_is_not_whole_is_refused_with_what_to_do(tmp_path: Path, embedder: FakeEmbedder, missing: str) -> None:
    name = generation_of(tmp_path, embedder, ONE).name
    (tmp_path / "index" / name / missing).unlink()
    with pytest.raises(IndexMismatch, match="kallan ingest --rebuild"):
        open_generation(tmp_path / "index", name, embedder.name)


def test_one_of_another_version_is_refused(tmp_path: Path, embedder: FakeEmbedder) -> None:
    name = generation_of(tmp_path, embedder, ONE).name
    manifest = tmp_path / "index" / name / "manifest.json"
    manifest.write_text(re.sub(r'"splitter": \d+', '"splitter": 0', manifest.read_text("utf-8")), "utf-8")
    with pytest.raises(IndexMismatch, match="annan version"):
        open_generation(tmp_path / "index", name, embedder.name)


def test_the_others_are_removed(tmp_path: Path) -> None:
    for name in ("a", "b", "c.building"):
        (tmp_path / name / "dense").mkdir(parents=True)
    remove_others(tmp_path, ["b"])
    assert [folder.name for folder in tmp_path.iterdir()] == ["b"]
    remove_others(tmp_path / "nothing", [])
