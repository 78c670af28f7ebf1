"""Claims in lists, tables, cards and signatures: lines that name a holder, an office, or both."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.passages import Sentence, Span
from service.time.claims import Change, Manner
from service.time.cues import cues_in
from service.time.dates import Role, dates_in
from service.time.names import NameMention, fold, names_in
from service.time.offices import OfficeMention, offices_in
from service.time.prose import Context, Said
from service.time.scopes import scope_of

_CONTACT = re.compile(r"\S+@\S+|\+?\d[\d \-/]{6,}\d")
_GREETING = re.compile(
    r"\b(?:hälsning\w*|hälsar|vänligen|regards|sincerely|wishes|redaktör|redaktionen|ansvarig utgivare)\b",
    re.IGNORECASE,
)
_WHOLE = 160
_SHORT = 60
_CARD_REACH = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text at `offset` in a sentence."""

    sentence: Sentence
    offset: int
    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A claim of a list, how it is made, and the sentence, cut down to the lines that make it."""

    said: Said
    manner: Manner
    sentences: tuple[Sentence, ...]


def lines_of(sentences: Sequence[Sentence]) -> list[Line]:
    """The lines of some sentences, in order, without empty ones."""
    found: list[Line] = []
    for sentence in sentences:
        offset = 0
        for text in sentence.text.split("\n"):
            if text.strip():
                found.append(Line(sentence, offset, text))
            offset += len(text) + 1
    return found


def is_list(text: str) -> bool:
    """Whether a sentence is lines rather than prose: short, without a full stop or a verb of office."""
    return "\n" in text or (len(text) <= _WHOLE and not text.rstrip().endswith((".", "!", "?")))


def listed(lines: Sequence[Line], context: Context) -> Iterator[Listed]:
    """The claims of the lines of one section, in order."""
    before: tuple[int, OfficeMention | None, NameMention | None] = (-9, None, None)
    order: str | None = None
    for place, line in enumerate(lines):
        text = line.text.replace(" | ", ", ")
        if _CONTACT.search(line.text) and "," not in line.text:
            continue
        mentions, names = offices_in(text), names_in(text, context.organisations)
        pair = _pair(text, mentions, names)
        if pair:
            yield from _both(line, text, pair, context, lines, place)
            before = (-9, None, None)
            continue
        office = mentions[0] if len(mentions) == 1 and mentions[0].start <= 1 and not cues_in(text) else None
        name = _alone(text, names)
        near, other, named = before
        if place - near <= _CARD_REACH and near >= 0:
            if office and named and order != "office":
                order = "name"
                yield _card(lines, near, place, office, named, context)
                before = (-9, None, None)
                continue
            if name and other and order != "name":
                order = "office"
                yield _card(lines, near, place, other, name, context)
                before = (-9, None, None)
                continue
        if office or name:
            before = (place, office, name)


def _pair(
    text: str, mentions: Sequence[OfficeMention], names: Sequence[NameMention]
) -> tuple[OfficeMention, NameMention] | None:
    if not mentions:
        return None
    mention = mentions[0]
    if mention.office.organisation:
        used = {name.start for name in scope_of(text, mention, names)[1]}
        holders = [name for name in names if not name.person and name.start not in used]
    else:
        holders = [name for name in names if name.person]
    if not holders or (cues_in(text) and text.rstrip().endswith(".")):
        return None
    return mention, holders[0]


def _both(
    line: Line,
    text: str,
    pair: tuple[OfficeMention, NameMention],
    context: Context,
    lines: Sequence[Line],
    place: int,
) -> Iterator[Listed]:
    mention, name = pair
    scope = scope_of(text, mention, names_in(text, context.organisations))[0]
    if len(scope) and _is_home(text, mention):
        scope = ""
    said = _with_dates(Said(mention.office, scope, name.text, _standing(mention)), text, context)
    yield Listed(said, _manner(lines, place), (_cut(line, line),))


def _is_home(text: str, mention: OfficeMention) -> bool:
    """Whether what comes before the office is where its holder is from: "Anna Berg, Trollhättans stad - ordförande"."""
    return text[: mention.start].rstrip().endswith(("-", "–", ","))


def _card(
    lines: Sequence[Line], first: int, last: int, office: OfficeMention, name: NameMention, context: Context
) -> Listed:
    text = lines[last].text if offices_in(lines[last].text) else lines[first].text
    scope = scope_of(text, office, names_in(text, context.organisations))[0] or _trailing(text, office, context)
    said = _with_dates(Said(office.office, scope, name.text, _standing(office)), text, context)
    one, other = lines[first].sentence, lines[last].sentence
    if one.id == other.id:
        return Listed(said, _manner(lines, last), (_cut(lines[first], lines[last]),))
    if other.position == one.position + 1:
        return Listed(said, _manner(lines, last), (one, other))
    return Listed(said, _manner(lines, last), (one if name.text in one.text else other,))


def _trailing(text: str, office: OfficeMention, context: Context) -> str:
    """What a card's office line names after the office: "Koordinator Healthy Cities Sverige"."""
    return next(
        (fold(n.text) for n in names_in(text, context.organisations) if n.start == office.end + 1 and not n.person), ""
    )


def _standing(mention: OfficeMention) -> Change:
    if mention.past:
        return Change.HELD
    return Change.COMES if mention.coming else Change.HOLDS


def _alone(text: str, names: Sequence[NameMention]) -> NameMention | None:
    """The name that a line is about, where it holds little else."""
    if len(names) < 1 or not names[0].person or names[0].start > 2 or cues_in(text):
        return None
    return names[0] if len(text) - names[0].end <= 60 else None


def _with_dates(said: Said, text: str, context: Context) -> Said:
    for mention in dates_in(text, context.written):
        if mention.end_date is not None:
            return replace(said, since=mention.date, until=mention.end_date)
        if mention.role is Role.UNTIL:
            said = replace(said, until=mention.date)
        elif mention.role is Role.SINCE:
            said = replace(said, since=mention.date)
        else:
            said = replace(said, at=mention.date)
    return said


def _manner(lines: Sequence[Line], place: int) -> Manner:
    """A signature stands under a greeting or over an address."""
    above = " ".join(line.text for line in lines[max(0, place - 3) : place + 1])
    below = [line.text for line in lines[place : place + 3]]
    signed = bool(_GREETING.search(above)) or any(_CONTACT.search(text) for text in below)
    return Manner.SIGNATURE if signed else Manner.LIST


def _cut(first: Line, last: Line) -> Sentence:
    """The sentence, cut down to these of its lines where it holds more and stands on one page."""
    sentence = first.sentence
    if len(sentence.text) <= _SHORT or len(sentence.spans) != 1:
        return sentence
    start, end = first.offset, last.offset + len(last.text)
    span = sentence.spans[0]
    return replace(
        sentence,
        spans=(Span(span.page, span.start + start, span.start + end),),
        text=sentence.text[start:end],
    )
