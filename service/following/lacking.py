"""Questions without a pointing word that still lack something: "hur många deltog?", "vad krävs?", "vilka är nya?"."""

import re

from service.following.context import Context
from service.following.definite import owner_in
from service.following.matters import event_of, matter_of
from service.following.mentions import is_organisation, names_in, office_in, time_in
from service.following.phrases import SAYING, Form, Phrase, action_of, asked_noun, definite_plural, phrases_of
from service.following.pronouns import pointers_in
from service.following.resolving import is_past, then
from service.following.shape import Shape, head_of, is_idle
from service.following.words import WORDS, base_of, words_of

_COPULAS = frozenset("är var blir blev is are was were".split())
_NEEDING = frozenset("krävs krävdes behövs behövdes fordras fordrades needed required".split())
_HAPPENING = frozenset("hände skedde happened".split())
_FOLLOWING = frozenset("händer sker följer kommer happens follows comes is".split())
_MODALS = frozenset(
    "kan kunde får fick ska skall skulle vill ville måste bör borde behöver can could may should must will would do "
    "does did".split()
)
_TALKING = frozenset("jag du vi ni oss er mig dig i you we us me".split())
_MORE = {
    "sv": re.compile(r"(?:kan du )?(?:(?:ge|nämn|visa|säg)(?: mig)? (?:ett|några|fler) exempel|berätta mer|förklara)"),
    "en": re.compile(
        r"(?:can you |please )*(?:(?:give|show|name)(?: me)? (?:an|some|more) examples?|tell me more|explain)"
    ),
}
_ABOUT = {"exempel": "på", "example": "of", "examples": "of", "mer": "om", "more": "about"}
_ATTENDING = re.compile(r"arrangera|ordnade|deltog|medverka|föreläste|talade|bjöd|attended|hosted|organi[sz]ed|spoke")
_RECENT = 3
_WITH = re.compile(r"(?:^|\s)(?:med|ingår|anslutna)$")
_GROUP = re.compile(r"(?:nätverk|projekt|grupp|pilot|samarbete|utskott|kommitté|styrelse|förening)(?:en|et|n|t)?$")
_SAID_OF = re.compile(r"(?:[ai]st|est|ig|iga|isk|iska|ny|nya|störst|minst|bäst|new|oldest|best)$")
_PARTICIPLE = re.compile(r"(?:en|ad|dd|[^aeiouy]d)$")


def supplied(shape: Shape, context: Context) -> str | None:
    """The question with what it lacks put in; None where it lacks nothing that the conversation tells."""
    return _more(shape, context) or _which(shape, context) or _of_what(shape, context)


def _more(shape: Shape, context: Context) -> str | None:
    """Makes "berätta mer" and "ge ett exempel" tell of what."""
    low = shape.text.casefold()
    topic = matter_of(context) if _MORE[shape.language].fullmatch(low) else None
    if topic and low.split()[-1] == "mer":
        topic = _clause(context[-1].shape) or topic
    return f"{shape.text} {_ABOUT.get(low.split()[-1], '')} {topic}" if topic else None


def _clause(asked: Shape) -> str | None:
    """A question for what somebody says, as a clause: "vad rapporten säger om buller"."""
    phrases = phrases_of(asked)
    if asked.lead.casefold() != "vad" or asked.verb.casefold() not in SAYING or not phrases:
        return None
    who = phrases[0].text
    return f"vad {who} {asked.verb}{asked.rest.removeprefix(who)}" if asked.rest.startswith(f"{who} ") else None


def _which(shape: Shape, context: Context) -> str | None:
    """Which of those spoken of is meant where only what is said of them is told: "vilka är nya?", "which is best?"."""
    asked = context[-1].shape
    lead = shape.lead.casefold()
    if lead not in ("vilka", "vilken", "vilket", "which", "which one", "which ones") or not shape.verb:
        return None
    if asked.language != shape.language or not _only_said(shape):
        return None
    copular = shape.verb.casefold() in _COPULAS
    if lead == "vilka" and copular and asked.noun and _names_something(asked.noun, asked.language):
        return f"{shape.lead} {asked.noun} {shape.verb} {shape.rest}"
    several = _several(context) if lead != "vilka" else None
    one = _one(asked, neuter=lead == "vilket") if not several and lead in ("vilken", "vilket") else None
    if one:
        return f"{shape.lead} {one} {shape.verb} {shape.rest}"
    return (
        f"{shape.lead} {'av' if shape.language == 'sv' else 'of'} {several} {shape.verb} {shape.rest}"
        if several
        else None
    )


def _several(context: Context) -> str | None:
    """What there are several of, in the definite plural: "medlemmarna"."""
    asked = context[-1].shape
    phrases = [phrase for phrase in phrases_of(asked) if phrase.form is Form.PLURAL and not phrase.predicate]
    if asked.noun and _names_something(asked.noun, asked.language) and asked_noun(asked):
        return definite_plural(asked.noun, asked.language)
    return phrases[0].text if phrases else None


def _one(asked: Shape, *, neuter: bool) -> str | None:
    """The noun for one of those of which the last question names one: "ställningstagande"."""
    form = Form.NEUTER if neuter else Form.COMMON
    found = next((phrase for phrase in phrases_of(asked) if phrase.form is form and not phrase.predicate), None)
    return base_of(head_of(found.core.rstrip(" 0123456789–-"), "sv"), "sv") if found else None


def _only_said(shape: Shape) -> bool:
    """Whether what follows the verb only tells what is so of something: "nyast", "the best", "med först"."""
    named = [word.group() for word in words_of(shape.rest) if not is_idle(word.group(), shape.language)]
    copular = shape.verb.casefold() in _COPULAS
    return (
        len(named) <= 1
        and not anchored(shape)
        and all(_SAID_OF.search(word.casefold()) for word in named)
        and bool(shape.rest if copular else shape.verb)
    )


def _names_something(noun: str, language: str) -> bool:
    return any(not is_idle(word.group(), language) for word in words_of(noun))


def _of_what(shape: Shape, context: Context) -> str | None:
    """The question with what it is asked of put last."""
    if not shape.verb or not shape.lead or pointers_in(shape.text, shape.language):
        return None
    talking = _talks(shape)
    following = shape.verb.casefold() in _FOLLOWING and (
        (shape.trailed and not shape.rest) or shape.rest.casefold() in ("next", "härnäst", "sedan", "sen", "efter")
    )
    if following:
        matter = matter_of(context)
        asked = f"{shape.lead} {shape.verb}"
        return (
            f"{asked} {'efter' if shape.language == 'sv' else 'after'} {owner_in(matter, shape.language)}"
            if matter
            else None
        )
    if shape.trailed and is_past(shape) and not time_in(shape.text, shape.language) and not talking:
        moment = then(shape, context)
        return f"{shape.text} {moment}" if moment else None
    if anchored(shape) and not _needs(shape):
        return None
    open_ = _is_open(shape)
    attends = any(_ATTENDING.match(word.group().casefold()) for word in words_of(f"{shape.verb} {shape.rest}"))
    event = event_of(context[-_RECENT:] if attends else context[-1:])
    if event and (open_ or shape.verb.casefold() in _HAPPENING) and is_past(shape):
        return f"{shape.text} {'på' if shape.language == 'sv' else 'at'} {event.text}"
    group = _group(shape, context) if open_ else None
    if group:
        return f"{shape.text} {'på' if group.event else 'i'} {group.text}"
    chosen = shape.asks in ("vilken", "vilket") and shape.verb.casefold() not in _COPULAS
    inside = _inside(context) if open_ and chosen else None
    if inside:
        return f"{shape.text} i {inside.text}"
    if not open_ or _WITH.search(shape.rest) or (shape.noun and not _needs(shape)):
        return None
    return _regarding(shape, context)


def anchored(shape: Shape) -> bool:
    """Whether the question may stand alone: it names somebody, an office or a time, or speaks of those who talk."""
    return bool(
        _talks(shape)
        or names_in(shape.rest)
        or time_in(shape.text, shape.language)
        or office_in(shape.text, shape.language)
    )


def _talks(shape: Shape) -> bool:
    """Whether it speaks of those who talk; "ni" and "you" in the past are whoever did what was spoken of."""
    low = {word.group().casefold() for word in words_of(shape.text)} & _TALKING
    return bool(low - {"ni", "you"} if is_past(shape) else low)


def _is_open(shape: Shape) -> bool:
    """Whether nothing is named but what is done or so: "vem betalar?", "vad kan man göra?", "vilka var inbjudna?"."""
    rest = re.sub(r"\bmed och\b", "med", shape.rest)
    words, verb = [word.group().casefold() for word in words_of(rest)], shape.verb.casefold()
    if any(word in WORDS[shape.language].joining for word in words[:-1]):
        return False
    named = [word for word in words if not is_idle(word, shape.language)]
    if named and verb in _MODALS and _is_infinitive(named[0], words, shape.language):
        named = named[1:]
    if len(named) == 1 and verb in _COPULAS and shape.asks not in ("vad", "what"):
        return _is_participle(named[0], shape.language)
    if (
        len(named) == 1
        and verb in _MODALS - {"do", "does", "did"}
        and words[-1] in ("göra", "do")
        and words[0] in (named[0], "the")
    ):
        return not is_past(shape)
    says = base_of(shape.verb, shape.language) is not None or bool(shape.rest or shape.noun)
    return not named and says and not (verb in _COPULAS and not shape.rest)


def _is_infinitive(word: str, words: list[str], language: str) -> bool:
    """Whether the first word that names something is what is to be done, and has no noun before it."""
    first = words.index(word) == 0 or words[words.index(word) - 1] in WORDS[language].subjects | WORDS[language].short
    return first and base_of(word, language) == word and (language == "en" or word.endswith(("a", "å", "as", "o")))


def _is_participle(word: str, language: str) -> bool:
    base = base_of(word, language) or word
    if language == "en":
        return word.endswith("ed") or bool(_SAID_OF.search(word))
    return (base != word and bool(_PARTICIPLE.search(base))) or bool(_SAID_OF.search(word))


def _needs(shape: Shape) -> bool:
    named = names_in(shape.rest) or time_in(shape.text, shape.language)
    return not named and (shape.verb.casefold() in _NEEDING or shape.rest.casefold() in _NEEDING)


def _group(shape: Shape, context: Context) -> Phrase | None:
    """What one is part of where a question says only "är med": a meeting that has been, a project, a network."""
    if not shape.lead or not _WITH.search(shape.rest) or "att " in shape.rest:
        return None
    event = event_of(context[-1:])
    if event:
        return event if is_past(shape) else None
    inside = _inside(context)
    # Municipalities are in a network or a project, never in a board.
    if inside and not (shape.noun and re.search(r"styrelse|utskott|kommitté|board", inside.core.casefold())):
        return inside
    found = [phrase for phrase in phrases_of(context[-1].shape) if phrase.definite]
    named = [phrase for phrase in found if phrase.form is Form.NAME and is_organisation(phrase.core)]
    return named[0] if named and not shape.noun else None


def _inside(context: Context) -> Phrase | None:
    """The project, group or network that the last question is about."""
    found = [phrase for phrase in phrases_of(context[-1].shape) if phrase.definite]
    first = found[0] if found else None
    return first if first and _GROUP.search(head_of(first.core, context[-1].shape.language).casefold()) else None


_TRANSITIVE = frozenset(
    "ordnade ordnar anordnade anordnar arrangerade arrangerar startade grundade skrev ledde leder driver drev sköter "
    "skötte finansierar finansierade stöder stödjer översatte publicerade gjorde started founded wrote leads led runs "
    "ran funds funded supports supported translated published organised organized arranged".split()
)
_INVITING = frozenset("bjöd bjuder".split())
_OBJECTED = frozenset("bakom mot kring bland mellan inför utanför behind against within among".split())


def _takes_object(shape: Shape) -> bool:
    """Whether what is lacking is an object, a verb's or a last preposition's: "vem skrev?", "vem står bakom?"."""
    who = shape.asks in WORDS[shape.language].people
    last = shape.text.casefold().split()[-1]
    return last in _OBJECTED or (who and not shape.rest and shape.verb.casefold() in _TRANSITIVE)


def _regarding(shape: Shape, context: Context) -> str | None:
    doing = shape.verb.casefold() in ("gör", "do", "does") and shape.asks in ("hur", "how")
    told = [exchange.shape for exchange in reversed(context[-2:]) if exchange.shape.language == shape.language]
    infinitive = next((found for asked in told if (found := action_of(asked)[1])), "")
    if infinitive and (doing or _needs(shape)):
        return f"{shape.text} för {infinitive}" if shape.language == "sv" else f"{shape.text} {infinitive}"
    matter = matter_of(context)
    if matter is None:
        return None
    if _takes_object(shape):
        return f"{shape.text} {matter}"
    if shape.verb.casefold() in _INVITING and shape.rest.casefold() == "in":
        return f"{shape.text} till {matter}"
    return f"{shape.text}, {'när det gäller' if shape.language == 'sv' else 'regarding'} {matter}"
