"""Adjectives whose noun is left out: "när kommer nästa?", "och den andra?", "the latest one"."""

import re

from service.following.context import Context
from service.following.phrases import Form, definite_of, phrases_of
from service.following.shape import PLAIN_VERBS, head_of
from service.following.words import WORDS, base_of, is_verb, words_of

_ALONE = {
    "sv": re.compile(
        r"\b(?:(?P<article>den|det|de) (?:första|andra|tredje|fjärde|sista|senaste|förra|nya|nyaste|gamla|äldsta|"
        r"största|minsta|näst\w+)|nästa)(?=$|[ ?.!,])",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\bthe (?:next|first|second|third|other|last|latest|previous|newest|oldest|largest|smallest|new|old)"
        r"(?P<one> ones?\b)?(?=$|[ ?.!,])|"
        r"(?<=\w )(?<!and )(?<!about )the(?P<which> ones?)(?= (?:on|for|in|about|from|with|of) )",
        re.IGNORECASE,
    ),
}


def with_noun(text: str, language: str, context: Context) -> str:
    """The question with the noun of the conversation after an adjective that has none; itself where none lacks one."""
    match = _ALONE[language].search(text)
    if match is None or "which one" in text.casefold() or context[-1].shape.language != language:
        return text
    following = words_of(text[match.end() :])[:1]
    low = following[0].group().casefold() if following else ""
    ends = (
        not low
        or low in WORDS[language].prepositions | WORDS[language].trailing
        or is_verb(low, language)
        or low.endswith("ing")
        or low in PLAIN_VERBS
    )
    found = match.groupdict()
    noun = _noun(context, language, found.get("article")) if ends else None
    if noun is None:
        return text
    said = match.group().removesuffix(found.get("one") or found.get("which") or "")
    return f"{text[: match.start()]}{said} {_formed(noun, found.get('article'), language)}{text[match.end() :]}"


def _noun(context: Context, language: str, article: str | None) -> str | None:
    """The noun of what there are several of, or of what is spoken of."""
    other = {"den": Form.NEUTER, "det": Form.COMMON}.get((article or "").casefold())
    for exchange in reversed(context[-3:]):
        shape = exchange.shape
        if shape.noun and base_of(head_of(shape.noun, language), language):
            return head_of(shape.noun, language)
        phrases = [phrase for phrase in phrases_of(shape) if not phrase.predicate and phrase.form is not other]
        several = [phrase for phrase in phrases if phrase.form == "plural"]
        events = [phrase for phrase in phrases if phrase.event]
        named = [phrase for phrase in events or several or phrases if base_of(head_of(phrase.core, language), language)]
        if named:
            return head_of(named[0].core.rstrip(" 0123456789–-"), language)
    return None


def _formed(noun: str, article: str | None, language: str) -> str:
    base = base_of(noun, language) or noun.casefold()
    if language == "en" or article is None:
        return base
    return noun if article.casefold() == "de" else definite_of(noun, neuter=article.casefold() == "det")
