"""What every lexical index promises; see `index.protocols.LexicalIndex`."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.ids import IdWriter, KeptIds
from index.lexical import TantivyIndex, update_lexical
from index.protocols import Hit, LexicalIndex
from tests.fakes import FakeLexicalIndex, Row
from tests.making import make_passage

Make = Callable[[Sequence[Row]], LexicalIndex]


def tantivy(folder: Path, rows: Sequence[Row]) -> TantivyIndex:
    update_lexical(folder, [], [make_passage(row.id, row.document, row.text) for row in rows], {})
    return TantivyIndex(folder)


def kept_ids(folder: Path, ids: Sequence[str]) -> KeptIds:
    with IdWriter(folder, "passages") as writer:
        writer.add(ids)
    return KeptIds(folder, "passages")


@pytest.fixture(params=["fake", "tantivy", "tantivy that knows all documents", "tantivy that knows all ids"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    if request.param == "fake":
        return FakeLexicalIndex

    def made(rows: Sequence[Row]) -> TantivyIndex:
        tantivy(tmp_path / "lexical", rows)
        known = [row.document for row in rows] if "knows" in request.param else []
        ids = kept_ids(tmp_path, [row.id for row in rows]) if "ids" in request.param else None
        return TantivyIndex(tmp_path / "lexical", known, ids)

    return made


ROWS = [
    Row("c", "two", "barn"),
    Row("a", "one", "barn hälsa konferens"),
    Row("b", "one", "barn hälsa"),
    Row("d", "two", "avgift"),
]


def names(hits: Sequence[Hit]) -> list[str]:
    return [hit.id for hit in hits]


def test_best_first_and_only_what_has_a_word(make: Make) -> None:
    hits = make(ROWS).search("konferens hälsa barn", "sv", 9)
    assert names(hits) == ["a", "b", "c"]
    assert all(hit.score > 0 for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize(("k", "expected"), [(0, []), (-1, []), (1, ["a"]), (2, ["a", "b"]), (99, ["a", "b", "c"])])
def test_at_most_k(make: Make, k: int, expected: list[str]) -> None:
    assert names(make(ROWS).search("konferens hälsa barn", "sv", k)) == expected


@pytest.mark.parametrize("k", [1, 2, 5, 9])
def test_ties_go_by_id_at_the_cut_as_well(make: Make, k: int) -> None:
    rows = [Row(name, "one", "barn") for name in "gfedcba"]
    assert names(make(rows).search("barn", "sv", k)) == list("abcdefg")[:k]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "??",
        "trombon",
        "“”",
        "AND OR",
        "a:b",
        "(",
        "*",
        "10.30.45",
        "1,5678",
        "o’clocky",
        "xyz-åäöxy",
        "[a-z]+",
        "^trombonx$",
    ],
)
def test_a_query_that_nothing_has(make: Make, query: str) -> None:
    assert make(ROWS).search(query, "sv", 5) == []


def test_nothing_in_it(make: Make) -> None:
    assert make([]).search("barn", "sv", 5) == []


@pytest.mark.parametrize(
    ("among", "expected"),
    [({"two"}, ["c"]), ({"one", "two"}, ["a", "b", "c"]), (set(), []), ({"okänd"}, []), ({"okänd", "one"}, ["a", "b"])],
)
def test_among(make: Make, among: set[str], expected: list[str]) -> None:
    assert names(make(ROWS).search("konferens hälsa barn", "sv", 9, frozenset(among))) == expected


def test_several_threads_may_search(make: Make) -> None:
    index = make(ROWS)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: names(index.search("hälsa barn konferens", "sv", 9)), range(50)))
    assert found == [["a", "b", "c"]] * 50
