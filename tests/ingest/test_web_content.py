import pytest

from corpus.errors import FetchFailed
from ingest.web.content import file_name, in_utf8

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("address", "content_type", "data", "name"),
    [
        ("https://example.se/", "text/html", b"<p>", "example.se.html"),
        ("https://example.se/om-oss/", "Text/HTML; charset=utf-8", b"<p>", "om-oss.html"),
        ("https://example.se/rapport-2024.pdf", "application/pdf", b"%PDF-", "rapport-2024.pdf"),
        ("https://example.se/get?id=3", "application/pdf", b"%PDF-", "get.pdf"),
        ("https://example.se/%C3%A5rsm%C3%B6te.docx", WORD, b"PK", "årsmöte.docx"),
        ("https://example.se/a.md", "text/plain", b"# A", "a.md"),
        ("https://example.se/a", "text/markdown", b"# A", "a.md"),
        ("https://example.se/a.txt", "text/plain", b"A", "a.txt"),
        ("https://example.se/v1.2", "text/html", b"<p>", "v1.2.html"),
        ("https://example.se/a.pdf", "application/octet-stream", b"%PDF-", "a.pdf"),
        ("https://example.se/fil", "", b"%PDF-", "fil.pdf"),
        ("https://example.se/a.docx", "application/octet-stream", b"PK", "a.docx"),
        ("https://example.se/..%2F..%2Fetc", "text/html", b"<p>", "etc.html"),
        ("https://example.se/%00%2e%2e", "text/html", b"<p>", "sida.html"),
        ("https://example.se/" + "a" * 300, "text/html", b"<p>", "a" * 80 + ".html"),
    ],
)
def test_the_name_says_what_it_is(address: str, content_type: str, data: bytes, name: str) -> None:
    assert file_name(address, content_type, data) == name


@pytest.mark.parametrize(
    ("address", "content_type"),
    [
        ("https://example.se/a.pdf", "image/png"),
        ("https://example.se/a.exe", "application/octet-stream"),
        ("https://example.se/a", ""),
        ("https://example.se/a.html", "application/json"),
        ("https://example.se/a.html", "video/mp4; x"),
    ],
)
def test_what_no_reader_reads_is_refused(address: str, content_type: str) -> None:
    with pytest.raises(FetchFailed, match="av en sort som inte läses"):
        file_name(address, content_type, b"??")


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("iso-8859-1", "latin-1"), ("windows-1252", "cp1252"), ("utf-8", "utf-8"), ("UTF-16LE", "utf-16-le"),
     ("iso-8859-10", "iso8859-10"), ("utf-8", "latin-1"), ("x-unknown", "cp1252")],
)  # fmt: skip
def test_the_servers_word_for_the_encoding_counts(charset: str, encoding: str) -> None:
    data = "<p>Årsmötet i Åmål".encode(encoding)
    found = in_utf8("a.html", f"text/html; charset={charset}", data)
    if (charset, encoding) != ("utf-8", "latin-1"):
        assert found.decode() == "<p>Årsmötet i Åmål"
    else:
        assert b"rsm" in found


def test_only_text_is_touched_and_only_where_an_encoding_is_said() -> None:
    data = "Årsmöte".encode("latin-1")
    assert in_utf8("a.pdf", "application/pdf; charset=latin-1", data) == data
    assert in_utf8("a.html", "text/html", data) == data
    with pytest.raises(FetchFailed):
        in_utf8("a.html", "text/html; charset=utf-16", b"\xff\xfe\x00")
