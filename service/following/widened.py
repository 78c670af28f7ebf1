"""The second reading of a question that form cannot place: itself with what the conversation is about put to it."""

from dataclasses import dataclass

from service.following.context import Context, matter_of
from service.following.lacking import anchored
from service.following.mentions import names_in
from service.following.phrases import SAYING
from service.following.pronouns import pointers_in
from service.following.shape import Shape, is_idle
from service.following.words import WORDS, words_of

_FEW = 2
_REGARDING = {"sv": "när det gäller", "en": "regarding"}


@dataclass(frozen=True, slots=True)
class Widened:
    """The second reading: its text, its language, and what it adds (`topic`) to what the question names (`own`)."""

    text: str
    language: str
    own: tuple[str, ...]
    topic: str


def widened(shape: Shape, context: Context) -> Widened | None:
    """The question with the matter of the conversation; None where form tells that it can be put alone.

    Such a question names nothing, or little with a pronoun that nothing fits.
    """
    named = [mention.start for mention in names_in(shape.text)]
    own = tuple(
        word.group()
        for word in words_of(shape.text)
        if word.start() in named or not is_idle(word.group().casefold(), shape.language)
    )
    if not (shape.verb or shape.lead) or len(own) > _FEW:
        return None
    lost = bool(pointers_in(shape.text, shape.language)) or _of_somebody(shape)
    if not lost and (anchored(shape) or (own and not (len(own) == 1 and _of_what_is_known(shape)))):
        return None
    topic = matter_of(context)
    if topic is None or topic.casefold() in shape.text.casefold():
        return None
    return Widened(f"{shape.text}, {_REGARDING[shape.language]} {topic}", shape.language, own, topic)


def _of_somebody(shape: Shape) -> bool:
    """Whether "man" is whoever says or wants something: "vad kräver man av staten?"."""
    return shape.verb.casefold() in SAYING and shape.rest.casefold().split(" ")[0] in ("man", "one")


def _of_what_is_known(shape: Shape) -> bool:
    """Whether it asks, to be answered by yes or no, something of what is known: not whether a thing exists."""
    existing = shape.verb.casefold() in ("finns", "fanns") or shape.rest.casefold().startswith("there ")
    asks = any(word.group().casefold() in WORDS[shape.language].asking for word in words_of(shape.text))
    return not asks and not existing
