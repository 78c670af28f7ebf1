"""The words by which people name the kinds of documents."""

import re
from functools import cache

from corpus.documents import Kind

_WORDS = {
    Kind.STATEMENT: r"ställningstagande\w*|statements?\b|uttalande\w*",
    Kind.ANNUAL_REPORT: r"verksamhetsberättelse\w*|årsrapport\w*|årsberättelse\w*|annual reports?\b",
    Kind.NEWSLETTER: r"nyhetsbrev\w*|newsletters?\b",
    Kind.WEB_PAGE: r"webbsida\w*|hemsida\w*|webbplats\w*|web ?pages?\b|websites?\b",
    Kind.REPORT: r"\brapport(?:en|er|erna|ens|s)?\b|\breports?\b",
    Kind.DEBATE_ARTICLE: r"debattartik\w*|debattinlägg\w*|debate articles?\b|opinion pieces?\b|op-eds?\b",
    Kind.PRESS_RELEASE: r"pressmeddelande\w*|press releases?\b",
    Kind.MINUTES: r"protokoll\w*|minutes\b",
    Kind.STRATEGY: r"\bstrategi(?:n|er|erna|ns)?\b|\bstrateg(?:y|ies)\b",
}


@cache
def _pattern(kind: Kind) -> re.Pattern[str]:
    return re.compile(_WORDS[kind], re.IGNORECASE)


def asked_kinds(question: str) -> frozenset[Kind]:
    """The kinds of documents that a question names."""
    return frozenset(kind for kind in _WORDS if _pattern(kind).search(question))
