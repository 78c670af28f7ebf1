"""Misspelt words."""

from pathlib import Path

import pytest

from corpus.errors import IndexMismatch
from index.spelling import Spelling, WordsOf

SPELLING = Spelling.of(["koordinator", "medlemmar", "kommunerna", "värd", "nyhetsbrev", "projektledare"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("koordinatro", "koordinator"),
        ("kordinator", "koordinator"),
        ("medlemar", "medlemmar"),
        ("Komunerna", "Kommunerna"),
        ("nyhetsbrvet", "nyhetsbrev"),
        ("projektledarn", "projektledare"),
    ],
)
def test_it_finds_what_was_meant(written: str, meant: str) -> None:
    assert SPELLING.corrected(written) == meant


@pytest.mark.parametrize("word", ["koordinator", "hus", "hård", "municipality", "2024", "och", "Xyzzyqwert"])
def test_it_leaves_words_alone_that_are_words_or_like_none(word: str) -> None:
    assert SPELLING.corrected(word) == word


@pytest.mark.parametrize("word", ["Hjaltes", "nyhetsbrevens", "värden", "koordinatorer"])
def test_another_form_of_a_word_of_the_documents_is_no_misspelling(word: str) -> None:
    assert Spelling.of(["hjalte", "nyhetsbreven", "värd", "koordinator"]).corrected(word) == word


@pytest.mark.parametrize(("written", "meant"), [("koordinato", "koordinator"), ("nyhetsbrevv", "nyhetsbrev")])
def test_a_last_letter_left_out_or_doubled_is_no_other_form(written: str, meant: str) -> None:
    assert SPELLING.corrected(written) == meant


def test_only_words_change_in_a_text() -> None:
    assert SPELLING.corrected_text("Vem e kordinator, nu (2026)?") == "Vem e koordinator, nu (2026)?"


def test_the_words_of_texts() -> None:
    words = WordsOf()
    words.add(["Vård och omsorg.", "och VÅRD 1200 i byn"])
    words.add(["Äldre"])
    assert words.by_length() == {4: ["vård"], 5: ["äldre"], 6: ["omsorg"]}


def test_words_that_have_been_written_are_known_without_being_read_whole(tmp_path: Path) -> None:
    words = WordsOf()
    words.add(["Koordinator, medlemmar och kommunerna; värd 😀 nyhetsbrev"])
    words.write(tmp_path)
    kept = Spelling.read(tmp_path)
    assert [kept.corrected(word) for word in ("kordinator", "medlemar", "värd", "sol")] == [
        "koordinator", "medlemmar", "värd", "sol",
    ]  # fmt: skip


def test_no_words_and_half_a_file(tmp_path: Path) -> None:
    WordsOf().write(tmp_path)
    assert Spelling.read(tmp_path).corrected("kordinator") == "kordinator"
    words = WordsOf()
    words.add(["koordinator"])
    words.write(tmp_path)
    (tmp_path / "words.utf32").write_bytes(b"k")
    with pytest.raises(IndexMismatch, match="--rebuild"):
        Spelling.read(tmp_path)
