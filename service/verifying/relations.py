"""Whether one word may stand for another, and whether two exclude each other."""

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from index.analysis import root
from service.verifying.lexicon import lexicon, lines, opposites
from service.verifying.tokens import Token

SAME, SYNONYM, DERIVED, PART = 1.0, 0.9, 0.8, 0.7
_GENITIVE = re.compile(r"(?:[:'’]s|s|['’])$")
_SUPERLATIVE = re.compile(r"(?:st|ste|sta|est)$")
# An inflected participle or adverb as the dictionary has it: "blandade" as "blandad", "received" as "receive".
_ENDINGS = {"sv": ("e", "a", "t"), "en": ("d", "ed", "ing", "ly")}
_SHORTEST_ROOT = 4
# As a first part these turn a word into its opposite.
_OPPOSING = ("o", "miss", "icke", "un", "in", "im", "dis", "non", "il", "ir")
_NONE: frozenset[str] = frozenset()
_PARTED = 2
_FEW = 4
# A word of this length that ends another is its head: "konferens" of "årskonferens".
_HEAD = 6
# From this length on, one letter may be wrong: "webinarium", "hälsufrämjande".
_LONG = 9
# What a Swedish verb may end in, but a noun in -a not ("skolan", "skolor").
_VERBAL = ("a", "ar", "er", "r", "as", "es", "s", "ade", "de", "te", "t", "ts", "des", "tes", "å", "år", "gick", "fick")
_PARTICLE = re.compile(
    r"(upp|ut|in|om|av|på|till|ned|ner|fram|ihop|samman|över|efter|bort|med|under|fast|igenom|vidare)(\w{3,})"
)


def related(mine: Token, other: Token, language: str, others: str) -> float:
    """How surely the first word is borne out by the second, 0 to 1; 0 where it is not.

    `language` and `others` are the languages of the two.
    """
    return _related(mine, other, language, others)


@lru_cache(maxsize=200_000)
def _related(mine: Token, other: Token, language: str, others: str) -> float:
    if mine.capital and other.capital and _name(mine.word) == _name(other.word):
        return SAME
    if excluded(mine, other):
        return 0.0
    if mine.word == other.word or mine.base in (other.base, other.word) or mine.word == other.base:
        return SAME if _degree(mine) == _degree(other) else 0.0
    if mine.capital and not _groups(mine, language):
        return 0.0
    shared = _groups(mine, language) & _groups(other, others)
    if shared and (language != others or _close(mine, other, language)):
        return SYNONYM if not _are_bodies(mine, other) or _own(shared) else 0.0
    if language != others:
        parts = other.parts if others == "sv" else ()
        return PART if any(_groups(mine, language) & _groups(_part(other, part), others) for part in parts) else 0.0
    return _alike(mine, other, language) if not mine.capital else 0.0


def _own(shared: frozenset[str]) -> bool:
    return any(not group.startswith("=") for group in shared)


def _are_bodies(mine: Token, other: Token) -> bool:
    """Whether both name who acts: to a dictionary a styrelse and a kommitté are both a committee, but two bodies."""
    return mine.base in actors() and other.base in actors()


@lru_cache(maxsize=1)
def actors() -> frozenset[str]:
    """Base forms of nouns for those who can act."""
    return frozenset(word for line in lines("agents.txt") for word in line.split())


def is_modifier(mine: Token, other: Token, language: str, others: str) -> bool:
    """Whether the first word says no more than the first part of the second one, a compound."""
    if not other.parts or mine.base == other.base:
        return False
    whole = _groups(mine, language) & _groups(other, others)
    last = related(mine, _part(other, other.parts[-1]), language, others)
    return (
        not whole and not last and any(related(mine, _part(other, part), language, others) for part in other.parts[:-1])
    )


def _part(token: Token, part: str) -> Token:
    return Token(token.start, token.end, part, part, (), capital=False, function=False)


def stands_for(mine: Token, other: Token, language: str, others: str) -> bool:
    """Whether a content word is said by a function word: "received" by "fick"."""
    if excluded(mine, other):
        return False
    shared = _groups(mine, language) & _groups(other, others)
    return any(not group.startswith("=") for group in shared)


def excluded(mine: Token, other: Token) -> bool:
    """Whether the two words are opposites, or exclude each other where one is said in place of the other."""
    return _excluded(mine.word, mine.base, other.word, other.base)


@lru_cache(maxsize=200_000)
def _excluded(word: str, base: str, other_word: str, other_base: str) -> bool:
    keys, other_keys = {word, base}, {other_word, other_base}
    if keys & other_keys:
        return False
    known = opposites()
    if any(known.get(key, _NONE) & other_keys for key in keys):
        return True
    return any(
        base == prefix + other_base or other_base == prefix + base
        for prefix in _OPPOSING
        if min(len(base), len(other_base)) > _PARTED
    )


def shares_meaning(mine: str, other: str) -> bool:
    """Whether a dictionary gives two Swedish words a translation in common that is not one of many things."""
    first, second = lexicon().meanings(mine), lexicon().meanings(other)
    return bool({meaning for meaning in first & second if meaning not in _VAGUE})


# English words under which the dictionary puts too much.
_VAGUE = frozenset(
    """be have do make get go come take put give set keep hold stop run turn that this it one thing way lot good bad in
    on out up off over all some any so very well still even back against with for charge cover order point case matter
    pass draw break cut open close raise drop strike move line part place issue work play stand state form light
    right""".split()
)


def _close(mine: Token, other: Token, language: str) -> bool:
    """In English, two words under one Swedish headword of the dictionary need not mean the same."""
    shared = _groups(mine, language) & _groups(other, language)
    own = {group for group in shared if not group.startswith("=")}
    few = {group for group in shared - own if len(lexicon().meanings(group[1:])) <= _FEW}
    return bool(own) or bool(few and not mine.capital and mine.word not in _VAGUE and other.word not in _VAGUE)


def _alike(mine: Token, other: Token, language: str) -> float:
    first, second = root(mine.base), root(other.base)
    if min(len(first), len(second)) >= _SHORTEST_ROOT and first == second:
        return DERIVED
    if _misspelt(mine.word, other.word):
        return DERIVED
    if language != "sv":
        return 0.0
    if _derived(mine.base, other.base) or _derived(other.base, mine.base):
        return DERIVED
    if shares_meaning(mine.base, other.base) and not _are_bodies(mine, other):
        return SYNONYM
    if mine.base in other.parts or (len(mine.base) >= _HEAD and other.base.endswith(mine.base)):
        return PART
    if other.parts and any(root(part) == first and len(first) >= _SHORTEST_ROOT for part in other.parts):
        return PART
    return 0.0


def is_verbal(token: Token) -> bool:
    """Whether a Swedish word is a form of a verb, as far as its base and ending tell."""
    return token.base.endswith(("a", "å")) and token.word.endswith(_VERBAL)


def _derived(one: str, other: str) -> bool:
    """Whether the first word is made of the second: "ekologisk" of "ekologi", "byte" of "byta", "lärdom" of "lära"."""
    stem = one.removesuffix("sk").removesuffix("dom")
    if stem != one and len(stem) >= _SHORTEST_ROOT - 1 and other in (stem, stem + "a", stem.removesuffix("i") + "ik"):
        return True
    return len(one) >= _SHORTEST_ROOT and one[-1] == "e" and other == one[:-1] + "a"


def _misspelt(mine: str, other: str) -> bool:
    """Whether two long words differ in one letter within, as spellings of one word do."""
    long = min(len(mine), len(other)) >= _LONG and mine[:2] == other[:2]
    return long and Levenshtein.distance(mine, other, score_cutoff=1) <= 1


def _groups(token: Token, language: str) -> frozenset[str]:
    known = lexicon()
    forms = {token.word, token.base, _GENITIVE.sub("", token.word)}
    if not token.capital:
        forms |= {token.word.removesuffix(ending) for ending in _ENDINGS.get(language, _ENDINGS["sv"])}
    phrases: set[tuple[str, ...]] = {(form,) for form in forms}
    particle = _PARTICLE.fullmatch(token.base) if language == "sv" else None
    if particle:
        phrases.add((particle[2], particle[1]))
    return frozenset().union(*(known.groups(phrase, language) for phrase in phrases))


def _name(word: str) -> str:
    return _GENITIVE.sub("", word)


def _degree(token: Token) -> bool:
    return bool(_SUPERLATIVE.search(token.word)) and not _SUPERLATIVE.search(token.base)
