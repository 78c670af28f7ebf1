"""Two runs of the same questions side by side: what changed, and whether by more than chance.

Outcomes are paired by question: the exact form of McNemar's test (McNemar 1947) looks only at the questions on which
the runs differ.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.errors import InvalidRequest
from evals.measures import Row, first_hit, hit
from evals.runs import Run

SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class Change:
    """One outcome in two runs over the `n` questions it is asked of, as shares; `lost` and `won` are question ids.

    `p` is the two-sided exact probability of so uneven a change where neither run is better.
    """

    name: str
    n: int
    before: float
    after: float
    lost: tuple[str, ...]
    won: tuple[str, ...]
    p: float

    @property
    def worse(self) -> bool:
        """Whether the outcome fell by more than chance."""
        return len(self.lost) > len(self.won) and self.p < SIGNIFICANT


def _refused(row: Row) -> bool:
    return not row.answered


_OUTCOMES: tuple[tuple[str, bool, Callable[[Row], bool]], ...] = (
    ("answer_hit", True, hit),
    ("first_hit", True, first_hit),
    ("answered", True, lambda row: row.answered),
    ("evidence in first five passages", True, lambda row: (row.evidence_rank or 6) <= 5),
    ("refused where there is nothing", False, _refused),
)


def compare(before: Run, after: Run) -> list[Change]:
    """Every outcome of two runs of the same questions; more is better in each. Raises InvalidRequest for others."""
    old = {row.question.id: row for row in before.rows}
    new = {row.question.id: row for row in after.rows}
    if {name: row.question for name, row in old.items()} != {name: row.question for name, row in new.items()}:
        raise InvalidRequest("Mätningarna är gjorda med olika frågor och kan inte jämföras.")
    changes = []
    for name, answerable, outcome in _OUTCOMES:
        asked = [key for key in new if new[key].question.answerable is answerable]
        if asked:
            pairs = [(outcome(old[key]), outcome(new[key])) for key in asked]
            changes.append(paired(name, asked, pairs))
    return changes


def paired(name: str, ids: Sequence[str], pairs: Sequence[tuple[bool, bool]]) -> Change:
    """The change of an outcome, given for each id whether it was reached before and after."""
    lost = tuple(key for key, (old, new) in zip(ids, pairs, strict=True) if old and not new)
    won = tuple(key for key, (old, new) in zip(ids, pairs, strict=True) if new and not old)
    count = len(pairs)
    return Change(
        name,
        count,
        sum(old for old, _ in pairs) / count,
        sum(new for _, new in pairs) / count,
        lost,
        won,
        mcnemar(len(lost), len(won)),
    )


def mcnemar(lost: int, won: int) -> float:
    """The two-sided exact p of that many changes one way and the other: a binomial test with even odds, at most 1."""
    changes = lost + won
    tail = sum(math.comb(changes, count) for count in range(min(lost, won) + 1))
    return min(1.0, 2 * tail / float(2**changes))
