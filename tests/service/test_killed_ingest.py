"""Killed at any moment, an ingest leaves a whole state, and the next one ends where an undisturbed one would have.

Here it is killed as each of its phases begins, and at some moments spread over its time; `python -m
tests.service.kill_me --times 200` kills it as often as one likes.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.service.killing import PHASES, Killing, Moment

SEED = 20261122
AT_RANDOM = 6
SIDE_BY_SIDE = {"lexical", "dense"}
"""Which of these two is told of last is chance."""


@pytest.fixture(scope="module")
def killing() -> Iterator[Killing]:
    with TemporaryDirectory(prefix="kallan-kills-") as place:
        yield Killing(Path(place).resolve(), documents=14, sections=2)


@pytest.mark.parametrize("phase", PHASES)
def test_killed_as_a_phase_begins(killing: Killing, phase: str) -> None:
    outcome = killing.trial(phase.replace(" ", "-"), Moment(phase, None))
    assert outcome.killed_in in (SIDE_BY_SIDE if phase in SIDE_BY_SIDE else {phase})
    assert outcome.faults == []
    assert outcome.told.requests


@pytest.mark.parametrize("number", range(AT_RANDOM))
def test_killed_at_some_moment(killing: Killing, number: int) -> None:
    moment = killing.moments(AT_RANDOM, random.Random(SEED))[number]  # noqa: S311
    outcome = killing.trial(f"random-{number}", moment)
    assert outcome.faults == [], f"seed {SEED}, {moment}"


@pytest.mark.parametrize("phase", ["reading", "embedding", "committing"])
def test_killed_the_first_time_there_is_nothing_yet(killing: Killing, phase: str) -> None:
    outcome = killing.trial(f"first-{phase}", Moment(phase, None), first=True)
    assert outcome.killed_in == phase
    assert outcome.faults == []
    assert outcome.told.missing
