"""Which language a text is in: Swedish or English unless told otherwise."""

import re
import threading
from collections import Counter
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory

SWEDISH_OR_ENGLISH: Mapping[str, float] = MappingProxyType({"sv": 0.5, "en": 0.5})
"""What a text may be before it is read, and how likely."""

_LONG_PARAGRAPH = 80
_SECOND_SHARE = 0.1
_READ_AT_MOST = 2000
_SHORT = 60
_SURE = 4
_CLEARLY = 4
_SAMPLE = 40
_WORDS = {
    "sv": frozenset(
        "och att det som en ett är av för på med den till inte om har de vi ni vad vem vilka vilken vilket hur när var "
        "varför från kan ska skall eller vid sitter våra vår era er man sig sin också finns blir blev gör".split()
    ),
    "en": frozenset(
        "the of and to is that for it with as was are be on this from or have has not what who which how when "
        "where why does do did can will should their our your you we they an at about".split()
    ),
}
_PROFILES = threading.Lock()


def language_of(text: str, default: str = "sv", prior: Mapping[str, float] = SWEDISH_OR_ENGLISH) -> str:
    """The language (ISO 639-1) of a sentence, passage or question; `default` where the text does not tell.

    `prior` holds the languages it may be and how likely each is before reading. The same text always gives the same
    answer. Safe to call from several threads.
    """
    if set(prior) == set(_WORDS) and (known := _by_words(text)):
        return known
    if not re.search(r"[^\W\d_]{2,}", text) or _is_name(text):
        return default
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.set_prior_map(dict(prior))
    detector.append(text[:_READ_AT_MOST])
    try:
        found = detector.get_probabilities()
    except LangDetectException:  # letters that no language it knows is written with
        return default
    return str(found[0].lang) if found else default


def shares_of(text: str, default: str = "sv") -> dict[str, float]:
    """A document's languages with their shares of its running text, the largest first; those under 10 % left out.

    Counted in characters of paragraphs of over 80 characters, parted by blank lines; of the whole where none is so
    long.
    """
    paragraphs = [part for part in re.split(r"\n\s*\n", text) if len(part) > _LONG_PARAGRAPH]
    if not paragraphs:
        return {language_of(text, default): 1.0}
    shares: Counter[str] = Counter()
    unsure: list[str] = []
    for part in paragraphs:
        known = _by_common_words(part)
        if known:
            shares[known] += len(part)
        else:
            unsure.append(part)
    # Reading letters takes a thousand times as long as counting words: a sample tells of the rest.
    for part in unsure[:: max(1, len(unsure) // _SAMPLE)]:
        shares[language_of(part, default)] += len(part) * max(1, len(unsure) // _SAMPLE)
    whole = shares.total()
    return {language: size / whole for language, size in shares.most_common() if size >= _SECOND_SHARE * whole}


def _by_common_words(text: str) -> str | None:
    """The language of a paragraph that has many of one's commonest words and hardly any of the other's."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {language: sum(word in common for word in words) for language, common in _WORDS.items()}
    most, least = max(counts, key=lambda each: counts[each]), min(counts.values())
    return most if counts[most] >= _SURE and counts[most] >= _CLEARLY * least else None


def _by_words(text: str) -> str | None:
    """The language of a short text by its commonest words and å, ä, ö; None where they do not settle it."""
    if len(text) > _SHORT:
        return None
    words = re.findall(r"[^\W\d_]+", text)
    if len(words) == 1 and words[0].isupper():
        return None  # WHO is no question
    letters = sum(word[0].islower() and not word.isascii() for word in words)  # a name with å tells nothing
    swedish = sum(word.lower() in _WORDS["sv"] for word in words) + letters
    english = sum(word.lower() in _WORDS["en"] for word in words)
    if swedish == english or min(swedish, english) > 0:
        return None
    return "sv" if swedish else "en"


def _is_name(text: str) -> bool:
    """Whether a short text is but names or abbreviations ("Healthy Cities", "WHO"), of any language."""
    words = re.findall(r"[^\W\d_]+", text)
    return len(text) <= _SHORT and all(word[0].isupper() for word in words) and (len(words) > 1 or text.isupper())


@cache
def _loaded() -> "DetectorFactory":
    from langdetect import detector_factory

    detector_factory.init_factory()
    factory = detector_factory._factory
    factory.seed = 0
    return factory


def _factory() -> "DetectorFactory":
    """The detector factory; loading its profiles takes half a second, once."""
    with _PROFILES:
        return _loaded()
