"""Vectors on a Chroma server: the same answers, and clear behaviour when it is slow, gone or empty."""

import json
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from corpus.answers import Filters
from corpus.errors import IndexError_, IndexUnavailable, SettingsError
from index import fallback
from index.chroma_server import ChromaServer, ServedIndex
from index.dense import CoveredIndex
from index.protocols import Vectors
from service.indexed import IndexedKnowledgeBase
from service.indexing import DataFolder
from tests.chroma_server import Server, free_port, running
from tests.service.ingesting import FILES, Place, write


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("chroma")) as found:
        yield found


@pytest.fixture
def server(process: Server) -> Iterator[ChromaServer]:
    found = ChromaServer(process.url, sleep=lambda _: None)
    yield found
    found.close()


@pytest.fixture
def place(tmp_path: Path, server: ChromaServer, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The folder of documents, its vectors on the server, which is asked although they are few."""
    monkeypatch.setattr(CoveredIndex, "_WIDTH", 2)
    monkeypatch.setattr(CoveredIndex, "_FACTOR", 0)
    found = Place(tmp_path / "dokument", DataFolder(tmp_path / "data", server))
    for name, text in FILES.items():
        write(found.documents, name, text)
    return found


def collections(server: ChromaServer) -> set[str]:
    address = f"{server.name}/api/v2/tenants/default_tenant/databases/default_database/collections"
    with urllib.request.urlopen(address, timeout=10) as response:
        return {each["name"] for each in json.load(response)}


def generations(place: Place) -> set[str]:
    return {f"kallan-{each.name}" for each in place.data.index.iterdir()}


def found(knowledge_base: IndexedKnowledgeBase, k: int = 9) -> list[tuple[str, float]]:
    """The passages found and their scores."""
    return [(each.passage.text, each.score) for each in knowledge_base.search("konferens hålls", Filters(), k)]


def said(knowledge_base: IndexedKnowledgeBase) -> str:
    """The best passage; the others depend on how few are asked for here."""
    return found(knowledge_base, 1)[0][0]


def test_a_collection_for_each_generation_and_none_for_those_out_of_service(place: Place, server: ChromaServer) -> None:
    others = collections(server)
    for number in range(4):
        write(place.documents, "ny.txt", f"Barn och konferens, {number} gånger.\n")
        place.ingest()
        assert collections(server) - others == generations(place)
    assert len(generations(place)) == 2
    assert place.open().manifest()["vectors"] == server.name


def test_the_server_is_asked_and_the_answer_is_the_embedded_one(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.ingest()
    embedded = Place(place.documents, DataFolder(tmp_path / "embedded"))
    embedded.ingest()
    asked: list[int] = []
    search = ServedIndex.search

    def counted(self: ServedIndex, vector: Vectors, k: int, among: frozenset[str] | None = None) -> list:  # type: ignore[type-arg]
        asked.append(k)
        return search(self, vector, k, among)

    monkeypatch.setattr(ServedIndex, "search", counted)
    (text, score), *_ = found(place.open())
    (wanted, its_score), *_ = found(embedded.open())
    assert text == wanted
    assert score == pytest.approx(its_score, abs=1e-6)
    assert asked


def test_a_server_that_is_gone_or_hangs_costs_a_moment_and_no_answer(
    place: Place, process: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fallback, "PAUSE", 0.0)
    place.ingest()
    knowledge_base = place.open()
    wanted = said(knowledge_base)
    assert knowledge_base.problem() is None
    with process.hanging():
        began = time.monotonic()
        assert said(knowledge_base) == wanted
        assert said(knowledge_base) == wanted
        assert time.monotonic() - began < 2.5
        assert knowledge_base.problem() == fallback.PROBLEM
    process.stop()
    assert said(place.open()) == wanted
    with pytest.raises(IndexUnavailable, match="KALLAN_CHROMA_URL"):
        place.ingest()
    process.start()
    assert place.ingest().unchanged


def test_the_next_ingest_fills_a_server_that_has_lost_its_vectors(place: Place, server: ChromaServer) -> None:
    place.ingest()
    (lost,) = place.data.index.iterdir()
    assert server.remove(lost)
    knowledge_base = place.open()
    assert "Falun" in said(knowledge_base)
    assert knowledge_base.problem() == fallback.PROBLEM
    place.ingest()
    embedded = len(place.embedder.embedded)
    assert knowledge_base.problem() is None
    assert generations(place) - {f"kallan-{lost.name}"} <= collections(server)
    place.ingest()
    assert len(place.embedder.embedded) == embedded


def test_vectors_move_with_the_setting_and_nothing_is_embedded_again(place: Place, tmp_path: Path) -> None:
    place.ingest()
    wanted, embedded = said(place.open()), len(place.embedder.embedded)
    home = Place(place.documents, DataFolder(place.data.path), place.embedder)
    before = home.open()
    assert said(before) == wanted
    assert before.problem()
    home.ingest()
    assert said(home.open()) == wanted
    assert home.open().manifest()["vectors"] == "embedded"
    place.ingest()
    assert place.open().problem() is None
    assert len(place.embedder.embedded) == embedded


def test_what_a_broken_ingest_wrote_is_removed_by_the_next(
    place: Place, server: ChromaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.ingest()
    others = collections(server) - generations(place)

    def broken(self: ServedIndex, ids: Sequence[str], vectors: Vectors) -> list[str]:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(ServedIndex, "unreachable", broken)
        write(place.documents, "ny.txt", "Barn och hälsa.\n")
        with pytest.raises(KeyboardInterrupt):
            place.ingest()
    assert len(collections(server) - others) == 2
    place.ingest()
    assert collections(server) - others == {each.replace(".building", "") for each in generations(place)}


def test_a_collection_with_too_few_is_not_put_into_service(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.ingest()
    wanted = said(place.open())
    monkeypatch.setattr(ServedIndex, "count", lambda _self: 1)
    write(place.documents, "ny.txt", "Barn och hälsa.\n")
    with pytest.raises(IndexError_, match="1 av"):
        place.ingest()
    assert said(place.open()) == wanted


def test_several_services_read_one_data_folder(place: Place) -> None:
    place.ingest()
    services = [place.open() for _ in range(3)]
    assert len({tuple(found(each)) for each in services}) == 1
    write(place.documents, "mapp/konferens.html", "<p>Konferensen hålls i Borås i juni.</p>")
    place.ingest()
    assert all("Borås" in said(each) for each in services)


@pytest.mark.parametrize("url", ["vektorer", "ftp://server", "http://", "http://server:port"])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(SettingsError, match="KALLAN_CHROMA_URL"):
        ChromaServer(url)


def test_a_password_is_sent_and_never_shown() -> None:
    server = ChromaServer(f"http://anna:hemligt@127.0.0.1:{free_port()}", sleep=lambda _: None)
    with pytest.raises(IndexUnavailable) as told:
        server.check()
    assert "hemligt" not in str(told.value) + server.name
    server.close()
