"""Words found as they are written."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.page_words import WordedPage
from corpus.store import Store
from tests.making import make_document

OLD = make_document(
    "Östergötland tar över.\n\nSocial\nhållbarhet är viktigt. 100 % av alla.",
    "Andra sidan: SOCIAL HÅLLBARHET, social hållbarhet och hållbarheten.",
    document_id="gammal",
    issued_on="2011",
)
NEW = make_document("Om social\n\nhållbarhet. Åsa är i östergötland_x.", document_id="ny", issued_on="2026-05-01")
UNDATED = make_document("Social hållbarhet utan datum.", document_id="utan")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = Store(tmp_path / "store.sqlite")
    for each in (OLD, UNDATED, NEW):
        opened.put(each, f"/{each.id}", "0")
    return opened


def places(store: Store, words: str, *among: str) -> list[tuple[str, int, list[str]]]:
    def said(page: WordedPage) -> list[str]:
        return [page.text[span.start : span.end] for span in page.spans]

    found = store.words.pages(words, among or None)
    return [(page.document_id, page.number, said(page)) for page in found]


def test_whole_words_are_found_whatever_their_case_and_line_breaks(store: Store) -> None:
    assert places(store, "social hållbarhet") == [
        ("gammal", 1, ["Social\nhållbarhet"]),
        ("gammal", 2, ["SOCIAL HÅLLBARHET", "social hållbarhet"]),
        ("utan", 1, ["Social hållbarhet"]),
    ]
    assert places(store, "  SOCIAL   hÅllbarhet ", "gammal") == places(store, "social hållbarhet")[:2]
    assert places(store, "östergötland") == [("gammal", 1, ["Östergötland"])]
    assert places(store, "A\u030asa") == [("ny", 1, ["Åsa"])]


def test_newest_first_undated_last(store: Store) -> None:
    assert [each[0] for each in places(store, "är")] == ["ny", "gammal"]


@pytest.mark.parametrize(
    "words", ["", " \n", "finns inte", "hållbar", "%%", "a_b", "100 % av ingen", "\\", "(", "\x00"]
)
def test_what_does_not_stand_there_is_not_found(store: Store, words: str) -> None:
    assert places(store, words) == []


def test_signs_stand_for_themselves(store: Store) -> None:
    assert places(store, "100 % av") == [("gammal", 1, ["100 % av"])]
    assert places(store, "östergötland_x") == [("ny", 1, ["östergötland_x"])]


def test_only_among_those_named(store: Store) -> None:
    assert places(store, "social hållbarhet", "utan") == [("utan", 1, ["Social hållbarhet"])]
    assert places(store, "social hållbarhet", "finns-inte") == []
    assert list(store.words.pages("social hållbarhet", frozenset())) == []


@given(text=st.text(st.sampled_from("aåAÅ bc%_.\n"), min_size=1, max_size=30), data=st.data())
def test_every_run_of_whole_words_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    words = text.replace("\n", " ").split()
    if not words or "\n\n" in text or "  " in text.replace("\n", " ").strip():
        return
    start = data.draw(st.integers(0, len(words) - 1))
    wanted = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
    store = Store(Path(":memory:"))
    store.put(make_document(text.strip(), document_id="a"), "/a", "0")
    (page,) = store.words.pages(wanted)
    said = {" ".join(page.text[each.start : each.end].split()).casefold() for each in page.spans}
    assert said == {wanted.casefold()}
    store.close()


def test_more_pages_than_one_batch_are_all_found(tmp_path: Path) -> None:
    store = Store(tmp_path / "store.sqlite")
    store.put(make_document(*["Ett ord."] * 450, document_id="lang"), "/lang", "0")
    assert [page.number for page in store.words.pages("ord")] == list(range(1, 451))
