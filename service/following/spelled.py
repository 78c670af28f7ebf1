"""Small words as they are written in haste, put as they are spelled: "å va säger ni", "durring which years"."""

import difflib
import re

from service.following.words import WORDS, is_verb, words_of

_OPENING = re.compile(r"^(?:å|o) (?=\w)", re.IGNORECASE)
_VA = re.compile(r"\bva\b(?! (?:det|de) (?:du|ni|han|hon)\b)", re.IGNORECASE)
# "En dom" is a judgement.
_DOM = re.compile(r"(?P<before>\b(?!(?:en|den|denna|ingen|någon|varje|vilken) )\w+ )?(?<!en )\bdom\b", re.IGNORECASE)
_FIRST = 2
_SHORTEST = 5
_ALIKE = 0.85


def spelled(text: str, language: str) -> str:
    """The question with its hasty small words put right; what it is about is left as written."""
    return _asking(_swedish(text) if language == "sv" else text, language)


_DOTS = {"nar": "när", "varfor": "varför", "ar": "är", "pa": "på", "fran": "från", "nat": "nåt", "nagon": "någon"}
_DOTLESS = re.compile(rf"\b(?:{'|'.join(_DOTS)})\b", re.IGNORECASE)


def _swedish(text: str) -> str:
    text = _DOTLESS.sub(lambda found: _DOTS[found.group().casefold()], text) if text == text.casefold() else text
    text = _DOM.sub(_they, _OPENING.sub("och ", text))
    found = _VA.search(text)
    if found is None:
        return text
    before = [word.group().casefold() for word in words_of(text[: found.start()])]
    following = words_of(text[found.end() :])[:1]
    asks = all(word in WORDS["sv"].openers for word in before)
    if asks and following and not is_verb(following[0].group().casefold(), "sv"):
        return text
    return f"{text[: found.start()]}{'vad' if asks else 'var'}{text[found.end() :]}"


def _they(found: re.Match[str]) -> str:
    before = found["before"] or ""
    return f"{before}{'dem' if before.strip().casefold() in WORDS['sv'].prepositions else 'de'}"


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
