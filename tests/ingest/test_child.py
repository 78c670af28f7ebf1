"""Files read in a child process: what they do to it harms neither the next file nor this process."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalogue import CatalogueEntry
from corpus.dates import PartialDate, Period
from corpus.documents import Document, Kind, Provenance
from corpus.errors import (
    EncryptedFile,
    IngestError,
    KallanError,
    OverLimits,
    ReaderUnavailable,
    UnreadableFile,
    UnsupportedFormat,
)
from ingest.apart import child, confined
from ingest.apart.child import ChildReader, Limits
from ingest.apart.wire import Broken, pack, unpack
from ingest.read import read_document
from tests.ingest.pdfs import at, pdf_of
from tests.ingest.raw_pdfs import drawing_itself

POSIX = pytest.mark.skipif(os.name != "posix", reason="limits and signals are a thing of Unix")
TEXT = "Nyhetsbrev maj 2026\n\nNätverket samlar kommuner och regioner som arbetar för en god och jämlik hälsa.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "brev.txt").write_text(TEXT, "utf-8")
    (tmp_path / "sida.pdf").write_bytes(pdf_of(lambda canvas: at(canvas, 50, 100, "En sida"), title="Titel"))
    return tmp_path


@pytest.fixture
def reader() -> Iterator[ChildReader]:
    with ChildReader(limits=Limits(seconds=10.0)) as made:
        yield made


def read(reader: ChildReader, path: Path) -> Document:
    return reader.read(path, "id-1", f"mapp/{path.name}", None)


def process_of(reader: ChildReader) -> int:
    assert reader.process_id is not None
    return reader.process_id


def program(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Puts what the body does in place of the reading of each file."""
    text = textwrap.indent(textwrap.dedent(body), "    ")
    written = (
        "import sys; sys.path[:] = {path}\nimport ctypes, os, signal, socket, sys, time\n"
        f"from ingest.apart import confined\ndef read(request, data):\n{text}\nconfined._read = read\nconfined.main()\n"
    )
    monkeypatch.setattr(child, "_PROGRAM", written)


def test_a_child_reads_what_this_process_reads(reader: ChildReader, folder: Path) -> None:
    entry = CatalogueEntry(
        title="Annan",
        kind=Kind.REPORT,
        issued_on=PartialDate(2020),
        period=Period.parse("2019/2020-05"),
        languages=("en",),
        provenance=Provenance.SUMMARY,
    )
    for path in sorted(folder.iterdir()):
        for said in (None, entry):
            given = reader.read(path, "id-1", "mapp/" + path.name, said)
            own = read_document(path, document_id="id-1", source="mapp/" + path.name, entry=said)
            assert given == own
            assert [page.places for page in given.pages] == [page.places for page in own.pages]


def test_one_process_reads_file_after_file_and_is_gone_afterwards(folder: Path) -> None:
    with ChildReader() as reader:
        assert reader._child is None
        read(reader, folder / "brev.txt")
        first = process_of(reader)
        read(reader, folder / "sida.pdf")
        assert process_of(reader) == first
        place = Path(reader._child._folder.name)  # type: ignore[union-attr]
        assert place.is_dir()
    assert not place.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_after_so_many_files_the_process_is_another(folder: Path) -> None:
    with ChildReader(limits=Limits(files=2)) as reader:
        read(reader, folder / "brev.txt")
        first = process_of(reader)
        read(reader, folder / "brev.txt")
        read(reader, folder / "brev.txt")
        assert process_of(reader) != first


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("tom.txt", b"", UnreadableFile),
        ("tabell.xyz", b"1 2 3", UnsupportedFormat),
        ("trasig.pdf", b"%PDF-1.7 trasig", UnreadableFile),
        ("hemlig.pdf", pdf_of(lambda canvas: at(canvas, 50, 100, "Hemligt"), password="sesam"), EncryptedFile),  # noqa: S106
    ],
)
def test_errors_come_through_as_they_are(
    reader: ChildReader, tmp_path: Path, name: str, content: bytes, error: type[KallanError]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (tmp_path / "bra.txt").write_text(TEXT, "utf-8")
    read(reader, tmp_path / "bra.txt")
    before = process_of(reader)
    with pytest.raises(error) as caught:
        read(reader, path)
    assert name in str(caught.value)
    assert process_of(reader) == before


def test_a_password_opens_a_locked_file(tmp_path: Path) -> None:
    path = tmp_path / "hemlig.pdf"
    path.write_bytes(pdf_of(lambda canvas: at(canvas, 50, 100, "Hemligt"), password="sesam"))  # noqa: S106
    with ChildReader(["fel", "sesam"]) as reader:
        assert read(reader, path).pages[0].text == "Hemligt"


@POSIX
def test_a_file_that_crashes_the_process_is_refused_and_the_next_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, reader: ChildReader
) -> None:
    with monkeypatch.context() as patched:
        program(patched, "os.kill(os.getpid(), signal.SIGSEGV)")
        with pytest.raises(UnreadableFile, match=r"mapp/brev\.txt.*krascha \(SIGSEGV\)"):
            read(reader, folder / "brev.txt")
    assert read(reader, folder / "brev.txt").title == "Nyhetsbrev maj 2026"


def test_pdfium_busy_without_end_is_ended(folder: Path) -> None:
    (folder / "evig.pdf").write_bytes(drawing_itself(2))
    with ChildReader(limits=Limits(seconds=6.0)) as reader:
        read(reader, folder / "sida.pdf")
        began = time.monotonic()
        with pytest.raises(IngestError, match=r"evig\.pdf"):  # its time or its memory is out
            read(reader, folder / "evig.pdf")
        assert time.monotonic() - began < 30
        assert read(reader, folder / "sida.pdf").pages


def test_signs_of_life_give_more_time_but_not_without_end(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = """
        from ingest.apart.heartbeat import beat
        from tests.making import make_document
        for _ in range(16 if request.name == "brev.txt" else 1000):
            beat()
            time.sleep(0.25)
        return confined.pack(make_document("text"))
    """
    program(monkeypatch, body)
    with ChildReader(limits=Limits(seconds=3.0, page_seconds=3.0, most_seconds=9.0)) as reader:
        assert read(reader, folder / "brev.txt").pages[0].text == "text"
        with pytest.raises(OverLimits, match="9 s"):
            read(reader, folder / "sida.pdf")


@POSIX
@pytest.mark.parametrize(
    "body", ["bytearray(2 << 30)", "x = [b'']\nwhile True: x.append(bytes(1 << 20))", "os._exit(-9)"]
)
def test_a_file_that_wants_all_memory_gets_a_gigabyte(
    folder: Path, monkeypatch: pytest.MonkeyPatch, reader: ChildReader, body: str
) -> None:
    program(monkeypatch, body)
    with pytest.raises(IngestError, match=r"mer minne än 1024 MiB|för mycket minne"):
        read(reader, folder / "brev.txt")


def test_what_the_process_starts_ends_with_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = """
        import subprocess
        started = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        open(os.environ["TMPDIR"] + "/../pid-of-the-test", "w").write(str(started.pid))
        time.sleep(60)
    """
    program(monkeypatch, body)
    limits = Limits(seconds=4.0)
    with ChildReader(limits=limits) as reader, pytest.raises(OverLimits):
        read(reader, folder / "brev.txt")
    place = Path(child.tempfile.gettempdir()) / "pid-of-the-test"
    pid = int(place.read_text())
    place.unlink()
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{pid}/stat").exists() and Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
            return
        time.sleep(0.02)
    pytest.fail("it goes on")


def test_the_process_sees_no_secrets_and_no_network(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KALLAN_KEY", "hemligt")
    monkeypatch.setenv("SOME_TOKEN", "hemligt")
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        body = f"""
            from corpus.errors import UnreadableFile
            try:
                socket.create_connection(("127.0.0.1", {server.getsockname()[1]}), timeout=1)
                said = "nät"
            except OSError:
                said = "inget nät"
            raise UnreadableFile(said + " " + " ".join(sorted(os.environ)))
        """
        program(monkeypatch, body)
        with ChildReader() as reader, pytest.raises(UnreadableFile) as caught:
            read(reader, folder / "brev.txt")
    assert str(caught.value).startswith("inget nät")
    assert "KALLAN_KEY" not in str(caught.value)
    assert "SOME_TOKEN" not in str(caught.value)


@pytest.mark.parametrize(
    "answer", ["b'{}'", "b'[' * 100000", "b'null'", "b'not json'", "confined.pack(request)", "b'{\"id\": 1}'"]
)
def test_an_answer_that_is_none_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, reader: ChildReader, answer: str
) -> None:
    program(monkeypatch, f"return {answer}")
    with pytest.raises(UnreadableFile, match=r"brev\.txt"):
        read(reader, folder / "brev.txt")


def test_a_process_that_does_not_start_is_told_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_PROGRAM", "import sys; sys.exit(3) # {path}")
    with ChildReader() as reader, pytest.raises(ReaderUnavailable):
        read(reader, folder / "brev.txt")
    monkeypatch.setattr(sys, "executable", str(folder / "inget python"))
    with ChildReader() as reader, pytest.raises(ReaderUnavailable):
        read(reader, folder / "brev.txt")


@POSIX
def test_without_its_parent_the_process_ends(folder: Path, root: Path) -> None:
    parent = (
        "import sys\nfrom pathlib import Path\nfrom ingest.apart.child import ChildReader\nreader = ChildReader()\n"
        "reader.read(Path(sys.argv[1]), 'x', 'x', None)\nprint(reader.process_id, flush=True)\n"
        "import time; time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", parent, str(folder / "brev.txt")], cwd=root, stdout=subprocess.PIPE, text=True
    ) as started:
        assert started.stdout is not None
        pid = int(started.stdout.readline())
        started.send_signal(signal.SIGKILL)
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
            return
        time.sleep(0.02)
    pytest.fail("it goes on")


def test_a_message_holds_values_alone() -> None:
    request = confined.Request("a", "b", "c", CatalogueEntry(kind=Kind.REPORT), ("x",))
    assert unpack(confined.Request, pack(request)) == request
    with pytest.raises(TypeError):
        pack(Path("a"))  # type: ignore[arg-type]
    for wrong in (b"[]", b"{}", pack(request).replace(b'"report"', b'"no such kind"'), b'{"name":1}'):
        with pytest.raises(Broken):
            unpack(confined.Request, wrong)
