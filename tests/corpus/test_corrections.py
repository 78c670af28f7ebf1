from dataclasses import replace
from pathlib import Path

import pytest

from corpus.dates import PartialDate
from corpus.documents import Finding, Ground, Kind
from corpus.errors import InvalidRequest, NotFound
from corpus.store import Store
from tests.making import make_document

ID = "brev-0a1b2c"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "kallan.sqlite")
    store.put(make_document("Ett möte.", issued_on="2020"), "/docs/brev.md", "digest")
    return store


def test_a_correction_goes_before_what_was_read_and_says_so(store: Store) -> None:
    store.correct(ID, {"kind": "report", "issued_on": "2024-05", "languages": "en, sv"})
    document = store.document(ID)
    assert document is not None
    assert (document.kind, document.issued_on, document.languages) == (Kind.REPORT, PartialDate(2024, 5), ("en", "sv"))
    assert Finding("kind", "report", Ground.CORRECTION) in document.findings
    assert document.pages[0].text == "Ett möte."
    assert [each.document.kind for each in store.listing()] == [Kind.REPORT]


def test_a_correction_outlives_a_new_reading_and_can_be_taken_back(store: Store) -> None:
    store.correct(ID, {"title": "Rättad", "kind": "report"})
    stored = store.put(make_document("Nya ord.", title="Ny titel", kind=Kind.STATEMENT), "/docs/brev.md", "new")
    assert (stored.title, stored.kind) == ("Rättad", Kind.REPORT)
    assert store.document(ID) == stored
    store.correct(ID, {"title": None})
    document = store.document(ID)
    assert document is not None
    assert (document.title, document.kind) == ("Ny titel", Kind.REPORT)
    store.correct(ID, {"kind": None})
    assert store.document(ID) == make_document("Nya ord.", title="Ny titel", kind=Kind.STATEMENT)


def test_a_field_that_a_document_need_not_have_can_be_corrected_to_nothing(store: Store) -> None:
    store.correct(ID, {"publisher": "", "issued_on": ""})
    read = replace(make_document("Nya ord.", issued_on="2021"), publisher="En rubrik")
    stored = store.put(read, "/docs/brev.md", "new")
    assert (stored.publisher, stored.issued_on) == (None, None)
    assert store.document(ID) == stored
    store.correct(ID, {"publisher": None, "issued_on": None})
    document = store.document(ID)
    assert document is not None
    assert (document.publisher, document.issued_on) == ("En rubrik", PartialDate(2021))


def test_a_correction_goes_with_its_document(store: Store) -> None:
    store.correct(ID, {"kind": "report"})
    store.remove(ID)
    assert store.corrections("/docs/brev.md") == {}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("knd", "report", "knd"),
        ("kind", "brev", "sort"),
        ("issued_on", "igår", "2024-05-17"),
        ("period", "2024/2023", "period"),
        ("languages", "svenska", "två bokstäver"),
        ("origin_url", "javascript:x", "https"),
        ("title", " ", "tomt"),
        ("title", "", "tomt"),
        ("kind", "", "tomt"),
        ("provenance", "kopia", "summary"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(store: Store, field: str, value: str, said: str) -> None:
    before = store.document(ID)
    with pytest.raises(InvalidRequest, match=said):
        store.correct(ID, {"title": "Annan", field: value})
    assert store.document(ID) == before


def test_a_document_that_is_not_there_cannot_be_corrected(store: Store) -> None:
    with pytest.raises(NotFound):
        store.correct("okänt", {"kind": "report"})


def test_a_document_is_found_by_id_source_or_the_end_of_it(store: Store) -> None:
    store.put(make_document("x", document_id="a"), "/docs/mapp/a.md", "")
    store.put(make_document("x", document_id="b_c"), "/docs/b_c.md", "")
    assert [store.find(name) for name in (ID, f"{ID}.md", "/docs/mapp/a.md", "a.md", "b_c.md")] == [
        ID,
        ID,
        "a",
        "a",
        "b_c",
    ]
    assert store.find("bXc.md") is None
    assert store.find("%") is None
