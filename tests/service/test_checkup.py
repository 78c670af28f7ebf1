"""`kallan doctor`: each part is tried, and what fails is told with what to do."""

import socket
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from corpus.errors import GeneratorError, IndexUnavailable, SettingsError, StoreError
from index.chroma_server import ChromaServer
from index.protocols import Read
from service import checks
from service.checkup import Check, Finding, State, examine
from service.generating.generators import Prompt
from service.indexing import Progress
from service.settings import Settings
from service.wiring import make_checks, make_knowledge_base, run_ingest
from tests.fakes import FakeEmbedder


class Model:
    """Writes the pieces it is given; an error among them is raised."""

    name = "prov"

    def __init__(self, *pieces: str | Exception) -> None:
        self._pieces = pieces

    def stream(self, prompt: Prompt, seconds: float) -> Iterator[str]:  # type: ignore[override]
        assert prompt.task
        assert seconds > 0
        for piece in self._pieces:
            if isinstance(piece, Exception):
                raise piece
            yield piece


def test_what_fails_stops_nothing_and_is_told() -> None:
    def broken() -> checks.Outcome:
        raise SettingsError("Ändra KALLAN_X.")

    def astray() -> checks.Outcome:
        raise ZeroDivisionError("noll")

    found = list(examine([Check("a", broken), Check("b", astray), Check("c", lambda: (State.GOOD, "ja"))]))
    assert found == [
        Finding("a", State.FAULT, "Ändra KALLAN_X."),
        Finding("b", State.FAULT, "Oväntat fel: ZeroDivisionError: noll"),
        Finding("c", State.GOOD, "ja"),
    ]


def test_before_and_after_an_ingest(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data", port=0)
    first = {each.part: each for each in examine(make_checks(settings))}
    assert first["Dokument och index"].state is State.LACKING
    assert "kallan ingest" in first["Dokument och index"].says
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Nätverket grundades 1991.\n\nDet har tolv medlemmar.", "utf-8")
    run_ingest(settings, [tmp_path / "in"], rebuild=False, progress=Progress())
    after = {each.part: each for each in examine(make_checks(settings))}
    for part in ("Datamapp", "Dokument och index", "Läsning av filer", "Språkmodell", "Adress"):
        assert after[part].state is State.GOOD, after[part]
    assert after["Dokument och index"].says.startswith("1 dokument")
    assert "Vektorserver" not in after


def test_a_broken_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "kallan.sqlite").write_bytes(b"SQLite format 3\x00" + b"\xff" * 4096)
    with pytest.raises(StoreError, match=r"kallan\.sqlite är skadad"):
        checks.data_folder(tmp_path)


def test_a_file_in_the_way_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("", "utf-8")
    with pytest.raises(StoreError, match="KALLAN_DATA"):
        checks.data_folder(tmp_path / "fil" / "data")


def test_a_disk_that_is_nearly_full_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 5 * 2**20})())
    state, says = checks.data_folder(tmp_path)
    assert (state, "5 MiB" in says) == (State.LACKING, True)


def test_an_index_of_another_embedder_is_a_fault(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    (tmp_path / "a.txt").write_text("Nätverket grundades 1991.", "utf-8")
    run_ingest(settings, [tmp_path / "a.txt"], rebuild=False, progress=Progress())
    other = make_knowledge_base(settings)
    other._embedder = FakeEmbedder()
    [found] = examine([Check("index", lambda: checks.index(other))])
    assert found.state is State.FAULT
    assert "KALLAN_EMBEDDER" in found.says


def test_the_slower_engine_is_told() -> None:
    assert checks.embedding(FakeEmbedder(), "onnxruntime")[0] is State.LACKING
    assert checks.embedding(FakeEmbedder(), "")[0] is State.GOOD


def test_models_that_answer_are_silent_and_fail() -> None:
    assert checks.language_model(None, 5)[0] is State.GOOD
    assert checks.language_model(Model(" ", "ja"), 5)[0] is State.GOOD
    assert checks.language_model(Model(""), 5)[0] is State.LACKING
    with pytest.raises(GeneratorError, match="KALLAN_LLM_URL"):
        checks.language_model(Model(GeneratorError("Språkmodellen svarar inte.")), 5)


def test_a_vector_server_that_is_gone_is_a_fault() -> None:
    server = ChromaServer("http://127.0.0.1:9")
    with pytest.raises(IndexUnavailable, match="KALLAN_CHROMA_URL"):
        checks.vectors(server)
    server.close()


def test_a_port_in_use_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        state, says = checks.address(*taken.getsockname())
    assert state is State.LACKING
    assert "KALLAN_PORT" in says


def test_scanned_pages_need_a_program() -> None:
    assert checks.scanned_pages("Tesseract saknas (apt-get install tesseract-ocr)") == (
        State.LACKING,
        "Inskannade sidor kan inte läsas: Tesseract saknas (apt-get install tesseract-ocr)",
    )
    assert checks.scanned_pages(None)[0] is State.GOOD


class Reader:
    """A reranker that cannot be loaded."""

    name = "prov"

    def scores(self, question: str, passages: Sequence[Read]) -> None:
        assert question
        assert all(each.sentences for each in passages)


def test_a_reranker_that_cannot_be_loaded_is_told(tmp_path: Path) -> None:
    state, says = checks.reranking(Reader())
    assert state is State.LACKING
    assert "prov kan inte läsas in" in says
    assert checks.reranking(None)[0] is State.GOOD
    found = {each.part: each for each in examine(make_checks(Settings(data=tmp_path / "data", port=0)))}
    assert found["Läsmodell"].state is State.GOOD
    assert "e5-reranker" in found["Läsmodell"].says
