"""Misspelt words."""

import pytest

from index.spelling import Spelling, words_of

SPELLING = Spelling(["koordinator", "medlemmar", "kommunerna", "värd", "nyhetsbrev", "projektledare"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("koordinatro", "koordinator"),
        ("kordinator", "koordinator"),
        ("medlemar", "medlemmar"),
        ("Komunerna", "kommunerna"),
        ("nyhetsbrvet", "nyhetsbrev"),
        ("projektledarn", "projektledare"),
    ],
)
def test_it_finds_what_was_meant(written: str, meant: str) -> None:
    assert SPELLING.corrected(written) == meant


@pytest.mark.parametrize("word", ["koordinator", "hus", "hård", "municipality", "2024", "och", "Xyzzyqwert"])
def test_it_leaves_words_alone_that_are_words_or_like_none(word: str) -> None:
    assert SPELLING.corrected(word) == word


def test_only_words_change_in_a_text() -> None:
    assert SPELLING.corrected_text("Vem e kordinator, nu (2026)?") == "Vem e koordinator, nu (2026)?"


def test_the_words_of_texts() -> None:
    assert words_of(["Ö och Å.", "och 12"]) == ["och", "å", "ö"]
