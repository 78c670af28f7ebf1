import pytest

from index.fusion import DENSE_SCALE, LEXICAL_WEIGHT, combine
from index.protocols import Hit


def test_distance_from_the_nearest_and_share_of_the_words_all_of_them_worth_most() -> None:
    dense = [Hit("a", 0.9), Hit("b", 0.88), Hit("c", 0.8)]
    lexical = [Hit("b", 6.0), Hit("d", 2.0)]
    fused = {hit.id: hit.score for hit in combine(dense, lexical, full_score=8.0)}
    near, far = -0.02 / DENSE_SCALE, -0.1 / DENSE_SCALE
    some, few = LEXICAL_WEIGHT * (6 / 8) ** 1.5, LEXICAL_WEIGHT * (2 / 8) ** 1.5
    expected = {"a": 0, "b": near + some, "c": far, "d": far + few}
    assert fused == pytest.approx(expected)


def test_best_first_and_ties_by_id() -> None:
    fused = combine([Hit("b", 0.9), Hit("a", 0.9), Hit("c", 0.8)], [], 0.0)
    assert [hit.id for hit in fused] == ["a", "b", "c"]


def test_one_ranking_alone_or_none() -> None:
    assert [hit.id for hit in combine([], [Hit("b", 2.0), Hit("a", 1.0)], 4.0)] == ["b", "a"]
    assert [hit.id for hit in combine([Hit("b", 0.9)], [], 0.0)] == ["b"]
    assert combine([], [], 0.0) == []
