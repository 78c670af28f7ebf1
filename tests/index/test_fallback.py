from dataclasses import dataclass, field

import numpy as np
import pytest

from corpus.errors import IndexUnavailable
from index.fallback import FallbackIndex
from index.protocols import Hit, Vectors
from tests.fakes import FakeDenseIndex, Row

EAST = np.array([1, 0], np.float32)


@dataclass
class Flaky:
    """Finds "far" while it is up; `asked` counts the searches and checks that reached it."""

    up: bool = True
    asked: int = 0

    def search(self, vector: Vectors, k: int, among: frozenset[str] | None = None) -> list[Hit]:
        self.check()
        return [Hit("far", 1.0)]

    def check(self) -> None:
        self.asked += 1
        if not self.up:
            raise IndexUnavailable("http://hemligt:8000 svarar inte")


@dataclass
class Steady:
    """The index, the clock that it goes by, and what it asks first."""

    first: Flaky = field(default_factory=Flaky)
    now: float = 0.0

    def __post_init__(self) -> None:
        own = FakeDenseIndex([Row("near", "one", vector=(1, 0))])
        self.index = FallbackIndex(self.first, own, self.first.check, pause=30, clock=lambda: self.now)

    def found(self) -> str:
        return self.index.search(EAST, 1)[0].id


@pytest.fixture
def steady() -> Steady:
    return Steady()


def test_while_it_answers_it_is_asked(steady: Steady) -> None:
    assert [steady.found() for _ in range(3)] == ["far"] * 3
    assert steady.index.problem() is None


def test_one_failure_costs_one_wait_until_the_pause_is_over(steady: Steady) -> None:
    steady.first.up = False
    assert [steady.found() for _ in range(5)] == ["near"] * 5
    assert steady.first.asked == 1
    steady.now = 29.9
    assert steady.found() == "near"
    assert steady.first.asked == 1


def test_after_the_pause_one_search_tries_and_all_go_back_when_it_answers(steady: Steady) -> None:
    steady.first.up = False
    steady.found()
    steady.now = 30.0
    assert [steady.found(), steady.found()] == ["near", "near"]
    assert steady.first.asked == 2
    steady.first.up, steady.now = True, 60.0
    assert [steady.found(), steady.found()] == ["far", "far"]
    assert steady.index.problem() is None


def test_the_problem_is_seen_before_anybody_has_searched_and_names_no_address(steady: Steady) -> None:
    steady.first.up = False
    problem = steady.index.problem()
    assert problem
    assert "hemligt" not in problem
    assert steady.found() == "near"
    assert steady.first.asked == 1


def test_other_errors_are_not_hidden(steady: Steady) -> None:
    broken = FallbackIndex(FakeDenseIndex([Row("x", "one", vector=(1, 0, 0))]), FakeDenseIndex([]), steady.first.check)
    with pytest.raises(ValueError, match="shape"):
        broken.search(EAST, 1)
