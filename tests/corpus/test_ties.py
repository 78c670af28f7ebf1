from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.passages import Passage, Sentence, Span
from corpus.relations import Parallel, Related, Relation
from corpus.store import Store
from tests.making import make_document


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A document of two passages in each language, with two sentences each: p0 (s0, s1), p1 (s2, s3) and so on."""
    store = Store(tmp_path / "kallan.sqlite")
    store.put(make_document("a b c d e f g h", document_id="d"), "/d.md", "")
    store.put_parts(passages(), sentences())
    return store


def passages() -> Sequence[Passage]:
    first = Passage("p0", "d", 0, (Span(1, 0, 1),), "a", (), "sv")
    return [replace(first, id=f"p{n}", position=n, language="sv" if n < 2 else "en") for n in range(4)]


def sentences() -> Sequence[Sentence]:
    first = Sentence("s0", "d", "p0", 0, (Span(1, 0, 1),), "a", (), "sv")
    return [replace(first, id=f"s{n}", position=n, passage_id=f"p{n // 2}") for n in range(8)]


def link(store: Store, *pairs: str) -> None:
    store.ties.replace_parallels("d", [Parallel(*pair.split(), 0.9) for pair in pairs])


def test_parallel_sentences_are_found_from_both_ends(store: Store) -> None:
    link(store, "s0 s4", "s3 s5")
    assert store.ties.parallel_sentences(["s4", "s0", "s1", "okänd"]) == {"s0": ("s4",), "s4": ("s0",)}
    assert [each.sentence_id for each in store.ties.parallels("d")] == ["s0", "s3"]


def test_passages_are_parallel_where_half_of_one_is(store: Store) -> None:
    link(store, "s0 s4", "s3 s5")
    assert store.ties.parallel_passages(["p0", "p1", "p2", "p3"]) == {"p0": ("p2",), "p1": ("p2",), "p2": ("p0", "p1")}
    extra = [replace(sentences()[0], id=f"x{n}", position=10 + n, passage_id=f"p{n % 4}") for n in range(12)]
    store.put_parts((), extra)
    assert store.ties.parallel_passages(["p0", "p2"]) == {}


def test_parallels_are_replaced_and_go_with_their_sentences(store: Store) -> None:
    link(store, "s0 s4")
    link(store, "s1 s5")
    assert [each.other_id for each in store.ties.parallels("d")] == ["s5"]
    store.remove_parts_of("d")
    store.put_parts(passages(), sentences())
    assert store.ties.parallels("d") == []


def test_more_ids_than_one_statement_takes(store: Store) -> None:
    link(store, "s0 s4")
    assert store.ties.parallel_sentences([*(f"x{number}" for number in range(1200)), "s0"]) == {"s0": ("s4",)}


def test_relations_of_a_document_are_replaced_from_both_ends(store: Store) -> None:
    for name in ("e", "f"):
        store.put(make_document("x", document_id=name), f"/{name}.md", "")
    similar, newer = Related("d", "e", Relation.SIMILAR, 0.7), Related("f", "d", Relation.SUPERSEDES, 0.6)
    store.ties.replace_relations(["d"], [similar, newer])
    assert store.ties.relations("d") == [similar, newer]
    assert store.ties.relations("e") == [similar]
    assert [each.older_id for each in store.ties.successions()] == ["d"]
    store.ties.replace_relations(["e"], [])
    assert store.ties.relations() == [newer]
    store.remove("f")
    assert store.ties.relations() == []


def test_standing_phrases_are_passed_over(store: Store) -> None:
    for number in range(6):
        store.put(make_document("x", document_id=f"n{number}"), f"/n{number}.md", "")
        store.ties.put_sketch(f"n{number}", {1, number // 2 + 10})
    assert store.ties.sharing("n0", 5) == {"n1": 1}
    assert store.ties.sharing("n0", 6) == {"n1": 2, "n2": 1, "n3": 1, "n4": 1, "n5": 1}
