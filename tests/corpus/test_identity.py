import string
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.identity import document_id, slug

_SLUG_LETTERS = set(string.ascii_lowercase + string.digits + "-")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Årsmöte 2024", "arsmote-2024"),
        ("  – ", "dokument"),
        ("日本", "dokument"),
        ("A__b..C", "a-b-c"),
        ("é" * 90, "e" * 60),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text(max_size=200))
def test_a_slug_is_safe_in_an_address(text: str) -> None:
    made = slug(text)
    assert made
    assert set(made) <= _SLUG_LETTERS
    assert len(made) <= 60


def test_the_place_decides_the_id() -> None:
    assert document_id(Path("/a/brev.md")) != document_id(Path("/b/brev.md"))
    assert document_id(Path("/a/brev.md")) != document_id(Path("/a/brev.txt"))
    assert document_id(Path("/a/brev.md")) == document_id(Path("/a/brev.md"))


def test_both_ways_of_writing_a_letter_are_the_same_place() -> None:
    composed, decomposed = "/a/årsmöte.md", unicodedata.normalize("NFD", "/a/årsmöte.md")
    assert composed != decomposed
    assert document_id(Path(composed)) == document_id(Path(decomposed))
