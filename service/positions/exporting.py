"""Chosen quotes with references and a reading list, as Markdown, plain text or DOCX."""

import io
import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from corpus.answers import Citation
from corpus.documents import Document, Provenance


class Format(StrEnum):
    """The form of an export."""

    MARKDOWN = "markdown"
    TEXT = "text"
    DOCX = "docx"


_WORDS = {
    "sv": {
        "heading": "Citat",
        "reading": "Läslista",
        "page": "s.",
        "undated": "u.å.",
        "unknown": "Okänd utgivare",
        "summary": "Sammanfattning skriven för Källan, inte originalets ord",
    },
    "en": {
        "heading": "Quotes",
        "reading": "Reading list",
        "page": "p.",
        "undated": "n.d.",
        "unknown": "Unknown publisher",
        "summary": "Summary written for Källan, not the original's words",
    },
}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
_MARKDOWN_START = re.compile(r"^(\s*)([-+>=]|\d+[.)])", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def reference(document: Document, language: str, page: int | None = None, label: str | None = None) -> str:
    """The reference in one line: publisher (year), title, page. Only what was printed counts as the page's name.

    A title stands between * as in Markdown's emphasis; `emphasised` takes the marks away or keeps them.
    """
    words = _WORDS[language]
    year = str(document.issued_on.year) if document.issued_on else words["undated"]
    parts = [f"{document.publisher or words['unknown']} ({year}), *{document.title}*"]
    if page is not None and (label or len(document.pages) > 1 or document.source.lower().endswith(".pdf")):
        parts.append(f"{words['page']} {label or page}")
    return ", ".join(parts)


def export(citations: Sequence[Citation], form: Format, language: str) -> bytes:
    """The quotes in the order given, each with its reference, then the documents to read, each once.

    A summary is marked as one wherever it is quoted or listed. Text is UTF-8; text of documents is never markup.
    """
    tongue = language if language in _WORDS else "sv"
    if form is Format.DOCX:
        return _docx(citations, tongue)
    return _written(citations, tongue, markdown=form is Format.MARKDOWN).encode()


def _written(citations: Sequence[Citation], language: str, *, markdown: bool) -> str:
    words = _WORDS[language]
    plain: Callable[[str], str] = _escaped if markdown else _clean
    lines = [_title(words["heading"], markdown=markdown), ""]
    for citation in citations:
        quote = plain(_one_line(citation.quote))
        lines += [f"> ”{quote}”" if markdown else f"”{quote}”", ""]
        lines += [_credit(citation, language, markdown=markdown), ""]
    lines += [_title(words["reading"], markdown=markdown), ""]
    lines += [f"- {_listed(document, language, markdown=markdown)}" for document in _documents(citations)]
    return "\n".join(lines) + "\n"


def _title(text: str, *, markdown: bool) -> str:
    return f"## {text}" if markdown else f"{text}\n{'=' * len(text)}"


def _credit(citation: Citation, language: str, *, markdown: bool) -> str:
    said = reference(citation.document, language, citation.page, citation.label)
    return _marked(said, citation.document, language, markdown=markdown)


def _listed(document: Document, language: str, *, markdown: bool) -> str:
    said = _marked(reference(document, language), document, language, markdown=markdown)
    address = web_address(document)
    return f"{said}. {f'<{address}>' if markdown else address}" if address else said


def _marked(said: str, document: Document, language: str, *, markdown: bool) -> str:
    before, title, after = said.partition(f"*{document.title}*")
    plain: Callable[[str], str] = _escaped if markdown else _clean
    emphasised = f"*{plain(document.title)}*" if markdown else plain(document.title)
    whole = plain(before) + (emphasised if title else "") + plain(after)
    if document.provenance is Provenance.SUMMARY:
        whole += f" ({_WORDS[language]['summary']})"
    return whole


def web_address(document: Document) -> str | None:
    """Where the original is on the web, None where that is not known or is no web address."""
    address = document.origin_url
    return address if address and re.fullmatch(r"https?://[^\s<>\"]+", address) else None


def _documents(citations: Sequence[Citation]) -> list[Document]:
    found = {citation.document.id: citation.document for citation in citations}
    return sorted(found.values(), key=lambda document: (document.publisher or "", document.title, document.id))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    return _MARKDOWN_START.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", _clean(text)))


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)


def _docx(citations: Sequence[Citation], language: str) -> bytes:
    import docx

    words = _WORDS[language]
    made = docx.Document()
    made.core_properties.title = words["heading"]
    made.core_properties.language = "sv-SE" if language == "sv" else "en-GB"
    made.add_heading(words["heading"], level=1)
    for citation in citations:
        made.add_paragraph(f"”{_clean(_one_line(citation.quote))}”", style="Quote")
        said = reference(citation.document, language, citation.page, citation.label)
        _add_reference(made.add_paragraph(), said, citation.document, language)
    made.add_heading(words["reading"], level=1)
    for document in _documents(citations):
        paragraph = made.add_paragraph(style="List Bullet")
        _add_reference(paragraph, reference(document, language), document, language)
        if address := web_address(document):
            paragraph.add_run(f". {address}")
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _add_reference(paragraph: Any, said: str, document: Document, language: str) -> None:  # noqa: ANN401 - untyped
    before, title, after = said.partition(f"*{document.title}*")
    paragraph.add_run(_clean(before))
    if title:
        paragraph.add_run(_clean(document.title)).italic = True
    paragraph.add_run(_clean(after))
    if document.provenance is Provenance.SUMMARY:
        paragraph.add_run(f" ({_WORDS[language]['summary']})")
