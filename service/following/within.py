"""Whether a question itself names what one of its pronouns points at."""

import re

from service.following.mentions import names_in, office_in
from service.following.shape import has_content
from service.following.words import WORDS, is_verb, words_of

_PEOPLE = re.compile(r"(?:person(?:en)?|politikern?|medlem(?:men)?|forskaren?|strateg(?:en)?|member|politician)$")
_COORDINATING = frozenset("och eller and or".split())
_RELATIVE = frozenset("som which who".split())
_FIRST_CLAUSE = 3


def points_within(text: str, language: str, place: int, *, person: bool, owner: bool) -> bool:
    """Whether what stands before the word at `place` (counted in words) holds what it may point at."""
    words = words_of(text)
    before = text[: words[place].start()]
    if person:
        named = any(mention.person for mention in names_in(before)) or office_in(before, language) is not None
        return named or any(_PEOPLE.search(word.group().casefold()) for word in words[:place])
    if re.search(r"[.?!]\s", before) or _asked_later(words[:place], language):
        return has_content(before, language)
    if owner:
        return _named_after_verb(words[:place], language)
    if language == "en" and _in_own_clause(words, place):
        return True
    return _other_clause(text, language, words, place)


def _asked_later(words: list[re.Match[str]], language: str) -> bool:
    """Whether something is named before the question word: "Platskompassen, vem har översatt den?"."""
    lows = [word.group().casefold() for word in words]
    asked = next((at for at, low in enumerate(lows) if low in WORDS[language].asking), 0)
    return any(has_content(low, language) for low in lows[:asked])


def _named_after_verb(words: list[re.Match[str]], language: str) -> bool:
    verb = next((at for at, word in enumerate(words) if is_verb(word.group().casefold(), language)), len(words))
    return any(has_content(word.group(), language) for word in words[verb + 1 :])


def _in_own_clause(words: list[re.Match[str]], place: int) -> bool:
    """Whether the word is the subject of a clause within ("say it would") or follows one ("instead of doing it")."""
    if place < _FIRST_CLAUSE:
        return False
    before = words[place - 1].group().casefold()
    after = words[place + 1].group().casefold() if place + 1 < len(words) else ""
    clause = before not in WORDS["en"].finite | WORDS["en"].prepositions and after in WORDS["en"].finite
    named = any(has_content(word.group(), "en") for word in words[1 : place - 1])
    return named and (clause or before.endswith("ing"))


def _other_clause(text: str, language: str, words: list[re.Match[str]], place: int) -> bool:
    """Whether an earlier clause, with a verb of its own, names something."""
    return any(
        _begins_clause(text, language, words, at, place)
        and any(has_content(word.group(), language) for word in words[:at])
        for at in range(1, place + 1)
    )


def _begins_clause(text: str, language: str, words: list[re.Match[str]], at: int, place: int) -> bool:
    """Whether a clause with the word at `place` in it begins at `at`, after another."""
    leading = words[at].group().casefold()
    if leading not in WORDS[language].joining and "," not in text[words[at - 1].end() : words[at].start()]:
        return False
    before, after = (
        any(is_verb(word.group().casefold(), language) for word in part) for part in (words[:at], words[at:])
    )
    relative = leading in _RELATIVE and has_content(words[at - 1].group(), language)
    subject = at + 1 == place < len(words) - 1 and leading not in _COORDINATING
    return (before or relative) and (after or subject)
