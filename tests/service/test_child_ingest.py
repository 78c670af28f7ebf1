"""An ingest whose files are read in a child process: a bad one stops no other, and what is unchanged starts none."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.documents import Document
from ingest.apart import child
from ingest.apart.child import ChildReader, Limits
from ingest.pipeline import Report
from ingest.read import READER_VERSION
from service.indexing import ingest
from tests.ingest.raw_pdfs import drawing_itself
from tests.making import first_language
from tests.service.ingesting import FILES, Place, write

Read = Callable[..., Document]


def ingested(place: Place, reader: ChildReader) -> Report:
    return ingest(place.data, [place.documents], place.embedder, reader.read, READER_VERSION, first_language)


def test_files_that_hang_crash_or_lie_stop_no_other(place: Place) -> None:
    (place.documents / "a-evig.pdf").write_bytes(drawing_itself(2))
    (place.documents / "b-trasig.pdf").write_bytes(b"%PDF-1.7\n%%EOF")
    (place.documents / "c-tom.docx").write_bytes(b"")
    with (place.documents / "d-hål.txt").open("wb") as sparse:
        sparse.truncate(1 << 40)
    with ChildReader(limits=Limits(seconds=8.0)) as reader:
        report = ingested(place, reader)
    assert report.new == sorted(FILES)
    assert [refusal.source[0] for refusal in report.refused] == ["a", "b", "c", "d"]
    assert all(refusal.source in refusal.reason for refusal in report.refused)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are a thing of Unix")
def test_pipes_and_links_in_a_ring_are_passed_over(place: Place) -> None:
    os.mkfifo(place.documents / "rör.txt")
    (place.documents / "ring").symlink_to(place.documents, target_is_directory=True)
    (place.documents / "själv.txt").symlink_to(place.documents / "själv.txt")
    (place.documents / "noll.txt").symlink_to("/dev/zero")
    with ChildReader() as reader:
        report = ingested(place, reader)
    assert report.new == sorted(FILES)
    assert report.refused == []


def test_what_is_unchanged_starts_no_process(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    with ChildReader() as reader:
        ingested(place, reader)
        assert reader.process_id is not None
    monkeypatch.setattr(child, "_started", None)
    with ChildReader() as reader:
        assert ingested(place, reader).unchanged == sorted(FILES)
        assert reader.process_id is None


def test_the_knowledge_base_is_the_same_as_when_read_here(place: Place, tmp_path: Path) -> None:
    write(place.documents, "ny.md", "# Nytt\n\nVärd är Kiruna.")
    with ChildReader() as reader:
        report = ingested(place, reader)
    assert {document.source for document in report.documents} == {*FILES, "ny.md"}
    assert place.ingest().unchanged == sorted([*FILES, "ny.md"])
