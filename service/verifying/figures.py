"""Whether the dates and numbers of a statement stand in its quote, and of the same things."""

from service.verifying.aligning import Alignment
from service.verifying.dates import Date, dates
from service.verifying.numbers import Number
from service.verifying.parsing import Parsed
from service.verifying.tokens import clean

# Before a date these say that it is a bound.
_BOUNDS = {
    "före": "before", "innan": "before", "before": "before", "efter": "after", "after": "after", "till": "to",
    "to": "to", "until": "to", "från": "from", "from": "from", "sedan": "from", "since": "from", "senast": "by",
}  # fmt: skip


def dates_and_numbers(found: Alignment, context: str) -> str | None:
    """Every date and number of the statement stands in the quote, of the same thing."""
    statement, quote = found.statement, found.quote
    known = quote.dates or tuple(dates(clean(context)))
    for date in statement.dates:
        days = [other for other in known if date.within(other)]
        if not days and not _spread(date, known):
            return "date"
        if days and quote.dates and not any(_same_bound(statement, date, quote, other) for other in days):
            return "date"
    for number in statement.numbers:
        matches = [other for other in quote.numbers if number.borne_out_by(other)]
        if not matches:
            loose = any(number.low == other.low and number.unit == other.unit for other in quote.numbers)
            return "hedge" if loose else "number"
        if not any(_counts_the_same(found, number, other) for other in matches):
            return "number"
    return None


def _same_bound(statement: Parsed, mine: Date, quote: Parsed, other: Date) -> bool:
    """Whether both days are told in the same way: "före den 1 maj" is not "den 1 maj", "till" is not "från"."""
    own, theirs = _bound(statement, mine), _bound(quote, other)
    return own == theirs or (not {own, theirs} & {"before", "after", "by"} and "" in (own, theirs))


def _bound(text: Parsed, date: Date) -> str:
    before = text.text[: date.start].casefold().split()
    while before and before[-1] in ("den", "the", "år", "i", "våren", "hösten"):
        before.pop()
    return _BOUNDS.get(before[-1], "") if before else ""


def _spread(date: Date, known: tuple[Date, ...]) -> bool:
    """Whether a run of years is told by its ends: "började 2019 och slutar 2025"."""
    years = {other.year for other in known}
    return date.last_year not in (None, date.year) and {date.year, date.last_year} <= years


def _counts_the_same(found: Alignment, mine: Number, other: Number) -> bool:
    own, others = _counted(found.statement, mine), _counted(found.quote, other)
    if own is None or others is None or own not in found.pairs:
        return True
    target = found.pairs[own]
    if target == others:
        return True
    # The noun of another number is not this one's; what no number counts may stand farther off.
    return all(target != _counted(found.quote, number) for number in found.quote.numbers)


def _counted(text: Parsed, number: Number) -> int | None:
    after = [place for place in text.content if text.tokens[place].start >= number.end]
    return after[0] if after else None
