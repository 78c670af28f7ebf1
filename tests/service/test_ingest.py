"""Ingest from files to a knowledge base that can be asked, with the scripted embedder."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.answers import Filters
from corpus.errors import IndexMismatch, IndexMissing, NotFound, StoreBusy, StoreError, UnreadableFile
from corpus.store import Store
from index.parts import Parts
from index.protocols import Vectors
from tests.fakes import FakeEmbedder
from tests.service.ingesting import FILES, Place, write


def names(place: Place, query: str, k: int = 9) -> list[str]:
    return [found.document.source for found in place.open().search(query, Filters(), k)]


def rows(place: Place) -> dict[str, bytes]:
    """The passages of the generation in service, with the digests of what is indexed of them."""
    store = Store(place.data.store)
    name = store.fact("generation")
    store.close()
    parts = Parts.read(place.data.index / str(name))
    return dict(zip(parts.passages, map(bytes, parts.digests), strict=True))


def test_the_first_time_everything_is_new(place: Place) -> None:
    report = place.ingest()
    assert report.new == sorted(FILES)
    assert (report.changed, report.unchanged, report.removed, report.refused) == ([], [], [], [])
    assert names(place, "avgift", 1) == ["avgift.md"]
    assert names(place, "konferens", 1) == ["mapp/konferens.html"]
    total, documents = place.open().documents(10, 0)
    assert total == len(documents) == 3


def test_the_second_time_nothing_is_embedded_or_built(place: Place) -> None:
    place.ingest()
    before = sorted(place.data.index.iterdir())
    place.embedder.embedded.clear()
    report = place.ingest()
    assert report.unchanged == sorted(FILES)
    assert not report.touched
    assert place.embedder.embedded == []
    assert sorted(place.data.index.iterdir()) == before


def test_a_changed_file_changes_only_its_own(place: Place) -> None:
    place.ingest()
    before = rows(place)
    place.embedder.embedded.clear()
    write(place.documents, "barn.txt", "Barn har rätt till hälsa.\n")
    report = place.ingest()
    assert (report.changed, report.unchanged) == (["barn.txt"], ["avgift.md", "mapp/konferens.html"])
    assert all("hälsa" in text for text in place.embedder.embedded)
    after = rows(place)
    assert after.keys() == before.keys()
    assert [name.partition("-")[0] for name in after if after[name] != before[name]] == ["barn"]
    assert names(place, "hälsa", 1) == ["barn.txt"]
    assert [found.passage.text for found in place.open().search("barn", Filters(), 1)] == ["Barn har rätt till hälsa."]


def test_a_changed_catalogue_changes_its_document(place: Place) -> None:
    place.ingest()
    write(place.documents, "catalogue.yaml", "documents:\n  barn.txt: {title: Om barn, issued_on: 2024-05}\n")
    assert place.ingest().changed == ["barn.txt"]
    _, documents = place.open().documents(1, 0)
    assert (documents[0].title, str(documents[0].issued_on)) == ("Om barn", "2024-05")


def test_another_reader_reads_everything_again(place: Place) -> None:
    place.ingest()
    place.reader_version += 1
    assert place.ingest().changed == sorted(FILES)


def test_a_removed_file_can_no_longer_be_found_quoted_or_shown(place: Place) -> None:
    place.ingest()
    knowledge_base = place.open()
    gone = knowledge_base.search("konferens", Filters(), 1)[0].document.id
    (place.documents / "mapp" / "konferens.html").unlink()
    assert place.ingest().removed == ["mapp/konferens.html"]
    assert gone not in {found.document.id for found in knowledge_base.search("konferens", Filters(), 99)}
    assert knowledge_base.documents(10, 0)[0] == 2
    with pytest.raises(NotFound):
        knowledge_base.document(gone)
    with pytest.raises(NotFound):
        knowledge_base.page(gone, 1)
    left = b"".join(path.read_bytes() for path in place.data.path.glob("*.sqlite*"))
    assert gone not in rows(place)
    assert knowledge_base.holdings().documents == 2
    assert left  # the files are there; what SQLite has freed in them is its own


def test_removed_vectors_are_forgotten(place: Place) -> None:
    place.ingest()
    (place.documents / "barn.txt").unlink()
    place.ingest()
    write(place.documents, "barn.txt", FILES["barn.txt"])
    place.embedder.embedded.clear()
    place.ingest()
    assert place.embedder.embedded


def test_only_the_folder_that_is_ingested_loses_files(place: Place) -> None:
    place.ingest()
    (place.documents / "barn.txt").unlink()
    assert place.ingest(place.documents / "mapp").removed == []
    assert place.ingest(place.documents / "avgift.md").removed == []
    assert place.ingest().removed == ["barn.txt"]


def test_a_folder_that_is_empty_now_loses_everything(place: Place) -> None:
    place.ingest()
    for name in FILES:
        (place.documents / name).unlink()
    assert sorted(place.ingest().removed) == sorted(FILES)
    assert names(place, "barn") == []
    assert place.open().documents(10, 0) == (0, [])


def test_the_same_folder_twice_is_read_once(place: Place) -> None:
    assert place.ingest(place.documents, place.documents / "barn.txt", place.documents).new == sorted(FILES)


def test_unknown_formats_are_refused_by_name_and_hidden_files_passed_over(place: Place) -> None:
    write(place.documents, "tabell.xyz", "1 2 3")
    write(place.documents, ".hemlig.md", "# Hemligt")
    write(place.documents, "~$barn.txt", "lås")
    report = place.ingest()
    assert [refusal.source for refusal in report.refused] == ["tabell.xyz"]
    assert ".xyz" in report.refused[0].reason
    assert len(report.new) == 3


def test_a_link_out_of_the_folder_is_passed_over(place: Place, tmp_path: Path) -> None:
    write(tmp_path, "utanför.md", "# Utanför\n\nHemligt.")
    (place.documents / "länk.md").symlink_to(tmp_path / "utanför.md")
    assert place.ingest().new == sorted(FILES)


def test_a_broken_file_does_not_stop_the_others_and_keeps_its_earlier_reading(place: Place) -> None:
    place.ingest()
    (place.documents / "barn.txt").write_bytes(b"\x89PNG broken")
    write(place.documents, "ny.md", "# Nytt\n\nVärd är Kiruna.")
    report = place.ingest()
    assert [(refusal.source, refusal.kept) for refusal in report.refused] == [("barn.txt", True)]
    assert report.new == ["ny.md"]
    assert names(place, "barn", 1) == ["barn.txt"]
    assert names(place, "värd", 1) == ["ny.md"]


@pytest.mark.skipif(os.sep != "/", reason="names of bytes are a thing of Unix")
def test_a_name_that_is_no_text_is_refused(place: Place) -> None:
    Path(os.fsdecode(os.fsencode(place.documents) + b"/m\xf6te.md")).write_text("# Möte\n\nText.", "utf-8")
    report = place.ingest()
    assert len(report.refused) == 1
    report.refused[0].source.encode()
    assert len(report.new) == 3


def test_a_path_that_is_not_there(place: Place) -> None:
    with pytest.raises(UnreadableFile, match="finns inte"):
        place.ingest(place.documents / "saknas")
    with pytest.raises(IndexMissing, match="kallan ingest"):
        place.open().documents(1, 0)


def test_years_and_kinds_filter(place: Place) -> None:
    write(
        place.documents,
        "catalogue.yaml",
        "documents:\n  barn.txt: {issued_on: 2024, kind: statement}\n  avgift.md: {issued_on: 2019-12-31}\n",
    )
    place.ingest()
    knowledge_base = place.open()

    def found(filters: Filters) -> set[str]:
        return {each.document.source for each in knowledge_base.search("barn avgift konferens", filters, 9)}

    assert found(Filters(year_from=2020)) == {"barn.txt"}
    assert found(Filters(year_to=2019)) == {"avgift.md"}
    assert found(Filters(year_from=2019, year_to=2024)) == {"barn.txt", "avgift.md"}
    assert found(Filters(year_from=2025)) == set()
    assert found(Filters(languages=frozenset({"en"}))) == set()
    assert found(Filters(languages=frozenset({"sv", "en"}))) == set(FILES)


def test_a_second_ingest_at_the_same_time_is_refused(place: Place) -> None:
    class Meanwhile(FakeEmbedder):
        def passages(self, texts: Sequence[str]) -> Vectors:
            with pytest.raises(StoreBusy, match="Vänta"):
                Place(place.documents, place.data).ingest()
            return super().passages(texts)

    place.embedder = Meanwhile()
    assert place.ingest().new == sorted(FILES)
    assert place.embedder.embedded


def test_another_embedder_needs_a_rebuild(place: Place) -> None:
    place.ingest()
    place.embedder = FakeEmbedder(name="fake/other")
    with pytest.raises(IndexMismatch, match="kallan ingest --rebuild"):
        place.ingest()
    with pytest.raises(IndexMismatch, match="kallan ingest --rebuild"):
        place.open().search("barn", Filters(), 1)
    place.ingest(rebuild=True)
    assert names(place, "barn", 1) == ["barn.txt"]
    assert place.ingest().unchanged == sorted(FILES)


def test_a_rebuild_makes_the_same_from_the_store_alone(place: Place) -> None:
    place.ingest()
    before = rows(place)
    for name in FILES:
        (place.documents / name).unlink()
    place.ingest(rebuild=True)
    assert rows(place) == before
    assert names(place, "konferens", 1) == ["mapp/konferens.html"]


def test_a_lost_index_is_built_again(place: Place) -> None:
    place.ingest()
    shutil.rmtree(place.data.index)
    with pytest.raises(IndexMismatch, match="--rebuild"):
        names(place, "barn")
    place.ingest(rebuild=True)
    assert names(place, "barn", 1) == ["barn.txt"]


def test_a_knowledge_base_that_is_open_sees_the_new_state(place: Place) -> None:
    place.ingest()
    knowledge_base = place.open()
    seen: list[object] = []

    class Meanwhile(FakeEmbedder):
        def passages(self, texts: Sequence[str]) -> Vectors:
            seen.append([found.passage.text for found in knowledge_base.search("värd", Filters(), 9)])
            return super().passages(texts)

    assert knowledge_base.documents(1, 0)[0] == 3
    write(place.documents, "ny.md", "# Nytt\n\nVärd är Kiruna.")
    place.embedder = Meanwhile()
    place.ingest()
    assert seen
    assert all("Värd är Kiruna." not in texts for texts in seen)  # type: ignore[operator]
    assert knowledge_base.search("värd", Filters(), 1)[0].passage.text == "Värd är Kiruna."
    assert knowledge_base.documents(1, 0)[0] == 4
    assert knowledge_base.manifest()["generation"] in {path.name for path in place.data.index.iterdir()}


def test_at_most_the_generation_before_is_kept(place: Place) -> None:
    for number in range(4):
        write(place.documents, "barn.txt", f"Barn nummer {number}.")
        place.ingest()
    assert len(list(place.data.index.iterdir())) == 2


def test_a_folder_that_is_gone_takes_its_documents_with_it(place: Place) -> None:
    place.ingest()
    shutil.rmtree(place.documents)
    report = place.ingest(place.documents)
    assert len(report.removed) == len(FILES)
    assert place.open().documents(10, 0) == (0, [])


def test_a_path_that_never_was_is_an_error(place: Place) -> None:
    with pytest.raises(UnreadableFile, match="finns inte"):
        place.ingest(place.documents / "nej")


def test_a_data_folder_put_in_place_of_another_is_opened(place: Place, tmp_path: Path) -> None:
    place.ingest()
    knowledge_base = place.open()
    assert knowledge_base.documents(10, 0)[0] == len(FILES)
    shutil.rmtree(place.data.path)
    with pytest.raises(IndexMissing):
        knowledge_base.documents(10, 0)
    for name in list(FILES)[1:]:
        (place.documents / name).unlink()
    place.ingest()
    assert knowledge_base.documents(10, 0)[0] == 1


def test_a_data_folder_that_cannot_be_made_is_told(place: Place) -> None:
    place.data.path.write_text("en fil")
    with pytest.raises(StoreError, match="KALLAN_DATA"):
        place.ingest()


def test_a_file_given_alone_keeps_the_name_it_had_in_its_folder(place: Place) -> None:
    place.ingest()
    alone = place.documents / "mapp" / "konferens.html"
    assert place.ingest(alone).unchanged == ["mapp/konferens.html"]
    write(place.documents, "mapp/konferens.html", "<html lang=sv><p>Konferensen hålls i Borås.</p></html>")
    assert place.ingest(alone).changed == ["mapp/konferens.html"]
    assert place.ingest().unchanged == sorted(FILES)
