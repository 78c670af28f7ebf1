"""Domain types to and from the store's rows."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from corpus.dates import PartialDate, Period
from corpus.documents import (
    Document,
    Finding,
    Ground,
    Heading,
    HiddenText,
    Hiding,
    Kind,
    Layout,
    Page,
    PageProblem,
    Provenance,
)
from corpus.passages import Passage, Sentence, Span, text_of
from corpus.places import PagePlaces


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def document_row(document: Document, path: str, reading_digest: str) -> dict[str, Any]:
    """The row of table `documents`."""
    return {
        "id": document.id,
        "path": path,
        "source": document.source,
        "reading_digest": reading_digest,
        "title": document.title,
        "kind": str(document.kind),
        "languages": _dump(document.languages),
        "issued_on": str(document.issued_on) if document.issued_on else None,
        "period": str(document.period) if document.period else None,
        "publisher": document.publisher,
        "origin_url": document.origin_url,
        "provenance": str(document.provenance),
        "content_digest": document.content_digest,
        "problems": _dump([[problem.number, problem.reason] for problem in document.problems]),
        "findings": _dump([[f.field, f.value, f.ground, f.evidence] for f in document.findings]),
        "hidden": _dump([[h.page, h.hiding, h.characters, h.sample] for h in document.hidden]),
        "layout": _dump([document.layout.columns, document.layout.hyphens_joined, document.layout.tables]),
        "reading_seconds": document.reading_seconds,
        "words": sum(len(page.text.split()) for page in document.pages),
    }


_STATED = (
    "title", "kind", "languages", "issued_on", "period", "publisher", "origin_url", "provenance", "findings",
)  # fmt: skip
"""The columns that a correction can change."""


def stated_columns(row: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a document's row that a correction can change."""
    return {name: row[name] for name in _STATED}


def stated(row: Mapping[str, Any]) -> str:
    """Those columns as they are kept beside the corrected ones."""
    return _dump(stated_columns(row))


def as_stated(row: sqlite3.Row) -> Document:
    """The document of a row as it was before any correction, without its pages."""
    return document_from({**dict(row), **json.loads(row["stated"])}, ())


def page_row(document_id: str, page: Page) -> tuple[Any, ...]:
    """The row of table `pages`, in the order of its columns."""
    headings = [[heading.start, heading.end, heading.level] for heading in page.headings]
    return (
        document_id,
        page.number,
        page.label,
        page.text,
        _dump(page.furniture),
        _dump(headings),
        page.ocr_confidence,
    )


def places_row(document_id: str, number: int, places: PagePlaces) -> tuple[Any, ...]:
    """The row of table `page_places`, in the order of its columns."""
    return document_id, number, places.width, places.height, places.packed


def part_columns(part: Passage | Sentence) -> tuple[str, str, str]:
    """Spans, headings and language as columns."""
    spans = [[span.page, span.start, span.end] for span in part.spans]
    return _dump(spans), _dump(part.headings), part.language


def page_from(row: sqlite3.Row) -> Page:
    """The page of a row of table `pages`."""
    return Page(
        number=row["number"],
        label=row["label"],
        text=row["text"],
        furniture=tuple(json.loads(row["furniture"])),
        headings=tuple(Heading(*parts) for parts in json.loads(row["headings"])),
        ocr_confidence=row["ocr_confidence"],
    )


def document_from(row: sqlite3.Row | Mapping[str, Any], pages: tuple[Page, ...]) -> Document:
    """The document of a row of table `documents` with its pages."""
    return Document(
        id=row["id"],
        source=row["source"],
        title=row["title"],
        kind=Kind(row["kind"]),
        languages=tuple(json.loads(row["languages"])),
        issued_on=PartialDate.parse(row["issued_on"]) if row["issued_on"] else None,
        period=Period.parse(row["period"]) if row["period"] else None,
        publisher=row["publisher"],
        origin_url=row["origin_url"],
        provenance=Provenance(row["provenance"]),
        content_digest=row["content_digest"],
        pages=pages,
        problems=tuple(PageProblem(*parts) for parts in json.loads(row["problems"])),
        findings=tuple(Finding(f, value, Ground(g), words) for f, value, g, words in json.loads(row["findings"])),
        hidden=tuple(HiddenText(page, Hiding(why), n, text) for page, why, n, text in json.loads(row["hidden"])),
        layout=Layout(*json.loads(row["layout"])),
        reading_seconds=row["reading_seconds"],
    )


def _place(row: sqlite3.Row, pages: Mapping[int, str]) -> dict[str, Any]:
    spans = tuple(Span(*parts) for parts in json.loads(row["spans"]))
    return {
        "id": row["id"],
        "document_id": row["document_id"],
        "position": row["position"],
        "spans": spans,
        "text": text_of(spans, pages),
        "headings": tuple(json.loads(row["headings"])),
        "language": row["language"],
    }


def passage_from(row: sqlite3.Row, pages: Mapping[int, str]) -> Passage:
    """The passage of a row; `pages` are its document's page texts by number."""
    return Passage(**_place(row, pages))


def sentence_from(row: sqlite3.Row, pages: Mapping[int, str]) -> Sentence:
    """The sentence of a row; `pages` are its document's page texts by number."""
    return Sentence(**_place(row, pages), passage_id=row["passage_id"])
