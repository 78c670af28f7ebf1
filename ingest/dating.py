"""When a document was issued and which time it tells of, only where the document says so itself."""

import re
from collections.abc import Iterable
from pathlib import PurePath

from corpus.dates import PartialDate, Period
from corpus.documents import Kind, Page
from ingest.describe import fold

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb",
            "mars march mar",
            "april apr",
            "maj may",
            "juni june jun",
            "juli july jul",
            "augusti august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),  # fmt: skip
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:\d{1,2}\s*(?:-|till|och|and|to)\s*)?(?P<day>\d{1,2})(?::?e|st|nd|rd|th)?"
_DATES = re.compile(
    rf"\b(?P<y1>{_YEAR})-(?P<m1>\d\d)(?:-(?P<d1>\d\d))?\b(?!-?\d)"
    rf"|\b(?:{_DAY}\s+(?:of\s+)?)?(?P<month>{_MONTH})\.?,?\s+(?P<y2>{_YEAR})\b"
    rf"|\b(?P<month3>{_MONTH})\.?\s+(?:\d{{1,2}}\s*-\s*)?(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>{_YEAR})\b"
)
_YEARS = re.compile(rf"(?<![\d-])({_YEAR})(?!\d|-\d|-?\s?tal)")
_SPAN = re.compile(rf"\b({_YEAR})\s*(?:-|/|till|to)\s*({_YEAR}|(?<=/)\d\d)\b(?!-)")
_AIM = re.compile(rf"\b(?:agenda|vision|malbild|mal|health|halsa|europa|europe|ar|by|fram till|to)\s+{_YEAR}\b")
_ADOPTED = re.compile(
    r"\b(antog\w*|antagen|antaget|antagna|antagits|samlats|samlades|samlade|beslut\w*|stall\w* (oss|sig) bakom"
    r"|faststall\w*|adopted|approved|gathered|endorsed)\b"
)
_LABELLED = re.compile(
    r"^(?:(?P<updated>senast (?:uppdaterad|andrad|granskad)|uppdaterad|last (?:updated|modified)|updated)"
    r"|publicerad|publicerat|datum|utgiven|published|date|issued)\b[: ]"
)
_RUNS_NOW = re.compile(rf"\b(?:pagar|loper)\s+(?:under\s+|mellan\s+)?({_YEAR})\s*(?:-|till|och)\s*({_YEAR})\b")
_PLACE_AND_DAY = re.compile(rf"(?:(?P<place>\w+(?: \w+)?),?\s+)?(?:den\s+)?(?:{_DATES.pattern})\.?")
_EVENT = re.compile(r"\w*(?:mote|meeting|konferens|conference|dag|dagen|seminarium|inarium|tid|datum)\b")
_DATELINE = 70
_OPENING = 700
_COVERS = {Kind.ANNUAL_REPORT, Kind.STRATEGY}
_DATED_WHERE_ADOPTED = {Kind.STATEMENT, Kind.MINUTES, Kind.STRATEGY}


def issued_on(kind: Kind, title: str, pages: tuple[Page, ...], name: str) -> PartialDate | None:
    """The date the document says it was issued or adopted, as precise as it says; None where it does not say.

    From the title, the file's name, a labelled date or a line of place and date, the opening of a statement that says
    when it was adopted. A file's time, metadata and years that merely occur never count. Where several are found, the
    most precise of those that do not gainsay the first.
    """
    found = [
        *(_in_name(text) for text in (title, _stem(name))),
        _labelled(pages),
        *([] if kind is Kind.WEB_PAGE else [_dateline(pages)]),
        *([_adopted(pages)] if kind in _DATED_WHERE_ADOPTED else []),
        *([_running(pages)] if kind is Kind.REPORT else []),
    ]
    dates = [date for date in found if date]
    agreeing = [date for date in dates if str(date).startswith(str(dates[0]))]
    return max(agreeing, key=lambda date: len(str(date)), default=None)


def period_of(kind: Kind, title: str, pages: tuple[Page, ...], name: str) -> Period | None:
    """The time the document tells of: years in its title or file name, or of the mission a report is part of."""
    for text in (title, _stem(name)):
        folded = _folded(text)
        if match := _SPAN.search(folded):
            end = match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
            return Period(PartialDate(int(match[1])), PartialDate(int(end))) if end >= match[1] else None
        if kind in _COVERS and (years := _years(folded)):
            return Period(PartialDate(years[0]), PartialDate(years[0]))
    runs = set(_RUNS_NOW.findall(_folded(_text(pages)))) if kind is Kind.REPORT else set()
    if len(runs) == 1:
        start, end = runs.pop()
        return Period(PartialDate(int(start)), PartialDate(int(end)))
    return None


def dates_in(text: str) -> list[PartialDate]:
    """The dates in a text in Swedish or English, of month or day precision, in order; of a span its last day."""
    dates = []
    for match in _DATES.finditer(_folded(text)):
        year = match["y1"] or match["y2"] or match["y3"]
        month = match["m1"] or _MONTHS.get(match["month"] or match["month3"] or "", 0)
        day = match["d1"] or match["day"] or match["d3"]
        try:
            dates.append(PartialDate(int(year), int(month), int(day) if day else None))
        except ValueError:
            continue
    return dates


def _folded(text: str) -> str:
    """Lower case without accents, every dash a hyphen."""
    return fold(re.sub(r"[–—−‑‐]", "-", text))


def _stem(name: str) -> str:
    """The file's name as words, its dates as dates: "rapport_20240517.pdf" becomes "rapport 2024-05-17"."""
    stem = re.sub(rf"(?<!\d)({_YEAR})_?([01]\d)_?([0-3]\d)(?!\d)", r"\1-\2-\3", PurePath(name).stem)
    stem = re.sub(r"(?<=\d)_(?=\d)", "-", stem)
    return re.sub(r"_|(?<!\d)-|-(?!\d|tal)", " ", stem)


def _years(folded: str) -> list[int]:
    """The years in a title that date it: not those of a span or of an aim ("Agenda 2030")."""
    return [int(year) for year in _YEARS.findall(_AIM.sub(" ", _SPAN.sub(" ", folded)))]


def _in_name(text: str) -> PartialDate | None:
    if dates := dates_in(text):
        return dates[0]
    years = _years(_folded(text))
    return PartialDate(years[-1]) if years else None


def _labelled(pages: tuple[Page, ...]) -> PartialDate | None:
    """From "Publicerad: 17 maj 2024" on a line of its own; an update goes before the first publication."""
    found: list[tuple[bool, PartialDate]] = []
    for line in _lines(pages):
        match = _LABELLED.match(_folded(line)) if len(line) <= _DATELINE else None
        if match and (dates := dates_in(line)):
            found.append((match["updated"] is not None, dates[0]))
    return max(found, key=lambda each: each[0])[1] if found else None


def _dateline(pages: tuple[Page, ...]) -> PartialDate | None:
    """From a short line that is a place and a day ("Örebro den 20 mars 2026") near the beginning or the end."""
    lines = _lines(pages)
    for line in (*lines[:8], *lines[-6:]):
        match = _PLACE_AND_DAY.fullmatch(_folded(line)) if len(line) <= _DATELINE else None
        if match and not _EVENT.search(match["place"] or "") and (dates := dates_in(line)) and dates[0].day:
            return dates[0]
    return None


def _adopted(pages: tuple[Page, ...]) -> PartialDate | None:
    """From the sentence in the opening that says when the document was adopted or who gathered when."""
    for sentence in re.split(r"(?<=[.!?])\s+", _text(pages)[:_OPENING]):
        dates = [date for date in dates_in(sentence) if date.day]
        if dates and _ADOPTED.search(_folded(sentence)):
            return dates[0]
    return None


def _running(pages: tuple[Page, ...]) -> PartialDate | None:
    """The first year of the one mission that the text says is under way: the report was written in it."""
    runs = set(_RUNS_NOW.findall(_folded(_text(pages))))
    return PartialDate(int(runs.pop()[0])) if len(runs) == 1 else None


def _text(pages: Iterable[Page]) -> str:
    return "\n\n".join(page.text for page in pages)


def _lines(pages: Iterable[Page]) -> list[str]:
    return [line for page in pages for line in page.text.split("\n") if line]
