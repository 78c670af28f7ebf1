"""A question in a conversation, completed from the history where it does not stand by itself."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from service.following.bare import filled, is_bare
from service.following.context import Context, Exchange, exchange_of
from service.following.fragments import is_continuing, replaced
from service.following.lacking import supplied
from service.following.resolving import resolved
from service.following.shape import Shape, shape_of
from service.following.succession import succeeding
from service.following.words import WORDS, tongue
from service.knowledge_base import Turn

_TURNS = 50
_LONGEST_QUESTION = 2000
_LONGEST_ANSWER = 6000
_ENDS = " \t?!.,;:"


@dataclass(frozen=True, slots=True)
class Completed:
    """A question that stands by itself, and its language; `changed` tells whether the history was needed for it."""

    text: str
    language: str
    changed: bool


def complete(text: str, history: Sequence[Turn], language: str, today: datetime.date) -> Completed:
    """The question with what it takes from the history put into it, or itself where it stands by itself.

    `history` is oldest first, its questions as they were asked; each is completed from those before it. It is only
    ever read for names and phrases, the last lines of it, each up to a bounded length.
    """
    context: list[Exchange] = []
    asked: Completed | None = None
    for turn in history[-_TURNS:]:
        content = " ".join(turn.content[:_LONGEST_ANSWER].split())
        if turn.role == "user":
            default = context[-1].shape.language if context else language
            asked = _completed(content[:_LONGEST_QUESTION], tongue(content, default), context, today)
            context.append(exchange_of(asked.text, asked.language, ""))
        elif asked is not None:
            context[-1] = exchange_of(asked.text, asked.language, f"{context[-1].answer} {content}")
    found = _completed(text, tongue(text, language), context, today) if context else None
    return found if found and found.changed else Completed(text, language, changed=False)


def _completed(text: str, language: str, context: Context, today: datetime.date) -> Completed:
    itself = Completed(text, language, changed=False)
    if not context or not text.strip():
        return itself
    found = _from_context(text, language, context, today)
    if found is None:
        return itself
    whole, spoken = _as_question(found[0]), found[1]
    if len(whole) > _LONGEST_QUESTION or whole.casefold().strip(_ENDS) == text.casefold().strip(_ENDS):
        return itself
    return Completed(whole, spoken, changed=True)


def _from_context(text: str, language: str, context: Context, today: datetime.date) -> tuple[str, str] | None:
    """The completed question and its language; None where the question stands by itself or cannot be completed."""
    shape, before = shape_of(text, language), context[-1]
    succession = succeeding(text, language, context)
    if succession:
        return succession, language
    if is_bare(shape):
        return filled(shape, before)
    if is_continuing(shape):
        return replaced(shape, before, today.year)
    beside = _beside(shape, before.shape)
    if beside:
        return replaced(beside, before, today.year)
    found = resolved(shape, context) or supplied(shape, context)
    return None if found is None else (found, language)


def _beside(shape: Shape, before: Shape) -> Shape | None:
    """What is new where the same is asked again ("vad kostar det för en region då?"), as a fragment."""
    fillers = ("det ", "it ")
    same = (shape.lead.casefold(), shape.verb.casefold(), shape.language) == (
        before.lead.casefold(),
        before.verb.casefold(),
        before.language,
    )
    if not (same and shape.rest.casefold().startswith(fillers) and before.rest.casefold().startswith(fillers)):
        return None
    rest = shape.rest.partition(" ")[2]
    found = shape_of(rest, shape.language)
    return found if found.fragment and rest.casefold() not in before.rest.casefold() else None


def _as_question(text: str) -> str:
    text = " ".join(text.split()).strip(_ENDS)
    orders = any(text.casefold().split(" ")[0] in words.imperatives for words in WORDS.values())
    return f"{text[:1].upper()}{text[1:]}{'.' if orders else '?'}"
