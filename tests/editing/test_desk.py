"""What editors do, with the scripted embedder: nothing of a removed document can be found, and one change at a time."""

import io
from pathlib import Path

import pytest

from corpus.answers import Filters
from corpus.errors import InvalidRequest, NotFound, StoreBusy, StoreError
from service.editing.documents import Origin
from service.editing.journal import Job, Journal, State
from service.editing.stale import Reason
from service.editing.tasks import Change, Task
from service.editing.uploads import Upload
from tests.editing.desk_place import Office, make_office

TEXT = "# Lekplatser\n\nVadstena bygger sju lekplatser, säger koordinator Karin.\n"


def add(office: Office, name: str = "lekplatser.md", text: str = TEXT, *, replace: bool = False) -> Job:
    return office.done(office.desk.add([Upload(name, io.BytesIO(text.encode()))], replace=replace))


def found(office: Office, query: str = "Vadstena lekplatser") -> list[str]:
    return [each.document.source for each in office.knowledge_base.search(query, Filters(), 9)]


def id_of(office: Office, source: str) -> str:
    return next(each.listed.document.id for each in office.desk.documents() if each.listed.document.source == source)


def logged(office: Office) -> list[tuple[str, str]]:
    return [(each.what, each.document.partition(" ")[0]) for each in office.desk.changes(100)[1]]


def test_a_file_is_added_found_corrected_and_removed(office: Office) -> None:
    job = add(office)
    assert (job.state, job.summary.new, job.summary.refused) == (State.DONE, ("lekplatser.md",), ())
    assert found(office)[0] == "lekplatser.md"
    document_id = id_of(office, "lekplatser.md")
    assert office.desk.document(document_id).origin is Origin.UPLOADED
    office.done(office.desk.correct(document_id, {"issued_on": "2025-03", "title": "Lekplatser i Vadstena"}))
    document = office.desk.document(document_id).listed.document
    assert (str(document.issued_on), document.title) == ("2025-03", "Lekplatser i Vadstena")
    assert office.desk.corrections(document_id) == {"issued_on": "2025-03", "title": "Lekplatser i Vadstena"}
    office.done(office.desk.correct(document_id, {"title": None}))
    assert office.desk.document(document_id).listed.document.title == "Lekplatser"
    assert office.done(office.desk.remove(document_id)).state is State.DONE
    assert "lekplatser.md" not in found(office)
    assert not list(office.place.data.uploads.iterdir())
    assert office.desk.removed() == []
    with pytest.raises(NotFound):
        office.desk.document(document_id)
    with pytest.raises(NotFound):
        office.desk.remove(document_id)
    assert logged(office)[::-1] == [
        ("added", "lekplatser.md"),
        ("corrected", "lekplatser.md"),
        ("corrected", "lekplatser.md"),
        ("removed", "lekplatser.md"),
    ]


def test_an_ingest_from_the_command_line_neither_loses_nor_disturbs_what_was_added(office: Office) -> None:
    add(office)
    assert office.place.ingest().removed == []
    assert "lekplatser.md" in found(office)
    add(office, "mer.txt", "Mer om Vadstena.")
    assert {"avgift.md", "barn.txt"} <= {each.listed.document.source for each in office.desk.documents()}


def test_what_was_removed_stays_away_until_it_is_taken_back(office: Office) -> None:
    document_id = id_of(office, "mapp/konferens.html")
    office.done(office.desk.remove(document_id))
    for rebuild in (False, True):
        report = office.place.ingest(office.place.documents, rebuild=rebuild)
        assert report.kept_out == ["mapp/konferens.html"]
    assert "mapp/konferens.html" not in found(office, "konferens Falun")
    assert (office.place.documents / "mapp/konferens.html").is_file()
    assert [each.source for each in office.desk.removed()] == ["mapp/konferens.html"]
    job = office.done(office.desk.restore(document_id))
    assert (job.state, job.summary.new) == (State.DONE, ("mapp/konferens.html",))
    assert office.desk.removed() == []
    assert id_of(office, "mapp/konferens.html") == document_id
    assert office.place.ingest().unchanged == ["avgift.md", "barn.txt", "mapp/konferens.html"]
    with pytest.raises(NotFound):
        office.desk.restore(document_id)


def test_a_removed_file_that_is_gone_cannot_be_taken_back(office: Office) -> None:
    document_id = id_of(office, "barn.txt")
    office.done(office.desk.remove(document_id))
    (office.place.documents / "barn.txt").unlink()
    with pytest.raises(InvalidRequest, match="finns inte längre"):
        office.desk.restore(document_id)
    assert [each.source for each in office.desk.removed()] == ["barn.txt"]


def test_the_last_document_can_go(office: Office) -> None:
    for held in office.desk.documents():
        assert office.done(office.desk.remove(held.listed.document.id)).state is State.DONE
    assert office.desk.documents() == []
    assert len(office.desk.removed()) == 3
    assert add(office).state is State.DONE


def test_a_file_that_cannot_be_read_is_told_of_and_kept_nowhere(office: Office) -> None:
    job = add(office, "trasig.pdf", "ingen pdf")
    assert job.state is State.DONE
    ((source, reason),) = job.summary.refused
    assert (source, "ingen PDF" in reason) == ("trasig.pdf", True)
    assert office.desk.waiting() == []
    assert not list(office.place.data.uploads.iterdir())
    add(office)
    job = add(office, text=" ", replace=True)
    assert job.summary.refused[0][0] == "lekplatser.md"
    assert "lekplatser.md" in found(office)
    assert (office.place.data.uploads / "lekplatser.md").read_text("utf-8") == TEXT


def test_a_name_that_is_taken_is_replaced_only_where_one_says_so(office: Office) -> None:
    add(office)
    with pytest.raises(InvalidRequest, match="finns redan"):
        add(office, text="Annat.")
    assert add(office, text="# Nytt\n\nVadstena river allt.\n", replace=True).summary.changed == ("lekplatser.md",)
    assert office.knowledge_base.search("Vadstena", Filters(), 1)[0].passage.text == "Vadstena river allt."
    assert logged(office)[0] == ("replaced", "lekplatser.md")


def test_a_second_change_waits_its_turn(office: Office) -> None:
    office.work.held.clear()
    first = office.desk.add([Upload("a.txt", io.BytesIO(b"Ett."))], replace=False)
    for change in (
        lambda: office.desk.add([Upload("b.txt", io.BytesIO(b"Ett."))], replace=False),
        lambda: office.desk.remove(id_of(office, "barn.txt")),
        lambda: office.desk.correct(id_of(office, "barn.txt"), {"title": "X"}),
        office.desk.discard_waiting,
    ):
        with pytest.raises(StoreBusy):
            change()
    assert not (office.place.data.uploads / "b.txt").exists()
    assert found(office, "avgift")  # others are answered meanwhile
    office.work.held.set()
    assert office.done(first).state is State.DONE
    assert add(office, "b.txt", "Ett till.").state is State.DONE


def test_a_change_that_fails_leaves_everything_as_it_was(office: Office) -> None:
    office.work.broken = StoreError("avbröts")
    assert add(office).message == "avbröts"
    assert office.desk.waiting() == ["lekplatser.md"]
    assert office.place.ingest().new == []
    document_id = id_of(office, "barn.txt")
    assert office.done(office.desk.remove(document_id)).state is State.FAILED
    assert "barn.txt" in found(office, "barn")
    office.work.broken = None
    assert office.done(office.desk.read_waiting()).summary.new == ("lekplatser.md",)
    assert office.desk.waiting() == []
    office.work.broken = StoreError("avbröts")
    assert office.done(office.desk.remove(id_of(office, "lekplatser.md"))).state is State.FAILED
    assert (office.place.data.uploads / "lekplatser.md").is_file()
    add(office, text="Nytt.", replace=True)
    assert office.desk.waiting() == ["lekplatser.md"]
    office.desk.discard_waiting()
    assert (office.place.data.uploads / "lekplatser.md").read_text("utf-8") == TEXT


def test_another_ingest_is_told_of(office: Office, tmp_path: Path) -> None:
    from filelock import FileLock

    with FileLock(office.place.data.lock):
        job = add(office)
    assert job.state is State.FAILED
    assert "En annan inläsning pågår" in job.message
    assert office.desk.waiting() == ["lekplatser.md"]


def test_wrong_corrections_are_refused_before_anything_begins(office: Office) -> None:
    document_id = id_of(office, "barn.txt")
    for wrong in ({"issued_on": "nyss"}, {"kind": "bok"}, {"path": "x"}, {"title": ""}, {}):
        with pytest.raises(InvalidRequest):
            office.desk.correct(document_id, wrong)
    assert office.desk.jobs.latest() is None


def test_nothing_to_add_and_too_much_to_add(office: Office) -> None:
    with pytest.raises(InvalidRequest):
        office.desk.add([], replace=False)
    with pytest.raises(InvalidRequest, match="Högst 20"):
        office.desk.add([Upload(f"{n}.txt", io.BytesIO(b"x")) for n in range(21)], replace=False)
    with pytest.raises(InvalidRequest):
        office.desk.read_waiting()


def test_documents_worth_a_look_say_why(office: Office) -> None:
    add(office, "kopia.md", (office.place.documents / "avgift.md").read_text("utf-8"))
    office.done(office.desk.correct(id_of(office, "barn.txt"), {"issued_on": "2019", "kind": "report"}))
    reasons = {each.listed.document.source: [flag.reason for flag in each.flags] for each in office.desk.stale()}
    assert reasons["barn.txt"] == [Reason.OLD]
    assert reasons["avgift.md"] == reasons["kopia.md"] == [Reason.DUPLICATE, Reason.UNDATED]


def test_a_job_cut_off_by_a_restart_is_told_as_failed(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "editing.sqlite")
    begun = journal.begin(Task(Change.READ, source="a.txt"))
    journal.close()
    again = Journal(tmp_path / "editing.sqlite")
    found = again.job(begun.number)
    assert found is not None
    assert (found.state, found.source) == (State.FAILED, "a.txt")
    assert "startade om" in found.message


def test_the_log_outlives_a_restart_and_holds_no_question(tmp_path: Path) -> None:
    office = make_office(tmp_path, days=30)
    add(office)
    content = (office.place.data.path / "editing.sqlite").read_bytes()
    assert b"lekplatser.md" in content
    assert b"127.0.0.1" not in content
    again = Journal(office.place.data.path / "editing.sqlite")
    assert again.entries(9)[1][0].what == "added"
