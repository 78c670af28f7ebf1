"""What has been said so far, and whom and what of it a new question can mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.following.mentions import Mention, is_organisation, names_in, office_in, people_in, time_in
from service.following.phrases import SAYING, Form, Phrase, asked_noun, is_definite, is_event, phrases_of
from service.following.pronouns import Points
from service.following.shape import Shape, head_of, shape_of
from service.following.words import OFFICES, WORDS, base_of, words_of

_NUMBERS = re.compile(r"\s*\[\d{1,3}\]")
_LABEL = re.compile(
    r"(?:^|\s)(?:Tidigare|Senare|Också under den tiden|Earlier|Later|Also in that time|(?:Från|From) [^:.]{4,22}):"
)
COPULAS = frozenset("är var blir blev is are was were".split())
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
        named = people_in(exchange.shape.text) and office is None
        found = _named(exchange, office, either) if exchange.asks_who and not named else None
        asked = [m.text for m in names_in(exchange.shape.text) if m.person or (either and not exchange.asks_who)]
        found = found or (asked[-1] if asked else None)
        if found is None and not (organisations and office in _ORGANISED):
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
    names = [m for m in names if not _only_capital(m, exchange.answer)]
    if not names:
        return None
    places = _places_of(exchange.answer, office.split()[-1] if office else "")
    if not places:
        return names[0].text

    def distance(mention: Mention) -> int:
        return min(_gap(mention.start, mention.end, start, end, exchange.answer) for start, end in places)

    return min(names, key=distance).text


def _only_capital(mention: Mention, answer: str) -> bool:
    """Whether a name may be but a common noun that stands first in its sentence: "Medlemmarna"."""
    first = not re.search(r"[\w,;:)–-]\s*$", answer[: mention.start])
    return first and " " not in mention.text and is_definite(mention.text.casefold(), "sv")


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
    for exchange in reversed(context[-4:]):
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
        found = _chosen(exchange, points) or _topic(exchange.shape, points)
        if found and points is Points.NEUTER and _acts(found, exchange.shape):
            found = _neuter_before(exchange, context) or found
        if found:
            return exact(_shortest(found, context), exchange)
    if points is Points.PLURAL:
        return _acting(context)
    return _any(context, points)


def _acts(name: str, shape: Shape) -> bool:
    """Whether a name is only who does what a question asks of: "vad tog Malmö upp?"."""
    named = any(phrase.core == name and phrase.form is Form.NAME for phrase in phrases_of(shape))
    return named and bool(shape.lead) and shape.verb.casefold() not in COPULAS and shape.rest.startswith(name)


def _neuter_before(exchange: Exchange, context: Context) -> str | None:
    """What the question before that one is about, where it is something definite that "det" fits in form."""
    place = list(context).index(exchange)
    found = phrases_of(context[place - 1].shape) if place else []
    return next((each.text for each in found if each.definite and each.form is Form.NEUTER), None)


def exact(text: str, exchange: Exchange) -> str:
    """A bare noun for what is held ("årskonferensen") with the year or place that the answer tells; else itself."""
    if " " in text.removeprefix("the ") or not is_event(text):
        return text
    said = re.escape(text.removeprefix("the "))
    told = re.search(rf"\b(?i:{said})(?P<which> (?:in )?(?:19|20)\d\d| (?:i|in) [A-ZÅÄÖ]\w+)\b", exchange.answer)
    return f"{text}{told['which']}" if told else text


_CHOSEN = re.compile(
    r"(?:kommun|region|stad|land|ort|organisation|myndighet|medlem|city|municipality|country|member|authority)(?:en|et|s)?$|^ones?$"
)


def _chosen(exchange: Exchange, points: Points) -> str | None:
    """The one named in answer to a question for one of several: "vilken region är nyast?"."""
    shape, phrases = exchange.shape, phrases_of(exchange.shape)
    asks = shape.asks in ("vilken", "vilket", "which") and points is not Points.PLURAL
    noun = shape.noun or (shape.rest if shape.verb.casefold() in COPULAS else "")
    # "Vilket land kommer Platskompassen från?" is about something else.
    other = (
        bool(phrases)
        and phrases[0].definite
        and shape.rest.startswith(phrases[0].core)
        and shape.noun not in ("one", "ones")
    )
    if not asks or (other and shape.noun) or not _CHOSEN.search(noun.casefold()):
        return None
    return answered_with(exchange)


def chosen_by(exchange: Exchange) -> str | None:
    """The one of several, of a municipality's or an organisation's kind, that a question asks for and is told."""
    return _chosen(exchange, Points.SINGULAR)


def said_of(shape: Shape) -> Phrase | None:
    """What somebody says something about, where a question asks for that: "vad säger nätverket om buller?"."""
    if shape.verb.casefold() not in SAYING:
        return None
    about = ("om", "gäller", "angående") if shape.language == "sv" else ("about", "on", "regarding")
    for phrase in phrases_of(shape):
        before = shape.rest[: max(0, shape.rest.find(phrase.text))].split()
        if before[-1:] and before[-1].casefold() in about:
            return phrase
    return None


def _shortest(text: str, context: Context) -> str:
    """A name without what only one question added to it: "Platskompassen på engelska" has been Platskompassen."""
    cores = (p.core for e in context for p in phrases_of(e.shape) if p.form is Form.NAME and p.text == p.core)
    return next((core for core in cores if text.startswith(f"{core} ")), text)


def _topic(shape: Shape, points: Points) -> str | None:
    about = said_of(shape) if points in (Points.NEUTER, Points.SINGULAR) else None
    if about:
        return about.text
    phrases = [
        phrase for phrase in phrases_of(shape) if not phrase.predicate and phrase.core not in people_in(shape.text)
    ]
    main = [phrase for place, phrase in enumerate(phrases) if not any(phrase.text in p.text for p in phrases[:place])]
    definite = [phrase for phrase in phrases if phrase.definite]
    if points is Points.NEUTER and not any(phrase.form in _FITS[points] for phrase in main):
        definite = [phrase for phrase in main if phrase.definite and phrase.form is Form.COMMON] or definite
        points = Points.SINGULAR
    elif points is Points.SINGULAR and any(phrase in main for phrase in definite):
        # "Samling för social hållbarhet" is one thing.
        definite = [phrase for phrase in definite if phrase in main]
    fits = _FITS[points]
    if points is not Points.PLURAL and shape.noun and shape.lead.casefold().startswith(("hur mycket", "how much")):
        time = time_in(shape.text, shape.language)
        dated = re.search(r"\b(?:in )?\d{4}$", shape.text[slice(*time)]) if time else None
        return f"{shape.noun} {dated.group()}" if dated else shape.noun
    if points is Points.PLURAL:
        # "The learning project on children's perspectives" is one project.
        definite, phrases = [phrase for phrase in definite if phrase in main], main
    for candidates in (definite, phrases):
        for form in fits:
            # "Vilka kommuner är medlemmar?": the municipalities come before a plural that is only said of them.
            if points is Points.PLURAL and candidates is phrases and (asked := asked_noun(shape)):
                return asked
            found = next((phrase for phrase in candidates if phrase.form is form), None)
            if found:
                return found.text
    return asked_noun(shape) or None if points is Points.PLURAL else None


def _any(context: Context, points: Points | None = None) -> str | None:
    """The first thing the last question names, whatever its form, but for a neuter noun where "den" points at it."""
    other = Form.NEUTER if points is Points.COMMON else None
    for exchange in reversed(context):
        found = [p.text for p in phrases_of(exchange.shape) if not p.predicate and p.form is not other]
        if found:
            return found[0]
    return None


_PLACED = frozenset("i på från in at from regarding gäller".split())


def actor_of(exchange: Exchange) -> str | None:
    """The organisation that a question asks what it did, or that answers one for an organisation: "they" after it."""
    shape = exchange.shape
    if shape.asks in ("vems", "whose"):
        return answered_with(exchange)
    chosen = chosen_by(exchange)
    if chosen:
        return chosen
    first = next(iter(phrases_of(shape)), None)
    named = first is not None and first.form is Form.NAME and first.core not in people_in(shape.text)
    acts = bool(shape.lead) and shape.verb.casefold() not in COPULAS and not shape.noun
    return first.core if first and named and acts and shape.rest.startswith(first.core) else None


def _acting(context: Context) -> str | None:
    """Who "they" may be where nothing is plural: an organisation, or what acts like one."""
    for exchange in reversed(context):
        told = answered_with(exchange) if exchange.asks_who and exchange.shape.asks != "vilka" else None
        kind = _kind(exchange)
        thing = told is not None and is_definite(told, "sv") and not is_organisation(told)
        if kind or (told and not thing and told not in people_in(exchange.answer)):
            return kind or told
        said = ""
        for phrase in phrases_of(exchange.shape):
            person = phrase.core in people_in(exchange.shape.text)
            before = exchange.shape.rest[: max(0, exchange.shape.rest.find(phrase.core))].split()
            placed = phrase.form is Form.NAME and before[-1:] and before[-1].casefold() in _PLACED
            placed = placed and not is_organisation(phrase.core)
            if (
                phrase.definite
                and not (person or placed)
                and not phrase.event
                and not phrase.predicate
                and phrase.core not in said
            ):
                return phrase.text
            said += f" {phrase.text}"
    return None


def _kind(exchange: Exchange) -> str | None:
    """The municipality or the like that a question asks of in general, whom "they" may be: "en region"."""
    for phrase in phrases_of(exchange.shape):
        first, _, noun = phrase.text.casefold().rpartition(" om ")[2].partition(" ")
        if first in ("en", "ett", "a", "an") and _CHOSEN.search(noun):
            return f"{first} {noun}"
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


def same_headed(context: Context, noun: str, language: str) -> str | None:
    """The definite phrase last used that is built on that noun, or on a compound of it; None where there is none."""
    ends = (noun.casefold(), base_of(noun, language) or noun.casefold())
    for exchange in reversed(context):
        for phrase in phrases_of(exchange.shape):
            words = [word.group() for word in words_of(phrase.core)]
            forms = [form for word in words for form in (word.casefold(), base_of(word, language) or "")]
            if exchange.shape.language == language and phrase.definite and any(each.endswith(ends) for each in forms):
                return phrase.text
    return None
