"""Files that editors send: their names are trusted in nothing, and they come whole or not at all."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import InvalidRequest
from ingest.formats import FORMATS
from service.editing.uploads import Upload, Uploads, safe_name


def sent(name: str, content: bytes = b"text") -> Upload:
    return Upload(name, io.BytesIO(content))


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("Årsmöte 2026.PDF", "Årsmöte 2026.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\windows\\a.pdf", "a.pdf"),
        ("/abs/b.md", "b.md"),
        ("C:\\x\\c.docx", "c.docx"),
        (".hidden.html", "hidden.html"),
        ("~$lock.docx", "lock.docx"),
        ("nul.txt", "_nul.txt"),
        ("a\x00b\nc.txt", "a b c.txt"),
        ("\u202etxt.gpj.txt", "txt.gpj.txt"),
        ("<img src=x onerror=alert(1)>.html", "img src_x onerror_alert(1).html"),
    ],
)
def test_a_name_is_only_a_name(given_name: str, name: str) -> None:
    assert safe_name(given_name) == name


@pytest.mark.parametrize("name", ["", ".pdf", "..", "catalogue.yaml", "a.exe", "a", "a.pdf/", "\x00"])
def test_what_no_reader_reads_is_refused(name: str) -> None:
    with pytest.raises(InvalidRequest):
        safe_name(name)


@given(st.text(max_size=300), st.sampled_from(sorted(FORMATS)))
def test_no_name_leads_out_of_the_folder_or_hides(stem: str, suffix: str) -> None:
    try:
        name = safe_name(stem + suffix)
    except InvalidRequest:
        return
    path = Path("/folder") / name
    assert path.resolve().parent == Path("/folder")
    assert name.isprintable()
    assert not name.startswith((".", "~"))
    assert len(name.encode()) < 200
    assert safe_name(name) == name


def test_files_come_all_or_none(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "uploads")
    assert uploads.names() == []
    assert uploads.save([sent("a.txt"), sent("b.md")], replace=False) == ["a.txt", "b.md"]
    with pytest.raises(InvalidRequest, match="finns redan"):
        uploads.save([sent("c.txt"), sent("A.TXT")], replace=False)
    with pytest.raises(InvalidRequest, match="Två av filerna"):
        uploads.save([sent("c.txt"), sent("mapp/C.txt")], replace=True)
    assert uploads.names() == ["a.txt", "b.md"]
    assert not list((tmp_path / "uploads").glob(".part-*"))


def test_what_is_replaced_comes_back_where_the_new_one_is_refused(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    uploads.save([sent("a.txt", b"old")], replace=False)
    assert uploads.save([sent("A.txt", b"new")], replace=True) == ["a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"new"
    assert uploads.replacing() == ["a.txt"]
    uploads.settle(["a.txt"])
    assert (tmp_path / "a.txt").read_bytes() == b"old"
    uploads.save([sent("a.txt", b"new")], replace=True)
    uploads.settle([])
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"new"


def test_what_is_set_aside_is_gone_or_comes_back(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    uploads.save([sent("a.txt")], replace=False)
    uploads.set_aside("a.txt")
    assert uploads.names() == []
    uploads.put_back("a.txt")
    assert uploads.names() == ["a.txt"]
    uploads.set_aside("a.txt")
    uploads.forget()
    assert list(tmp_path.iterdir()) == []
