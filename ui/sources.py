"""Citations and passages as a reader sees them beside an answer."""

from dataclasses import dataclass
from urllib.parse import quote

from corpus.answers import Answer, Citation, RankedPassage
from corpus.documents import Document, Provenance
from corpus.passages import Span
from service.http.links import document_address, web_address
from ui.page_text import Block, Excerpt, blocks, excerpt_of, without_blank_lines
from ui.pictures import SourcePictures
from ui.wording import Wording

RELATED_LENGTH = 400
"""How many characters of a passage near a refused question are shown."""


@dataclass(frozen=True, slots=True)
class Source:
    """One source as shown: facts in the reader's language, addresses of this server and of the origin.

    The page is shown in `pictures`, or as text where there are none: `page` is empty where there are.
    """

    number: int
    document_id: str
    title: str
    facts: str
    excerpt: Excerpt
    is_summary: bool
    is_scanned: bool
    address: str
    origin: str | None
    page: tuple[Block, ...] = ()
    pictures: SourcePictures | None = None
    marks: str = ""


def source_of(citation: Citation, wording: Wording, pictures: SourcePictures | None) -> Source:
    """The citation with the page it stands on."""
    document = citation.document
    page = document.page(citation.page)
    return Source(
        number=citation.number,
        document_id=document.id,
        title=document.title,
        facts=_facts(document, citation.page, citation.label, citation.section, wording),
        excerpt=excerpt_of(citation.quote, page, document.page(citation.spans[-1].page), citation.spans),
        is_summary=document.provenance is Provenance.SUMMARY,
        is_scanned=citation.ocr_confidence is not None,
        address=page_address(document.id, citation.spans, wording.language),
        origin=web_address(document.origin_url),
        page=tuple(blocks(page, citation.spans)) if page and pictures is None else (),
        pictures=pictures,
        marks=" ".join(f"{span.page}:{span.start}-{span.end}" for span in citation.spans),
    )


def nearest_of(ranked: RankedPassage, number: int, wording: Wording) -> Source:
    """A passage near a refused question, cut at a word after RELATED_LENGTH characters."""
    passage, document = ranked.passage, ranked.document
    page = document.page(passage.page)
    section = passage.headings[-1] if passage.headings else None
    return Source(
        number=number,
        document_id=document.id,
        title=document.title,
        facts=_facts(document, passage.page, page.label if page else None, section, wording),
        excerpt=Excerpt("", _cut(without_blank_lines(passage.text)), ""),
        is_summary=document.provenance is Provenance.SUMMARY,
        is_scanned=page is not None and page.ocr_confidence is not None,
        address=page_address(document.id, passage.spans, wording.language),
        origin=web_address(document.origin_url),
    )


def page_address(document_id: str, spans: tuple[Span, ...], language: str) -> str:
    """The address of the page with the spans marked, in the reader's language, at the first mark."""
    address = document_address(document_id, spans)
    if language != "sv":
        address += f"{'&' if '?' in address else '?'}lang={quote(language)}"
    return f"{address}#citat" if spans else address


def copied(answer: Answer, statements: str, wording: Wording) -> str:
    """The answer with its sources as plain text; addresses begin at the server's root ("/documents/…")."""
    lines = [wording("copy.question", text=answer.question), "", statements, "", wording("copy.sources")]
    for citation in answer.citations:
        document = citation.document
        line = wording(
            "copy.source",
            number=citation.number,
            title=document.title,
            kind=wording.kind(document.kind),
            date=wording.date(document.issued_on),
            page=wording("sources.page", number=citation.page),
            address=page_address(document.id, citation.spans, wording.language),
        )
        if document.provenance is Provenance.SUMMARY:
            line += f" {wording('copy.summary')}"
        if citation.ocr_confidence is not None:
            line += f" {wording('copy.scanned')}"
        lines.append(line)
    return "\n".join(lines)


def _facts(document: Document, page: int, label: str | None, section: str | None, wording: Wording) -> str:
    facts = [wording.kind(document.kind), wording.date(document.issued_on), wording("sources.page", number=page)]
    if label is not None and label != str(page):
        facts.append(wording("sources.label", label=label))
    if section:
        facts.append(wording("sources.section", section=section))
    text = " · ".join(facts)
    return text[:1].upper() + text[1:]


def _cut(text: str) -> str:
    if len(text) <= RELATED_LENGTH:
        return text
    return text[:RELATED_LENGTH].rpartition(" ")[0] + " …"
