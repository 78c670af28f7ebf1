"""Words in the other language, and what they find."""

from pathlib import Path

import pytest

from corpus.passages import Passage, Span
from index.analysis import content_terms
from index.lexical import TantivyIndex, update_lexical
from index.translations import translated


@pytest.mark.parametrize(
    ("text", "language", "word", "other"),
    [
        ("How many members are there?", "en", "member", "medlem"),
        ("preparedness coordinators", "en", "coordinator", "beredskapssamordnare"),
        ("Vad kostar ett bibliotek?", "sv", "bibliotek", "library"),
    ],
)
def test_words_and_phrases(text: str, language: str, word: str, other: str) -> None:
    assert other in translated(content_terms(text, language), language)[word]


def test_what_is_in_no_list_has_no_translation() -> None:
    assert translated(content_terms("Qwertysson", "en"), "en") == {}


def test_a_question_finds_a_passage_in_the_other_language_by_words(tmp_path: Path) -> None:
    texts = ["Biblioteket stänger klockan sju.", "Årsmötet hålls i maj.", "Kommunen bygger en skola."]
    passages = [Passage(f"d:{n}", "d", n, (Span(1, 0, len(text)),), text, (), "sv") for n, text in enumerate(texts)]
    update_lexical(tmp_path / "lexical", [], passages, {"d": "Titel"})
    found = TantivyIndex(tmp_path / "lexical")
    assert [hit.id for hit in found.search("When does the library close?", "en", 3)][0] == "d:0"
    assert found.full_score("library", "en") == found.full_score("biblioteket", "sv")


def test_a_word_that_the_documents_use_is_not_translated(tmp_path: Path) -> None:
    texts = ["The library is open.", "Biblioteket är öppet."]
    passages = [Passage(f"d:{n}", "d", n, (Span(1, 0, len(text)),), text, (), "en") for n, text in enumerate(texts)]
    update_lexical(tmp_path / "lexical", [], passages, {})
    assert [hit.id for hit in TantivyIndex(tmp_path / "lexical").search("library", "en", 3)] == ["d:0"]
