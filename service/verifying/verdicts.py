"""What a statement is judged to be, and the quotes it is judged by."""

from dataclasses import dataclass
from enum import StrEnum


class Judgement(StrEnum):
    """Whether quotes say what a statement says.

    CONTRADICTED: they speak of the same thing and say otherwise. NOT_FOUND: they do not say it, or say too little.
    """

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a statement cites, word for word, in language "sv" or "en".

    `context` says what the quote is about without being quoted: its document's title and date, the headings above it.
    A year may come from there where the quote has none; nothing else does. `speaker` is whom "vi" and "nätverket"
    mean in the quote. `before` are the sentences before it in its section, the nearest last: they say what its pronouns
    stand for. `after` are those after it there, the nearest first.
    """

    text: str
    language: str
    context: str = ""
    speaker: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def around(self) -> tuple[str, ...]:
        """The sentences before and after it in its section."""
        return (*self.before, *self.after)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement, the check that decided it, and the indices of the quotes it rests on, in order.

    `reason` is "ok" for SUPPORTED; otherwise the check that failed: "empty", "number", "date", "name", "antonym",
    "coverage", "negation", "hedge", "quantity", "roles", "clause", "cause", "condition" or "meaning".
    """

    judgement: Judgement
    reason: str
    quotes: tuple[int, ...]
