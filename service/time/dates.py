"""The dates a text names, each with how it is meant: from it on, up to it, or at it."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.dates import MONTHS, PartialDate


class Role(StrEnum):
    """How a date bounds what is said: "sedan 2020", "till 2023", "2021"."""

    SINCE = "since"
    UNTIL = "until"
    AT = "at"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at `text[start:end]`; of a range ("2014–2019") `end_date` is the last part, else None."""

    start: int
    end: int
    date: PartialDate
    role: Role
    end_date: PartialDate | None = None


_SEASONS = {
    "vår": 3,
    "sommar": 6,
    "höst": 9,
    "vinter": 12,
    "spring": 3,
    "summer": 6,
    "autumn": 9,
    "fall": 9,
    "winter": 12,
}
_YEAR = r"(?:19|20)\d\d"
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_SEASON = (
    r"(?P<season>vår|sommar|höst|vinter)(?:en|n|ern)?s?|the (?P<season_en>spring|summer|autumn|fall|winter)(?: of)?"
)
_ATOM = re.compile(
    rf"\b(?P<iso>{_YEAR}-\d\d(?:-\d\d)?)\b(?!-?\d)"
    rf"|\b(?:\d{{1,2}}\s?[-–]\s?)?(?P<day>\d{{1,2}})(?::?[ae]|st|nd|rd|"
    rf"th)?(?: of)?\s+(?P<month>{_MONTH})\b\.?(?:,?\s+(?P<year>{_YEAR})\b)?"
    rf"|\b(?P<month_first>{_MONTH})\s+(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year_after>{_YEAR})\b)?"
    rf"|\b(?P<month_alone>{_MONTH})\b\.?(?:,?\s+(?P<month_year>{_YEAR})\b)"
    rf"|(?<=\bi )(?P<bare_month>{_MONTH})\b|(?<=\bin )(?P<bare_month_en>{_MONTH})\b"
    rf"|\b(?P<turn>årsskiftet)(?:\s+(?:{_YEAR})\s?[/–-]\s?(?P<turn_year>{_YEAR}|\d\d)\b)?"
    rf"|\b(?:{_SEASON})\s+(?P<season_year>{_YEAR})\b"
    rf"|(?<![\w/:-])(?P<year_alone>{_YEAR})\b(?![:/]|-?tal)"
    r"|\b(?P<relative>förra året|i fjol|last year|i år|this year|nästa år|next year)\b",
    re.IGNORECASE,
)
_AIM = re.compile(r"\b(?:agenda|vision|health|horizon|mål|målbild|strategi)\s*$", re.IGNORECASE)
_UNTIL = re.compile(
    r"(?:\b(?:till och med|fram till|ända till|tills|till|until|through|up to|till slutet av|before|före|senast)|"
    r"\bt\.?\s?o\.?\s?m\.?)(?: och med)?(?: (?:den|the|i|slutet av|end of|in))*\s*$",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?:\b(?:från och med|alltsedan|ända sedan|sedan|från|since|from|as of|starting|effective|med start|med början|"
    r"beginning|efter|after)|\bfr\.?\s?o\.?\s?m\.?)(?: (?:den|the|i|början av|vid|on|in))*\s*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:mellan|between)(?: (?:den|the|åren))*\s*$", re.IGNORECASE)
_RANGE = re.compile(
    r"\s*(?:[–—-]|till och med|t\.?o\.?m\.?|fram till|till|to|until|through)\s*(?:den |the )?", re.IGNORECASE
)
_AND = re.compile(r"\s*(?:och|and)\s*(?:den |the )?", re.IGNORECASE)


def dates_in(text: str, written: PartialDate | None) -> list[DateMention]:
    """The dates in order; one without its year is taken to lie nearest the day the text was written.

    Without such a day it is left out.
    """
    found: list[DateMention] = []
    for mention in _atoms(text, written):
        before = found[-1] if found else None
        if before is not None and before.end_date is None and _joins(text, before, mention):
            found[-1] = replace(before, end=mention.end, end_date=mention.date, role=Role.SINCE)
        else:
            found.append(mention)
    return found


def _joins(text: str, one: DateMention, other: DateMention) -> bool:
    gap = text[one.end : other.start]
    if _RANGE.fullmatch(gap):
        return one.date.first_day < other.date.last_day
    return bool(_AND.fullmatch(gap) and _BETWEEN.search(text[: one.start]))


def _atoms(text: str, written: PartialDate | None) -> Iterator[DateMention]:
    for match in _ATOM.finditer(text):
        date = _date(match, written)
        before = text[max(0, match.start() - 40) : match.start()]
        if date is not None and not _AIM.search(before):
            yield DateMention(match.start(), match.end(), date, _role(before))


def _role(before: str) -> Role:
    if _UNTIL.search(before):
        return Role.UNTIL
    return Role.SINCE if _SINCE.search(before) else Role.AT


def _date(match: re.Match[str], written: PartialDate | None) -> PartialDate | None:
    part = {name: text.casefold() for name, text in match.groupdict().items() if text}
    try:
        if "iso" in part:
            return PartialDate.parse(part["iso"])
        if "relative" in part:
            return _relative(part["relative"], written)
        if "turn" in part:
            return _turn(part.get("turn_year"), written)
        return _calendar(part, written)
    except ValueError:
        return None


def _calendar(part: dict[str, str], written: PartialDate | None) -> PartialDate | None:
    year = next((int(part[name]) for name in _YEARS if name in part), None)
    name = next((part[key] for key in _MONTHS_IN if key in part), None)
    season = part.get("season") or part.get("season_en")
    day = part.get("day") or part.get("day_after")
    if season:
        return PartialDate(year or 0, _SEASONS[season])
    if name is None:
        return PartialDate(year or 0)
    return _nearest(MONTHS[name], int(day) if day else None, year, written)


_YEARS = ("year", "year_after", "month_year", "season_year", "year_alone")
_MONTHS_IN = ("month", "month_first", "month_alone", "bare_month", "bare_month_en")


def _nearest(month: int, day: int | None, year: int | None, written: PartialDate | None) -> PartialDate | None:
    if year is not None:
        return PartialDate(year, month, day)
    if written is None:
        return None
    if written.month is None:
        return PartialDate(written.year, month, day)
    years = (written.year - 1, written.year, written.year + 1)
    found = [PartialDate(each, month, min(day, 28) if day and month == 2 else day) for each in years]
    return min(found, key=lambda date: abs((date.first_day - written.first_day).days))


def _turn(year: str | None, written: PartialDate | None) -> PartialDate | None:
    if year is not None:
        return PartialDate(int(year) if len(year) == 4 else 2000 + int(year), 1, 1)
    return _nearest(1, 1, None, written)


def _relative(words: str, written: PartialDate | None) -> PartialDate | None:
    if written is None:
        return None
    if words in ("i år", "this year"):
        return PartialDate(written.year)
    return PartialDate(written.year + (1 if words in ("nästa år", "next year") else -1))


NUMBER_WORDS = {
    word: number
    for number, words in enumerate(
        "en ett one|två two|tre three|fyra four|fem five|sex six|sju seven|åtta eight|nio nine|tio ten|elva eleven|"
        "tolv twelve|tretton thirteen|fjorton fourteen|femton fifteen".split("|"),
        1,
    )
    for word in words.split()
}
_YEARS_LONG = re.compile(rf"\b(\d{{1,2}}|{'|'.join(NUMBER_WORDS)})\s+(?:år|års|years?|years’)\b", re.IGNORECASE)


def years_long(text: str) -> int | None:
    """How many years the text says that something lasted: "efter sex år", "for six years"."""
    match = _YEARS_LONG.search(text)
    if match is None:
        return None
    word = match[1].casefold()
    return int(word) if word.isdigit() else NUMBER_WORDS[word]


def years_before(date: PartialDate, years: int) -> PartialDate:
    """The year that many years earlier."""
    return PartialDate(date.year - years)


def compatible(one: PartialDate, other: PartialDate) -> bool:
    """Whether the two may be the same day."""
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def day_before(day: datetime.date) -> datetime.date:
    """The day before."""
    return day - datetime.timedelta(days=1)
