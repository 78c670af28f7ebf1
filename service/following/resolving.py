"""Words that point outside a question replaced by what they point at."""

import re

from service.following.acting import acts, are_people, people_of, sayer_of
from service.following.context import (
    Context,
    actor_of,
    answered_with,
    chosen_by,
    holder_of,
    noun_of,
    office_of,
    said_of,
    time_of,
    topic_of,
)
from service.following.matters import event_of, place_of
from service.following.mentions import time_in
from service.following.phrases import SAYING, Form, action_of, definite_of, form_of
from service.following.pronouns import Pointer, Points, pointers_in
from service.following.shape import Shape, has_content
from service.following.words import WORDS, words_of

_BEING = frozenset("är var blir blev varit is was are were be been".split())
_FILLED = re.compile(r"^(?:det|it) (?:\w+ )?(?:för \w+ \w+ |for \w+ \w+ )?((?:att|to) .+)$")
_PAST_WORDS = frozenset(
    "var blev hade fick gick kom stod satt höll hölls gav tog sa såg skrev drev valde sade "
    "was were did had became took held came went said gave spoke got made wrote met began sat "
    "led left chose told".split()
)


_LASTED = frozenset("satt fanns ingick ledde styrde kostade sat led cost".split())


def resolved(shape: Shape, context: Context) -> str | None:
    """The question with its pointing words replaced; None where there is none, or one cannot be told."""
    pointers = pointers_in(shape.text, shape.language)
    if not pointers:
        return None
    office = _as_office(shape, pointers, context)
    action = None if office else _as_action(shape, pointers, context)
    if action:
        return action
    text, replaced = shape.text, 0
    for place, pointer in reversed(list(enumerate(pointers))):
        held = office is not None and place == len(pointers) - 1
        said = office if held else _said(pointer, shape, context) or _taking_part(pointer, pointers, shape, context)
        if said is None:
            # Who "they" are may be left open where the rest is told.
            if pointer.points is Points.PLURAL and len(pointers) > 1:
                continue
            return None
        core, at, event = said.partition(" på " if shape.language == "sv" else " at ")
        if pointer.points is Points.PLURAL and at and _has_place(text[pointer.end :], shape.language):
            text = f"{text[: pointer.start]}{core}{text[pointer.end :]}{at}{event}"
        else:
            text = f"{text[: pointer.start]}{said}{text[pointer.end :]}"
        replaced += 1
    return _with_time(text, shape, context) if replaced else None


def _has_place(after: str, language: str) -> bool:
    """Whether words tell where: "i workshopen"; what those came to is then told after it."""
    return any(word.group().casefold() in WORDS[language].places for word in words_of(after)[:-1])


def _taking_part(pointer: Pointer, pointers: list[Pointer], shape: Shape, context: Context) -> str | None:
    """Who "they" are where only something that is held has been spoken of: those who took part in it."""
    event = event_of(context[-1:])
    if pointer.points is not Points.PLURAL or pointer.owner or event is None:
        return None
    taking = "deltagarna" if shape.language == "sv" else "the participants"
    if any(each.points is Points.PLACE for each in pointers):
        return taking
    return f"{taking} {'på' if shape.language == 'sv' else 'at'} {event.text}"


def _said(pointer: Pointer, shape: Shape, context: Context) -> str | None:
    """What the word stands for, as it is to be written in its place."""
    found = _meant(pointer, shape, context)
    if found is None or not pointer.owner:
        return found
    if shape.language == "en":
        return f"{found}'" if found.endswith("s") else f"{found}'s"
    # "Medlemmarnas", but "de kommuner som är medlemmar" and "lärprojektet om barn" take no s at their end.
    if " " in found and form_of(found, "sv") is not Form.NAME:
        return f"{found.split(' ')[0]}s" if len(found.split(" ")[0]) > len("dessa") else found
    return found if found.endswith(("s", "x", "z")) else f"{found}s"


def _meant(pointer: Pointer, shape: Shape, context: Context) -> str | None:
    if pointer.points is Points.PERSON:
        return holder_of(context)
    if pointer.points is Points.PLACE:
        whence = shape.text[pointer.start : pointer.end].casefold() == "därifrån"
        return _from(context) if whence else place_of(context, shape.language)
    if pointer.points is Points.NOUN:
        return noun_of(context, pointer.noun, shape.language)
    about = said_of(context[-1].shape) if pointer.points in (Points.NEUTER, Points.SINGULAR) else None
    before = shape.text[: pointer.start].casefold().split()[-1:]
    placed = bool(before) and before[0] in WORDS[shape.language].prepositions
    if about and not placed and shape.verb.casefold() in SAYING:
        return f"det om {about.text}" if shape.language == "sv" else f"it about {about.text}"
    one = _one_of(pointer, shape, context)
    actor = actor_of(context[-1]) if pointer.points is Points.PLURAL else None
    found = one or actor or topic_of(context, pointer.points)
    if found and pointer.points is Points.PLURAL and acts(shape) and not are_people(found, shape.language):
        return people_of(context) or sayer_of(context) or found
    sayer = sayer_of(context) if pointer.points is Points.PLURAL and acts(shape) else None
    if sayer and are_people(sayer, context[-1].shape.language):
        return sayer
    return found


def _from(context: Context) -> str | None:
    """Whence "därifrån" is: from what is held or where, or from whoever was spoken of."""
    place = place_of(context[-1:], "sv")
    found = place.partition(" ")[2] if place else topic_of(context[-1:], Points.SINGULAR)
    return f"från {found}" if found else None


def _one_of(pointer: Pointer, shape: Shape, context: Context) -> str | None:
    """Makes "den för delaktighet" after "vilka temagrupper" to "temagruppen för delaktighet"."""
    asked = context[-1].shape
    if pointer.points not in (Points.COMMON, Points.NEUTER) or not asked.noun or asked.language != "sv":
        return None
    following = [word.group().casefold() for word in words_of(shape.text[pointer.end :])]
    if (
        len(following) < 2
        or following[0] not in WORDS["sv"].prepositions
        or form_of(asked.noun, "sv") is not Form.PLURAL
    ):
        return None
    return definite_of(asked.noun, neuter=pointer.points is Points.NEUTER)


def _as_office(shape: Shape, pointers: list[Pointer], context: Context) -> str | None:
    """The office that a last "det" or "it" stands for: "vem var det 2016?", "hur länge var hon det?"."""
    last = pointers[-1]
    if last.points not in (Points.NEUTER, Points.SINGULAR) or last.owner:
        return None
    persons = any(pointer.points in (Points.PERSON, Points.PLURAL) for pointer in pointers[:-1])
    others = shape.text[: last.start] + shape.text[last.end :]
    being = shape.verb.casefold() in _BEING or any(word in _BEING for word in others.casefold().split())
    who = shape.asks in WORDS[shape.language].people
    if not being or not (persons or who) or has_content(shape.rest, shape.language):
        return None
    timed = time_in(shape.rest, shape.language) is not None
    return office_of(context, shape.language) if persons or timed else None


def _as_action(shape: Shape, pointers: list[Pointer], context: Context) -> str | None:
    """Makes "vad kostar det?" after "hur blir en kommun medlem?" to "vad kostar det för en kommun att bli medlem?"."""
    only = pointers[0]
    alone = len(pointers) == 1 and only.points in (Points.NEUTER, Points.SINGULAR) and not only.owner
    if not alone or context[-1].shape.language != shape.language:
        return None
    asked = context[-1].shape
    happened = _happened(shape, only, context)
    if happened:
        return f"{shape.text} {happened}"
    filled = _FILLED.match(asked.rest)
    if filled and only.end < len(shape.text):
        return f"{shape.text} {filled[1]}"
    if filled and asked.asks in WORDS[asked.language].people:
        return f"{shape.text} {filled[1]}"
    if filled and asked.lead and shape.verb.casefold() not in _BEING:
        return f"{shape.text[: only.start]}{_embedded(asked, filled[1])}"
    if shape.verb.casefold() in _BEING:
        return None
    subject, infinitive = action_of(context[-1].shape)
    if not infinitive or shape.text[: only.start].split()[-1:] in (["i"], ["om"], ["in"], ["of"]):
        return None
    preposition = "för" if shape.language == "sv" else "for"
    has_subject = f" {preposition} " in f" {shape.text[only.end :]} " or not subject
    # In English the verb comes after "it" where "does" asks.
    filler = "it" if shape.language == "en" else "det"
    for_whom = "" if has_subject else f" {preposition} {subject}"
    return f"{shape.text[: only.start]}{filler}{shape.text[only.end :]}{for_whom} {infinitive}"


_AFFECTING = re.compile(r"(?:påverka|innebär|innebar|betyd|medför|affect|influence|mean|cause)")


def _happened(shape: Shape, only: Pointer, context: Context) -> str | None:
    """All that the last question and its answer tell, where that is what has an effect: "hur påverkade det …?"."""
    told = (each for each in reversed(context[-2:]) if each.asks_who or chosen_by(each))
    exchange = next(told, context[-1])
    asked, answered = exchange.shape, answered_with(exchange)
    before = shape.text[: only.start].split()[-1:]
    acts = any(_AFFECTING.match(word.group().casefold()) for word in words_of(shape.text))
    subject = bool(before) and before[0].casefold() == shape.verb.casefold()
    if not (answered and acts and subject and asked.verb) or asked.verb.casefold() in _BEING:
        return None
    return f"{'att' if shape.language == 'sv' else 'that'} {answered} {asked.verb} {asked.rest}"


def _embedded(asked: Shape, infinitive: str) -> str:
    """The question as a clause: "vad det kostar att vara med", "what it costs to be a member"."""
    if asked.language == "sv":
        return f"{asked.lead.casefold()} det {asked.verb} {infinitive}"
    said = asked.rest.split()[1]
    return f"{asked.lead.casefold()} it {said if said == 'to' else f'{said}s'} {infinitive}"


def _with_time(text: str, shape: Shape, context: Context) -> str:
    """With the time a last "då" or "then" stands for, or that of the question before where something lasted."""
    lasted = shape.verb.casefold() in _LASTED and shape.asks not in ("när", "when", "vem", "who")
    if not (shape.trailed or lasted) or time_in(text, shape.language) or not is_past(shape):
        return text
    time = time_of(context if shape.trailed else context[-1:])
    return f"{text} {time}" if time else text


def is_past(shape: Shape) -> bool:
    """Whether the verb tells, by its form, of what has been."""
    low = shape.verb.casefold()
    if low == "måste":
        return False
    endings = ("de", "des", "te", "tes", "tog", "togs", "skrev", "skrevs") if shape.language == "sv" else ("ed",)
    return low in _PAST_WORDS or low.endswith(endings)


def then(shape: Shape, context: Context) -> str | None:
    """When or where a last "då" or "then" is: at what was held, else at the time last spoken of."""
    event = event_of(context[-1:])
    if event:
        return f"{'på' if shape.language == 'sv' else 'at'} {event.text}"
    time = time_of(context)
    if time and shape.language == "en" and time[:1].isdigit():
        return f"in {time}"
    return time
