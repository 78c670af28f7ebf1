"""Finding words, and the filters of the library, over a small knowledge base."""

from pathlib import Path

import pytest

from corpus.answers import Filters
from corpus.documents import Kind, Provenance
from service.indexed import IndexedKnowledgeBase
from tests.service.ingesting import make_place, write

LONG = "Före " * 60 + "mitt i texten står ordet sällsynt bland andra " + "efter " * 60


@pytest.fixture
def knowledge_base(tmp_path: Path) -> IndexedKnowledgeBase:
    place = make_place(tmp_path)
    write(place.documents, "lang.md", f"# Rubrik\n\nEn annan del.\n\n{LONG}\n\nSista delen.\n")
    write(
        place.documents,
        "catalogue.yaml",
        "documents:\n  barn.txt: {provenance: summary, kind: report, issued_on: '2024-05'}\n",
    )
    place.ingest()
    return place.open()


def sources(knowledge_base: IndexedKnowledgeBase, filters: Filters) -> set[str]:
    total, listed = knowledge_base.listing(10, 0, filters)
    assert total == len(listed)
    return {each.document.source for each in listed}


def test_words_come_with_what_stands_around_them_in_their_paragraph(knowledge_base: IndexedKnowledgeBase) -> None:
    (place,) = knowledge_base.find_words("SÄLLSYNT", Filters(), 5)
    assert (place.document.source, place.page, place.words) == ("lang.md", 1, "sällsynt")
    assert place.before.startswith("… Före ")
    assert place.before.endswith("står ordet ")
    assert place.after.startswith(" bland andra efter")
    assert place.after.endswith(" …")
    (short,) = knowledge_base.find_words("annan del", Filters(), 5)
    assert (short.before, short.after) == ("En ", ".")


def test_at_most_k_pages_among_those_that_pass(knowledge_base: IndexedKnowledgeBase) -> None:
    every = knowledge_base.find_words("en", Filters(), 10)
    assert len(every) >= 2
    assert knowledge_base.find_words("en", Filters(), 1) == every[:1]
    only = Filters(documents=frozenset({every[1].document.id}))
    assert knowledge_base.find_words("en", only, 10) == [every[1]]
    assert knowledge_base.find_words("en", Filters(), 0) == []


def test_documents_are_filtered_by_kind_provenance_year_and_id(knowledge_base: IndexedKnowledgeBase) -> None:
    assert sources(knowledge_base, Filters(provenances=frozenset({Provenance.SUMMARY}))) == {"barn.txt"}
    assert "barn.txt" not in sources(knowledge_base, Filters(provenances=frozenset({Provenance.ORIGINAL})))
    assert sources(knowledge_base, Filters(kinds=frozenset({Kind.REPORT}))) == {"barn.txt"}
    assert sources(knowledge_base, Filters(year_from=2024, year_to=2024)) == {"barn.txt"}
    assert sources(knowledge_base, Filters(documents=frozenset({"finns-inte"}))) == set()
    assert len(sources(knowledge_base, Filters())) == 4


def test_a_part_of_what_passes(knowledge_base: IndexedKnowledgeBase) -> None:
    filters = Filters(provenances=frozenset({Provenance.ORIGINAL}))
    total, whole = knowledge_base.listing(10, 0, filters)
    assert knowledge_base.listing(1, 1, filters) == (total, whole[1:2])
    assert knowledge_base.listing(10, 99, filters) == (total, [])


def test_a_search_within_a_document_finds_nothing_of_another(knowledge_base: IndexedKnowledgeBase) -> None:
    (place,) = knowledge_base.find_words("sällsynt", Filters(), 1)
    found = knowledge_base.search("barn", Filters(documents=frozenset({place.document.id})), 10)
    assert found
    assert {each.document.id for each in found} == {place.document.id}
