"""Which time a document tells of, or is for."""

import calendar
import re
from collections.abc import Iterator

from corpus.dates import MONTHS, PartialDate, Period
from corpus.documents import Ground, Kind
from ingest.describing.folding import fold
from ingest.describing.kind_words import namings
from ingest.describing.material import Found, Material, evidence
from ingest.describing.mentions import MONTH, YEAR, mentions
from ingest.describing.naming import name_words, span_in, year_covered

Timed = Found[Period]

_RUNS_NOW = re.compile(rf"\b(?:pagar|loper)\s+(?:under\s+|mellan\s+)?({YEAR})\s*(?:-|till|och)\s*({YEAR})\b")
_YEAR_OF = re.compile(
    rf"\b(?:verksamhets|rakenskaps|budget|bokslutsar|las)?(?:ar"
    rf"|aret)\s+(?P<first>{YEAR})(?:\s*[/-]\s*(?P<last>{YEAR}|\d\d))?(?![\d-])"
    rf"|\b(?:financial|fiscal|operating|business) year\s+(?P<one>{YEAR})(?:\s*[/-]\s*(?P<two>{YEAR}|\d\d))?(?![\d-])"
)
_VERKSAMHET = re.compile(
    r"\b(?:verksamhetsar|rakenskapsar|budgetar|financial year|fiscal year|operating year|business year)"
)
_FOR = re.compile(
    r"\b(?:galler (?:for )?(?:aren|perioden|tiden|fran|under)?|giltighetstid|giltig|period(?:en)?|planperiod"
    r"|programperiod|strategiperiod|projektperiod"
    r"|projekttid"
    r"|sasongen|lasaret|skolaret|verksamhetsaret|budgetaret|kalenderaret|kongressperioden|mandatperioden"
    r"|avser(?: aren| perioden)?|omfattar(?: aren| perioden)?|for aren|under aren|for perioden"
    r"|for the (?:years|period)|valid|covers)\b"
)
_MONTHS_OF = re.compile(rf"\b(?P<first>{MONTH})\s*(?:-|till|to)\s*(?P<last>{MONTH})\s+(?P<year>{YEAR})\b")
_TIMED = (Kind.ANNUAL_REPORT, Kind.STRATEGY, Kind.REPORT, Kind.OTHER)
_LINE = 160


def period_of(material: Material, kind: Kind, title: str) -> Timed | None:
    """The time an annual report or report tells of, or a strategy or plan is for; None for what has no such time."""
    if kind not in _TIMED:
        return None
    return next(_told(material, kind, title), None)


def _told(material: Material, kind: Kind, title: str) -> Iterator[Timed]:
    titles = tuple(dict.fromkeys((title, *material.headings[:1])))
    yield from _in_texts(titles, Ground.CONTENT, kind)
    if kind is Kind.OTHER:
        yield from _labelled(material)
        return
    yield from _labelled(material)
    if kind in (Kind.ANNUAL_REPORT, Kind.STRATEGY):
        yield from _in_texts(material.head[:6], Ground.CONTENT, kind, spans_alone=True)
        yield from _year_of(material)
        yield from _in_texts(_lines_naming(material, kind), Ground.CONTENT, kind)
    yield from _in_texts((name_words(material.name),), Ground.NAME, kind)
    if kind is Kind.REPORT:
        yield from _in_texts(_lines_naming(material, kind), Ground.CONTENT, kind, spans_alone=True)
        yield from _mission(material)


def _lines_naming(material: Material, kind: Kind) -> tuple[str, ...]:
    """The lines of the head that say which kind it is: "Hälsonätet Årsrapport 2023", "A follow-up study 2018–2021"."""
    lines = [line for line in material.head if len(line) <= _LINE and not line.endswith(".")]
    return tuple(line for line in lines if any(named.kind is kind for named in namings(fold(line))))


def _in_texts(texts: tuple[str, ...], ground: Ground, kind: Kind, *, spans_alone: bool = False) -> Iterator[Timed]:
    for text in texts:
        folded = fold(text)
        if match := _MONTHS_OF.search(folded):
            yield _months(match, text, ground)
        elif days := _days(text):
            yield Found(days, ground, evidence(text))
        elif (span := span_in(folded)) and len(text) <= _LINE and not (spans_alone and mentions(text)):
            yield Found(span, ground, evidence(text))
        elif not spans_alone and (covered := year_covered(text, kind)):
            yield Found(covered, ground, evidence(text))


def _months(match: re.Match[str], text: str, ground: Ground) -> Timed:
    year = int(match["year"])
    first, last = MONTHS[match["first"]], MONTHS[match["last"]]
    start = PartialDate(year if first <= last else year - 1, first)
    return Found(Period(start, PartialDate(year, last)), ground, evidence(text, match.start(), match.end()))


def _labelled(material: Material) -> Iterator[Timed]:
    """From "Giltighetstid: 2021–2024", "för perioden 2022-01-01–2022-12-31", in the head or the foot."""
    for line in (*material.head, *material.furniture, *material.tail):
        folded = fold(line)
        match = _FOR.search(folded)
        if match is None:
            continue
        rest = line[match.end() : match.end() + 60]
        if span := _days(rest) or span_in(fold(rest)):
            yield Found(span, Ground.CONTENT, evidence(line, match.start(), match.end() + 60))


def _days(text: str) -> Period | None:
    """From one day to another; whole years are told as years."""
    dates = mentions(text)
    if len(dates) < 2 or dates[1].start - dates[0].end > 12:
        return None
    start, end = dates[0].date, dates[1].date
    if end.last_day < start.first_day:
        return None
    if (start.month, start.day) in ((1, 1), (1, None)) and (end.month, end.day) in ((12, 31), (12, None)):
        return Period(PartialDate(start.year), PartialDate(end.year))
    whole = end.month and end.day == calendar.monthrange(end.year, end.month)[1]
    if start.day == 1 and whole:
        return Period(PartialDate(start.year, start.month), PartialDate(end.year, end.month))
    return Period(start, end)


def _year_of(material: Material) -> Iterator[Timed]:
    """From "Verksamhetsåret 2021/22", "räkenskapsåret 2022", where the text says it first."""
    for match in _YEAR_OF.finditer(material.folded[:6000]):
        if not _VERKSAMHET.match(match[0]):
            continue
        first = match["first"] or match["one"]
        last = match["last"] or match["two"] or first
        end = int(last if len(last) == 4 else first[:2] + last)
        if end >= int(first):
            words = evidence(material.text, match.start(), match.end())
            yield Found(Period(PartialDate(int(first)), PartialDate(end)), Ground.CONTENT, words)
            return


def _mission(material: Material) -> Iterator[Timed]:
    """The years of the one mission that a report says it is part of."""
    found = list(_RUNS_NOW.finditer(material.folded))
    if len({match.groups() for match in found}) == 1:
        match = found[0]
        period = Period(PartialDate(int(match[1])), PartialDate(int(match[2])))
        yield Found(period, Ground.CONTENT, evidence(material.text, match.start(), match.end()))
