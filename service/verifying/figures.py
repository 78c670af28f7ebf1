"""Whether the dates and numbers of a statement stand in its quote, and of the same things."""

import re
from dataclasses import replace

from service.verifying.aligning import Alignment
from service.verifying.clauses import is_verb
from service.verifying.dates import Date, dates
from service.verifying.numbers import Number
from service.verifying.parsing import Parsed
from service.verifying.tokens import clean

# Words beside which counted things are named: "14 kommuner och 6 regioner", "två av dem".
_BESIDE = frozenset("och samt eller and or".split())
_PARTITIVE = frozenset("av de of the".split())
_AGO = re.compile(
    r" (år|years?|månader|months?|veckor|weeks?|dagar|days?) "
    r"(?:sedan|tidigare|senare|efter|innan|före|tills|ago|earlier|later|since)\b"
)
_ONE = frozenset("en ett one a an".split())
_ANY = frozenset("person människa deltagare stycken people person participant".split())
# Before a date these say that it is a bound.
_BOUNDS = {
    "före": "before", "innan": "before", "before": "before", "efter": "after", "after": "after", "till": "to",
    "to": "to", "until": "to", "från": "from", "from": "from", "sedan": "from", "since": "from", "senast": "by",
}  # fmt: skip


def unlike_dates(found: Alignment, context: str) -> str | None:
    """Every date of the statement stands in the quote, or a year in its context, of the same thing."""
    statement, quote = found.statement, found.quote
    counted = {number.low for number in statement.numbers}
    if statement.dates and any(age not in counted for age, _ in _ages(quote) - _ages(statement)):
        return "date"
    if _ages(statement) - _ages(quote):
        return "number"
    around = tuple(dates(clean(context)))
    known = tuple(_with_year(date, (*quote.dates, *around)) for date in quote.dates) or around
    for date in statement.dates:
        days = [other for other in known if date.within(other)]
        if not days and not _spread(date, known):
            return "date"
        if days and quote.dates and not any(_same_bound(statement, date, quote, other) for other in days):
            return "date"
    return None


def is_aged_otherwise(found: Alignment) -> bool:
    """Whether both tell how long ago something was, and not the same."""
    mine, theirs = _ages(found.statement), _ages(found.quote)
    return bool(mine and theirs) and not mine <= theirs


def _after(text: Parsed, number: Number) -> str:
    """The word right after a number."""
    return next((token.base for token in text.tokens if token.start == number.end + 1), "")


def _with_year(date: Date, around: tuple[Date, ...]) -> Date:
    """A day or month with the year that stands beside it, where it tells none and there is but one."""
    years = {other.year for other in around} - {None}
    return replace(date, year=years.pop()) if date.year is None and len(years) == 1 else date


def is_counted_otherwise(found: Alignment) -> bool:
    """Whether the quote counts what the statement counts, or tells another number of the same unit."""
    quote = found.quote
    if any(number.unit and number.unit == other.unit for number in found.statement.numbers for other in quote.numbers):
        return True
    mine = {_after(found.statement, number) for number in found.statement.numbers} - {""}
    if mine & {_after(quote, number) for number in quote.numbers}:
        return True
    counted = [
        found.pairs.get(place) for number in found.statement.numbers for place in _counted(found.statement, number)
    ]
    theirs = {place for number in quote.numbers for place in _counted(quote, number)}
    return any(place in theirs or (place and quote.tokens[place - 1].word in _ONE) for place in counted if place)


def unlike_numbers(found: Alignment) -> str | None:
    """Every number of the statement stands in the quote, of the same thing."""
    statement, quote = found.statement, found.quote
    for number in statement.numbers:
        matches = [other for other in quote.numbers if number.borne_out_by(other)]
        if not matches and any(_is_end(statement, number, quote, other) for other in quote.numbers):
            continue
        if not matches:
            loose = any(number.low == other.low and number.unit == other.unit for other in quote.numbers)
            return "hedge" if loose else "number"
        if not any(_counts_the_same(found, number, other) for other in matches):
            return "number"
    return None


def _ages(text: Parsed) -> set[tuple[float, str]]:
    """How long before or after something the text says it was: "20 år sedan" is not that year."""
    found = set()
    for number in text.numbers:
        after = _AGO.match(text.text[number.end :])
        if after:
            found.add((number.low, after[1][:3].casefold()))
    return found


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
    """Whether what the statement counts is what the quote counts, where both say it beside the number."""
    if _is_part(found.statement, mine) and not _is_part(found.quote, other):
        return False
    own, theirs = _counted(found.statement, mine), _counted(found.quote, other)
    targets = {found.pairs[place] for place in own if place in found.pairs}
    if not targets or not theirs or targets & set(theirs):
        return True
    if all(_counts_any(found.quote, place) for place in theirs):
        return True
    # An amount is told of what stands before or after it; its unit says what kind of thing it is.
    return bool(mine.unit) and not any(targets & set(_counted(found.quote, number)) for number in found.quote.numbers)


def _is_part(text: Parsed, number: Number) -> bool:
    """Whether a number is of some among others: "två av dem"."""
    return re.match(r" (?:av|utav|of) (?:dem|dessa|them|these)\b", text.text[number.end :]) is not None


def _is_end(statement: Parsed, mine: Number, quote: Parsed, other: Number) -> bool:
    """Whether a number is where a change ends or begins: "till 7 procent" of "från 12 till 7 procent"."""
    before = statement.text[: mine.start].casefold().split()[-1:]
    told = (
        quote.text[: other.start].casefold().split()[-1:] + quote.text[other.start : other.end].casefold().split()[:1]
    )
    if not {"från", "from"} & set(told) or mine.low != mine.high or mine.unit != other.unit:
        return False
    return before in (["till"], ["to"]) and mine.low == other.high


def _counts_any(text: Parsed, place: int) -> bool:
    return text.tokens[place].base in _ANY


def _counted(text: Parsed, number: Number) -> list[int]:
    """The words of content right after a number, a list of them too: "15 nya kommuner och regioner"."""
    found: list[int] = []
    for place, token in enumerate(text.tokens):
        if token.start < number.end:
            continue
        gap = text.text[(text.tokens[place - 1].end if place else 0) : token.start]
        if any(mark in gap for mark in ".;:()") or is_verb(token, text.language):
            break
        if place in text.content:
            found.append(place)
        elif token.word not in (_BESIDE if found else _PARTITIVE):
            break
    return found
