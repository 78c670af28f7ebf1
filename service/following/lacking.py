"""Questions without a pointing word that still lack something: "hur många deltog?", "vad var temat?"."""

import re

from service.following.context import Context, event_of, topic_of
from service.following.mentions import time_in
from service.following.phrases import Phrase, phrases_of
from service.following.pronouns import Points
from service.following.resolving import is_past, then
from service.following.shape import Shape, has_content, head_of
from service.following.words import WORDS, base_of, words_of

# What a meeting has, and nothing says of which.
_OF_EVENTS = frozenset(
    "temat ämnet talarna deltagarna programmet arrangören theme topic speakers participants programme venue".split()
)
_COPULAS = frozenset("är var is are was were".split())
_AT_EVENTS = frozenset("deltog deltar talade medverkade närvarade föreläste attended spoke participated".split())


_MORE = {
    "sv": re.compile(r"(?:kan du )?(?:(?:ge|nämn|visa|säg)(?: mig)? (?:ett|några|fler) exempel|berätta mer|förklara)"),
    "en": re.compile(
        r"(?:can you |please )*(?:(?:give|show|name)(?: me)? (?:an|some|more) examples?|tell me more|explain)"
    ),
}
_ABOUT = {"exempel": "på", "example": "of", "examples": "of", "mer": "om", "more": "about"}
_WITH = re.compile(r"(?:^|\s)(?:med|ingår|anslutna)$")
_GROUP = re.compile(r"(?:nätverk|projekt|grupp|pilot|samarbete|utskott|kommitté|styrelse|förening)(?:en|et|n|t)?$")
_SAID_OF = re.compile(r"(?:[ai]st|est|ig|iga|isk|iska|ny|nya|störst|minst|bäst|new|oldest|best)$")


def supplied(shape: Shape, context: Context) -> str | None:
    """The question with what it lacks put in; None where it lacks nothing that the conversation tells."""
    return _more(shape, context) or _which(shape, context) or _of_what(shape, context)


def _more(shape: Shape, context: Context) -> str | None:
    """Makes "berätta mer" and "ge ett exempel" tell of what."""
    low = shape.text.casefold()
    topic = topic_of(context, Points.SINGULAR) if _MORE[shape.language].fullmatch(low) else None
    return f"{shape.text} {_ABOUT.get(low.split()[-1], '')} {topic}" if topic else None


def _of_what(shape: Shape, context: Context) -> str | None:
    """The question with what it is asked of put last."""
    language = shape.language
    if not shape.verb or any(word.group().casefold() in WORDS[language].subjects for word in words_of(shape.text)):
        return None
    event = event_of(context[-1:])
    named = [word.group().casefold() for word in words_of(shape.rest) if has_content(word.group(), language)]
    if event and len(named) == 1 and named[0] in _OF_EVENTS and not shape.noun:
        return f"{shape.text} {'för' if language == 'sv' else 'of'} {event.text}"
    if event and not named and shape.verb.casefold() in _AT_EVENTS:
        return f"{shape.text} {'på' if language == 'sv' else 'at'} {event.text}"
    group = _group(shape, context) if not named else None
    if group:
        return f"{shape.text} {'på' if group.event else 'i'} {group.text}"
    if shape.trailed and is_past(shape) and not time_in(shape.text, language):
        moment = then(shape, context)
        return f"{shape.text} {moment}" if moment else None
    if named or shape.noun or not _says_something(shape):
        return None
    return _regarding(shape, context)


def _group(shape: Shape, context: Context) -> Phrase | None:
    """What one is part of where a question says only "är med": a meeting that has been, a project, a network."""
    if not shape.lead or not _WITH.search(shape.rest) or "att " in shape.rest:
        return None
    event = event_of(context[-1:])
    if event:
        return event if is_past(shape) else None
    found = [phrase for phrase in phrases_of(context[-1].shape) if phrase.definite]
    first = found[0] if found else None
    return first if first and _GROUP.search(head_of(first.core, context[-1].shape.language).casefold()) else None


def _which(shape: Shape, context: Context) -> str | None:
    """Which of those spoken of is meant where only what is said of them is told: "vilka är nya?"."""
    asked = context[-1].shape
    rest = shape.rest.split()
    alone = shape.lead.casefold() in ("vilka", "which") and shape.verb.casefold() in _COPULAS
    if not alone or not asked.noun or asked.language != shape.language or not rest or len(rest) > len(("the", "best")):
        return None
    if not _SAID_OF.search(rest[-1].casefold()):
        return None
    return f"{shape.lead} {asked.noun} {shape.verb} {shape.rest}"


def _says_something(shape: Shape) -> bool:
    """Whether there is a verb of content and nothing after it, as in "vem betalar?", to ask of what was spoken of."""
    idle = WORDS[shape.language].short
    left = [word for word in words_of(shape.rest) if word.group().casefold() not in idle]
    return bool(shape.lead) and not left and base_of(shape.verb, shape.language) is not None


def _regarding(shape: Shape, context: Context) -> str | None:
    topic = topic_of(context[-1:], Points.SINGULAR)
    if topic is None:
        return None
    return f"{shape.text}, {'när det gäller' if shape.language == 'sv' else 'regarding'} {topic}"
