"""What a document says of who holds an office, and since or until when."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.dates import PartialDate
from corpus.documents import Document
from corpus.passages import Sentence
from service.time.offices import Office


class Change(StrEnum):
    """What is said of the holder: comes, goes, stays on after an election, holds it, held it."""

    COMES = "comes"
    GOES = "goes"
    STAYS = "stays"
    HOLDS = "holds"
    HELD = "held"


class Manner(StrEnum):
    """How it is said. News of a change says more than a list, a list more than a signature."""

    PROSE = "prose"
    LIST = "list"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Claim:
    """One saying of one holder of one office.

    `scope` is the organisation or body it belongs to, folded for comparing, "" where the words do not say; `holder`
    is the name as written, without a party. `since` and `until` are the ends of the time in office, `at` a time
    within it; each None where unsaid. `exact` tells whether the words give the date of the change, or only the
    document's own date does. `sentences` are consecutive and hold the claim; `alone` tells whether no other holder
    is named in them. `dated` are `sentences` with the one before that gives the date ("Samma dag …"), else empty.
    """

    office: Office
    scope: str
    holder: str
    change: Change
    manner: Manner
    since: PartialDate | None
    until: PartialDate | None
    at: PartialDate | None
    exact: bool
    document: Document
    sentences: tuple[Sentence, ...]
    alone: bool = True
    dated: tuple[Sentence, ...] = ()
