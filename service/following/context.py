"""What has been said so far, and whom and what of it a new question can mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.following.mentions import Mention, names_in, office_in, people_in, time_in
from service.following.phrases import Form, Phrase, asked_noun, phrases_of
from service.following.pronouns import Points
from service.following.shape import Shape, head_of, shape_of
from service.following.words import OFFICES, WORDS, base_of

_NUMBERS = re.compile(r"\s*\[\d{1,3}\]")
_LABEL = re.compile(
    r"(?:^|\s)(?:Tidigare|Senare|Också under den tiden|Earlier|Later|Also in that time|(?:Från|From) [^:.]{4,22}):"
)
_OF_WHAT = re.compile(r"\b(?:för|i|inom|hos|of|for|in|at|within)\s$")
_ORGANISED = frozenset("värd värdkommun värdregion host".split())


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question as it was understood and what was shown in answer, without the numbers of its sources."""

    shape: Shape
    answer: str

    @property
    def asks_who(self) -> bool:
        """Whether a person, or an organisation in an office, is asked for."""
        return self.shape.asks in WORDS[self.shape.language].people


Context = Sequence[Exchange]
"""Exchanges, oldest first."""


def exchange_of(question: str, language: str, answer: str) -> Exchange:
    """The exchange; of the answer what comes before the first label for another time, where anything does."""
    parts = _LABEL.split(_NUMBERS.sub(" ", " ".join(answer.split())))
    return Exchange(shape_of(question, language), next((part.strip() for part in parts if part.strip()), ""))


def office_of(context: Context, language: str) -> str | None:
    """The office last asked of, with its place ("ordförande i styrelsen"), in that language."""
    for exchange in reversed(context):
        shape = exchange.shape
        office = office_in(shape.text, shape.language)
        if office is None:
            continue
        if shape.language == language:
            return office
        table = OFFICES if language == "en" else {english: swedish for swedish, english in OFFICES.items()}
        return table.get(office)
    return None


def holder_of(context: Context, *, organisations: bool = False) -> str | None:
    """The person last spoken of; with `organisations`, or where the office is one's, an organisation as well."""
    for exchange in reversed(context):
        office = office_in(exchange.shape.text, exchange.shape.language)
        either = organisations and (office is None or office in _ORGANISED)
        found = _named(exchange, office, either) if exchange.asks_who else None
        asked = [m.text for m in names_in(exchange.shape.text) if m.person or (either and not exchange.asks_who)]
        found = found or (asked[-1] if asked else None)
        if found is None:
            said = people_in(exchange.answer)
            found = said[0] if said else None
        if found:
            return found
    return None


def answered_with(exchange: Exchange) -> str | None:
    """The person, or the organisation in an office, that the answer to a question for one names."""
    return _named(exchange, office_in(exchange.shape.text, exchange.shape.language), either=True)


def _named(exchange: Exchange, office: str | None, either: bool) -> str | None:
    """The one the answer names: nearest to the office where there is one, and not named by the question itself."""
    asked = exchange.shape.text.casefold()
    names = [
        mention
        for mention in names_in(exchange.answer)
        if (mention.person or either)
        and mention.text.casefold() not in asked
        and not _OF_WHAT.search(exchange.answer[max(0, mention.start - 8) : mention.start])
    ]
    hosted = office in _ORGANISED
    names = [m for m in names if m.person is not hosted] or names
    if not names:
        return None
    places = _places_of(exchange.answer, office.split()[-1] if office else "")
    if not places:
        return names[0].text

    def distance(mention: Mention) -> int:
        return min(_gap(mention.start, mention.end, start, end, exchange.answer) for start, end in places)

    return min(names, key=distance).text


def _places_of(answer: str, office: str) -> list[tuple[int, int]]:
    if not office:
        return []
    other = OFFICES.get(office) or next((sv for sv, en in OFFICES.items() if en == office), office)
    pattern = rf"(?<!vice )(?<!deputy )\b(?:{re.escape(office)}|{re.escape(other)})"
    return [match.span() for match in re.finditer(pattern, answer.casefold())]


def _gap(start: int, end: int, office_start: int, office_end: int, answer: str) -> int:
    between = answer[end:office_start] if end <= office_start else answer[office_end:start]
    return len(between) + (200 if re.search(r"[.•\n;](?:\s|$)", between) else 0)


def time_of(context: Context) -> str | None:
    """The time last spoken of, as written; of an answer where a question asked when."""
    for exchange in reversed(context[-2:]):
        shape = exchange.shape
        span = time_in(shape.text, shape.language)
        if span:
            return shape.text[slice(*span)]
        if shape.asks in ("när", "when"):
            told = time_in(exchange.answer, "sv") or time_in(exchange.answer, "en")
            if told:
                return exchange.answer[slice(*told)]
    return None


_FITS = {
    Points.COMMON: (Form.COMMON, Form.NAME, Form.UNKNOWN),
    Points.NEUTER: (Form.NEUTER, Form.NAME, Form.UNKNOWN),
    Points.SINGULAR: (Form.COMMON, Form.NEUTER, Form.NAME, Form.UNKNOWN),
    Points.PLURAL: (Form.PLURAL,),
}


def topic_of(context: Context, points: Points) -> str | None:
    """What the last question that has one is about, of the form pointed at."""
    for exchange in reversed(context):
        found = _topic(exchange.shape, points)
        if found:
            return found
    if points is Points.PLURAL:
        return _acting(context)
    return _any(context)


def _topic(shape: Shape, points: Points) -> str | None:
    phrases = [phrase for phrase in phrases_of(shape) if not phrase.predicate]
    definite = [phrase for phrase in phrases if phrase.definite]
    fits = _FITS[points]
    if points is not Points.PLURAL and shape.noun and shape.lead.casefold().startswith(("hur mycket", "how much")):
        return shape.noun
    for candidates in (definite, phrases):
        for form in fits:
            # "Vilka kommuner är medlemmar?": the municipalities come before a plural that is only said of them.
            if points is Points.PLURAL and candidates is phrases and (asked := asked_noun(shape)):
                return asked
            found = next((phrase.text for phrase in candidates if phrase.form is form), None)
            if found:
                return found
    return asked_noun(shape) or None if points is Points.PLURAL else None


def _any(context: Context) -> str | None:
    """The first thing the last question names, whatever its form."""
    for exchange in reversed(context):
        found = [phrase.text for phrase in phrases_of(exchange.shape) if not phrase.predicate]
        if found:
            return found[0]
    return None


def _acting(context: Context) -> str | None:
    """Who "they" may be where nothing is plural: an organisation, or what acts like one."""
    for exchange in reversed(context):
        told = answered_with(exchange) if exchange.asks_who else None
        if told and told not in people_in(exchange.answer):
            return told
        said = ""
        for phrase in phrases_of(exchange.shape):
            if phrase.definite and not phrase.event and not phrase.predicate and phrase.core not in said:
                return phrase.core
            said += f" {phrase.text}"
    return None


def noun_of(context: Context, noun: str, language: str) -> str | None:
    """The phrase last used that is built on that noun, or on a compound that ends in it; else the last topic."""
    wanted = base_of(noun, language) or noun.casefold()
    for exchange in reversed(context):
        for phrase in phrases_of(exchange.shape):
            base = base_of(head_of(phrase.core, exchange.shape.language), exchange.shape.language) or ""
            if base.endswith(wanted):
                return phrase.text
    return _any(context)


def event_of(context: Context) -> Phrase | None:
    """What was last spoken of that is held somewhere, at some time."""
    for exchange in reversed(context):
        found = next((phrase for phrase in phrases_of(exchange.shape) if phrase.event), None)
        if found:
            return found
    return None


def place_of(context: Context, language: str) -> str | None:
    """Where "there" is, with its preposition: at what was held, in what a question named or answered with."""
    event = event_of(context)
    if event:
        return f"{'på' if language == 'sv' else 'at'} {event.text}"
    for exchange in reversed(context):
        asked = [m.text for m in names_in(exchange.shape.text) if not m.person]
        told = [m.text for m in names_in(exchange.answer) if not m.person and m.text not in asked]
        where = told if exchange.shape.asks in ("var", "where") else []
        found = (where or asked[-1:])[:1]
        if found:
            return f"{'i' if language == 'sv' else 'in'} {found[0]}"
    return None
