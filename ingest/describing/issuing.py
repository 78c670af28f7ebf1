"""When a document was issued, only where the document says so itself."""

import re
from collections.abc import Callable, Iterable, Sequence

from corpus.dates import PartialDate
from corpus.documents import Ground, Kind
from ingest.describing.folding import fold
from ingest.describing.issue_lines import dated_lines, revised_on
from ingest.describing.kinds import kind_lines
from ingest.describing.material import Found, Material, evidence
from ingest.describing.mentions import YEAR, Mention, mentions, without_numbers
from ingest.describing.naming import in_name, in_title
from ingest.describing.periods import period_of

Dated = Found[PartialDate]
Rule = Callable[[Material, Found[str], Kind], Iterable[Dated]]

_ADOPTED = re.compile(
    r"\b(?:antog\w*|antag(?:en|et|na|its)|samla[dt]\w*|samlats|beslut(?:ad|ade|ades|at|ats)|stall\w* (?:oss"
    r"|sig) bakom|enades|enats"
    r"|faststall\w*|godkan\w*|undertecknad\w*|adopted|approved|gathered|endorsed|assembled|signed)\b"
)
_NOT_ISSUED = re.compile(
    r"\b(?:senast den|senast|sista dag\w*|anmal\w*|osa|deadline|nasta mote|next meeting|fore den|galler (?:fran"
    r"|till|tom|t\.o\.m)"
    r"|trader i kraft|trad(?:de|er)|till och med|giltig\w*|revideras|foljs upp|juster\w*|anslag\w*|ska (?:vara"
    r"|lamnas|antas|beslutas|redovisas)"
    r"|kommer att|planeras|no later than|register|valid until|upphor\w*|ersatter|replaces|hanvisning|foredrog"
    r"|skrivelse den)\b"
)
_RUNS_NOW = re.compile(rf"\b(?:pagar|loper)\s+(?:under\s+|mellan\s+)?({YEAR})\s*(?:-|till|och)\s*({YEAR})\b")
_SUMMARY_OF = re.compile(r"\b(?:sammanfattning|summary)\b.{0,160}?\b(?:kalla|source):?\s", re.S)
_YEAR = re.compile(rf"(?<![\d/:.-])({YEAR})(?![\d/:-])")
_ISSUE = re.compile(
    r"\b(?:nr|nummer|no\.?|number|issue|utgava)\s*\d{1,3}\b|\b(?:kvartal(?:et)?|quarter)\b|^(?:vecka|v\.|week) ?\d"
    rf"|^(?:var|sommar|host|vinter|jul|spring|summer|autumn|winter)(?:en)?,? {YEAR}\b"
)
_REGISTERED = re.compile(r"\b(?:dnr|d nr|diarienr|diarienummer|arendenr|arendenummer)\b")
_REPORT_ITSELF = re.compile(
    r"\b(?:rapporten|kartlaggningen|utredningen|redovisningen|utvarderingen"
    r"|(?:the|this) (?:report|survey|evaluation))\b"
)
_HANDED_OVER = re.compile(
    r"\b(?:lamnades|overlamnades|presenterades|publicerades|redovisades|offentliggjordes"
    r"|was (?:submitted|presented|published|delivered|handed over))\b"
)
_OPENING = 900
_LABEL = 120
_PUBLISHED_IN = re.compile(r"\b(?:publicera[dt]\w*|infor[dt]|publicerades|published|first appeared)\b.{0,80}")
_BYLINE = re.compile(r"\(?[A-ZÅÄÖ][\w.-]+(?:[ ,]+[A-ZÅÄÖ][\w.-]+){0,3}[,:]?\s+(?:den |on )?(?:the )?")
_THEN_TEXT = re.compile(r"\s*[-–—.:)(/]\s*\S")
_ANOTHERS = re.compile(r"\b(?:om|infor|till|about|before)\b[^,]*$")
_ANOTHERS_OR_FROM = re.compile(r"\b(?:om|infor|till|fran|about|before)\b[^,]*$")
_SENT = (Kind.PRESS_RELEASE, Kind.NEWSLETTER)
"""Kinds that are from somebody; a report is from what it tells of."""
_ADOPTED_IN_MONTH = (Kind.STATEMENT, Kind.STRATEGY)
_WHAT_HAPPENS = (Kind.STATEMENT, Kind.MINUTES)


def issued_on(material: Material, kind: Kind, title: Found[str]) -> Dated | None:
    """The day, month or year the document says it was issued, adopted or, for minutes, met; None where it says none.

    The rules of the kind are tried in order; what the first one finds may be made more precise by what a later one
    finds, never contradicted. A file's own time never counts.
    """
    found: Dated | None = None
    for rule in _RULES.get(kind, _ORDINARY):
        for each in rule(material, title, kind):
            if found is None or _refines(each.value, found.value):
                found = each
    return found


def _refines(date: PartialDate, known: PartialDate) -> bool:
    return len(str(date)) > len(str(known)) and str(date).startswith(str(known))


def _from_lines(material: Material, _title: Found[str], kind: Kind) -> Iterable[Dated]:
    return dated_lines(material, kind)


def _from_revision(material: Material, _title: Found[str], _kind: Kind) -> Iterable[Dated]:
    return revised_on(material)


def _from_kind_line(material: Material, title: Found[str], kind: Kind) -> Iterable[Dated]:
    """From "Pressmeddelande 2020-06-11", "Nyhetsbrev nr 3, september 2022", "Uttalande vid årsmötet i Borås 2025"."""
    for named, line in kind_lines(material):
        if named.kind is not kind or line == title.value:
            continue
        if dates := [each for each in mentions(line) if not _is_event(line, named.end, each, kind)]:
            yield _dated(dates[0], line)
        elif kind not in (Kind.STRATEGY, Kind.ANNUAL_REPORT, Kind.REPORT) and (year := _only_year(line)):
            yield year


def _is_event(line: str, start: int, mention: Mention, kind: Kind) -> bool:
    """Whether a date in what a line says after `start` is another's: "Rapport om mötet den 3 mars"."""
    before = fold(line[start : mention.start])
    others = _ANOTHERS if kind in _SENT else _ANOTHERS_OR_FROM
    return kind not in _WHAT_HAPPENS and bool(others.search(before))


def _from_year_covered(material: Material, title: Found[str], kind: Kind) -> Iterable[Dated]:
    """The last year that an annual report covers, where nothing tells when it was issued."""
    if covered := period_of(material, kind, title.value):
        yield Found(PartialDate(covered.value.end.year), covered.ground, covered.words)


def _only_year(line: str) -> Dated | None:
    years = _YEAR.findall(without_numbers(fold(line)))
    return Found(PartialDate(int(years[0])), Ground.CONTENT, evidence(line)) if len(set(years)) == 1 else None


def _dated(mention: Mention, text: str, ground: Ground = Ground.CONTENT) -> Dated:
    return Found(mention.date, ground, evidence(text, mention.start, mention.end))


def _from_issue(material: Material, _title: Found[str], _kind: Kind) -> Iterable[Dated]:
    """From "Nr 3, september 2022": a newsletter's own number and time, near its beginning."""
    for line in (*material.head[:8], *material.furniture):
        if len(line) <= _LABEL and _ISSUE.search(fold(line)):
            if dates := mentions(line):
                yield _dated(dates[0], line)
            elif year := _only_year(re.sub(r"(?<=\d)\s*[-/]\s*(?=(?:19|20)\d\d)", " ", line)):
                yield year


def _from_opening(material: Material, _title: Found[str], kind: Kind) -> Iterable[Dated]:
    """The sentence of the opening or the end that says when it was adopted or who gathered when."""
    text = material.text
    for part in (text[:_OPENING], text[max(0, len(text) - _OPENING) :]):
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])|\n+", part):
            folded = fold(sentence)
            dates = [each for each in mentions(sentence) if each.date.day or kind in _ADOPTED_IN_MONTH]
            if dates and _ADOPTED.search(folded) and not _NOT_ISSUED.search(folded):
                yield _dated(dates[0], sentence)
                return


def _from_publication(material: Material, _title: Found[str], _kind: Kind) -> Iterable[Dated]:
    """From "Publicerad i Dagens Samhälle den 25 januari 2024", anywhere near the beginning or the end."""
    for line in (*material.head, *material.tail):
        if (match := _PUBLISHED_IN.search(fold(line))) and (dates := mentions(line[match.start() : match.end()])):
            yield Found(dates[0].date, Ground.CONTENT, evidence(line, match.start(), match.end()))
            return


def _from_dateline(material: Material, _title: Found[str], _kind: Kind) -> Iterable[Dated]:
    """From "STOCKHOLM 12 maj 2023 – Nätverket …": a place and a day that a paragraph begins with."""
    for line in material.head:
        for each in mentions(line)[:1]:
            if each.date.day and _BYLINE.fullmatch(line[: each.start]) and _THEN_TEXT.match(line[each.end :]):
                yield _dated(each, line)
                return


def _from_metadata(material: Material, _title: Found[str], kind: Kind) -> Iterable[Dated]:
    """What a page says to programs of its own publishing; of a page that lives on, its last update."""
    updated = material.facts.updated if kind is Kind.WEB_PAGE else ()
    for text in (*updated, *material.facts.published):
        for each in mentions(text)[:1]:
            yield Found(each.date, Ground.METADATA, evidence(text))


def _from_title(material: Material, title: Found[str], kind: Kind) -> Iterable[Dated]:
    return in_title(title, material, kind)


def _from_name(material: Material, _title: Found[str], kind: Kind) -> Iterable[Dated]:
    return in_name(material, kind)


def _from_mission(material: Material, _title: Found[str], _kind: Kind) -> Iterable[Dated]:
    """The first year of the one mission that a report says is under way: it was written in it."""
    found = list(_RUNS_NOW.finditer(material.folded))
    if len({match.groups() for match in found}) == 1:
        match = found[0]
        words = evidence(material.text, match.start(), match.end())
        yield Found(PartialDate(int(match[1])), Ground.CONTENT, words)


def _from_source(material: Material, _title: Found[str], _kind: Kind) -> Iterable[Dated]:
    """A summary is dated by the publication that it says it renders: "Källa: …, 26 augusti 2016"."""
    for line in material.head:
        if match := _SUMMARY_OF.search(fold(line)):
            rest = re.split(r"(?<=[a-zåäö0-9])\.\s", line[match.end() :])[0]
            if dates := mentions(rest):
                yield Found(dates[-1].date, Ground.CONTENT, evidence(rest))
            elif year := _only_year(rest):
                yield year


def _from_delivery(material: Material, _title: Found[str], _kind: Kind) -> Iterable[Dated]:
    """From "I mars 2023 lämnades rapporten till nämnden": a report tells itself when it was handed over."""
    for sentence in re.split(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])|\n+", material.text):
        folded = fold(sentence)
        told = _REPORT_ITSELF.search(folded) and _HANDED_OVER.search(folded) and not _NOT_ISSUED.search(folded)
        if told and len(dates := mentions(sentence)) == 1:
            yield _dated(dates[0], sentence)
            return


def _from_registry(material: Material, _title: Found[str], _kind: Kind) -> Iterable[Dated]:
    """From "Dnr 2023/145 2023-04-11": the day that stands beside a case's number in head or foot."""
    for line in (*material.furniture, *material.head, *material.tail):
        if len(line) <= _LABEL and _REGISTERED.search(fold(line)) and len(dates := mentions(line)) == 1:
            if dates[0].date.day:
                yield _dated(dates[0], line)
            return


_ORDINARY: Sequence[Rule] = (
    _from_lines, _from_publication, _from_kind_line, _from_opening, _from_metadata, _from_title, _from_name,
    _from_source, _from_registry,
)  # fmt: skip
_RULES: dict[Kind, Sequence[Rule]] = {
    Kind.NEWSLETTER: (_from_kind_line, _from_issue, _from_title, _from_lines, _from_metadata, _from_name, _from_source),
    Kind.WEB_PAGE: (_from_lines, _from_metadata, _from_name, _from_source),
    Kind.MINUTES: (_from_lines, _from_kind_line, _from_title, _from_opening, _from_name, _from_source),
    Kind.STATEMENT: (
        _from_revision, _from_opening, _from_kind_line, _from_lines, _from_title, _from_metadata, _from_name,
        _from_source,
    ),
    Kind.PRESS_RELEASE: (
        _from_kind_line, _from_lines, _from_dateline, _from_publication, _from_metadata, _from_title, _from_name,
        _from_source,
    ),
    Kind.DEBATE_ARTICLE: (
        _from_publication, _from_kind_line, _from_lines, _from_dateline, _from_metadata, _from_title, _from_name,
        _from_source,
    ),
    Kind.ANNUAL_REPORT: (_from_lines, _from_opening, _from_title, _from_year_covered, _from_name, _from_source),
    Kind.REPORT: (
        _from_lines, _from_kind_line, _from_metadata, _from_title, _from_mission, _from_name, _from_source,
        _from_registry, _from_delivery,
    ),
    Kind.STRATEGY: (_from_lines, _from_opening, _from_title, _from_name, _from_source),
}  # fmt: skip
