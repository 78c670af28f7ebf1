"""How documents stand to each other, and sentences of one document that say the same in two languages."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.dates import PartialDate, Period


class Relation(StrEnum):
    """How one document stands to another.

    DUPLICATE: the same bytes. SIMILAR: much of the same text. SUPERSEDES: a newer edition of the same, or the original
    of what the other is a summary of.
    """

    DUPLICATE = "duplicate"
    SIMILAR = "similar"
    SUPERSEDES = "supersedes"


@dataclass(frozen=True, slots=True)
class Related:
    """`document_id` stands in that relation to `other_id`; `similarity` of their texts from 0 to 1 (Jaccard).

    DUPLICATE and SIMILAR hold both ways and are kept once, from the lesser id to the greater.
    """

    document_id: str
    other_id: str
    relation: Relation
    similarity: float

    def seen_from(self, document_id: str) -> str:
        """The document at the other end."""
        return self.other_id if document_id == self.document_id else self.document_id


@dataclass(frozen=True, slots=True)
class Succession:
    """A document that has taken an older one's place: when it was issued and, for a strategy, what time it is for.

    `renders` where it is the original of what the older one sums up.
    """

    older_id: str
    issued_on: PartialDate | None
    period: Period | None
    renders: bool


@dataclass(frozen=True, slots=True)
class Parallel:
    """Two sentences of one document that say the same in two languages; `similarity` is their vectors' cosine."""

    sentence_id: str
    other_id: str
    similarity: float
