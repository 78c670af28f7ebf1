"""Definite nouns that mean something spoken of before: "vad var syftet?", "när var seminariet?", "och temat?"."""

import re

from service.following.context import Context, answered_with, holder_of, same_headed
from service.following.matters import event_of, matter_of
from service.following.mentions import names_in, time_in
from service.following.nouns import OF_PEOPLE, OF_SOMETHING, THINGS
from service.following.phrases import Form, form_of, phrases_of
from service.following.shape import PLAIN_VERBS, Shape, head_of, is_idle
from service.following.words import WORDS, base_of, words_of

_LONGEST_FRAGMENT = 3
_RECENT = 4
_REGARDING = {"sv": "när det gäller", "en": "regarding"}
_NAMING = {"sv": ("Vad är", "Vilka är"), "en": ("What is", "What are")}


def definite_supplied(shape: Shape, context: Context) -> str | None:
    """The question with what its definite noun is of, or which one it is; None where it has none that lacks that."""
    if names_in(shape.text):
        return None
    timed = time_in(shape.text, shape.language) is not None
    return (None if timed else _of_something(shape, context)) or _the_one(shape, context, timed=timed)


def fragment_supplied(shape: Shape, context: Context) -> str | None:
    """Makes "och temat?" ask for it: "vad är temat för vårmötet?"; None for a fragment that is no such noun."""
    words = words_of(shape.text)
    if not words or len(words) > _LONGEST_FRAGMENT:
        return None
    found = _lacked(
        words[-1].group(), shape.language, context, definite=len(words) > 1 if shape.language == "en" else None
    )
    if found is None or any(not is_idle(word.group(), shape.language) for word in words[:-1]):
        return None
    noun, asked = words[-1].group(), context[-1].shape
    heads = {base_of(head_of(phrase.core, asked.language), asked.language) for phrase in phrases_of(asked)}
    if base_of(noun, shape.language) in heads:
        return None
    several = form_of(noun.casefold(), shape.language) is Form.PLURAL
    return f"{_NAMING[shape.language][several]} {shape.text[:1].casefold()}{shape.text[1:]} {found}"


def _of_something(shape: Shape, context: Context) -> str | None:
    """The question with what its only noun is of put after it."""
    named = [word for word in words_of(shape.rest) if not is_idle(word.group(), shape.language)]
    if len(named) != 1 or (shape.noun and not shape.verb):
        return None
    noun, before = named[0], shape.rest[: named[0].start()].split()
    definite = before[-1:] == ["the"] if shape.language == "en" else None
    found = _lacked(noun.group(), shape.language, context, definite=definite)
    if found is None or _complemented(shape.rest[noun.end() :], shape.language):
        return None
    place = shape.text.rindex(shape.rest) + noun.end() if shape.rest in shape.text else len(shape.text)
    return f"{shape.text[:place]} {found}{shape.text[place:]}"


def _lacked(word: str, language: str, context: Context, *, definite: bool | None) -> str | None:
    """What the noun is of, with the preposition: "för vårmötet"; None where it lacks nothing or that is not known."""
    base = base_of(word, language) or word.casefold()
    if base not in OF_SOMETHING[language]:
        base = re.sub(r"^(?:huvud|grund|slut)(?=\w{4})", "", base)
    if base == word.casefold() if definite is None else not definite:
        return None
    person = answered_with(context[-1]) if context[-1].asks_who else None
    if person and base in OF_PEOPLE[language]:
        return f"{'till' if language == 'sv' else 'of'} {person}"
    preposition = OF_SOMETHING[language].get(base)
    matter = matter_of(context) if preposition else None
    return f"{preposition} {owner_in(matter, language)}" if matter else None


def owner_in(matter: str, language: str) -> str:
    """A phrase without a noun that is itself of what it names: "målen för fas VII" gives "fas VII"."""
    words = words_of(matter)
    owner, genitive, last = matter.partition("'s ")
    if genitive and base_of(last, language) in OF_SOMETHING[language]:
        return owner
    if len(words) < len(("målen", "för", "fasen")):
        return matter
    base = base_of(words[0].group(), language) or ""
    related = base in OF_SOMETHING[language] and words[1].group().casefold() in WORDS[language].prepositions
    return matter[words[2].start() :] if related else matter


def _complemented(after: str, language: str) -> bool:
    """Whether what follows a noun tells which it is."""
    following = after.casefold().split()
    # Prepositions at the very end belong to what asks: "vad handlade serien om?", "vilka var mötet till för?".
    stranded = all(word in WORDS[language].prepositions for word in following)
    return not stranded and following[0] in WORDS[language].prepositions | {"som", "that", "which"}


def _the_one(shape: Shape, context: Context, *, timed: bool) -> str | None:
    """The question with the thing spoken of in place of its noun, or with what it is about after it."""
    for word in words_of(shape.rest):
        base = base_of(word.group(), shape.language) or ""
        before, after = shape.rest[: word.start()], shape.rest[word.end() :]
        if base not in THINGS[shape.language] or _complemented(after, shape.language):
            continue
        if not _definite(word.group(), base, before, after, shape.language):
            continue
        same = same_headed(context[-_RECENT:], word.group(), shape.language) or _name_ending(word.group(), context)
        if same:
            start = before.removesuffix("the ") if shape.language == "en" else before
            return _rebuilt(shape, f"{start}{same}{after}")
        about = None if timed else _about(shape, base, context)
        if about and after.strip().casefold() in ("om", "about"):
            return f"{shape.text}, {_REGARDING[shape.language]} {about.partition(' ')[2]}"
        return _rebuilt(shape, f"{shape.rest[: word.end()]} {about}{after}") if about else None
    return None


def _name_ending(noun: str, context: Context) -> str | None:
    """A name that the last answer tells and that ends in the noun: "Advisory Committee" for "the committee"."""
    names = [mention.text for mention in names_in(context[-1].answer) if " " in mention.text]
    found = next((name for name in names if name.casefold().endswith(f" {noun.casefold()}")), None)
    return f"the {found}" if found else None


def _definite(word: str, base: str, before: str, after: str, language: str) -> bool:
    """Whether the noun at hand is a definite one that nothing else tells which it is ("the project manager")."""
    alone = before.split()[-1:]
    if language == "en":
        following = words_of(after)[:1]
        low = following[0].group().casefold() if following else ""
        return alone == ["the"] and (not low or is_idle(low, "en") or low in PLAIN_VERBS)
    described = bool(alone) and alone[0].casefold() in ("den", "det", "de", "denna", "detta", "nästa", "varje")
    return word.casefold() != base and not word.casefold().endswith(("s", "ar", "er")) and not described


def _about(shape: Shape, base: str, context: Context) -> str | None:
    """Which one: that of the event, or that of which an answer spoke, by what was asked then."""
    event = event_of(context[-1:])
    if event:
        return f"{'från' if shape.language == 'sv' else 'from'} {event.text}"
    told = any(_built_on(word.group(), base) for exchange in context[-2:] for word in words_of(exchange.answer))
    person = holder_of(context[-1:]) if told else None
    if person and person in context[-1].shape.text:
        return f"{'av' if shape.language == 'sv' else 'by'} {person}"
    matter = matter_of(context) if told else None
    return f"{'om' if shape.language == 'sv' else 'about'} {matter}" if matter else None


def _built_on(word: str, base: str) -> bool:
    return (base_of(word, "sv") or "").endswith(base)


def _rebuilt(shape: Shape, rest: str) -> str:
    return shape.text.removesuffix(shape.rest) + rest if shape.text.endswith(shape.rest) else f"{shape.text} {rest}"
