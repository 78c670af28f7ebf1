"""Dates on lines of their own: labelled ones, places and days, letterheads, colophons."""

import re
from collections.abc import Iterator

from corpus.dates import PartialDate
from corpus.documents import Ground, Kind
from ingest.describing.folding import fold
from ingest.describing.material import Found, Material, evidence
from ingest.describing.mentions import MONTH, YEAR, Mention, mentions, without_numbers

Dated = Found[PartialDate]

_REVISED = (
    r"(?:senast |sidan |innehallet |texten |informationen |artikeln |page |content |was |last )*"
    r"(?:uppdatera[dt]\w*|andra[dt]\w*|granska[dt]\w*|reviderad\w*|revidera[dt]\w*"
    r"|revision|updated|modified"
    r"|revised|reviewed)"
)
_ADOPTED = (
    r"(?:antag(?:en|et|na)|antogs|antagande\w*|faststall(?:d|t|da|des)|besluta(?:d|t|de|des)|beslutsdatum"
    r"|beslutsdag|beslut|godkan(?:d|t|da|des)"
    r"|adopted|approved|date of (?:adoption|approval|decision))"
)
_ISSUED = (
    r"(?:(?:annonsen |sidan |artikeln |rapporten |nyheten |first |ursprungligen )?publicera[dt]\w*|utgiven|utgivet"
    r"|utgivning\w*|utgivnings(?:ar|datum)"
    r"|publicerings(?:ar|datum)|utkom\w*|datum|date|dokumentdatum|dag|daterad|dated|published|issued|date of issue"
    r"|skickat|skickad|sant|sent"
    r"|upprattad|upprattat|skriven|tryck(?:t|ar|eri|ning)?|produktion|utgava|release date|issue date"
    r"|version(?:sdatum|snummer)?|senaste version|signerad\w*|last day of"
    r"|publication date|inlamnad|inkom)"
)
_MET = (
    r"(?:sammantradesdatum|sammantradesdag|motesdatum|motesdag|motestid|sammantradestid|tid och plats|plats och tid"
    r"|datum och tid|tid|datum|nar"
    r"|date and (?:time|place)|date|time and place|time|when|meeting date|held on|sammantrade|mote)"
)
_LABELS = {name: re.compile(rf"^\W*(?:{words})\b") for name, words in
           {"revised": _REVISED, "adopted": _ADOPTED, "issued": _ISSUED, "met": _MET}.items()}  # fmt: skip
_PLACE_AND_DAY = re.compile(
    r"^(?P<place>[a-z][a-z .-]{0,40}?)?(?:,|:)?\s*(?:den |i |on |on the |the |\()?"
    r"(?:man|tis|ons|tors|fre|lor|son)?(?:dag(?:en)?)?\s*(?:den )?@(?:\s*(?:kl|klockan"
    r"|at)?\.?\s?\d\d?[.:]\d\d.*)?[.)]?$"
)
_PLACE_AND_YEAR = re.compile(rf"^(?P<place>[^\W\d_]+(?:[ -][^\W\d_]+)?),?\s+(?P<year>{YEAR})\.?$")
_EVENT = re.compile(
    r"\w*(?:mote|motet|meeting|konferens\w*|conference|dagen|dagar\w*|seminari\w*|inarium|tid|kurs|utbildning\w*"
    r"|workshop|kl|valkom\w*|anmal\w*"
    r"|senast|deadline|sista|skrivelse|beteckning|remiss\w*|inkom\w*|dnr|fodd\w*|invigning\w*|traff\w*|fran|till"
    r"|starta\w*|borja\w*|oppna\w*|hamta\w*|utskriven|utskrift\w*|nedladda\w*|accessed|retrieved|printed|start|slut|period|osa|nasta|juster\w*|anslag\w*|galler|giltig\w*|register\w*)\b"
    r"|\b(?:er|ert|your)\b"
)
_EVENT_PAGE = re.compile(
    r"\w*(?:konferens|seminari|webbinari|workshop|arsmote|hostmote|varmote|utbildning|kurs|invigning|inbjudan"
    r"|valkom|traff|conference|seminar"
    r"|webinar|event|kallelse|program)\w*"
)
_OF_EVENT = re.compile(r"\W*(?:datum|date|dag|tid|nar|when)\b")
_DEADLINE = re.compile(
    r"\b(?:senast den|senast(?! (?:uppdat|andr|gransk|revid))|sista (?:dag|ansok|svars|anmal)\w*|anmal\w*|osa"
    r"|deadline|nasta|next|galler|giltig\w*|revideras"
    r"|juster\w*|anslag\w*|hanvisning|valid|registration|no later|foljs upp|ersatter|trader i kraft|svar(?:s"
    r"|et)? (?:till|datum))\b"
)
_COLOPHON = re.compile(
    r"\b(?:utgiv(?:en|et|are)|utgava|tryck\w*|produktion|produced|published|grafisk form|layout|upplaga|omslag\w*"
    r"|isbn|utgivningsar)\b"
)
_YEAR = re.compile(rf"(?<![\d/:.-])({YEAR})(?![\d/:-])")
_SERIES = (
    r"\b\w*(?:rapport(?:er|nummer|nr|serie)?|skrift(?:er|serie)?|publikation\w*|reports?|working papers?|policy brief"
    r"|pm|meddelande|series|serie|publication)\.?\s*(?:nr|no|nummer|number|#)?\.?\s*"
)
_REPORT_NUMBER = re.compile(
    rf"{_SERIES}(?:(?P<first>{YEAR})\s*(?:[:/-]|,? nr|,? no)\.?\s*\d{{1,3}}(?!\d)"
    rf"|\d{{1,3}}\s*(?:[:/,|(-]|\s)\s*(?P<last>{YEAR})(?![\d-]))"
)
"""A report's place in its series: "Rapport 2021:4", "Report 7/2022", "Skriftserie nr 3, 2019"."""
_CLAUSES = re.compile(r"(?<=\w{3})[.;]\s+|\s+[|'-]\s+")
_MONTH_AND_YEAR = re.compile(rf"^(?:[a-z ]{{2,30}}[, ]\s*)?(?:i |in )?(?:{MONTH})\.?,? {YEAR}$")
_LONGEST = 140
_SHORT_DAY = re.compile(
    r"\W*(?:(?P<y1>[0-4]\d)(?P<s>-?)(?P<m1>0[1-9]|1[0-2])(?P=s)(?P<d1>[0-3]\d)"
    r"|(?P<d2>[0-3]?\d)/(?P<m2>0?[1-9]|1[0-2])[ ,/-]{1,3}'?(?P<y2>[0-4]\d))(?![\d-])"
)
_PLACED_MONTH = re.compile(rf"[a-z][a-z -]{{2,30}}(?:,| i| in) (?:{MONTH}) {YEAR}")
_TOP = 6
_BODY = re.compile(
    r"\W*(?:av )?(?:\w*fullmaktiges?|\w*styrelse(?:ns?)?|\w*namnden?|\w*utskottet?|direktionen"
    r"|arsmotet?|stamman?|arsstamman?"
    r"|kongressen?|kf|ks|rf|rs|city council|municipal council|regional council|(?:the )?(?:general )?assembly"
    r"|(?:the )?board)\b"
)
_NO_MORE = re.compile(
    r"\W*(?:(?:(?:man|tis|ons|tors|fre|lor|son)dag(?:en)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|den|the|of|i|in)\W*)*"
)
_LONGEST_PLACE = 75


def dated_lines(material: Material, kind: Kind) -> Iterator[Dated]:
    """The dates on lines of their own, the most telling first for that kind of document."""
    near = (*material.head, *material.furniture, *material.tail)
    if kind is Kind.MINUTES:
        yield from _labelled(near, "met")
        yield from _places_and_days(material, kind)
        yield from _days_of_meeting(material)
        return
    everywhere = material.lines if kind in (Kind.WEB_PAGE, Kind.STRATEGY, Kind.REPORT, Kind.ANNUAL_REPORT) else near
    labels = ("revised", "adopted", "issued") if kind not in (Kind.PRESS_RELEASE,) else ("issued", "adopted")
    announces = _announces(material, kind)
    for label in labels:
        for found in _labelled(everywhere if label != "issued" or kind is Kind.WEB_PAGE else near, label):
            if not (announces and _OF_EVENT.match(fold(found.words))):
                yield found
        yield from _under_heads(everywhere, label)
    yield from _letterhead(material.head)
    if kind in (Kind.STRATEGY, Kind.STATEMENT, Kind.ANNUAL_REPORT):
        yield from _decided(material)
    if not announces and kind is not Kind.WEB_PAGE:
        yield from _bare(material)
    yield from _mailed(material)
    yield from _places_and_days(material, kind)
    if kind in (Kind.REPORT, Kind.ANNUAL_REPORT, Kind.OTHER, Kind.STRATEGY):
        yield from _colophon(material)
    if kind in (Kind.REPORT, Kind.OTHER):
        yield from _title_page(material)


def _labelled(lines: tuple[str, ...], label: str) -> Iterator[Dated]:
    """From "Publicerad: 17 maj 2024", "Antagen av fullmäktige 2021-06-14 § 85"; the date may be on the next line."""
    words = _LABELS[label]
    for line, following in zip(lines, (*lines[1:], ""), strict=True):
        for start, part in _cells(line):
            folded = fold(part)
            if not words.match(folded) or _is_clause(folded, label):
                continue
            part, folded = part[:_LONGEST], folded[:_LONGEST]
            if dates := mentions(part):
                chosen = dates[-1] if label == "revised" else dates[0]
                yield Found(chosen.date, Ground.CONTENT, evidence(line, start + chosen.start, start + chosen.end))
            elif day := _short_day(folded, words):
                yield Found(day, Ground.CONTENT, evidence(line))
            elif (
                _is_only_label(folded)
                and (dates := mentions(following))
                and dates[0].start < 30
                and len(following) <= _LONGEST
            ):
                yield Found(dates[0].date, Ground.CONTENT, evidence(f"{line} {following}"))
            elif label != "met" and (year := _lone_year(part, words)):
                yield Found(PartialDate(year), Ground.CONTENT, evidence(line))


def _under_heads(lines: tuple[str, ...], label: str) -> Iterator[Dated]:
    """From a table: the cell below the head "Fastställd av" holds who and when."""
    words = _LABELS[label]
    for head, row in zip(lines, lines[1:], strict=False):
        cells = row.split(" | ")
        for place, name in enumerate(head.split(" | ")):
            named = words.match(fold(name)) and _is_only_label(fold(name)) and not mentions(name)
            if " | " in head and named and place < len(cells) and (dates := mentions(cells[place])):
                yield Found(dates[0].date, Ground.CONTENT, evidence(f"{name}: {cells[place]}"))


def revised_on(material: Material) -> Iterator[Dated]:
    """The day a document says it was last revised."""
    return _labelled((*material.head, *material.furniture, *material.tail), "revised")


def _announces(material: Material, kind: Kind) -> bool:
    """Whether it invites to something: a bare day is then that of the event."""
    return kind in (Kind.WEB_PAGE, Kind.OTHER) and bool(_EVENT_PAGE.search(fold(" ".join(material.head[:3]))))


def _cells(line: str) -> list[tuple[int, str]]:
    """The line, and its parts where a row or a divider parts it."""
    parts = [(0, line)]
    for match in re.finditer(
        r"\s+[|\u00b7\u2022]\s+|\t+|;\s|[.)]\s+(?=[A-ZÅÄÖa-z])|,\s+(?=[a-zåäö]{5,} \d)"
        r"|,\s(?=(?:senast )?(?:uppdatera|ändra|revidera))",
        line,
    ):
        parts.append((match.end(), line[match.end() :]))
    return parts


def _is_clause(folded: str, label: str) -> bool:
    """Whether a line that begins with a label's word tells of something else: "Datum för nästa möte", "Tid: ..."."""
    match = _LABELS[label].match(folded)
    rest = folded[match.end() :] if match else ""
    if label == "revised":
        rest = re.sub(r"^ senast\b", "", rest)
    if label == "adopted":
        # "Antagen … 15 juni 2022, § 58. Ersätter …": what follows the day is another matter.
        rest = rest[: next((each.start for each in mentions(rest)), len(rest))]
    return bool(_DEADLINE.search(rest.split(":")[0] if ":" in rest[:40] else rest)) or (
        label != "met"
        and bool(re.match(r"\s*(?:for|till)\s+(?:nasta|anmal|konferens|mote|arsmote|seminar|ansok)", rest))
    )


def _is_only_label(folded: str) -> bool:
    """Whether a line is labels alone: "Datum", "Datum  Vår beteckning  Sida"."""
    return len(folded) <= 60 and not re.search(r"\d{3}", folded) and len(folded.split()) <= 6 and "." not in folded


def _letterhead(lines: tuple[str, ...]) -> Iterator[Dated]:
    """The day under a letterhead's "Datum": "Ekhamra kommun  Datum  Dnr" and below it what they are."""
    for line, following in zip(lines, lines[1:], strict=False):
        folded = fold(line)
        if (
            re.search(r"\b(?:datum|date)\b", folded)
            and _is_only_label(folded)
            and not mentions(line)
            and len(following) <= _LONGEST
        ):
            yield from (
                Found(each.date, Ground.CONTENT, evidence(f"{line} {following}")) for each in mentions(following)[:1]
            )


def _short_day(folded: str, words: re.Pattern[str]) -> PartialDate | None:
    """From "Datum: 210914", "Datum 14/9-21": the day right after a label, with the century left out."""
    label = words.match(folded)
    match = _SHORT_DAY.match(folded, label.end()) if label else None
    if match is None:
        return None
    year, month, day = (int(match[a] or match[b]) for a, b in (("y1", "y2"), ("m1", "m2"), ("d1", "d2")))
    try:
        return PartialDate(2000 + year, month, day)
    except ValueError:
        return None


def _lone_year(part: str, words: re.Pattern[str]) -> int | None:
    """From "Utgiven 2021", "Tryckt: Ekestad 2018"."""
    folded = without_numbers(fold(part))
    years = _YEAR.findall(folded)
    match = words.match(folded)
    short = (
        match is not None
        and len(folded) - match.end() <= 60
        and not folded.rstrip().endswith((".", ","))
        or len(folded) <= 40
    )
    return int(years[0]) if len(set(years)) == 1 and short else None


def _mailed(material: Material) -> Iterator[Dated]:
    """The day in the head of a mail: "Skickat: den 29 november 2019 09:14"."""
    for line in material.head:
        if re.match(r"(?:skickat|skickad|sant|sent)\s*:", fold(line)) and (dates := mentions(line)):
            yield Found(dates[0].date, Ground.CONTENT, evidence(line))


def _places_and_days(material: Material, kind: Kind) -> Iterator[Dated]:
    """A short line that is a place and a day ("Örebro den 20 mars 2026") near the beginning or the end."""
    lines = (*material.head[: 4 if kind is Kind.NEWSLETTER else 10], *material.furniture)
    if kind not in (Kind.NEWSLETTER, Kind.WEB_PAGE, Kind.MINUTES):
        lines = (*lines, *material.tail)
    announces = _announces(material, kind)
    for line in lines:
        if len(line) > _LONGEST_PLACE or announces and not re.match(r"(?!den )[^\W\d_]{3,} (?:den )?\d", line, re.I):
            continue
        for each in mentions(line)[:1]:
            if each.date.day and _is_dateline(line, each):
                yield Found(each.date, Ground.CONTENT, evidence(line))


def _decided(material: Material) -> Iterator[Dated]:
    """Who decided and when, without a verb: "Kommunfullmäktige 2021-03-29 § 41", "KF § 41, 2021-03-29"."""
    for line in (*material.head, *material.furniture):
        folded = fold(line)
        if len(line) <= _LONGEST_PLACE and _BODY.match(folded) and not _DEADLINE.search(folded):
            yield from (
                Found(each.date, Ground.CONTENT, evidence(line)) for each in mentions(line)[:1] if each.date.day
            )


def _bare(material: Material) -> Iterator[Dated]:
    """The date on a line near the top with but its weekday or place: "Februari 2023 / February 2023"."""
    for line in material.head[:_TOP]:
        dates = mentions(line)
        rest = "".join(
            line[a:b] for a, b in zip([0, *(d.end for d in dates)], [*(d.start for d in dates), None], strict=True)
        )
        placed = _PLACED_MONTH.fullmatch(fold(line)) and not _EVENT.search(fold(line))
        if dates and len({each.date.year for each in dates}) == 1 and (placed or _NO_MORE.fullmatch(fold(rest))):
            yield Found(dates[0].date, Ground.CONTENT, evidence(line))


def _days_of_meeting(material: Material) -> Iterator[Dated]:
    """The day on a short line at the top of minutes: "2022-11-08, Teams"."""
    for line in material.head[:6]:
        if len(line) <= _LONGEST_PLACE and not _DEADLINE.search(fold(line)):
            yield from (
                Found(each.date, Ground.CONTENT, evidence(line)) for each in mentions(line)[:1] if each.date.day
            )


def _is_dateline(line: str, mention: Mention) -> bool:
    folded = fold(line)
    match = _PLACE_AND_DAY.match(f"{folded[: mention.start]}@{folded[mention.end :]}")
    return match is not None and not _EVENT.search(match["place"] or "") and not _DEADLINE.search(folded)


def _colophon(material: Material) -> Iterator[Dated]:
    """From "Utgiven i mars 2021", "Tryck: Ekprint, november 2020", "Lillfors i september 2022"."""
    for line in (*material.head, *material.furniture, *material.lines):
        folded = fold(line)
        if len(line) <= _LONGEST and _COLOPHON.search(folded) and not _DEADLINE.search(folded):
            yield from (Found(each.date, Ground.CONTENT, evidence(line)) for each in mentions(line)[:1])
    for line in (*material.head, *material.tail):
        last, dates = _CLAUSES.split(fold(line))[-1], mentions(line)
        if len(last) > _LONGEST_PLACE or len(dates) != 1 or _EVENT.search(last):
            continue
        if _MONTH_AND_YEAR.match(last):
            yield Found(dates[0].date, Ground.CONTENT, evidence(line))


def _title_page(material: Material) -> Iterator[Dated]:
    """A place and a year on the title page ("Ekestad 2018"), or a report's number ("Rapport 2021:3")."""
    for line in (*material.head, *material.furniture):
        folded = fold(line)
        if match := _REPORT_NUMBER.search(folded):
            yield Found(PartialDate(int(match["first"] or match["last"])), Ground.CONTENT, evidence(line))
        elif (match := _PLACE_AND_YEAR.match(folded)) and len(line) <= 40 and not _EVENT.search(match["place"]):
            yield Found(PartialDate(int(match["year"])), Ground.CONTENT, evidence(line))
