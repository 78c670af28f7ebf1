"""Whether a quote says otherwise rather than merely less."""

from service.verifying.aligning import Alignment
from service.verifying.dates import Date
from service.verifying.figures import is_aged_otherwise, is_counted_otherwise
from service.verifying.grammar import is_name, preposition
from service.verifying.parsing import Parsed
from service.verifying.relations import is_verbal

_CONTRADICTING = frozenset({"number", "date", "name", "antonym", "negation", "roles"})
# The least share of a statement's words that a quote about the same thing bears out.
_SAME_THING = 0.6
_OTHERS = 1


def conflicts(found: Alignment, reason: str | None) -> bool:
    """Whether what fails, by the check that found it, is said otherwise, and all the rest is about the same thing."""
    if reason not in _CONTRADICTING or found.coverage < _SAME_THING:
        return False
    names = [place for place in found.missing if is_name(found.statement, place)]
    others = [place for place in found.missing if place not in names]
    if len(others) > _OTHERS:
        return False
    if reason == "number":
        return not names and is_counted_otherwise(found)
    if reason == "date":
        return not names and (_clash(found) or is_aged_otherwise(found))
    if reason == "name" and names:
        untold = any(is_verbal(found.statement.tokens[place]) for place in others)
        return not untold and not _is_table(found.quote) and any(_has_another(found, place) for place in names)
    return reason != "roles" or not found.missing


def _clash(found: Alignment) -> bool:
    """Whether a date of the statement differs from every date of the quote in something both tell."""
    theirs = found.quote.dates
    return bool(theirs) and any(all(_differ(date, other) for other in theirs) for date in found.statement.dates)


def _differ(mine: Date, other: Date) -> bool:
    if mine.year is not None and other.year is not None:
        apart = (mine.last_year or mine.year) < other.year or (other.last_year or other.year) < mine.year
        if apart or (mine.last_year and other.last_year and mine.last_year != other.last_year):
            return True
    pairs = (mine.month, other.month), (mine.day, other.day)
    return any(own is not None and their is not None and own != their for own, their in pairs)


def _has_another(found: Alignment, place: int) -> bool:
    """Whether the quote has an unused name in the part that a name has in the statement."""
    quote = found.quote
    free = [other for other in quote.content if other not in found.used and is_name(quote, other)]
    return any(_part(quote, other) == _part(found.statement, place) for other in free)


def _is_table(text: Parsed) -> bool:
    return "|" in text.text


def _part(text: Parsed, place: int) -> str:
    part = preposition(text, place)
    return "of" if part in ("gen", "in", "of", "from") else part
