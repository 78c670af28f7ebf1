"""Whether a question that found no support lies outside what documents could answer at all: recipes, poems, Windows."""

import re
from collections.abc import Callable
from functools import lru_cache
from importlib import resources

from index.analysis import Term
from service.questions import Analysis

_FAR = 0.845
"""Below this a question is out of scope: the cosine of its nearest sentence and _KNOWN for its share of known words."""
_KNOWN = 0.06


def is_talk(question: Analysis) -> bool:
    """Whether nothing is asked of the documents: a greeting, or a question to the program itself."""
    return len(question.terms) <= 1 and _is_request(question)


def out_of_scope(question: Analysis, is_known: Callable[[Term], bool], nearest: float) -> bool:
    """Whether a refused question asks for something else than what the documents are about.

    `is_known` tells whether the documents hold a word, or one that means the same, in either language; `nearest` is the
    cosine of the sentence nearest to the question.
    """
    if _is_request(question):
        return True
    words = [term for term in question.terms if not term.base.isdigit()]
    if not words:
        return False
    return nearest + _KNOWN * sum(map(is_known, words)) / len(words) < _FAR


def _is_request(question: Analysis) -> bool:
    return bool(_requests().search(" ".join(question.text.casefold().split())))


@lru_cache(maxsize=1)
def _requests() -> re.Pattern[str]:
    lines = resources.files("service").joinpath("words", "requests.txt").read_text("utf-8").splitlines()
    kept = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    anywhere = [re.escape(line[1:].strip()) for line in kept if line.startswith("*")]
    first = [re.escape(line) for line in kept if not line.startswith("*")]
    return re.compile(rf"^\W*(?:{'|'.join(first)})\b|\b(?:{'|'.join(anywhere)})\b")
