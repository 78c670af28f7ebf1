"""A question in a conversation, completed from the history where it does not stand by itself."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.following.across import in_language
from service.following.bare import counted_again, filled, held_by_person, is_bare
from service.following.context import Context, Exchange, exchange_of
from service.following.definite import definite_supplied, fragment_supplied
from service.following.elliptical import with_noun
from service.following.fragments import is_continuing, replaced
from service.following.given_names import with_whole_name
from service.following.lacking import supplied
from service.following.matters import event_of
from service.following.mentions import time_in
from service.following.resolving import resolved
from service.following.shape import Shape, shape_of
from service.following.succession import succeeding
from service.following.widened import Widened, widened
from service.following.words import WORDS, tongue
from service.following.years import with_year
from service.knowledge_base import Turn
from service.spelled import spelled

_TURNS = 50
_FEW = 3
_LONGEST_QUESTION = 2000
_LONGEST_ANSWER = 6000
_ENDS = " \t?!.,;:"


@dataclass(frozen=True, slots=True)
class Completed:
    """A question that stands by itself, and its language; `changed` tells whether the history was needed for it.

    `wider` is a second reading, to be weighed by what the documents say, where form does not tell whether it was.
    """

    text: str
    language: str
    changed: bool
    wider: Widened | None = None


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
    if not context:
        return Completed(text, language, changed=False)
    # A word or two do not tell their language as well as the conversation does.
    likely = context[-1].shape.language if len(text.split()) <= _FEW else language
    spoken = tongue(text, likely)
    found = _completed(text, spoken, context, today)
    if found.changed:
        return replace(found, wider=_of_earlier(text, spoken, context, today))
    return Completed(text, language, changed=False, wider=_wider(text, spoken, context))


def _of_earlier(text: str, language: str, context: Context, today: datetime.date) -> Widened | None:
    """Another reading of "och den ekonomiska delen?": in place of a part of the question before the last one."""
    shape = shape_of(spelled(text, language), language)
    if len(context) == 1 or not is_continuing(shape) or time_in(shape.text, language):
        return None
    whole, spoken = replaced(shape, context[-2], today.year)
    return Widened(_as_question(whole), spoken, (shape.text,), "")


def _wider(text: str, language: str, context: Context) -> Widened | None:
    found = widened(shape_of(spelled(text, language), language), context)
    if found is None:
        return None
    across = language != context[-1].shape.language
    return replace(found, text=_as_question(in_language(found.text, language) if across else found.text))


def _completed(text: str, language: str, context: Context, today: datetime.date) -> Completed:
    itself = Completed(text, language, changed=False)
    if not context or not text.strip():
        return itself
    found = _from_context(text, language, context, today)
    if found is None:
        return itself
    whole, spoken = found
    whole = _as_question(in_language(whole, spoken) if spoken != context[-1].shape.language else whole)
    if len(whole) > _LONGEST_QUESTION or whole.casefold().strip(_ENDS) == text.casefold().strip(_ENDS):
        return itself
    return Completed(whole, spoken, changed=True)


def _from_context(text: str, language: str, context: Context, today: datetime.date) -> tuple[str, str] | None:
    """The completed question and its language; None where the question stands by itself or cannot be completed."""
    told = with_whole_name(spelled(text, language), language, context)
    told = with_noun(with_year(told, language, context), language, context)
    timed = _TIMED.fullmatch(told)
    if timed:
        return _at_other_time(timed, language, context, today)
    shape, before = shape_of(told, language), context[-1]
    succession = succeeding(told, language, context)
    if succession:
        return succession, language
    if _STILL[language].fullmatch(shape.text.casefold()):
        return _at_present(before.shape)
    again = counted_again(shape, context) or held_by_person(shape, context)
    if again:
        return again
    done = _DOING[language].fullmatch(shape.text.casefold())
    if done:
        return filled(shape_of(done[1], language), before)
    if is_bare(shape):
        held = resolved(shape, context) if _of_event(shape, before) else None
        return (held, language) if held else filled(shape, before)
    asked_of = fragment_supplied(shape, context) if shape.fragment else None
    if asked_of:
        return asked_of, language
    if is_continuing(shape):
        return replaced(shape, before, today.year)
    beside = _beside(shape, before.shape)
    if beside:
        return replaced(beside, before, today.year)
    found = resolved(shape, context) or definite_supplied(shape, context) or supplied(shape, context)
    return (found, language) if found else (told, language) if told != spelled(text, language) else None


_TIMED = re.compile(
    r"(?:(?:och|men|and|but) )?(?P<time>(?:i |in )?(?:19|20)\d\d)(?: då| then)?, (?P<question>\w.+)", re.I
)


def _at_other_time(
    found: re.Match[str], language: str, context: Context, today: datetime.date
) -> tuple[str, str] | None:
    """Makes "och 2025 då, vad handlade det om?" ask that, completed, of the other year."""
    whole = _from_context(found["question"], language, context, today)
    if whole is None:
        return None
    return replaced(shape_of(found["time"], language), exchange_of(*whole, ""), today.year)


_STILL = {
    "sv": re.compile(r"(?:är|gäller|stämmer|var) det (?:fortfarande|ännu|alltjämt)(?: så| sant| fallet)?"),
    "en": re.compile(
        r"(?:is|was) (?:it|that|this) still (?:so|true|the case|valid|like that)|does (?:it|that) still \w+"
    ),
}


_DOING = {
    "sv": re.compile(r"(varför|när|hur|var) (?:gör|gjorde) (?:de|den|det|han|hon|man) (?:det|så|detta)"),
    "en": re.compile(
        r"(why|when|how|where|since when|for how long) (?:(?:do|does|did) (?:they|it|he|she) do|"
        r"(?:have|has) (?:they|it|he|she) (?:done|been doing)) (?:that|it|so|this)"
    ),
}
"""What somebody does, asked of again without its name: "why did they do that?"."""


def _at_present(asked: Shape) -> tuple[str, str]:
    """The question asked of now, which tells whether things are as they were: "är det fortfarande så?"."""
    if time_in(asked.text, asked.language):
        return asked.text, asked.language
    return f"{asked.text} {'nu' if asked.language == 'sv' else 'now'}", asked.language


def _of_event(shape: Shape, before: Exchange) -> bool:
    """Whether "when was it?" asks of an event that the question before names, and not of what it asks about it."""
    return shape.rest.casefold() in ("den", "it", "de", "they") and event_of([before]) is not None


def _beside(shape: Shape, before: Shape) -> Shape | None:
    """What is new where the same is asked again ("vad kostar det för en region då?"), as a fragment."""
    fillers = ("det ", "it ")
    same = (shape.lead.casefold(), shape.verb.casefold(), shape.language) == (
        before.lead.casefold(),
        before.verb.casefold(),
        before.language,
    )
    # "Finns det någon tidning?" is as whole as "finns det en barnversion?".
    if not before.lead or not (
        same and shape.rest.casefold().startswith(fillers) and before.rest.casefold().startswith(fillers)
    ):
        return None
    rest = shape.rest.partition(" ")[2]
    found = shape_of(rest, shape.language)
    return found if found.fragment and rest.casefold() not in before.rest.casefold() else None


def _as_question(text: str) -> str:
    text = " ".join(text.split()).strip(_ENDS)
    orders = any(text.casefold().split(" ")[0] in words.imperatives for words in WORDS.values())
    return f"{text[:1].upper()}{text[1:]}{'.' if orders else '?'}"
