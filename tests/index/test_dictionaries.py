"""Dictionaries in mapped files hold what those in memory hold."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import simplemma
from hypothesis import given
from hypothesis import strategies as st

from index import dictionaries
from index.dictionaries import MappedWords, is_known, keep_in, kept, lemma_of, write_words
from service.settings import Settings
from service.wiring import make_knowledge_base

WORDS = {"hälsa": "hälsa", "städer": "stad", "flera ord": "ett två", "": "tomt", "é": ""}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    before = list(dictionaries._kept_in)
    keep_in(tmp_path / "words")
    yield tmp_path / "words"
    dictionaries._kept_in[:] = before


def made(words: dict[str, str], calls: list[int]) -> dict[str, str]:
    calls.append(1)
    return words


def test_a_file_holds_what_was_written(tmp_path: Path) -> None:
    write_words(tmp_path / "some.words", "1", WORDS)
    assert dict(MappedWords(tmp_path / "some.words", "1")) == WORDS


@given(
    words=st.dictionaries(st.text(max_size=40).filter(str.isprintable), st.text(max_size=90).filter(str.isprintable)),
    other=st.text(max_size=9).filter(str.isprintable),
)
def test_any_words_are_found_and_no_others(
    words: dict[str, str], other: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("any") / "some.words"
    write_words(file, "1", words)
    found = MappedWords(file, "1")
    assert (dict(found), len(found), found.get(other)) == (words, len(words), words.get(other))


def test_it_is_made_once(folder: Path) -> None:
    calls: list[int] = []
    for _ in range(2):
        assert dict(kept("some.words", "1", lambda: made(WORDS, calls))) == WORDS
    assert (len(calls), [each.name for each in folder.iterdir()]) == (1, ["some.words"])


def test_another_source_makes_it_anew(folder: Path) -> None:
    kept("some.words", "1", lambda: WORDS)
    assert dict(kept("some.words", "2", lambda: {"ny": "nytt"})) == {"ny": "nytt"}
    assert dict(kept("some.words", "2", dict)) == {"ny": "nytt"}


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 200])
def test_a_broken_file_is_made_anew(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / "some.words").write_bytes(content)
    assert dict(kept("some.words", "1", lambda: WORDS)) == WORDS
    assert dict(MappedWords(folder / "some.words", "1")) == WORDS


def test_a_file_cut_short_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "some.words"
    write_words(file, "1", WORDS)
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(ValueError, match="whole"):
        MappedWords(file, "1")


def test_what_cannot_be_written_is_held_in_memory(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder.write_text("a file in the folder's place")
    assert kept("some.words", "1", lambda: WORDS) == WORDS
    assert "held in memory" in caplog.text


def test_a_word_too_long_for_the_file_is_held_in_memory(folder: Path) -> None:
    assert kept("some.words", "1", lambda: {"ö" * 200: "lång"}) == {"ö" * 200: "lång"}
    assert not folder.exists()


def test_without_a_data_folder_nothing_is_made(tmp_path: Path, folder: Path) -> None:
    keep_in(tmp_path / "not there" / "words")
    assert kept("some.words", "1", lambda: WORDS) is WORDS
    assert not list(tmp_path.iterdir())


def test_the_program_keeps_them_in_its_data_folder(folder: Path, tmp_path: Path) -> None:
    make_knowledge_base(Settings(data=tmp_path / "data"))
    assert dictionaries._kept_in == [tmp_path / "data" / "words"]


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Both languages from files, whatever this process has opened before."""
    before = list(dictionaries._kept_in)
    keep_in(tmp_path_factory.mktemp("data") / "words")
    dictionaries._dictionary.cache_clear()
    yield
    dictionaries._kept_in[:] = before
    dictionaries._dictionary.cache_clear()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_words_are_known_as_simplemma_knows_them(mapped: None, language: str) -> None:
    words = "städerna Stockholm hälsa HÄLSA cities went children's xyzzy folkhälsoarbetet don’t 2024 hälsa".split()
    assert isinstance(dictionaries._dictionary(language), MappedWords)
    for word in words:
        assert is_known(word, language) == simplemma.is_known(word, lang=language)
        assert lemma_of(word, language) == simplemma.lemmatize(word, lang=language)
