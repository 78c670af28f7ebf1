"""Documents for the tests, made in a line."""

from collections.abc import Sequence

from corpus.dates import PartialDate
from corpus.documents import Document, Heading, Kind, Page, Provenance
from corpus.passages import Passage, Span


def make_page(text: str, number: int = 1, label: str | None = None) -> Page:
    """A page of a small Markdown: a line that begins with "# " is a heading (its marks are left out)."""
    headings: list[Heading] = []
    parts: list[str] = []
    for block in text.split("\n\n"):
        marks = len(block) - len(block.lstrip("#"))
        clean = block[marks:].strip() if marks else block
        start = sum(len(part) + 2 for part in parts)
        if marks:
            headings.append(Heading(start, start + len(clean), marks))
        parts.append(clean)
    return Page(number, label, "\n\n".join(parts), headings=tuple(headings))


def make_document(
    *texts: str,
    document_id: str = "brev-0a1b2c",
    title: str = "Ett brev",
    languages: tuple[str, ...] = ("sv",),
    issued_on: str | None = None,
    kind: Kind = Kind.OTHER,
) -> Document:
    """A document with a page for each text; see `make_page`."""
    return Document(
        id=document_id,
        source=f"{document_id}.md",
        title=title,
        kind=kind,
        languages=languages,
        issued_on=PartialDate.parse(issued_on) if issued_on else None,
        period=None,
        publisher=None,
        origin_url=None,
        provenance=Provenance.ORIGINAL,
        content_digest="00" * 32,
        pages=tuple(make_page(text, number) for number, text in enumerate(texts, 1)),
    )


def make_passage(passage_id: str, document_id: str, text: str, headings: Sequence[str] = ()) -> Passage:
    """A passage alone, as the lexical index takes it."""
    return Passage(passage_id, document_id, 0, (Span(1, 0, len(text)),), text, tuple(headings), "sv")


def first_language(_text: str, languages: tuple[str, ...]) -> str:
    """Every part is in its document's main language."""
    return languages[0]
