"""What is exported: right quotes, references one can use, summaries marked, hostile text only text."""

import io
from dataclasses import replace

import docx
import pytest
from markdown_it import MarkdownIt

from corpus.answers import Citation
from corpus.documents import Document, Kind, Provenance
from corpus.passages import Span
from service.positions.exporting import Format, export, reference
from tests.making import make_document


def document_of(text: str, **changes: object) -> Document:
    made = make_document(
        text, "Sida två.", title="Folkhälsan och framtiden", issued_on="2024-03-15", kind=Kind.STATEMENT
    )
    return replace(made, publisher="Friska Städer", **changes)  # type: ignore[arg-type]


def citation_of(document: Document, label: str | None = None) -> Citation:
    text = document.pages[0].text
    return Citation(1, document, (Span(1, 0, len(text)),), label, None, text)


QUOTE = "Vi åtar oss att\narbeta för jämlik hälsa."


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (None, "Friska Städer (2024), *Folkhälsan och framtiden*, s. 1"),
        ("ii", "Friska Städer (2024), *Folkhälsan och framtiden*, s. ii"),
    ],
)
def test_a_reference_names_publisher_year_title_and_page(label: str | None, expected: str) -> None:
    assert reference(document_of(QUOTE), "sv", 1, label) == expected


def test_a_reference_does_not_make_up_what_is_not_told() -> None:
    unknown = replace(document_of(QUOTE), publisher=None, issued_on=None)
    assert reference(unknown, "sv") == "Okänd utgivare (u.å.), *Folkhälsan och framtiden*"
    one_page = replace(document_of(QUOTE), pages=document_of(QUOTE).pages[:1])
    assert "s. 1" not in reference(one_page, "sv", 1)


@pytest.mark.parametrize("form", [Format.MARKDOWN, Format.TEXT])
def test_quotes_come_in_order_and_documents_once(form: Format) -> None:
    document = document_of(QUOTE, origin_url="https://example.org/a_b")
    text = export([citation_of(document), citation_of(document)], form, "sv").decode()
    assert text.count("Vi åtar oss att arbeta för jämlik hälsa.") == 2
    reading = text[text.index("Läslista") :]
    assert reading.count("Friska Städer (2024)") == 1
    assert "https://example.org/a_b" in reading


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_summary_is_never_the_originals_words(form: Format, language: str) -> None:
    document = document_of(QUOTE, provenance=Provenance.SUMMARY)
    content = export([citation_of(document)], form, language)
    text = _docx_text(content) if form is Format.DOCX else content.decode()
    mark = "inte originalets ord" if language == "sv" else "not the original's words"
    assert text.count(mark) == 2


def test_a_word_document_holds_quotes_references_and_the_title_in_italics() -> None:
    content = export([citation_of(document_of(QUOTE))], Format.DOCX, "sv")
    paragraphs = docx.Document(io.BytesIO(content)).paragraphs
    assert "”Vi åtar oss att arbeta för jämlik hälsa.”" in [p.text for p in paragraphs]
    [credit] = [p for p in paragraphs if p.text.endswith("s. 1")]
    assert [run.text for run in credit.runs if run.italic] == ["Folkhälsan och framtiden"]


HOSTILE = "<script>alert(1)</script> [klicka](javascript:alert(1)) **fet** # rubrik\n- punkt `kod` \x00\x0b"


def test_hostile_text_stays_text() -> None:
    hostile = document_of(HOSTILE, title="<img src=x> *a*", origin_url="javascript:alert(1)")
    html = MarkdownIt("commonmark").render(export([citation_of(hostile)], Format.MARKDOWN, "sv").decode())
    assert "<script" not in html
    assert "<a" not in html
    assert "<img" not in html
    assert "<strong>" not in html
    assert "javascript:alert(1))" in _docx_text(export([citation_of(hostile)], Format.DOCX, "sv"))


def _docx_text(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
