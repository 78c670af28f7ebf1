"""Sentences that point back at the one before them, and what their pronoun stands for."""

import re
from collections.abc import Iterator

from service.verifying.clauses import is_verb
from service.verifying.grammar import is_genitive
from service.verifying.parsing import Parsed, parse

_STARTS = re.compile(
    r"(?:Han|Hon|Den|Det|De|Där|Dit|Då|Samma|Detta|Dessa|Hans|Hennes|He|She|It|They|There|This|These|His|Her)\b"
)
_PRONOUNS = {"det": "ett", "den": "en", "de": "plural", "dem": "plural"}
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
