"""Dates, months and years in Swedish and English text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.dates import MONTHS

_MONTH = rf"(?P<month>(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))}))\b\.?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?::?(?:e|a|st|nd|rd|th))?"
_LAST = r"(?:\s?(?:[-–—]|och|and|till|to|t\.o\.m\.)\s?(?P<last>\d{1,2})(?::?(?:e|a|st|nd|rd|th))?)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\b(?P<year>(?:1[89]|20)\d\d)-(?P<number>0[1-9]|1[0-2])(?:-(?P<day>[0-2]\d|3[01]))?\b",
        rf"\b(?:den |the )?{_DAY}{_LAST},? (?:of )?{_MONTH},?(?: {_YEAR})?",
        rf"\b{_MONTH} (?:the )?{_DAY}(?!\d){_LAST}(?:,? {_YEAR})?",
        rf"\b{_MONTH},? {_YEAR}\b",
        rf"\b(?P<day>\d{{1,2}})/(?P<number>\d{{1,2}})(?: |-|/){_YEAR}\b",
        r"\b(?P<month>januari|january|februari|february|april|juni|june|juli|july|augusti|august|"
        r"september|oktober|october|november|december)\b",
        r"(?<=\bi )(?P<month>mars|maj)\b",
        r"(?<=\bin )(?P<month>(?-i:March|May))\b",
        r"(?<=\bof )(?P<month>(?-i:March|May))\b",
        r"(?<=\bsedan )(?P<month>mars|maj)\b",
    )
)
_SPAN = re.compile(
    r"(?<![\d.,])(?P<low>(?:1[89]|20)\d\d)\s?(?:[-–—/]|till och med|till|to|until|through|och|and|t\.o\.m\.)\s?(?:år )?"
    r"(?P<high>(?:(?:1[89]|20)\d\d)|\d\d)(?![\d.,]?\d|-\d)"
)
_SINGLE = re.compile(
    r"(?<![\d.,])(?:1[89]|20)\d\d(?:-talet)?(?![\d]|[.,:]\d|\s?(?:%|kr\b|kronor|procent|sek\b|personer|people))"
)


@dataclass(frozen=True, slots=True)
class Date:
    """A day, a run of days, a month, a year or a run of years, and where it stands; None is what is not said."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    last_year: int | None = None

    def within(self, other: "Date") -> bool:
        """Whether everything this date says is said by the other one, in the same precision or a finer one."""
        if (self.day, self.last_day) not in ((None, None), (other.day, other.last_day)):
            return False
        mine, others = (self.year, self.month, self.last_year), (other.year, other.month, other.last_year)
        if self.last_year is None and other.last_year is not None:
            return False
        return all(own is None or own == others[place] for place, own in enumerate(mine))


def dates(text: str) -> list[Date]:
    """The dates of a clean text, in order; none overlaps another."""
    found: list[Date] = []
    for form in _FORMS:
        _add(found, (_date(match) for match in form.finditer(text)))
    _add(found, (_years(match) for match in _SPAN.finditer(text)))
    _add(found, (Date(match.start(), match.end(), year=int(match.group()[:4])) for match in _SINGLE.finditer(text)))
    return sorted(found, key=lambda date: date.start)


def _add(found: list[Date], more: Iterator[Date]) -> None:
    for date in more:
        if not any(date.start < other.end and other.start < date.end for other in found):
            found.append(date)


def _date(match: re.Match[str]) -> Date:
    fields = match.groupdict()
    month = fields.get("number") or MONTHS.get((fields.get("month") or "").casefold())
    year, day, last = (int(fields[name]) if fields.get(name) else None for name in ("year", "day", "last"))
    return Date(match.start(), match.end(), year, int(month) if month else None, day, last)


def _years(match: re.Match[str]) -> Date:
    low, high = match["low"], match["high"]
    return Date(match.start(), match.end(), year=int(low), last_year=int(low[: 4 - len(high)] + high))
