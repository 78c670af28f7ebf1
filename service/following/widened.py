"""The second reading of a question that form cannot place: itself with what the conversation is about put to it."""

from dataclasses import dataclass

from service.following.context import Context
from service.following.lacking import anchored
from service.following.matters import matter_of
from service.following.mentions import names_in, people_in, time_in
from service.following.phrases import SAYING, is_definite, is_event, phrases_of
from service.following.pronouns import pointers_in
from service.following.resolving import is_past
from service.following.shape import PLAIN_VERBS, Shape, is_idle
from service.following.words import WORDS, base_of, words_of

_FEW = 2
_REGARDING = {"sv": "när det gäller", "en": "regarding"}
_FURTHER = frozenset("fler flera andra annat more others else".split())


@dataclass(frozen=True, slots=True)
class Widened:
    """The second reading: its text, its language, and what it adds (`topic`) to what the question names (`own`).

    `share` is how much of `own`, 0 to 1, an answer to it must hold. `before` is the question before with its language,
    where the form says that this one follows on it; None where only what the documents hold can tell.
    """

    text: str
    language: str
    own: tuple[str, ...]
    topic: str
    share: float = 0.5
    before: tuple[str, str] | None = None


def widened(shape: Shape, context: Context) -> Widened | None:
    """The question with the matter of the conversation; None where form tells that it can be put alone.

    Such a question names nothing, or little with a pronoun that nothing fits, or tells of what has been without when.
    """
    own, topic = _named(shape), _matter(context)
    if topic is None or topic.casefold() in shape.text.casefold() or not (shape.verb or shape.lead):
        return None
    follows, told = _follows(shape, own), _is_told(shape, own)
    if not (follows or told or _is_open(shape, own)):
        return None
    if told and not follows:
        own = tuple(word.group() for word in words_of(shape.text) if base_of(word.group(), shape.language))
    asked, text = context[-1].shape, f"{shape.text}, {_REGARDING[shape.language]} {topic}"
    before = (asked.text, asked.language) if follows else None
    return Widened(text, shape.language, own, topic, 1.0 if told and not follows else 0.5, before)


def _matter(context: Context) -> str | None:
    """What the conversation is about; where the last question is about a person, what the one before is about."""
    found = matter_of(context)
    return (matter_of(context[:-1]) or found) if found and people_in(found) == [found] else found


def _named(shape: Shape) -> tuple[str, ...]:
    """The words that name something: names, and whatever is neither a small word nor a verb."""
    opening = 0 if not shape.lead and shape.text.startswith(shape.verb) else -1
    named = [mention.start for mention in names_in(shape.text) if mention.start != opening]
    return tuple(
        word.group()
        for word in words_of(shape.text)
        if word.start() in named or not is_idle(word.group().casefold(), shape.language)
    )


def _is_open(shape: Shape, own: tuple[str, ...]) -> bool:
    """Whether a question names nothing, or one thing to be answered by yes or no, or points at nothing it can find."""
    if len(own) > _FEW:
        return False
    if pointers_in(shape.text, shape.language) or _of_somebody(shape):
        return True
    return not anchored(shape) and (not own or (len(own) == 1 and _of_what_is_known(shape)))


def _of_somebody(shape: Shape) -> bool:
    """Whether "man" is whoever says or wants something: "vad kräver man av staten?"."""
    return shape.verb.casefold() in SAYING and shape.rest.casefold().split(" ")[0] in ("man", "one")


def _of_what_is_known(shape: Shape) -> bool:
    """Whether it asks, to be answered by yes or no, something of what is known: not whether a thing exists."""
    asks = any(word.group().casefold() in WORDS[shape.language].asking for word in words_of(shape.text))
    return not asks and not _of_existence(shape)


def _of_existence(shape: Shape) -> bool:
    return shape.verb.casefold() in ("finns", "fanns") or shape.rest.casefold().startswith("there ")


def _follows(shape: Shape, own: tuple[str, ...]) -> bool:
    """Whether the form says that a question follows: "… då?", "vilka fler …?", "how many cities?", "kom politiker?"."""
    if anchored(shape) or len(own) > _FEW:
        return False
    words = {word.group().casefold() for word in words_of(shape.text)}
    said = [word for word in own if word.casefold() not in PLAIN_VERBS]
    if shape.trailed or (words & _FURTHER and len(said) <= 1):
        return True
    if not shape.verb:
        return bool(shape.noun) and not shape.rest
    known = any(phrase.definite for phrase in phrases_of(shape)) or any(map(_is_known_noun, said))
    return len(said) <= 1 and not known and _is_told(shape, own) and not _of_existence(shape)


def _is_known_noun(word: str) -> bool:
    return is_definite(word, "sv")


def _is_told(shape: Shape, own: tuple[str, ...]) -> bool:
    """Whether it tells, in a few words, of what has been without saying when or at what."""
    past = is_past(shape) and not shape.verb.casefold().endswith("s")
    held = any(is_event(phrase.core) for phrase in phrases_of(shape))
    whole_name = any(" " in mention.text for mention in names_in(shape.text))
    return past and not (held or whole_name or time_in(shape.text, shape.language)) and len(own) <= _FEW
