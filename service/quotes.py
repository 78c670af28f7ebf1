"""Quotes are facts: nothing leaves the program as one that does not stand word for word in its document."""

import re

from corpus.answers import MAX_QUOTE, Citation
from corpus.documents import Document
from corpus.passages import Span, text_of
from service.windows import Window

_BREAK = re.compile(r"[;:,–](?=\s)")


def cite(number: int, window: Window) -> Citation | None:
    """A citation of the window, checked against its document's pages; None where it does not hold.

    What is longer than MAX_QUOTE is cut at its last pause before that.
    """
    document = window.document
    spans = _fitted(window.spans, document)
    citation = Citation(
        number=number,
        document=document,
        spans=spans,
        label=_label(document, spans[0].page),
        section=window.sentences[0].headings[-1] if window.sentences[0].headings else None,
        quote=_text(spans, document),
    )
    return citation if holds(citation) else None


def holds(citation: Citation) -> bool:
    """Whether the quote is the text of its spans on pages that the document has, not empty and not too long."""
    pages = {page.number: page.text for page in citation.document.pages}
    for span in citation.spans:
        if not 0 <= span.start < span.end <= len(pages.get(span.page, "")):
            return False
    quote = citation.quote
    return bool(quote.strip()) and len(quote) <= MAX_QUOTE and quote == text_of(citation.spans, pages)


def _text(spans: tuple[Span, ...], document: Document) -> str:
    return text_of(spans, {page.number: page.text for page in document.pages})


def _label(document: Document, number: int) -> str | None:
    page = document.page(number)
    return page.label if page else None


def _fitted(spans: tuple[Span, ...], document: Document) -> tuple[Span, ...]:
    if len(_text(spans, document)) <= MAX_QUOTE:
        return spans
    first = spans[0]
    text = _text((first,), document)[:MAX_QUOTE]
    pauses = [match.start() for match in _BREAK.finditer(text)]
    end = pauses[-1] if pauses and pauses[-1] > MAX_QUOTE // 2 else text.rfind(" ")
    return (Span(first.page, first.start, first.start + (end if end > 0 else len(text))),)
