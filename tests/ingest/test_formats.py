import io
import zipfile

import pytest

from corpus.errors import EncryptedFile, KallanError, UnreadableFile, UnsupportedFormat
from ingest.formats import FORMATS, read_bytes
from ingest.plain import read_plain

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)


def test_an_unknown_format_is_named_with_those_that_can_be_read() -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        read_bytes(b"x", "budget.xlsx")
    assert "budget.xlsx" in str(caught.value)
    assert ".xlsx" in str(caught.value)
    assert all(extension in str(caught.value) for extension in FORMATS)


@pytest.mark.parametrize("extension", sorted(FORMATS))
@pytest.mark.parametrize("data", [b"", b" \n", b"%PDF-1.7 broken", b"PK\x03\x04broken", OLE, b"\x89PNG\r\n\x1a\n"])
def test_broken_content_ends_in_an_error_of_our_own(extension: str, data: bytes) -> None:
    with pytest.raises(KallanError) as caught:
        read_bytes(data, f"fil{extension}")
    assert f"fil{extension}" in str(caught.value)


def test_an_encrypted_word_document_asks_for_a_copy_without_password() -> None:
    with pytest.raises(EncryptedFile, match="lösenord"):
        read_bytes(OLE + "EncryptedPackage".encode("utf-16-le"), "hemlig.docx")


def test_an_old_word_document_is_another_format() -> None:
    with pytest.raises(UnsupportedFormat, match="äldre Word"):
        read_bytes(OLE, "gammal.docx")


def test_another_package_is_no_word_document() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("a.txt", "a")
    with pytest.raises(UnreadableFile):
        read_bytes(buffer.getvalue(), "inte.docx")


def test_a_readers_own_failure_becomes_an_unreadable_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(data: bytes, name: str) -> None:
        raise RecursionError("djupt")

    monkeypatch.setattr("ingest.plain.read_plain", fails)
    with pytest.raises(UnreadableFile, match="djupt"):
        read_bytes(b"text", "a.txt")


def test_the_reader_is_the_one_of_the_format() -> None:
    assert FORMATS[".txt"].reader() is read_plain
