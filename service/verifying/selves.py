"""Who speaks: "vi", "nätverket" and the speaker's name mean the same in a speaker's own document."""

from functools import lru_cache

from service.verifying.parsing import Parsed
from service.verifying.tokens import clean, tokens

_WE = {"sv": frozenset("vi oss".split()), "en": frozenset("we us".split())}
_BODY = {
    "sv": frozenset("nätverket nätverkets föreningen föreningens organisationen organisationens".split()),
    "en": frozenset("network association organisation organization network's".split()),
}


def is_body(text: Parsed, place: int) -> bool:
    """Whether the word is "nätverket" or the like with nothing to say which."""
    return text.tokens[place].word in _BODY[text.language] and _unmodified(text, place)


def means_speaker(text: Parsed, place: int, speaker: str) -> bool:
    """Whether the word is part of what a document calls the one who publishes it.

    "det europeiska nätverket" and "WHO:s nätverk" are others.
    """
    token = text.tokens[place]
    if token.word in _WE[text.language]:
        return True
    if token.word in _BODY[text.language]:
        return _unmodified(text, place)
    return bool(speaker) and _names(text, place, speaker)


def is_of_speakers(text: Parsed, place: int) -> bool:
    """Whether the word is "medlemmarna", who say "vi" in what their network publishes."""
    token = text.tokens[place]
    before = text.tokens[place - 1] if place else None
    if text.language == "en":
        return token.word == "members" and (before is None or before.word in ("the", "network's", "its"))
    owned = before is not None and before.word == "nätverkets"
    return token.word in ("medlemmarna", "medlemmarnas") or (token.word == "medlemmar" and (owned or place == 0))


def says_we(text: Parsed, place: int) -> bool:
    """Whether the word is "vi" or "oss"."""
    return text.tokens[place].word in _WE[text.language]


def _unmodified(text: Parsed, place: int) -> bool:
    before = text.tokens[max(place - 2, 0) : place]
    if text.language == "en":
        return bool(before) and before[-1].word == "the"
    described = len(before) == 2 and before[0].word in ("det", "den") and not before[1].function
    described = described and before[1].word != "svenska"
    owner = before[-1] if before else None
    owned = owner is not None and owner.word.endswith("s") and not owner.function and not owner.base.endswith("a")
    return not described and not owned


def _names(text: Parsed, place: int, speaker: str) -> bool:
    words = _words_of(speaker)
    own = [_swedish(token.word) for token in text.tokens]
    length = len(words)
    return bool(length) and any(
        own[start : start + length] == words for start in range(max(place - length + 1, 0), place + 1)
    )


@lru_cache(maxsize=512)
def _words_of(speaker: str) -> list[str]:
    return [token.word.removesuffix("s") for token in tokens(clean(speaker), "sv")]


def _swedish(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("’s").removesuffix("s")
    return "sverige" if word == "sweden" else word
