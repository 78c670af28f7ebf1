"""Who speaks: "vi", "nätverket" and the speaker's name mean the same in a speaker's own document."""

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


def _unmodified(text: Parsed, place: int) -> bool:
    before = text.tokens[max(place - 2, 0) : place]
    if text.language == "en":
        return bool(before) and before[-1].word == "the"
    described = len(before) == 2 and before[0].word in ("det", "den") and not before[1].function
    owner = before[-1] if before else None
    owned = owner is not None and owner.word.endswith("s") and not owner.function and not owner.base.endswith("a")
    return not described and not owned


def _names(text: Parsed, place: int, speaker: str) -> bool:
    words = [token.word.removesuffix("s") for token in tokens(clean(speaker), "sv")]
    own = [_swedish(token.word) for token in text.tokens]
    length = len(words)
    return bool(length) and any(
        own[start : start + length] == words for start in range(max(place - length + 1, 0), place + 1)
    )


def _swedish(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("’s").removesuffix("s")
    return "sverige" if word == "sweden" else word
