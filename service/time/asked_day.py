"""The day a question is asked of: what it says itself, or else the day it was put for."""

import calendar
import datetime
import re
from dataclasses import dataclass

from corpus.dates import MONTHS, PartialDate
from service.time.dates import Role, dates_in, day_before


@dataclass(frozen=True, slots=True)
class AskedTime:
    """The days a question is about, both included; `said` tells whether the question says them.

    `day` is the one it is answered of: the last of them, but the present one where that is among them. `years` are the
    years that it means without writing them ("förra året").
    """

    first: datetime.date
    last: datetime.date
    day: datetime.date
    said: bool
    years: frozenset[int] = frozenset()
    phrase: str = ""

    def in_years(self, text: str) -> str:
        """The question with what it says of time turned into the year that is meant."""
        if not self.phrase or not self.years:
            return text
        return re.sub(re.escape(self.phrase), str(max(self.years)), text, count=1, flags=re.IGNORECASE)


_NUMBERS = ("ett|one|a|en two|två three|tre four|fyra five|fem six|sex seven|sju eight|åtta nine|nio ten|tio").split(
    " "
)
_COUNT = {word: number for number, words in enumerate(_NUMBERS, 1) for word in words.split("|")}
_COUNTS = "|".join(sorted(_COUNT, key=len, reverse=True))
_AGO = re.compile(
    rf"\bför (\d+|{_COUNTS}) (år|månad|månader|veckor|vecka|dagar) sed(?:a|e)n\b|"
    rf"\b(\d+|{_COUNTS}) (years?|months?|weeks?|days?) ago\b"
)
_BEFORE = re.compile(
    r"\b(?:innan|före|fram till|before|prior to|until)\s+(?:den |the )?$",
)
_AFTER = re.compile(r"\b(?:efter|från och med|sedan|since|after)\s+(?:den |the )?$")
_SEASONS = {"vår": (3, 5), "somr": (6, 8), "somm": (6, 8), "höst": (9, 11), "vint": (12, 2)}
_LAST_SEASON = re.compile(
    r"\bi (våras|somras|höstas|vintras)\b|\b(?:last|this past) (spring|summer|autumn|fall|winter)\b"
)
_ENGLISH_SEASONS = {"spring": "vår", "summer": "somm", "autumn": "höst", "fall": "höst", "winter": "vint"}
_SEASON_OF = re.compile(
    r"\b(våren|sommaren|hösten|vintern|spring|summer|autumn|fall|winter)(?: of| in)? ((?:19|20)\d\d)\b"
)
_HALF_OF = re.compile(
    r"\b(?:(början|start|beginning) av|(slutet|end) av|(?:the )?(start|beginning) of|(?:the )?(end) of|"
    r"(?:i )?(mitten) av)\s+((?:19|20)\d\d)\b"
)
_NOW = re.compile(
    r"\b(?:nu|i ?dag|just nu|nuvarande|för närvarande|numera|today|now|currently|current|at present|present)\b"
)
_YESTERDAY = re.compile(r"\b(?:i går|igår|yesterday)\b")
_LAST_MONTH = re.compile(r"\b(?:förra månaden|last month)\b")
_RELATIVE_YEARS = (
    (re.compile(r"\b(?:i förrfjol|för(?:r)?förra året|year before last)\b"), -2),
    (re.compile(r"\b(?:förra året|i fjol|last year|fjolåret\w*|föregående år|previous year|fjolårets)\b"), -1),
    (re.compile(r"\b(?:i år|detta år|this year|innevarande år|årets)\b"), 0),
    (re.compile(r"\b(?:nästa år|next year|kommande år)\b"), 1),
)
_NAMED = re.compile(
    r"\b(?:agenda|vision|health|horizon|mål|strategi\w*|verksamhetsberättelse\w*|årsredovisning\w*)\s*$"
)


def asked_time(text: str, base: datetime.date) -> AskedTime:
    """What time a question is about, counted from `base`; `base` itself where it says none."""
    lowered = " ".join(text.casefold().split())
    for read in (_ago, _season, _edge, _relative_year, _day_before_today, _dated):
        found = read(lowered, base)
        if found is not None:
            return found
    return AskedTime(base, base, base, bool(_NOW.search(lowered)))


def _time(
    first: datetime.date,
    last: datetime.date,
    base: datetime.date,
    years: frozenset[int] = frozenset(),
    phrase: str = "",
) -> AskedTime:
    day = base if first <= base <= last else last
    return AskedTime(first, last, day, True, years, phrase)


def _ago(text: str, base: datetime.date) -> AskedTime | None:
    match = _AGO.search(text)
    if match is None:
        return None
    word, unit = (match[1], match[2]) if match[1] else (match[3], match[4])
    count = int(word) if word.isdigit() else _COUNT[word]
    if unit[0] in "åy":
        day = _years_from(base, -count)
        return AskedTime(day, day, day, True, frozenset({day.year}), match.group())
    day = (
        _months_from(base, -count)
        if unit.startswith("m")
        else base - datetime.timedelta(count * (7 if unit[0] in "vw" else 1))
    )
    return AskedTime(day, day, day, True)


def _season(text: str, base: datetime.date) -> AskedTime | None:
    match = _SEASON_OF.search(text)
    if match:
        name = _ENGLISH_SEASONS.get(match[1], match[1][:4])
        return _time(*_season_of(name, int(match[2])), base)
    match = _LAST_SEASON.search(text)
    if match is None:
        return None
    name = _ENGLISH_SEASONS.get(match[2] or "", (match[1] or "")[:4])
    first, last = _season_of(name, base.year)
    if first > base or first <= base <= last:
        first, last = _season_of(name, base.year - 1)
    return _time(first, last, base, frozenset({first.year}), match.group())


def _season_of(name: str, year: int) -> tuple[datetime.date, datetime.date]:
    begins, ends = next(months for key, months in _SEASONS.items() if name.startswith(key[:3]))
    end_year = year + 1 if ends < begins else year
    return datetime.date(year, begins, 1), datetime.date(end_year, ends, calendar.monthrange(end_year, ends)[1])


def _edge(text: str, base: datetime.date) -> AskedTime | None:
    match = _HALF_OF.search(text)
    if match is None:
        return None
    year = int(match[6])
    if match[1] or match[3]:
        return _time(datetime.date(year, 1, 1), datetime.date(year, 2, 28), base)
    if match[5]:
        return _time(datetime.date(year, 6, 1), datetime.date(year, 7, 31), base)
    return _time(datetime.date(year, 12, 1), datetime.date(year, 12, 31), base)


def _relative_year(text: str, base: datetime.date) -> AskedTime | None:
    for pattern, step in _RELATIVE_YEARS:
        match = pattern.search(text)
        if match:
            year = base.year + step
            if _BEFORE.search(text[: match.start()]):
                return _before(datetime.date(year, 1, 1))
            return _time(datetime.date(year, 1, 1), datetime.date(year, 12, 31), base, frozenset({year}), match.group())
    return None


def _day_before_today(text: str, base: datetime.date) -> AskedTime | None:
    if _YESTERDAY.search(text):
        day = day_before(base)
        return AskedTime(day, day, day, True)
    if _LAST_MONTH.search(text):
        last = day_before(base.replace(day=1))
        return _time(last.replace(day=1), last, base)
    return None


def _dated(text: str, base: datetime.date) -> AskedTime | None:
    """Dates as they are written, the first that is no part of a name."""
    written = PartialDate(base.year, base.month, base.day)
    for mention in dates_in(text, written):
        before = text[: mention.start]
        if _NAMED.search(before) or (mention.date.year > base.year + 1 and mention.date.month is None):
            continue
        first, last = mention.date.first_day, (mention.end_date or mention.date).last_day
        if _BEFORE.search(before):
            return _before(first)
        if _AFTER.search(before) and mention.role is not Role.AT and last < base:
            return AskedTime(first, base, base, True)
        if mention.date.month is None and _is_bare_month(text[mention.start : mention.end]):
            continue
        return _time(first, last, base)
    return None


def _is_bare_month(text: str) -> bool:
    return text.strip() in MONTHS


def _before(day: datetime.date) -> AskedTime:
    last = day_before(day)
    return AskedTime(last, last, last, True)


def _years_from(day: datetime.date, count: int) -> datetime.date:
    year = day.year + count
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def _months_from(day: datetime.date, count: int) -> datetime.date:
    month = day.year * 12 + day.month - 1 + count
    year, index = divmod(month, 12)
    return datetime.date(year, index + 1, min(day.day, calendar.monthrange(year, index + 1)[1]))
