"""What the lexical index makes of Swedish."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.lexical import TantivyIndex, update_lexical
from tests.fakes import Row
from tests.index.test_lexical_contract import names, tantivy
from tests.making import make_passage

ROWS = [
    Row("avgift", "d", "Medlemsavgiften är 878 050 kronor."),
    Row("halsa", "d", "Folkhälsoarbetet i städerna."),
    Row("ordf", "d", "Ordförande är Anna Lind."),
    Row("who", "d", "WHO:s europeiska nätverk."),
]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("medlemsavgifter", "avgift"),
        ("avgift", "avgift"),
        ("878050", "avgift"),
        ("stad", "halsa"),
        ("folkhälsan", "halsa"),
        ("ordf", "ordf"),
        ("chair", "ordf"),
        ("WHO", "who"),
        ("mdlemsavgift", "avgift"),
    ],
)
def test_the_word_is_found_in_whatever_form(tmp_path: Path, query: str, expected: str) -> None:
    assert names(tantivy(tmp_path, ROWS).search(query, "sv", 1)) == [expected]


def test_the_word_itself_goes_before_its_synonym(tmp_path: Path) -> None:
    index = tantivy(tmp_path, [Row("synonym", "d", "chair"), Row("word", "d", "ordförande")])
    assert names(index.search("ordförande", "sv", 2)) == ["word", "synonym"]


def test_titles_and_headings_count(tmp_path: Path) -> None:
    passages = [make_passage("p", "d", "Den är låg.", ["Avgifter"]), make_passage("q", "e", "Den är hög.")]
    update_lexical(tmp_path, [], passages, {"e": "Om värdskap"})
    assert names(TantivyIndex(tmp_path).search("avgift", "sv", 5)) == ["p"]
    assert names(TantivyIndex(tmp_path).search("värdskapet", "sv", 5)) == ["q"]


def test_a_question_of_stop_words_alone_is_searched_by_them(tmp_path: Path) -> None:
    index = tantivy(tmp_path, [Row("p", "d", "Vilka är vi?"), Row("q", "d", "Avgift")])
    assert names(index.search("Vilka är vi?", "sv", 5)) == ["p"]


def test_a_copy_is_changed_alone(tmp_path: Path) -> None:
    tantivy(tmp_path / "one", ROWS)
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    update_lexical(tmp_path / "two", ["ordf", "who"], [make_passage("who", "d", "Trombon.")], {})
    before, after = TantivyIndex(tmp_path / "one"), TantivyIndex(tmp_path / "two")
    assert (before.size, after.size) == (4, 3)
    assert names(before.search("ordförande", "sv", 5)) == ["ordf"]
    assert names(after.search("ordförande nätverk", "sv", 5)) == []
    assert names(after.search("trombon", "sv", 5)) == ["who"]


def test_an_index_changed_in_steps_scores_as_one_made_at_once(tmp_path: Path) -> None:
    tantivy(tmp_path / "steps", [*ROWS, Row("gone", "d", "Ordförande, ordförande."), Row("new", "d", "x")])
    update_lexical(tmp_path / "steps", ["gone", "new"], [make_passage("new", "d", "Ordförande är Bo Ek.")], {})
    whole = tantivy(tmp_path / "whole", [*ROWS, Row("new", "d", "Ordförande är Bo Ek.")])
    steps = TantivyIndex(tmp_path / "steps")
    assert steps.document_frequency("ordförande") == whole.document_frequency("ordförande") == 2
    found, wanted = (index.search("ordförande nätverk avgift", "sv", 9) for index in (steps, whole))
    assert names(found) == names(wanted)
    assert [hit.score for hit in found] == pytest.approx([hit.score for hit in wanted])


def test_in_how_many_passages_a_word_stands(tmp_path: Path) -> None:
    index = tantivy(tmp_path, [*ROWS, Row("more", "d", "Avgift och avgifter.")])
    assert index.document_frequency("avgift") == 1
    assert index.document_frequency("medlem") == 1
    assert index.document_frequency("trombon") == 0


_WORDS = ["avgift", "barn", "hälsa", "konferens", "skola", "stad", "tillit", "årsmöte"]


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_sifting_finds_what_filtering_finds(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    texts = data.draw(st.lists(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5), min_size=1, max_size=40))
    documents = [f"d{number % 7}" for number in range(len(texts))]
    passages = [
        make_passage(f"p{number:02}", document, " ".join(words))
        for number, (document, words) in enumerate(zip(documents, texts, strict=True))
    ]
    folder = tmp_path_factory.mktemp("lexical")
    update_lexical(folder, [], passages, {})
    among = frozenset(data.draw(st.sets(st.sampled_from(sorted(set(documents))), min_size=1)))
    query = " ".join(data.draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3)))
    k = data.draw(st.integers(1, 12))
    sifting, filtering = TantivyIndex(folder, documents), TantivyIndex(folder)
    assert sifting.search(query, "sv", k, among) == filtering.search(query, "sv", k, among)
