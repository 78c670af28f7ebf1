"""Who "they" are where they do what only people and organisations do: "how many times did they meet?"."""

import re

from service.following.context import Context
from service.following.phrases import SAYING, Form, phrases_of
from service.following.shape import Shape, head_of
from service.following.words import base_of, words_of

_ACTING = frozenset(
    "meet met sit sat vote voted decide decided agree agreed say said think thought want wanted discuss discussed "
    "träffas träffades möts möttes sitter satt sitta beslutar beslutade besluta beslutat tycker anser vill diskuterade "
    "diskutera enades jobbar arbetar arbetade arbeta komma kom träffa write wrote skriver skrev göra".split()
)
_RECENT = 2
_PEOPLE = re.compile(
    r"(?:medlem|politiker|deltagare|strateg|kommun|region|styrelse|grupp|nätverk|kommitté|utskott|ledamot|talare|ungdom|"
    r"barn|forskare|koordinator|borgmästare|gäst|person|förening|myndighet|stad|land|organisation|företrädare|invånare|"
    r"member|politician|participant|board|group|committee|municipality|mayor|speaker|researcher|network|coordinator|"
    r"city|authority|guest|people|country|child|association|resident|youth)$"
)


def acts(shape: Shape) -> bool:
    """Whether the question tells of something that only people and organisations do."""
    return any(word.group().casefold() in _ACTING for word in words_of(shape.text))


def sayer_of(context: Context) -> str | None:
    """Who or what the last questions ask what it said or wanted; None where they ask that of a name, or nothing."""
    for exchange in reversed(context[-_RECENT:]):
        shape = exchange.shape
        first = next(iter(phrases_of(shape)), None)
        says = shape.verb.casefold() in SAYING or any(word in SAYING for word in shape.rest.casefold().split())
        if first and says and first.definite and shape.rest.startswith(first.core) and first.form is not Form.NAME:
            return first.text
    return None


def people_of(context: Context) -> str | None:
    """The people or organisations, several or one body, that a question last named; None where none is."""
    for exchange in reversed(context):
        language = exchange.shape.language
        for phrase in phrases_of(exchange.shape):
            head = head_of(phrase.core, language)
            people = _PEOPLE.search(base_of(head, language) or head.casefold()) is not None
            if people and (phrase.form is Form.PLURAL or phrase.definite) and not phrase.predicate:
                return phrase.text
            owner, genitive, _ = phrase.core.partition("'s ")
            if genitive and are_people(owner, language):
                return owner
    return None


def are_people(text: str, language: str) -> bool:
    """Whether a noun phrase, by the noun it is built on, is for people or organisations, or is a name."""
    head = head_of(text, language)
    return head[:1].isupper() or _PEOPLE.search(base_of(head, language) or head.casefold()) is not None
