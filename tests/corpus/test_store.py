import sqlite3
import threading
from pathlib import Path

import pytest

from corpus.errors import StoreError
from corpus.store import Store
from index.splitting import split
from tests.making import first_language, make_document


def put(store: Store, *texts: str, document_id: str = "brev-0a1b2c", **fields: str) -> None:
    document = make_document(*texts, document_id=document_id, **fields)  # type: ignore[arg-type]
    parts = split(document, first_language)
    store.put(document, f"/docs/{document.source}", "digest")
    store.put_parts(parts.passages, parts.sentences)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kallan.sqlite"


def test_migrations_are_numbered_from_one_and_applied_once(path: Path, root: Path) -> None:
    files = sorted(file.name for file in (root / "corpus" / "migrations").glob("*.sql"))
    assert [int(name[:3]) for name in files] == list(range(1, len(files) + 1))
    for _ in range(2):
        Store(path).close()
        with sqlite3.connect(path) as database:
            assert database.execute("PRAGMA user_version").fetchone() == (len(files),)
        database.close()


def test_a_newer_programs_file_is_refused(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 999")
    database.close()
    with pytest.raises(StoreError, match="nyare version"):
        Store(path)


@pytest.mark.parametrize("snapshot", [False, True])
def test_a_file_that_is_no_store_is_refused_by_name(path: Path, snapshot: bool) -> None:
    path.write_bytes(b"not a database at all, but long enough to look like one " * 100)
    with pytest.raises(StoreError, match="kallan.sqlite"):
        Store(path, snapshot=snapshot)


def test_a_snapshot_of_nothing_is_refused_and_makes_no_file(path: Path) -> None:
    with pytest.raises(StoreError):
        Store(path, snapshot=True)
    assert not path.exists()


def test_a_transaction_that_raises_leaves_nothing(path: Path) -> None:
    store = Store(path)
    put(store, "Ett möte.")

    def fail_half_way() -> None:
        with store.transaction():
            put(store, "Ett annat möte.")
            put(store, "Ännu ett.", document_id="nytt-000000")
            store.set_fact("generation", "x")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert [document.id for document in store.documents()] == ["brev-0a1b2c"]
    assert [sentence.text for sentence in store.sentences()] == ["Ett möte."]
    assert store.fact("generation") is None


def test_a_snapshot_keeps_its_state_while_others_write(path: Path) -> None:
    store = Store(path)
    put(store, "Ett möte.")
    store.set_fact("generation", "one")
    snapshot = Store(path, snapshot=True)
    with store.transaction():
        put(store, "Ett helt annat möte.")
        put(store, "Ännu ett.", document_id="nytt-000000")
        store.set_fact("generation", "two")
    assert snapshot.fact("generation") == "one"
    assert snapshot.count() == 1
    assert [sentence.text for sentence in snapshot.sentences()] == ["Ett möte."]
    snapshot.close()
    later = Store(path, snapshot=True)
    assert later.fact("generation") == "two"
    assert [sentence.text for sentence in later.sentences()] == ["Ett helt annat möte.", "Ännu ett."]


def test_what_is_removed_leaves_nothing(path: Path) -> None:
    store = Store(path)
    put(store, "# Rubrik\n\nEtt möte.", "Nästa sida.")
    with store.transaction():
        store.remove("brev-0a1b2c")
    assert [store.count(table) for table in ("documents", "pages", "passages", "sentences")] == [0, 0, 0, 0]
    assert store.document("brev-0a1b2c") is None
    assert store.page("brev-0a1b2c", 1) is None
    assert store.known() == []


def test_what_is_removed_cannot_be_read_in_the_file(path: Path) -> None:
    store = Store(path)
    put(store, "Hemligheten bor i Sommarlandet.")
    store.close()
    assert b"Sommarlandet" in path.read_bytes()
    store = Store(path)
    with store.transaction():
        store.remove("brev-0a1b2c")
    store.close()
    assert not any(b"Sommarlandet" in file.read_bytes() for file in path.parent.iterdir())


def test_a_new_version_takes_the_old_ones_place(path: Path) -> None:
    store = Store(path)
    put(store, "Avgiften är 100 kronor.")
    assert store.sentences()[0].text == "Avgiften är 100 kronor."
    put(store, "Avgiften är 200 kronor.")
    assert [sentence.text for sentence in store.sentences()] == ["Avgiften är 200 kronor."]
    assert store.count("passages") == 1


def test_documents_come_newest_first_and_those_without_a_date_last(path: Path) -> None:
    store = Store(path)
    for name, date in {"b": "2024", "a": "2024-05-01", "c": None, "d": "2019-12", "e": "2024"}.items():
        store.put(make_document("x", document_id=name, issued_on=date), name, "")
    assert [document.id for document in store.documents()] == ["a", "b", "e", "d", "c"]
    assert [document.id for document in store.documents(2, 1)] == ["b", "e"]
    assert store.documents(5, 10) == []


def test_parts_are_found_by_id_in_order_and_unknown_ids_are_left_out(path: Path) -> None:
    store = Store(path)
    put(store, "# A\n\nEtt.\n\n# B\n\nTvå.\n\n# C\n\nTre.")
    ids = [passage.id for passage in store.passages()]
    assert [p.id for p in store.passages([ids[2], "okänd", ids[0], ids[0]])] == [ids[0], ids[2]]
    assert [s.text for s in store.sentences([ids[1]])] == ["Två."]
    assert store.passages([]) == []


def test_more_ids_than_one_statement_takes(path: Path) -> None:
    store = Store(path)
    put(store, "Ett.")
    assert len(store.passages([*(f"okänd{number}" for number in range(1200)), "brev-0a1b2c:p0"])) == 1


def test_an_unknown_table_is_not_counted(path: Path) -> None:
    with pytest.raises(ValueError, match="facts"):
        Store(path).count("facts")


def test_one_store_serves_several_threads(path: Path) -> None:
    store = Store(path)
    put(store, *("En mening till." for _ in range(20)))
    wrong: list[object] = []

    def read() -> None:
        for _ in range(30):
            document = store.document("brev-0a1b2c")
            if document is None or len(document.pages) != 20 or len(store.sentences()) != 20:
                wrong.append(document)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
