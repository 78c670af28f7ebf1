"""Duplicates, near-duplicates, editions and corrections: in the store, the report, and what is in force on a day."""

import datetime
from pathlib import Path

import pytest

from corpus.answers import Filters
from corpus.documents import Document, Ground, Kind
from corpus.errors import InvalidRequest, NotFound, StoreBusy
from corpus.relations import Related, Relation
from corpus.store import Store
from index.protocols import Vectors
from service.in_force import Superseded
from service.indexing import correct
from tests.fakes import FakeEmbedder
from tests.making import first_language
from tests.service.ingesting import Place, write

LONG = " ".join(f"Mening {number} handlar om hälsa i kommun {number * 7}." for number in range(60))
OTHER = " ".join(f"Rad {number} tar upp trafik längs väg {number * 11}." for number in range(60))
SHARED = " ".join(f"Mening {number} handlar om hälsa i kommun {number * 7}." for number in range(48))


def ids(place: Place) -> dict[str, str]:
    """Each document's source by its id."""
    store = Store(place.data.store)
    found = {each.document.id: each.document.source for each in store.listing()}
    store.close()
    return found


def found(place: Place, **files: str) -> set[tuple[str, Relation, str]]:
    """The relations among these files, written as "a_md" and read together with what was there."""
    for name, text in files.items():
        write(place.documents, name.replace("_", "."), text)
    related = place.ingest().related
    sources = ids(place)
    return {(sources[each.document_id], each.relation, sources[each.other_id]) for each in related}


def in_force(place: Place, day: str) -> set[str]:
    store = Store(place.data.store)
    sources = ids(place)
    gone = Superseded(store).on(datetime.date.fromisoformat(day))
    store.close()
    return {source for document_id, source in sources.items() if document_id not in gone}


@pytest.fixture
def empty(place: Place) -> Place:
    for path in sorted(place.documents.rglob("*.*")):
        path.unlink()
    return place


def test_equal_bytes_are_two_documents_named_as_duplicates(empty: Place) -> None:
    assert found(empty, a_md=LONG, b_md=LONG) == {("a.md", Relation.DUPLICATE, "b.md")}
    assert len(ids(empty)) == 2


def test_near_duplicates_are_named_with_how_much_they_share(empty: Place) -> None:
    write(empty.documents, "a.md", LONG)
    write(empty.documents, "b.md", f"{SHARED} {OTHER[:600]}")
    write(empty.documents, "c.md", OTHER)
    (related,) = empty.ingest().related
    assert related.relation is Relation.SIMILAR
    assert 0.55 < related.similarity < 0.8


def test_a_later_file_is_held_against_what_was_there(empty: Place) -> None:
    found(empty, a_md=LONG, c_md=OTHER)
    assert found(empty, b_md=LONG) == {("a.md", Relation.DUPLICATE, "b.md")}
    assert found(empty, b_md=OTHER) == {("b.md", Relation.DUPLICATE, "c.md")}
    assert found(empty, b_md="Något helt annat.") == set()


@pytest.mark.parametrize(
    ("older", "newer", "replaced"),
    [
        ("# Strategi för hälsa 2011–2020\n\nKort.", "# Strategi för hälsa 2021–2030\n\nAnnat.", True),
        ("# Handlingsplan\n\nAntagen 2019-02-01\n\nEtt.", "# Handlingsplan\n\nAntagen 2022-02-01\n\nTvå.", True),
        (f"# Policy\n\nAntagen 2019-02-01\n\n{LONG}", f"# Policy, reviderad\n\nAntagen 2019-02-01\n\n{LONG}", True),
        (f"# Stadgar\n\nDatum: 2019-02-01\n\n{LONG}", f"# Stadgar\n\nDatum: 2022-02-01\n\n{LONG} Nytt.", True),
        (f"# Handbok version 1\n\n{LONG}", f"# Handbok version 2\n\n{LONG} Nytt.", True),
        (f"# Rapport om barn\n\nUtkast\n\n{LONG}", f"# Rapport om barn\n\n{LONG} Nytt.", False),
        (f"# Verksamhetsberättelse 2022\n\n{LONG}", f"# Verksamhetsberättelse 2023\n\n{LONG} Nytt.", False),
        (f"# Nyhetsbrev maj 2025\n\n{LONG}", f"# Nyhetsbrev juni 2025\n\n{LONG} Nytt.", False),
        (f"# Folkhälsorapport 2020\n\n{LONG}", f"# Folkhälsorapport 2022\n\n{LONG} Nytt.", False),
        ("# Handlingsplan mot tobak 2020–2022\n\nEtt.", "# Handlingsplan för barn 2023–2025\n\nTvå.", False),
        ("# Protokoll\n\nBorås den 14 mars 2024\n\nEtt.", "# Protokoll\n\nBorås den 11 maj 2024\n\nTvå.", False),
    ],
)
def test_an_edition_takes_the_earlier_ones_place_and_the_next_of_a_series_does_not(
    empty: Place, older: str, newer: str, replaced: bool
) -> None:
    pairs = found(empty, a_md=older, b_md=newer)
    assert (("b.md", Relation.SUPERSEDES, "a.md") in pairs) == replaced
    assert ("a.md", Relation.SUPERSEDES, "b.md") not in pairs


def page(day: str, text: str) -> str:
    return f"<html lang=sv><title>Om oss</title><body><h1>Om oss</h1><p>Uppdaterad {day}</p><p>{text}</p></body></html>"


def test_a_web_page_saved_twice_has_editions_and_the_old_one_stays_for_its_day(empty: Place) -> None:
    pairs = found(empty, a_html=page("2023-03-01", LONG), b_html=page("2025-06-01", f"{SHARED} Nytt."))
    assert ("b.html", Relation.SUPERSEDES, "a.html") in pairs
    assert in_force(empty, "2026-01-01") == {"b.html"}
    assert in_force(empty, "2025-06-01") == {"b.html"}
    assert in_force(empty, "2025-05-31") == {"a.html", "b.html"}


def test_a_strategy_is_in_force_until_the_next_ones_time_begins(empty: Place) -> None:
    found(
        empty,
        a_md="# Strategi för hälsa 2011–2020\n\nAntagen 2010-11-01",
        b_md="# Strategi för hälsa 2021–2030\n\nAntagen 2020-11-23",
    )
    assert in_force(empty, "2020-12-31") == {"a.md", "b.md"}
    assert in_force(empty, "2021-01-01") == {"b.md"}


def test_an_original_takes_the_place_of_its_summary_on_every_day(empty: Place) -> None:
    write(empty.documents, "catalogue.yaml", "documents:\n  b.md: {provenance: summary}\n")
    pairs = found(empty, a_md="# Slutrapport 2024\n\nEtt.", b_md="# Slutrapport 2024\n\nTvå.")
    assert pairs == {("a.md", Relation.SUPERSEDES, "b.md")}
    assert in_force(empty, "2001-01-01") == {"a.md"}
    (empty.documents / "a.md").unlink()
    empty.ingest()
    assert in_force(empty, "2026-01-01") == {"b.md"}


def test_the_report_on_a_document_names_what_it_stands_to(empty: Place) -> None:
    found(empty, a_md=LONG, b_md=LONG)
    sources = {source: document_id for document_id, source in ids(empty).items()}
    (tied,) = empty.open().report(sources["a.md"]).ties
    assert (tied.tie, tied.id, tied.similarity) == ("duplicate_of", sources["b.md"], 1.0)


def test_many_alike_are_compared_without_comparing_all(empty: Place) -> None:
    for number in range(40):
        write(empty.documents, f"nyhet-{number}.md", f"# Nyhet {number}\n\n{OTHER if number % 2 else LONG} {number}")
    related: list[Related] = empty.ingest().related
    assert len(related) == 2 * (20 * 19 // 2)
    assert {each.relation for each in related} == {Relation.SIMILAR}


def corrected(place: Place, name: str, **changes: str | None) -> Document:
    document_id = correct(place.data, name, changes, place.embedder, first_language)
    return place.open().document(document_id)


def test_a_correction_is_in_service_at_once(place: Place) -> None:
    place.ingest()
    knowledge_base = place.open()
    assert knowledge_base.documents(1, 0)[0] == 3
    correct(place.data, "barn.txt", {"title": "Värd", "kind": "report"}, place.embedder, first_language)
    (best,) = knowledge_base.search("barn", Filters(kinds=frozenset({Kind.REPORT})), 1)
    assert best.document.title == "Värd"
    assert any(text.startswith("Värd\n") for text in place.embedder.embedded)


def test_a_correction_survives_and_outranks_the_catalogue(place: Place) -> None:
    place.ingest()
    assert corrected(place, "barn.txt", kind="report", issued_on="2020").kind is Kind.REPORT
    write(place.documents, "barn.txt", "Helt nya ord om barn.\n")
    write(place.documents, "catalogue.yaml", "documents:\n  barn.txt: {kind: minutes, title: Om barn}\n")
    assert place.ingest().changed == ["barn.txt"]
    document = corrected(place, "barn.txt", publisher="Borås kommun")
    assert (document.kind, document.title, str(document.issued_on)) == (Kind.REPORT, "Om barn", "2020")
    assert {each.field: each.ground for each in document.findings}["kind"] is Ground.CORRECTION
    assert corrected(place, "barn.txt", kind=None).kind is Kind.MINUTES
    place.ingest(rebuild=True)
    assert str(corrected(place, "barn.txt", kind=None).issued_on) == "2020"


def test_a_correction_that_cannot_be_changes_nothing(place: Place) -> None:
    place.ingest()
    before = sorted(place.data.index.iterdir())
    with pytest.raises(InvalidRequest, match="sort"):
        corrected(place, "barn.txt", kind="brev")
    with pytest.raises(NotFound, match="kallan documents"):
        corrected(place, "finns-inte.txt", kind="report")
    assert sorted(place.data.index.iterdir()) == before


def test_nothing_is_corrected_while_an_ingest_runs(place: Place) -> None:
    place.ingest()

    class Meanwhile(FakeEmbedder):
        def passages(self, texts: object) -> Vectors:
            with pytest.raises(StoreBusy):
                corrected(place, "barn.txt", kind="report")
            return super().passages(texts)  # type: ignore[arg-type]

    write(place.documents, "ny.md", "Nytt om värd.")
    embedder, place.embedder = place.embedder, Meanwhile()
    place.ingest()
    place.embedder = embedder
    assert corrected(place, "barn.txt", kind="report").kind is Kind.REPORT


def test_entries_of_the_catalogue_without_a_file_are_told(place: Place) -> None:
    write(place.documents, "catalogue.yaml", "documents:\n  borta.md: {kind: report}\n  barn.txt: {kind: report}\n")
    assert place.ingest().unused == ["borta.md"]


def test_an_ingest_remembers_no_text(place: Place) -> None:
    report = place.ingest()
    assert [taken.source for taken in report.documents] == sorted(report.new)
    assert report.pages == 3
    assert "meningsfull" not in repr(report)


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_removed_document_leaves_nothing_anywhere(place: Place) -> None:
    word = "sällsyntord"
    write(place.documents, "borta.md", f"# Borta {word}\n\nEtt {word} om värd och hälsa.")
    place.ingest()
    corrected(place, "borta.md", publisher=f"Nätverket {word}")
    assert word.encode() in everything(place.data.path)
    gone = next(document_id for document_id, source in ids(place).items() if source == "borta.md")
    knowledge_base = place.open()
    assert [each.document.source for each in knowledge_base.search(word, Filters(), 1)] == ["borta.md"]
    (place.documents / "borta.md").unlink()
    place.ingest()
    store = Store(place.data.store)
    for table in ("documents", "pages", "passages", "sentences"):
        assert store.count(table) == sum(source != "borta.md" for source in ids(place).values()), table
    assert store.ties.sketch(gone) == frozenset()
    assert store.ties.relations(gone) == []
    assert store.corrections(str(place.documents / "borta.md")) == {}
    generation = place.data.index / str(store.fact("generation"))
    for name in ("documents.ids", "passages.ids", "sentences.ids"):
        assert gone.encode() not in (generation / name).read_bytes()
    assert word.encode("utf-32-le") not in (generation / "words.utf32").read_bytes()
    assert all(gone not in each.passage.id for each in knowledge_base.search(word, Filters(), 99))
    # What is read next makes vectors anew: those of the removed document are kept nowhere.
    place.embedder.embedded.clear()
    write(place.documents, "borta.md", f"# Borta {word}\n\nEtt {word} om värd och hälsa.")
    place.ingest()
    assert any(word in text for text in place.embedder.embedded)
