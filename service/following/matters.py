"""What a conversation is about, where it was held, and which of several that is."""

import re
from dataclasses import replace

from service.following.context import COPULAS, Context, Exchange, exact, said_of, topic_of
from service.following.mentions import names_in
from service.following.phrases import Form, Phrase, asked_noun, phrases_of
from service.following.pronouns import Points
from service.following.shape import Shape


def matter_of(context: Context) -> str | None:
    """What the last question that tells is about: what was held, what was spoken about, or its topic.

    With the year that the question has beside it ("vilka satt i styrelsen 2020?").
    """
    recent = [exchange for exchange in reversed(context[-_RECENT:]) if _matter(exchange)][:2]
    if len(recent) > 1 and _is_place(_matter(recent[0]), recent[0].shape):
        recent = recent[1:]
    for exchange in recent:
        found = _matter(exchange)
        if found:
            year = _YEAR.search(exchange.shape.text)
            beside = year is not None and not _YEAR.search(found) and " som " not in found and " that " not in found
            dated = f"{'in ' if exchange.shape.language == 'en' else ''}{year.group()}" if year and beside else ""
            return f"{found} {dated}".strip()
    return None


def _matter(exchange: Exchange) -> str:
    shape = exchange.shape
    phrase = event_of([exchange]) or said_of(shape) or _beside_actor(shape)
    phrase = phrase or _owner_of(shape)
    counted = asked_noun(shape) if shape.verb.casefold() not in COPULAS else ""
    found = phrase.text if phrase else counted or topic_of([exchange], Points.SINGULAR)
    return found or asked_noun(shape)


def _is_place(found: str, shape: Shape) -> bool:
    """Whether what a question is about is only whence or where somebody is: "kom det någon från Luleå?"."""
    before = shape.rest[: max(0, shape.rest.find(found))].casefold().split()[-1:]
    named = any(phrase.text == found and phrase.form is Form.NAME for phrase in phrases_of(shape))
    return named and before in (["från"], ["i"], ["from"], ["in"])


def _owner_of(shape: Shape) -> Phrase | None:
    """Who has, had or held what is counted ("hur många möten hade styrelsen?"), where that is not the network."""
    first = next(iter(phrases_of(shape)), None)
    if first is None or not shape.noun or shape.verb.casefold() not in _HAVING or not first.definite:
        return None
    ours = _OURS.fullmatch(first.core.casefold())
    return first if shape.rest.startswith(first.core) and not ours else None


def _beside_actor(shape: Shape) -> Phrase | None:
    """What somebody does something about ("… göra åt buller"), or where the network does it, not who does it."""
    phrases = phrases_of(shape)
    if len(phrases) < 2 or not shape.lead or shape.verb.casefold() in COPULAS:  # noqa: PLR2004
        return None
    first, others = phrases[0], [phrase for phrase in phrases[1:] if not phrase.predicate]
    if not shape.rest.startswith(first.core) or not others:
        return None
    second = others[0]
    before = shape.rest[: shape.rest.find(second.core)].split()[-1:]
    about = bool(before) and before[0].casefold() in _ABOUT
    return second if _OURS.fullmatch(first.core.casefold()) or (first.form is Form.NAME and about) else None


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_RECENT = 4
_HAVING = frozenset("har hade höll has had held".split())
_ABOUT = frozenset("om åt kring angående mot about on regarding against".split())
_OURS = re.compile(r"nätverket|föreningen|(?:the )?(?:network|association)|medlemmarna|(?:the )?members")


def event_of(context: Context) -> Phrase | None:
    """What was last spoken of that is held somewhere, at some time."""
    for exchange in reversed(context):
        found = next((phrase for phrase in phrases_of(exchange.shape) if phrase.event), None)
        if found:
            return replace(found, text=_on_its_subject(exact(found.text, exchange), exchange.shape))
    return None


def _on_its_subject(text: str, shape: Shape) -> str:
    """A bare noun for what is held with what its question says was spoken about: "seminariet om buller"."""
    if " " in text.removeprefix("the "):
        return text
    about = "om" if shape.language == "sv" else "about"
    for phrase in phrases_of(shape):
        before = shape.rest[: shape.rest.find(phrase.core)].split()[-1:]
        if before == [about] and phrase.core != text:
            return f"{text} {about} {phrase.core}"
    return text


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
