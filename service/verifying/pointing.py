"""Sentences that point back at the one before them, and what their pronoun stands for."""

import re
from collections.abc import Iterator, Sequence

from service.verifying.clauses import is_verb
from service.verifying.grammar import is_genitive
from service.verifying.parsing import Parsed, parse
from service.verifying.tokens import Token

_STARTS = re.compile(
    r"(?:Han|Hon|Den|Det|De|Där|Dit|Då|Samma|Detta|Dessa|Hans|Hennes|He|She|It|They|There|This|These|His|Her)\b"
)
_PRONOUNS = {"det": "ett", "den": "en", "de": "plural", "dem": "plural"}
_PERSONAL = frozenset("han hon hans hennes".split())
_PERSON = re.compile(r"\b[A-ZÅÄÖ][a-zåäöé]+ [A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ]\w+)?")
_NO_SURNAMES = frozenset("Cities Sverige Committee Consensus Health Economy Arena".split())
_NOUNS_OF_PLACES = frozenset("stad kommun region".split())
_PRESENTING = re.compile(r"Det (?:är|var|blir|blev) ett? ")
_SUFFIXES = {
    "ett": re.compile(r".{3,}(?:et|ret|at)s?$"),
    "en": re.compile(r".{3,}(?:en|an|rn|ln)s?$"),
    "plural": re.compile(r".{3,}(?:na|or|ar|er)s?$"),
}


def points_back(text: str, language: str) -> bool:
    """Whether a sentence begins with a word that points back, or holds a pronoun that stands for a thing."""
    if _STARTS.match(text.lstrip()):
        return True
    return language == "sv" and next(_pointing(parse(text, language)), None) is not None


def resolved(before: str, text: str, language: str) -> str | None:
    """The sentence with its pronoun put as the last noun of the sentence before that fits it in gender.

    None in another language than Swedish, where there is no such pronoun, or where nothing fits.
    """
    if language != "sv":
        return None
    mine, theirs = parse(text, language), parse(before, language)
    place = next(_pointing(mine), None)
    if place is None:
        return None
    token = mine.tokens[place]
    any_gender = place == 0 and _PRESENTING.match(mine.text) is not None
    noun = _last_noun(theirs, None if any_gender else _PRONOUNS[token.word])
    return mine.text[: token.start] + noun + mine.text[token.end :] if noun else None


def in_full(before: Sequence[str], text: str, language: str) -> str | None:
    """The sentence with what it begins with put as that stands in the sentences before it, the nearest last.

    A pronoun, "hans" or "hennes" is put as the noun or name it stands for, a noun such as "staden" as the name that
    ends in it. None where nothing is put otherwise.
    """
    told = ""
    for sentence in before:
        told = _named_in_full(told, sentence, language) or sentence
    return _named_in_full(told, text, language)


def _named_in_full(before: str, text: str, language: str) -> str | None:
    if language != "sv" or not before or not text:
        return None
    mine, theirs = parse(text, language), parse(before, language)
    if not mine.tokens or not theirs.tokens:
        return None
    first = mine.tokens[0]
    if first.word in _PERSONAL:
        name = _one_person(theirs)
        owner = "s" if first.word in ("hans", "hennes") else ""
        return f"{name}{owner}{mine.text[first.end :]}" if name else None
    if first.word not in _PRONOUNS:
        name = _name_ending_in(theirs, first) if not first.function else None
        return f"{name}{mine.text[first.end :]}" if name else None
    subject = _subject_for(theirs, first.word)
    if subject and _stands_alone(mine):
        return f"{subject}{mine.text[first.end :]}"
    return resolved(before, text, language)


def _stands_alone(text: Parsed) -> bool:
    """Whether the sentence begins with a pronoun for a thing: "Den möts", not "Den nya"."""
    return next(_pointing(text), None) == 0


def _subject_for(text: Parsed, pronoun: str) -> str | None:
    """What stands before the verb of a sentence, where that is a noun of the pronoun's gender with a name in it."""
    verb = next((place for place, token in enumerate(text.tokens) if is_verb(token, text.language)), 0)
    last = text.tokens[verb - 1] if verb else None
    if last is None or not text.text[0].isupper() or text.tokens[0].function:
        return None
    fits = last.base in _NOUNS_OF_PLACES or _SUFFIXES[_PRONOUNS[pronoun]].match(last.word) is not None
    return text.text[: last.end] if fits and pronoun == "den" else None


def _one_person(text: Parsed) -> str | None:
    """The person that a sentence names, where it names one: two capitals with nothing between."""
    found = list(dict.fromkeys(match.group() for match in _PERSON.finditer(text.text)))
    found = [name for name in found if name.split()[-1] not in _NO_SURNAMES]
    return found[0] if len(found) == 1 else None


def _name_ending_in(text: Parsed, noun: Token) -> str | None:
    """The name or compound of a sentence that ends in a noun: "Trollhättans stad" for "Staden"."""
    for place, token in enumerate(text.tokens):
        if token.parts and token.parts[-1] == noun.base:
            return text.text[token.start : token.end]
        begin = place
        while begin and text.text[text.tokens[begin - 1].start].isupper():
            begin -= 1
        if token.base == noun.base and begin < place:
            return text.text[text.tokens[begin].start : token.end]
    return None


def _pointing(text: Parsed) -> Iterator[int]:
    """The places of pronouns for things: "om den ska", not "den nya" or "det som"."""
    for place, token in enumerate(text.tokens):
        if token.word not in _PRONOUNS or place + 1 >= len(text.tokens):
            continue
        after = text.tokens[place + 1]
        gap = text.text[token.end : after.start].strip()
        stands_alone = is_verb(after, text.language) or after.function or gap
        if stands_alone and after.word not in ("som", "här", "där", "att", "en", "ett"):
            yield place


def _last_noun(text: Parsed, gender: str | None) -> str | None:
    for place in reversed(text.content):
        token = text.tokens[place]
        if is_verb(token, text.language) or is_genitive(text, place):
            continue
        article = text.tokens[place - 1].word if place else ""
        fits = gender is None or article == gender or _SUFFIXES[gender].match(token.word) is not None
        if fits and (gender is not None or token.capital or _is_definite(token.word)):
            return text.text[token.start : token.end]
    return None


def _is_definite(word: str) -> bool:
    return any(_SUFFIXES[gender].match(word) for gender in ("ett", "en"))
