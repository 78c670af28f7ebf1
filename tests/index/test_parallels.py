import numpy as np
import pytest

from corpus.passages import Sentence, Span
from index.parallels import parallels


def sentence(number: int, language: str) -> Sentence:
    return Sentence(f"s{number}", "d", "p", number, (Span(1, number, number + 1),), "x", (), language)


def pairs(languages: str, *angles: float) -> list[tuple[str, str]]:
    """Sentences in Swedish (s) and English (e) whose vectors lie at these angles, in tenths of a radian."""
    sentences = [sentence(number, {"s": "sv", "e": "en"}[each]) for number, each in enumerate(languages)]
    vectors = np.array([[np.cos(angle / 10), np.sin(angle / 10)] for angle in angles], np.float32)
    return [(each.sentence_id, each.other_id) for each in parallels(sentences, vectors)]


def test_each_finds_its_own_in_order() -> None:
    assert pairs("ssseee", 0, 8, 15, 0, 8, 15) == [("s0", "s3"), ("s1", "s4"), ("s2", "s5")]


def test_languages_may_alternate() -> None:
    assert pairs("sesese", 0, 0, 8, 8, 15, 15) == [("s0", "s1"), ("s2", "s3"), ("s4", "s5")]


def test_what_has_no_counterpart_is_left_alone() -> None:
    assert pairs("ssssseee", 0, 4, 8, 12, 15, 0, 8, 15) == [("s0", "s5"), ("s2", "s6"), ("s4", "s7")]


def test_one_that_stands_out_of_order_is_not_paired_across_the_others() -> None:
    found = pairs("sssseeee", 0, 5, 10, 15, 15, 0, 5, 10)
    assert found == [("s0", "s5"), ("s1", "s6"), ("s2", "s7")]


@pytest.mark.parametrize("languages", ["ss", "s", ""])
def test_one_language_has_no_parallels(languages: str) -> None:
    assert pairs(languages, *range(len(languages))) == []


def test_the_similarity_is_the_cosine() -> None:
    sentences = [sentence(number, "sv" if number < 3 else "en") for number in range(6)]
    angles = np.array([0, 0.8, 1.5, 0.1, 0.8, 1.5])
    found = parallels(sentences, np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32))
    assert [each.similarity for each in found] == pytest.approx([np.cos(0.1), 1, 1], abs=1e-3)
