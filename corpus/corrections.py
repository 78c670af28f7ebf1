"""What people say of a document that was read wrongly: goes before what was read and before the catalogue."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from corpus.catalogue import FIELDS, read_field
from corpus.documents import Document, Finding, Ground
from corpus.errors import InvalidRequest

UNSAID = frozenset({"issued_on", "period", "publisher", "origin_url"})
"""Fields that a document need not say: an empty text corrects them to nothing."""


def check_corrections(corrections: Mapping[str, str | None]) -> None:
    """Raises InvalidRequest, naming the field, for one that is not known or a value that cannot be."""
    for field, value in corrections.items():
        if field not in FIELDS:
            raise InvalidRequest(f"Fältet ”{field}” finns inte. Det går att rätta {', '.join(FIELDS)}.")
        if value is None or (not value and field in UNSAID):
            continue
        try:
            read_field(field, value)
        except ValueError as error:
            raise InvalidRequest(f"Fältet ”{field}”: {error}") from error


def corrected(document: Document, corrections: Mapping[str, str]) -> Document:
    """The document as people have corrected it, its findings saying so; `corrections` hold text, by field."""
    if not corrections:
        return document
    values: dict[str, Any] = {
        field: None if not text and field in UNSAID else read_field(field, text) for field, text in corrections.items()
    }
    findings = tuple(found for found in document.findings if found.field not in corrections)
    own = tuple(Finding(field, text, Ground.CORRECTION) for field, text in corrections.items())
    return replace(document, **values, findings=(*findings, *own))
