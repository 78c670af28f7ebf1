"""Whether a quote holds what a step is about: a passage that only lies near is no support."""

import re
from collections.abc import Iterable
from functools import lru_cache

from index.analysis import terms
from service.questions import Expected, shows

_TONGUES = ("sv", "en")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def holds_what(quote: str, language: str, about: Iterable[str], answer: Expected, question: str) -> bool:
    """Whether the quote, in that language, has all words of one of the phrases and something of the kind of answer.

    The words of a phrase stand in one sentence, in any order; without phrases every quote will do. They are compared
    by their base forms and by the parts of compounds: "värd" stands in "värdorganisationen".
    """
    phrases = tuple(about)
    if phrases and not any(_holds(sentence, language, phrases) for sentence in _SENTENCE_END.split(quote)):
        return False
    return answer is Expected.ANY or shows(answer, quote, question)


def _holds(sentence: str, language: str, phrases: Iterable[str]) -> bool:
    said = frozenset(base for term in terms(sentence, language) for base in (term.base, *term.parts))
    return any(_wanted(phrase, tongue) <= said for phrase in phrases for tongue in _TONGUES)


@lru_cache(maxsize=1024)
def _wanted(phrase: str, language: str) -> frozenset[str]:
    return frozenset(term.base for term in terms(phrase, language))
