"""The shares of documents whose kind, date and languages are read as a careful archivist reads them."""

import csv
import functools
from pathlib import Path

import pytest

from corpus.documents import Document
from ingest.read import read_document

FIELDS = ("kind", "date", "languages")
LEAST_SHARE = 0.95
HERE = Path(__file__).parent


def _read(document: Document) -> dict[str, str]:
    """What was read, in the notation of truth.tsv."""
    return {
        "kind": document.kind.value,
        "date": str(document.issued_on or ""),
        "languages": ",".join(document.languages),
    }


@functools.cache
def _answers(half: str) -> tuple[tuple[dict[str, str], dict[str, str]], ...]:
    """The truth and what was read, for each document of the half."""
    folder = HERE / half
    with (folder / "truth.tsv").open(encoding="utf-8", newline="") as lines:
        truths = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    paths = [folder / truth["file"] for truth in truths]
    read = [_read(read_document(path, document_id="x", source=path.name, entry=None)) for path in paths]
    return tuple(zip(truths, read, strict=True))


def _misread(half: str, field: str) -> tuple[list[str], float]:
    """What was misread, and the share that was read right."""
    answers = _answers(half)
    wrong = [
        f"{truth['file']}: {read[field]!r}, not {truth[field]!r}"
        for truth, read in answers
        if read[field] != truth[field]
    ]
    return wrong, 1 - len(wrong) / len(answers)


@pytest.mark.parametrize("half", ["dev", "held", "later", "last"])
@pytest.mark.parametrize("field", FIELDS)
def test_documents_are_recognised(half: str, field: str) -> None:
    wrong, share = _misread(half, field)
    assert share >= LEAST_SHARE, "\n".join([f"{field}: {share:.0%} right", *wrong])
