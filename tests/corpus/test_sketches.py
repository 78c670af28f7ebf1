import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sketches import SIZE, similarity, sketch

words = st.lists(st.sampled_from(["hälsa", "stad", "kommun", "barn", "möte", "avgift"]), min_size=4, max_size=60)


def text(first: int, last: int) -> str:
    return " ".join(f"ord{number}" for number in range(first, last))


def jaccard(one: str, other: str) -> float:
    first, second = (
        {tuple(words[at : at + 4]) for at in range(len(words) - 3)} for words in (one.split(), other.split())
    )
    return len(first & second) / len(first | second)


@given(words, words)
def test_short_texts_are_compared_exactly(one: list[str], other: list[str]) -> None:
    first, second = " ".join(one), " ".join(other)
    assert similarity(sketch(first), sketch(second)) == pytest.approx(jaccard(first, second))


@pytest.mark.parametrize("shared", [0, 1000, 2500, 4000, 5000])
def test_long_texts_are_compared_nearly(shared: int) -> None:
    one, other = text(0, 5000), text(5000 - shared, 10000 - shared)
    assert len(sketch(one)) == SIZE
    assert similarity(sketch(one), sketch(other)) == pytest.approx(jaccard(one, other), abs=0.13)


def test_case_and_signs_do_not_count() -> None:
    assert sketch("Nätverket har 25 medlemmar!") == sketch("nätverket – har 25\nMEDLEMMAR")
    assert sketch("Ett") != sketch("Två") != frozenset()
    assert sketch(" ?! ") == frozenset()
    assert similarity(sketch(""), sketch("")) == 0
