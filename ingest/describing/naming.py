"""Dates and periods that titles and file names tell."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from corpus.dates import PartialDate, Period
from corpus.documents import Ground, Kind
from ingest.describing.folding import fold
from ingest.describing.material import Found, Material, evidence
from ingest.describing.mentions import YEAR, mentions, without_numbers

Dated = Found[PartialDate]

SPAN = re.compile(
    rf"(?<![\d:])({YEAR})\s*(?:-|/|till(?: och med)?|to|t\.o\.m\.)\s*({YEAR}|(?<=/)\d\d|(?<=-)\d\d)(?![\d-])"
)
_YEARS = re.compile(rf"(?<![\d-])({YEAR})(?!\d|-\d|-?\s?tal)")
_AIM = re.compile(
    rf"\b(?:agenda|vision|malbild|mal|mot|health|halsa|europa|europe|by|fram till|ar|till|to|towards|horizon"
    rf"|utblick|sedan|since)\s+{YEAR}\b"
)
_EVENT = re.compile(
    r"\w*(?:konferens|seminari|webbinari|workshop|mote|dag(?:en|ar|arna)?\b|utbildning|kurs|inbjudan|kallelse"
    r"|program|conference|seminar|webinar"
    r"|meeting|valkom)\w*"
)
_DAY = re.compile(r"(?<!\d)(\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_BETWEEN = 12
"""The most characters between two days that bound a time: "1 juli 2021 till 30 juni 2022"."""
_COVERS = (Kind.ANNUAL_REPORT, Kind.STRATEGY)
_PLANS = re.compile(r"plan\b|budget|program\b")


def in_title(title: Found[str], material: Material, kind: Kind) -> Iterator[Dated]:
    """The date in the title or the first heading."""
    yield from _told(title.value, title.ground, kind)
    for text in material.headings[:1]:
        yield from _told(text, Ground.CONTENT, kind)


def in_name(material: Material, kind: Kind) -> Iterable[Dated]:
    """The date in the file's name."""
    return _told(name_words(material.name), Ground.NAME, kind)


def name_words(name: str) -> str:
    """The file's name as words, its dates as dates: "rapport_20240517.pdf" becomes "rapport 2024-05-17"."""
    stem = re.sub(rf"(?<!\d)({YEAR})_?([01]\d)_?([0-3]\d)(?!\d)", r"\1-\2-\3", PurePath(name).stem)
    stem = re.sub(r"(?<=\d)_(?=\d)", "-", stem)
    return re.sub(r"_|(?<!\d)-|-(?!\d|tal)", " ", stem)


def _told(text: str, ground: Ground, kind: Kind) -> Iterator[Dated]:
    folded = fold(text)
    if kind in (Kind.OTHER, Kind.WEB_PAGE) and _EVENT.search(folded) and ground is not Ground.NAME:
        return
    dates = mentions(text)
    if kind is Kind.ANNUAL_REPORT and len(dates) > 1 and dates[1].start - dates[0].end <= _BETWEEN:
        yield Found(PartialDate(dates[1].date.year), ground, evidence(text))
        return
    if dates:
        yield Found(dates[0].date, ground, evidence(text))
        return
    if kind is Kind.STRATEGY:
        return
    if ground is Ground.NAME and kind is Kind.MINUTES and (match := _DAY.search(folded)):
        yield from _short_day(match, text)
    years = _titles_years(folded)
    if years:
        yield Found(PartialDate(years[-1]), ground, evidence(text))
    elif kind is Kind.ANNUAL_REPORT and (span := span_in(folded)):
        yield Found(span.end, ground, evidence(text))


def _short_day(match: re.Match[str], text: str) -> Iterator[Dated]:
    """From "210303" in the name of minutes."""
    try:
        yield Found(PartialDate(2000 + int(match[1]), int(match[2]), int(match[3])), Ground.NAME, evidence(text))
    except ValueError:
        return


def _titles_years(folded: str) -> list[int]:
    """The years in a title that date it: not those of a span, a case number or an aim ("Agenda 2030")."""
    return [int(year) for year in _YEARS.findall(_AIM.sub(" ", SPAN.sub(" ", without_numbers(folded))))]


def span_in(folded: str) -> Period | None:
    """The span of years in a folded text: "2019-2025", "2021/22"."""
    match = SPAN.search(without_numbers(folded))
    if match is None:
        return None
    end = match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
    if end < match[1] or len(match[2]) == 2 and int(end) > int(match[1]) + 9:
        return None
    return Period(PartialDate(int(match[1])), PartialDate(int(end)))


def year_covered(text: str, kind: Kind) -> Period | None:
    """The one year that an annual report or a plan is for, by its title: "Verksamhetsplan 2024"."""
    folded = fold(text)
    if kind in _COVERS or (kind is Kind.OTHER and _PLANS.search(folded)):
        years = _titles_years(folded)
        if years and not mentions(text):
            return Period(PartialDate(years[0]), PartialDate(years[0]))
    return None
