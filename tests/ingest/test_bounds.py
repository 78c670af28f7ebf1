"""Files that are made to be too much: each is refused with a reason, and quickly."""

import io
import os
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import nsdecls

from corpus.errors import KallanError, OverLimits, UnreadableFile
from ingest import bounds
from ingest.bounds import check_archive, read_bounded
from ingest.formats import read_bytes
from ingest.markup.html import read_html
from ingest.word.reader import read_docx
from tests.ingest.pdfs import at, pdf_of
from tests.ingest.raw_pdfs import CATALOGUE, FONT, drawing_itself, one_page, page, pdf_with, stream

MEBIBYTE = 1 << 20


def word_file(text: str = "Text.") -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def outcome(data: bytes, name: str) -> str:
    """The text of the first page, or why the file is refused."""
    try:
        return read_bytes(data, name).pages[0].text
    except KallanError as error:
        return str(error)


def with_part(name: str, content: bytes, *, instead: bool = False) -> bytes:
    """A Word document with one part more, or with another content of one."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word_file())) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            if not (instead and entry.filename == name):
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return buffer.getvalue()


def test_a_bomb_of_one_part_is_refused_before_it_is_unpacked() -> None:
    bomb = with_part("word/bomb.xml", bytes(100 * MEBIBYTE))
    assert len(bomb) < MEBIBYTE
    with pytest.raises(OverLimits, match="för stor uppackad"):
        read_docx(bomb, "bomb.docx")


def test_a_part_that_packs_too_well_is_refused() -> None:
    with pytest.raises(OverLimits, match="för stor uppackad"):
        check_archive(with_part("word/bomb.xml", b"<a>" + b" " * (20 * MEBIBYTE)), "bomb.docx")


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "_MOST_ENTRIES", 5)
    with pytest.raises(OverLimits, match="delar"):
        check_archive(word_file(), "bomb.docx")


def test_many_small_parts_are_too_much_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "_MOST_UNPACKED", len(word_file()))
    with pytest.raises(OverLimits, match="för stor uppackad"):
        check_archive(word_file(), "bomb.docx")


def test_a_directory_that_lies_about_a_size_unpacks_no_more_than_it_says() -> None:
    honest = with_part("word/bomb.xml", b"<a>" + b" " * (2 * MEBIBYTE) + b"</a>")
    size = struct.pack("<I", 2 * MEBIBYTE + 7)
    assert honest.count(size) >= 2
    with pytest.raises(UnreadableFile, match="trasig"):
        check_archive(honest.replace(size, struct.pack("<I", 100)), "lögn.docx")


def test_an_archive_that_holds_itself_is_not_opened_further() -> None:
    packed = with_part("word/again.docx", word_file())
    assert read_docx(packed, "a.docx").pages[0].text == "Text."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_unfold_without_end_are_refused(encoding: str) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY a0 "ha">{entities}]><a>&a9;</a>'
    with pytest.raises(UnreadableFile, match="entiteter"):
        read_docx(with_part("word/document.xml", xml.encode(encoding), instead=True), "skratt.docx")


def test_a_file_fetched_by_an_entity_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "hemligt.txt"
    secret.write_text("hemligt", "utf-8")
    xml = f'<!DOCTYPE a [<!ENTITY f SYSTEM "{secret.as_uri()}">]><a>&f;</a>'
    with pytest.raises(UnreadableFile, match="entiteter"):
        read_docx(with_part("word/document.xml", xml.encode(), instead=True), "a.docx")


@pytest.mark.parametrize("extension", ["html", "md", "txt"])
def test_a_text_that_is_too_long_is_refused(extension: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_TEXT", 1000)
    with pytest.raises(OverLimits, match="för stor"):
        read_bytes(b"ord " * 1000, f"lang.{extension}")


def test_nesting_a_hundred_thousand_deep_ends_in_text_or_a_refusal() -> None:
    for deep in (b"<div>" * 100_000 + b"text", b"<ul><li>" * 50_000 + b"text", b"> " * 100_000 + b"text"):
        for name in ("djup.html", "djup.md"):
            said = outcome(deep, name)
            assert said.endswith("text") or "nästlad" in said or "ingen text" in said, said[:200]


def test_a_word_document_nested_too_deep_is_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 20_000 + "</w:sdtContent></w:sdt>" * 20_000
    xml = f"<w:document {nsdecls('w')}><w:body>{deep}</w:body></w:document>"
    with pytest.raises(UnreadableFile):
        read_bytes(with_part("word/document.xml", xml.encode(), instead=True), "djup.docx")


def test_a_huge_file_without_content_is_refused_unread(tmp_path: Path) -> None:
    sparse = tmp_path / "hål.txt"
    with sparse.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(OverLimits, match="för stor"):
        read_bounded(sparse, "hål.txt")


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_BYTES", 10)
    growing = tmp_path / "växer.txt"
    growing.write_bytes(b"0123456789")
    opened = bounds.open_regular

    def then_grown(path: Path, name: str) -> object:
        file = opened(path, name)
        with growing.open("ab") as more:
            more.write(b"mer")
        return file

    monkeypatch.setattr(bounds, "open_regular", then_grown)
    with pytest.raises(OverLimits, match="för stor"):
        read_bounded(growing, "växer.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are a thing of Unix")
def test_a_pipe_or_a_device_is_no_file_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rör.txt")
    for path in (tmp_path / "rör.txt", Path("/dev/zero"), tmp_path):
        with pytest.raises(UnreadableFile):
            read_bounded(path, path.name)


def test_a_million_pages_that_are_not_there_are_refused() -> None:
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 1000000>>"
    made = pdf_with([CATALOGUE, tree, page(), stream(b"BT /F 12 Tf 50 50 Td (text) Tj ET"), FONT])
    with pytest.raises(OverLimits, match="1000000 sidor"):
        read_bytes(made, "miljon.pdf")


@pytest.mark.parametrize("kids", [b"2 0 R", b"2 0 R 3 0 R", b"3 0 R 6 0 R"])
def test_a_page_tree_that_leads_to_itself_ends(kids: bytes) -> None:
    tree = b"<</Type/Pages/Kids[%s]/Count 3>>" % kids
    loop = b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 6 0 R]/Count 2>>"
    made = pdf_with([CATALOGUE, tree, page(), stream(b"BT /F 12 Tf 50 50 Td (text) Tj ET"), FONT, loop])
    assert outcome(made, "ring.pdf").split()[0] in ("text", "”ring.pdf”")


@pytest.mark.parametrize("box", [b"0 0 1e9 1e9", b"-1e30 -1e30 1e30 1e30", b"0 0 0 0", b"595 842 0 0", b"0 0 nan x"])
def test_a_page_of_any_size_ends_in_its_text_or_a_refusal(box: bytes) -> None:
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    made = pdf_with([CATALOGUE, tree, page(box), stream(b"BT /F 12 Tf 50 50 Td (text) Tj ET"), FONT])
    assert outcome(made, "stor.pdf").split()[0] in ("text", "”stor.pdf”")


def test_an_image_too_large_to_open_is_not_drawn() -> None:
    content = stream(b"q 595 0 0 842 0 0 cm /X Do Q BT /F 12 Tf 50 50 Td (bildtext) Tj ET")
    size = b"/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB"
    image = stream(zlib.compress(bytes(1000)), b"/Type/XObject/Subtype/Image%s/Filter/FlateDecode" % size)
    assert outcome(one_page(content, image, FONT), "bild.pdf") == "bildtext"


def test_a_form_that_draws_itself_ends() -> None:
    assert "text" in outcome(drawing_itself(1), "form.pdf")


def test_a_font_whose_map_means_nothing_gives_no_junk() -> None:
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    cmap = b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <00> <ff> <E000> endbfrange"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    made = pdf_with([CATALOGUE, tree, page(), stream(b"BT /F 12 Tf 50 700 Td (hemligheter) Tj ET"), font, stream(cmap)])
    assert not any("\ue000" <= char <= "\uf8ff" for char in outcome(made, "teckensnitt.pdf"))


def test_text_in_an_unknown_wide_encoding_is_read_and_binary_data_is_not() -> None:
    for encoding in ("utf-16-le", "utf-16-be", "utf-16"):
        assert (
            read_bytes("Årsmötet hålls i Örebro.".encode(encoding), "a.txt").pages[0].text == "Årsmötet hålls i Örebro."
        )
    with pytest.raises(UnreadableFile, match="ingen textfil"):
        read_bytes(bytes(range(256)) * 40, "a.txt")


@pytest.mark.parametrize("codec", ["idna", "punycode", "undefined", "unicode_escape", "utf-7", "rot13"])
def test_a_declared_codec_that_is_no_encoding_of_text_is_not_used(codec: str) -> None:
    html = f'<meta charset="{codec}"><p>'.encode() + "blåbär \\x41".encode("cp1252")
    assert read_html(html, "a.html").pages[0].text == "blåbär \\x41"


def test_a_small_pdf_is_not_held_back() -> None:
    assert read_bytes(pdf_of(lambda canvas: at(canvas, 50, 100, "Hej")), "a.pdf").pages[0].text == "Hej"
