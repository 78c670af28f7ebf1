"""The forms in which public bodies, associations and foundations write what a document is and when it was issued."""

import csv
from pathlib import Path

import pytest

from tests.ingest.test_describe import described

with (Path(__file__).parent / "forms.tsv").open(encoding="utf-8", newline="") as lines:
    FORMS = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
"""Small texts, their lines parted by "\\n", with the kind and date they tell (empty for none)."""


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form['kind']}:{form['text'][:40]}")
def test_what_it_is_and_when(form: dict[str, str]) -> None:
    found = described(form["text"].replace("\\n", "\n"), form["name"])
    told = (found.kind.value.value, str(found.issued_on.value) if found.issued_on else "")
    assert told == (form["kind"], form["date"]), found.findings
