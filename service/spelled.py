"""Small words as they are spoken or typed in haste, put as they are spelled: "va e de för nåt", "durring which years".

What searches, reads and weighs a question knows written language best. What the question is about is left as written:
misspelt words of that kind are held against the documents (`index.spelling`).
"""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from service.following.words import WORDS, is_verb, words_of

_OPENING = re.compile(r"^(?:å|o) (?=\w)", re.IGNORECASE)
_VA = re.compile(r"\bva\b(?! (?:det|de) (?:du|ni|han|hon)\b)", re.IGNORECASE)
# "En dom" is a judgement.
_DOM = re.compile(r"(?P<before>\b(?!(?:en|den|denna|ingen|någon|varje|vilken) )\w+ )?(?<!en )\bdom\b", re.IGNORECASE)
_DETERMINED = re.compile(r" (?:[a-zåäö]+(?:a|na)|\d+|två|tre|fyra|fem|sex)\b")
_DOTS = {"nar": "när", "varfor": "varför", "ar": "är", "pa": "på", "fran": "från", "nat": "nåt", "nagon": "någon"}
_DOTLESS = re.compile(rf"\b(?:{'|'.join(_DOTS)})\b", re.IGNORECASE)
_FIRST = 2
_SHORTEST = 5
_ALIKE = 0.85

# Whoever writes "nåt" or "mkt" may write "de" for "they"; who writes these seldom does.
_HASTY = re.compile(r"\b(?:e|ä|va|dom|me|o|å|(?:har|hade) (?:\w+ )?vart)\b")
_MANY = re.compile(r"\b(?:vilka|flera|alla)\b")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class _Form:
    """How a form is spelled near some words; an empty set is any word.

    `apart` and `behind` are words that it does not stand before and after. `before` holds of the word next to it, of
    one of the two before it where it is not `close`.
    """

    put: str
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    close: bool = True


_PEOPLE = _set("jag du han hon den det de dom vi ni man")
_IS = _set("är e ä var va vara blir blev finns fanns gäller kostar kosta heter hette räcker krävs behövs går gick inte")
_BARE = _set("att ska skall kan får få vill måste bör skulle kunna vilja å o")
_COUNTED = _set("två tre fyra fem sex sju åtta nio tio tolv olika andra flesta båda")
_FORMS = {
    "e": (_Form("är"),),
    "ä": (_Form("är"),),
    "va": (_Form("vara", before=_set("ska kan får vill att måste skulle kunna o å"), close=False),),
    "o": (_Form("att", after=_set("va vara bli ha få komma göra veta söka delta")), _Form("och")),
    "å": (_Form("att", after=_set("va vara bli ha få komma göra veta söka delta")), _Form("och")),
    "vart": (_Form("varit", before=_set("har hade ha"), close=False),),
    "ha": (_Form("har", after=_PEOPLE, behind=_BARE),),
    "ja": (_Form("jag", before=_set("kan ska får har vet vill måste om när hur var vad")),),
    "kosta": (_Form("kostar", after=_set("de det den")),),
    "de": (_Form("det", before=_IS, apart=_COUNTED), _Form("det", after=_IS)),
}
"""Forms that are words of their own as well, read so in text that shows elsewhere that it is hasty."""


def spelled(text: str, language: str) -> str:
    """The question with its hasty small words put right; what it is about is left as written."""
    return _asking(_swedish(text) if language == "sv" else text, language)


def _swedish(text: str) -> str:
    if text == text.casefold():
        text = _DOTLESS.sub(lambda found: _DOTS[found.group().casefold()], text)
    hasty = _HASTY.search(text) is not None
    text = _OPENING.sub("och ", text)
    return _what_or_was(_DOM.sub(_they, _in_full(text, hasty)))


def _in_full(text: str, hasty: bool) -> str:
    """The text with each spoken form as it is spelled, those that are words as well only where it is `hasty`."""
    found, words, end = [], words_of(text), 0
    many = _MANY.search(text) is not None
    for place, word in enumerate(words):
        before = tuple(other.group() for other in words[max(place - 2, 0) : place])
        after = words[place + 1].group() if place + 1 < len(words) else ""
        is_read = hasty and not (many and word.group() == "de")
        put = _put(word.group(), before, after) if is_read else word.group()
        found += [text[end : word.start()], _spoken().get(put, put)]
        end = word.end()
    return "".join([*found, text[end:]])


def _put(word: str, before: Sequence[str], after: str) -> str:
    for form in _FORMS.get(word, ()):
        near = before[-1:] if form.close else before
        fits = (not form.before or not form.before.isdisjoint(near)) and (not form.after or after in form.after)
        fits = fits and after not in form.apart and form.behind.isdisjoint(near)
        if fits and not (form.apart and after.endswith("na")):
            return form.put
    return word


def _what_or_was(text: str) -> str:
    found = _VA.search(text)
    if found is None:
        return text
    before = [word.group().casefold() for word in words_of(text[: found.start()])]
    following = words_of(text[found.end() :])[:1]
    asks = all(word in WORDS["sv"].openers for word in before)
    is_before_verb = bool(following) and is_verb(following[0].group().casefold(), "sv")
    if asks and following and not is_before_verb:
        return text
    meant = "vad" if asks or is_before_verb else "var"
    return f"{text[: found.start()]}{meant.capitalize() if found.group()[0].isupper() else meant}{text[found.end() :]}"


def _they(found: re.Match[str]) -> str:
    before = found["before"] or ""
    alone = before.strip().casefold() in WORDS["sv"].prepositions and not _DETERMINED.match(found.string, found.end())
    return f"{before}{'dem' if alone else 'de'}"


@lru_cache(maxsize=1)
def _spoken() -> dict[str, str]:
    lines = resources.files("service").joinpath("words", "spoken.txt").read_text("utf-8").splitlines()
    pairs = (line.partition(" = ") for line in lines if line.strip() and not line.startswith("#"))
    return {form: put for form, _, put in pairs}


def _asking(text: str, language: str) -> str:
    """With one of the first words, where it is almost one that asks or leads in, put as that: "durring"."""
    words = WORDS[language]
    known = words.asking | words.prepositions
    likely = sorted(word for word in known if len(word) >= _SHORTEST)
    for word in words_of(text)[:_FIRST]:
        low = word.group().casefold()
        if len(low) < _SHORTEST or low in known | words.openers or is_verb(low, language):
            continue
        near = difflib.get_close_matches(low, likely, 1, _ALIKE)
        if near:
            return f"{text[: word.start()]}{near[0]}{text[word.end() :]}"
    return text
