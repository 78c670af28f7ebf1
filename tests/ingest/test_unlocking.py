import io

import docx
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from corpus.errors import EncryptedFile, UnreadableFile
from ingest.formats import read_bytes
from tests.ingest.pdfs import at, pdf_of

WORD = "sesam"


def locked_word(password: str) -> bytes:
    document = docx.Document()
    document.add_paragraph("Hemligt stycke.")
    plain, locked = io.BytesIO(), io.BytesIO()
    document.save(plain)
    OOXMLFile(plain).encrypt(password, locked)
    return locked.getvalue()


LOCKED = {
    "a.pdf": pdf_of(lambda canvas: at(canvas, 50, 100, "Hemligt stycke."), password=WORD),
    "a.docx": locked_word(WORD),
}


@pytest.mark.parametrize("name", LOCKED)
@pytest.mark.parametrize("passwords", [("sesam",), ("fel", "", "sesam"), ("sesam", "fel")])
def test_one_of_the_passwords_opens_a_locked_file(name: str, passwords: tuple[str, ...]) -> None:
    assert read_bytes(LOCKED[name], name, passwords).pages[0].text == "Hemligt stycke."


@pytest.mark.parametrize("name", LOCKED)
@pytest.mark.parametrize("passwords", [(), ("fel",), ("å\x00",), ("x" * 500,)])
def test_without_the_password_a_locked_file_is_refused_by_name(name: str, passwords: tuple[str, ...]) -> None:
    with pytest.raises(EncryptedFile, match=r"--password") as caught:
        read_bytes(LOCKED[name], name, passwords)
    assert f"”{name}”" in str(caught.value)
    assert not any(password and password in str(caught.value) for password in passwords)


def test_a_lock_that_is_broken_is_told_of() -> None:
    for end in (2000, 5000):
        with pytest.raises((UnreadableFile, EncryptedFile), match=r"a\.docx"):
            read_bytes(LOCKED["a.docx"][:end], "a.docx", (WORD,))
    with pytest.raises((UnreadableFile, EncryptedFile), match=r"a\.pdf"):
        read_bytes(LOCKED["a.pdf"].replace(b"/V ", b"/V 9"), "a.pdf", (WORD,))


def test_a_word_for_encryption_in_an_open_file_changes_nothing() -> None:
    made = pdf_of(lambda canvas: at(canvas, 50, 100, "Öppet"), title="/Encrypt")
    assert b"/Encrypt" in made
    assert read_bytes(made, "a.pdf").pages[0].text == "Öppet"
