"""Words that may stand for each other."""

import pytest

from index.analysis import base_of
from index.thesaurus import alike


@pytest.mark.parametrize(("word", "other"), [("samverkan", "samarbete"), ("avgöra", "bestämma"), ("bilda", "grunda")])
def test_pairs_hold_in_both_directions(word: str, other: str) -> None:
    assert base_of(other, "sv") in alike(word)
    assert base_of(word, "sv") in alike(other)


def test_a_word_is_not_its_own_synonym_and_an_unknown_one_has_none() -> None:
    assert "uppdrag" not in alike("uppdrag")
    assert alike("qwertysson") == frozenset()
