"""What the readers make of each shipped document, as written down; renewed with `pytest --renew-golden`."""

import json
from pathlib import Path

import pytest

from corpus.documents import Document
from ingest.ocr.tesseract import languages
from tests.shipped.reading import NAMES, READABLE, SCANNED, is_refused, shipped

GOLDEN = Path(__file__).parents[1] / "golden"


def as_written(document: Document) -> str:
    pages = [
        {
            "number": page.number,
            "label": page.label,
            "headings": [
                f"{'#' * heading.level} {page.text[heading.start : heading.end]}" for heading in page.headings
            ],
            "furniture": list(page.furniture),
            "text": page.text.split("\n"),
        }
        for page in document.pages
    ]
    said = {
        "title": document.title,
        "kind": document.kind,
        "languages": list(document.languages),
        "issued_on": str(document.issued_on) if document.issued_on else None,
        "period": str(document.period) if document.period else None,
        "publisher": document.publisher,
        "origin_url": document.origin_url,
        "problems": {problem.number: problem.reason for problem in document.problems},
        "pages": pages,
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("name", READABLE)
def test_reading(name: str, renew_golden: bool) -> None:
    golden = GOLDEN / f"{Path(name).stem}.json"
    read = as_written(shipped(name))
    if renew_golden:
        golden.write_text(read, "utf-8")
    assert json.loads(read) == json.loads(golden.read_text("utf-8"))


def test_there_is_one_for_each_document() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == {Path(name).stem for name in READABLE}


@pytest.mark.parametrize("name", NAMES)
def test_only_the_scanned_document_may_have_no_text(name: str) -> None:
    assert is_refused(name) == (name == SCANNED and "swe" not in languages())
