"""What a person who runs Källan wants to know when something is amiss: does each part work, and if not, what to do."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from corpus.errors import KallanError


class State(Enum):
    """How a part is: it works, works with something missing or slower, or does not."""

    GOOD = "good"
    LACKING = "lacking"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a part; `says` is for the person, and names what to do unless the part is good."""

    part: str
    state: State
    says: str


@dataclass(frozen=True, slots=True)
class Check:
    """A part and how it is tried: `run` gives its state and what to say, or raises KallanError, which is a fault."""

    part: str
    run: Callable[[], tuple[State, str]]


def examine(checks: Iterable[Check]) -> Iterator[Finding]:
    """Each check's finding, in order, as soon as it is there; one that fails stops none of the others."""
    for check in checks:
        try:
            state, says = check.run()
        except KallanError as error:
            state, says = State.FAULT, str(error)
        except Exception as error:  # noqa: BLE001 - what the checkup is for: whatever is wrong is told, not raised
            state, says = State.FAULT, f"Oväntat fel: {type(error).__name__}: {error}"
        yield Finding(check.part, state, says)
