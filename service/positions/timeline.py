"""How positions have moved: what was said when, oldest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.answers import Citation
from corpus.dates import PartialDate
from service.positions.entries import Position, earliest
from service.positions.stances import Stance


@dataclass(frozen=True, slots=True)
class Moment:
    """A position at one of its places; `again` where an earlier document says the same."""

    date: PartialDate | None
    stance: Stance
    citation: Citation
    again: bool


def timeline(positions: Iterable[Position]) -> list[Moment]:
    """Every place of every position, oldest first, those without a date last, then by document and page."""
    moments = []
    for position in positions:
        places = sorted((position.citation, *position.also_in), key=_order)
        for number, citation in enumerate(places):
            moments.append(Moment(citation.document.issued_on, position.stance, citation, again=number > 0))
    return sorted(moments, key=lambda moment: _order(moment.citation))


def _order(citation: Citation) -> tuple[bool, tuple[int, int, int], str, int, int]:
    date = citation.document.issued_on
    span = citation.spans[0]
    return date is None, earliest(date) if date else (0, 0, 0), citation.document.source, span.page, span.start
