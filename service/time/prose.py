"""Claims in running text: who comes, goes, stays, holds or held, read from the clauses of a sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.dates import PartialDate
from service.time.claims import Change
from service.time.clauses import clauses
from service.time.cues import Cue, cues_in
from service.time.dates import DateMention, Role, dates_in, years_before, years_long
from service.time.names import NameMention, fold, names_in
from service.time.offices import Office, OfficeMention, offices_in
from service.time.scopes import scope_of


@dataclass(frozen=True, slots=True)
class Said:
    """A claim before its document is known; dates as in `Claim`, `borrowed` where they stand in the sentence before."""

    office: Office
    scope: str
    holder: str
    change: Change
    since: PartialDate | None = None
    until: PartialDate | None = None
    at: PartialDate | None = None
    borrowed: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What the words before a sentence leave open: the one spoken of, the office, the scope, the latest date.

    `written` is when the document was issued; `organisations` are folded names of no people and `served` those of
    them that have offices.
    """

    written: PartialDate | None
    organisations: frozenset[str]
    served: frozenset[str]
    subject: str | None = None
    office: Office | None = None
    scope: str = ""
    date: PartialDate | None = None
    changing: bool = False


_OUT_BEFORE = re.compile(
    r"\b(?:efter|after|efterträd\w+|ersätt\w*|ersatte|avlös\w+|succeed\w*|replac\w+|från|from|i stället för|"
    r"istället för|"
    r"instead of|in place of|tackar|tackade|tacka\w* av|avtacka\w*|avtackning av|tack till|thank(?:s|ed)?(?: to)?|"
    r"farewell to|following)\s+(?:(?:den|the|nätverkets|vår|our)\s+)?$",
    re.IGNORECASE,
)
_IN_BEFORE = re.compile(r"\b(?:av|by|till|to)\s+(?:(?:the|den|sin|vice)\s+)*$", re.IGNORECASE)
_PLACED_BEFORE = re.compile(
    r"\b(?:i|på|vid|hos|inom|för|in|at|of|for|within|and|och|med|with)\s+(?:(?:det|den|the|svenska)\s+)*$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:Hon|Han|Hen|She|He|De|They)\b")
_PRONOUN_WITHIN = re.compile(r"\b(?:hon|han|hen|she|he)\b", re.IGNORECASE)
_SAME_DAY = re.compile(
    r"\b(?:samma dag|samtidigt|i samband med|därmed|då|at the same time|same (?:day|date|time)|in connection with|"
    r"on that day|also|också|även)\b",
    re.IGNORECASE,
)
_APART = re.compile(r"[\s:,–—-]*(?:(?:är|blir|blev|heter|is|was|will be|becomes)\s+)?(?:(?:nu|now)\s+)?")
_APPOSED = re.compile(r"(?:\s?\([^)]*\))?[\s,–—-]+(?:(?:[\wåäö]+s|the|vår|our) )?")
_SUCCESSION = re.compile(
    r"\b(?:efterträd\w*|ersätt\w*|ersatte|avlös\w*|(?:tar|tog|tagit)\b.{0,60}\b(?:över|vid)|övertar|övertog|"
    r"tillträd\w+|avgå\w*|"
    r"avgick|lämna\w*|börjar|började|utsågs|valdes|takes? (?:up|office)|took (?:up|office)|elected|appointed|"
    r"succeed\w*|replac\w*|tak(?:es|ing) over|took over|steps? down|stepped down|leaves|left|återval\w*|"
    r"omval\w*|re-?elected)\b",
    re.IGNORECASE,
)
_OF_OFFICE = re.compile(
    rf"{_SUCCESSION.pattern}|\b(?:uppdrag\w*|posten|rollen|valdes|utsågs|utnämn\w*|tjänsten|började|börjar|innehaft|"
    r"var det|varit det|elected|appointed|role|post|position|started|starts|stayed|sedan dess|since then)\b",
    re.IGNORECASE,
)
_PREDICATE = re.compile(
    r"(?:\b(?:som|till|är|blir|blev|bli|var|varit|heter|as|is|was|been|become[sd]?|became|of|for|vara|being|över|up|"
    r"take[sn]?|took|assume[sd]?|named|appointed|elected|appoints|elects|chosen|chose|remains|om|åter|efter|after|"
    r"har|har haft|new|innehar|innehaft|lämna\w*|leaves|left|from|från)\s+|^\W*)"
    r"(?:(?:den|det|the|en|ett|a|an|its|sin|sitt|nätverkets|föreningens|styrelsens|their|ny|nya|new|nationell|"
    r"national|"
    r"nationella|rollen|uppdraget|posten|tf|acting|tillförordnad)\s+(?:som\s+|as\s+|of\s+)?)*$",
    re.IGNORECASE,
)
_ELECTED = re.compile(r"\b(?:till|as|elected|appointed|blir|blev|is|är|becomes?|became)\b[^,]*$", re.IGNORECASE)
_THE_CHANGE = re.compile(
    r"\b(?:bytet|skiftet|överläm\w+|övergången|tillträdet|tillträde sker|förändringen|ändringen|the change|"
    r"the handover|handover|"
    r"the transition|takes effect|gäller från|gäller fr\w*|träder i kraft|starting date|startdatum)\b",
    re.IGNORECASE,
)
_AUXILIARY = 6
_FORMS_OF_OFFICE = re.compile(r"(?:skap|post|roll|uppdrag|klubb|stol|tjänst)\w*$", re.IGNORECASE)


def sayings(sentence: str, context: Context) -> tuple[list[Said], Context]:
    """What a sentence says of offices, and the context for the next one."""
    pronoun = begins_with_pronoun(sentence)
    within = context if pronoun or _PRONOUN_WITHIN.search(sentence) else replace(context, subject=None)
    goes_on = _goes_on_about(sentence, context, pronoun=pronoun)
    if not _SAME_DAY.search(sentence) and not pronoun and (offices_in(sentence) or not goes_on):
        within = replace(within, date=None)
    inherited = within.date
    within = replace(within, date=None)
    mentions = offices_in(sentence)
    if mentions:
        within = replace(within, office=mentions[0].office, scope="")
    elif not goes_on:
        within = replace(within, office=None)
    parts: list[list[Said]] = []
    parted = clauses(sentence, context.organisations)
    for clause, subject in parted:
        if subject:
            found, _ = _of_clause(clause, replace(within, subject=subject))
        else:
            found, within = _of_clause(clause, within)
        parts.append(found)
    own = next((date for clause, subject in parted if not subject and (date := _date_of(clause, context))), None)
    date = own or inherited
    said = [_dated(each, date, borrowed=own is None) for found in parts for each in found]
    # "Hon är strateg i X. Hon tillträder …": what changes is what was spoken of before.
    of = next((each for each in said if each.change in (Change.COMES, Change.GOES)), None)
    announced = not said and bool(mentions) and (mentions[0].coming or bool(_SUCCESSION.search(sentence)))
    held = said[0] if said and context.office is None else None
    changed = of or held
    if announced:
        # "Nätverket har fått en ny koordinator. X tillträder …"
        scope = scope_of(sentence, mentions[0], names_in(sentence, context.organisations))[0]
        return said, replace(within, office=mentions[0].office, scope=scope, date=date, changing=True)
    after = replace(
        within,
        date=date or (context.date if not said else None),
        office=changed.office if changed else context.office,
        scope=changed.scope if changed else context.scope,
        subject=within.subject or context.subject,
        changing=bool(of) or context.changing,
    )
    return said, after


def day_of_change(sentence: str, written: PartialDate | None) -> PartialDate | None:
    """The day that a sentence gives for a change told of before it: "Bytet sker den 1 juni"."""
    if not _THE_CHANGE.search(sentence) or offices_in(sentence):
        return None
    found = dates_in(sentence, written)
    return found[0].date if found else None


def begins_with_pronoun(sentence: str) -> bool:
    """Whether it speaks of somebody named before: "Hon tillträder …"."""
    return bool(_PRONOUN.match(sentence))


def _goes_on_about(sentence: str, context: Context, *, pronoun: bool) -> bool:
    """Whether a sentence that names no office tells more of the one spoken of before."""
    if pronoun and _OF_OFFICE.search(sentence):
        return True
    return context.changing and bool(_SUCCESSION.search(sentence))


def _date_of(sentence: str, context: Context) -> PartialDate | None:
    """The one date that a clause without its own may borrow."""
    found = [mention for mention in dates_in(sentence, context.written) if mention.role is not Role.UNTIL]
    return found[0].date if found and found[0].end_date is None else None


def _dated(said: Said, date: PartialDate | None, *, borrowed: bool) -> Said:
    if date is None or said.since or said.until or said.at:
        return said
    if said.change is Change.COMES:
        return replace(said, since=date, borrowed=borrowed)
    return replace(said, until=date, borrowed=borrowed) if said.change is Change.GOES else said


def _of_clause(text: str, context: Context) -> tuple[list[Said], Context]:
    mentions = [mention for mention in offices_in(text)]
    names = names_in(text, context.organisations)
    cues = cues_in(text)
    dates = dates_in(text, context.written)
    scopes = {mention.start: scope_of(text, mention, names) for mention in mentions}
    found: list[Said] = []
    office, scope = (mentions[0].office, scopes[mentions[0].start][0]) if mentions else (context.office, context.scope)
    placed = {name.start for _, used in scopes.values() for name in used}
    subject = context.subject
    holders = [name for name in names if name.start not in placed]
    if not any(_may_hold(name, mentions, office, context) for name in holders) and subject and (cues or mentions):
        meant = _predicate(text, mentions[0]) if mentions else bool(_OF_OFFICE.search(text))
        if office is not None and cues and meant:
            found += _timed(Said(office, scope, subject, cues[0].change), dates, text, context)
    for name in holders:
        mention = _mention_for(name, mentions, names, text)
        of = mention.office if mention else office
        if of is None or of.organisation == name.person or not _may_hold(name, mentions, of, context):
            continue
        change = _change(name, names, cues, mention, text)
        if change is None or not _meant(name, change, mention, names, text):
            continue
        own = scopes[mention.start][0] if mention else scope
        told = _told(name, mention, cues, dates, text)
        change = Change.HOLDS if told is not dates and change is Change.HELD else change
        found += _timed(Said(of, own, name.text, change), told, text, context)
    if any(cue.passes_on for cue in cues) and subject and office and not any(s.change is Change.GOES for s in found):
        found += _timed(Said(office, scope, subject, Change.GOES), dates, text, context)
    named = next((said.holder for said in found if said.change is not Change.GOES), None) or (
        found[0].holder if found else (names[0].text if names and names[0].person else None)
    )
    after = replace(context, subject=named or subject, office=office, scope=scope)
    return _unique(found), after


def _meant(
    name: NameMention, change: Change, mention: OfficeMention | None, names: Sequence[NameMention], text: str
) -> bool:
    """Whether the office is the name's own, and not somebody's that the clause names besides."""
    if mention is None or _apposed(text, name, mention):
        return True
    if change in (Change.COMES, Change.GOES) and _SUCCESSION.search(text):
        return True
    others = [other for other in names if other.start != name.start and other.person == name.person]
    if any(_apposed(text, other, mention) for other in others) and change in (Change.HOLDS, Change.HELD):
        return False
    return _predicate(text, mention)


def _apposed(text: str, name: NameMention, mention: OfficeMention) -> bool:
    first, last = sorted(((name.start, name.end), (mention.start, mention.end)))
    return bool(_APPOSED.fullmatch(text[first[1] : last[0]]))


def _predicate(text: str, mention: OfficeMention) -> bool:
    """Whether the office is what somebody is or becomes: "valdes till ordförande", not "hjälper ordföranden"."""
    word = text[mention.start : mention.end]
    if mention.coming or mention.past or _FORMS_OF_OFFICE.search(word):
        return True
    return bool(_PREDICATE.search(text[: mention.start]))


def _told(
    name: NameMention, mention: OfficeMention | None, cues: Sequence[Cue], dates: Sequence[DateMention], text: str
) -> Sequence[DateMention]:
    """The dates that are about the office: "ordföranden, X, har sedan 2023 suttit i Y" says nothing of since when.

    Where the office only tells who the one named is, these stand before the verb.
    """
    if mention is None:
        return dates
    verb = next((cue for cue in cues if cue.start >= max(name.end, mention.end)), None)
    if not _apposed(text, name, mention) or verb is None or verb.change not in (Change.HOLDS, Change.HELD):
        return dates
    if mention.past or _OF_OFFICE.search(text[verb.start :]):
        return dates
    return [each for each in dates if each.end <= verb.start]


def _may_hold(name: NameMention, mentions: Sequence[OfficeMention], office: Office | None, context: Context) -> bool:
    organisation = bool(office and office.organisation) or any(mention.office.organisation for mention in mentions)
    return name.person or (organisation and fold(name.text) not in context.served)


def _unique(found: list[Said]) -> list[Said]:
    return list(dict.fromkeys(found))


def _mention_for(
    name: NameMention, mentions: Sequence[OfficeMention], names: Sequence[NameMention], text: str
) -> OfficeMention | None:
    """The office that the name goes with: right before it, or after it and before the next name, or the only one."""
    before = [mention for mention in mentions if mention.end <= name.start]
    if before and _APART.fullmatch(text[before[-1].end : name.start]):
        return before[-1]
    rest = [other.start for other in names if other.start > name.start and other.person == name.person]
    limit = rest[0] if rest else len(text)
    after = [mention for mention in mentions if name.end <= mention.start < limit]
    fitting = [mention for mention in mentions if mention.office.organisation != name.person]
    if after and after[0] in fitting:
        # "X, kommunalråd i Luleå, valdes om till ordförande": the election is to the second.
        elected = [
            other for other in after[1:] if other in fitting and _ELECTED.search(text[after[0].end : other.start])
        ]
        return elected[0] if elected else after[0]
    earlier = [mention for mention in fitting if mention.end <= name.start]
    return earlier[-1] if earlier else (fitting[0] if fitting else None)


def _change(
    name: NameMention, names: Sequence[NameMention], cues: Sequence[Cue], mention: OfficeMention | None, text: str
) -> Change | None:
    """What the clause says of the one named; None where it says nothing."""
    before = text[: name.start]
    adjacent = (
        mention is not None and mention.end <= name.start and bool(_APART.fullmatch(text[mention.end : name.start]))
    )
    lead = text[: mention.start] if adjacent and mention else before
    if _OUT_BEFORE.search(lead) and not re.search(r"\b(?:efter att|after having)\s+$", lead):
        return Change.GOES
    passing = [cue for cue in cues if cue.passes_on and cue.start < name.start]
    if _IN_BEFORE.search(lead):
        moved = passing or re.search(r"\b(?:från|from|lämna\w*|leaves|left)\b", lead, re.IGNORECASE)
        return Change.COMES if moved else None
    if mention is not None and mention.past and adjacent:
        return Change.HELD
    if _PLACED_BEFORE.search(before) and not name.person and len(before.split()) > 1:
        return None
    return _by_cue(name, names, cues, mention, adjacent=adjacent)


def _by_cue(
    name: NameMention,
    names: Sequence[NameMention],
    cues: Sequence[Cue],
    mention: OfficeMention | None,
    *,
    adjacent: bool,
) -> Change | None:
    following = [other.start for other in names if other.start > name.start and other.person == name.person]
    limit = following[0] if following else 10**9
    after = [cue for cue in cues if name.end <= cue.start < limit]
    before = [cue for cue in cues if cue.start < name.start]
    cue = after[0] if after and not (before and _own_verb(before[-1], name)) else (before[-1] if before else None)
    if cue is None:
        if mention is None:
            return None
        return Change.COMES if mention.coming else (Change.HELD if mention.past else Change.HOLDS)
    if cue.change in (Change.HOLDS, Change.HELD):
        # "was re-elected", "har valts": the second verb tells what happened.
        cue = next((each for each in cues if cue.end < each.start <= cue.end + _AUXILIARY), cue)
    if mention is not None and mention.past and cue.change is not Change.GOES:
        return Change.HELD
    if mention is not None and mention.coming and cue.change in (Change.HOLDS, Change.HELD):
        return Change.COMES
    if cue.change is Change.HELD and adjacent and mention is not None and not after:
        return Change.HELD
    return cue.change


def _own_verb(before: Cue, name: NameMention) -> bool:
    """Whether the verb before the name is its own: "valdes Anna Berg …" rather than "… Anna Berg valdes"."""
    return name.start - before.end <= 1 or before.end > name.start


def _timed(said: Said, dates: Sequence[DateMention], text: str, context: Context) -> list[Said]:
    """The saying with its dates, as the kind of change and the prepositions tell them apart."""
    since = until = at = None
    for mention in dates:
        if mention.end_date is not None:
            since, until = mention.date, mention.end_date
        elif mention.role is Role.UNTIL:
            until = until or mention.date
        elif mention.role is Role.SINCE or said.change is Change.COMES:
            since = since or mention.date
        elif said.change is Change.GOES:
            until = until or mention.date
        else:
            at = at or mention.date
    if said.change is Change.GOES and until is None and since is not None:
        since, until = None, since
    if said.change is Change.COMES:
        until = None if until and since is None else until
    years = years_long(text)
    base = until or context.written
    lasted = said.change in (Change.GOES, Change.HOLDS, Change.STAYS)
    if years and lasted and since is None and base is not None:
        since = years_before(base, years)
    return [replace(said, since=since, until=until, at=at)]
