"""The sentences of a draft that state something: headings, greetings, questions and list marks state nothing."""

import re
from collections.abc import Iterator

from index.sentences import sentence_ranges
from ingest.describing.language import language_of
from service.verifying.clauses import is_verb
from service.verifying.tokens import clean, tokens

_SHORTEST = 3
"""Fewer words than this are a fragment, which claims nothing."""
_LONGEST_HEADING = 12
_MARK = re.compile(r"^\s*(?:[-–—*•·▪]+|\(?\d{1,2}[.)]|\(?[a-zåäö]\)|>+)\s+")
_HEADING = re.compile(r"\s*#{1,6}\s+")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.!?])[*_](?!\w)")
_ENDS = re.compile(r"[.!?…:;](?:[\"”’»)\]]|\[\d+\])*\s*$")
_GREETING = re.compile(
    r"(?:hej(?:san)?|hallå|god (?:dag|morgon|kväll)|kära|bästa|bäste|välkomna|vänlig(?:a|en)?|varma|hälsningar|"
    r"med (?:vänlig|varm|bästa)\w*|mvh|tack(?! vare)|hi|hello|dear|kind|best|yours|sincerely|thank(?:s| you))\b",
    re.IGNORECASE,
)
_GREETING_WORDS = 6


def stated(text: str) -> Iterator[str]:
    """The sentences of a text that can be held against documents, in order, each without its list mark.

    Lines that a sentence runs over are joined. Left out are headings (a short line without a full stop and without a
    verb, or one marked as such), greetings, questions and what has fewer than three words.
    """
    for line in _joined(text):
        plain = " ".join(_EMPHASIS.sub("", _MARK.sub("", line, count=1)).split())
        if _HEADING.match(line) or _is_greeting(plain) or _is_heading(plain):
            continue
        for start, end in sentence_ranges(plain):
            sentence = plain[start:end]
            if len(sentence.split()) >= _SHORTEST and not sentence.rstrip("”\"')").endswith("?"):
                yield sentence


def _joined(text: str) -> Iterator[str]:
    """The lines, one that goes on with a small letter joined to the one before it."""
    whole = ""
    for line in text.splitlines():
        goes_on = whole and not _ENDS.search(whole) and re.match(r"\s*[a-zåäöé(]", line) and not _MARK.match(line)
        if goes_on and not _HEADING.match(whole):
            whole = f"{whole.rstrip()} {line.strip()}"
            continue
        if whole:
            yield whole
        whole = line.strip()
    if whole:
        yield whole


def _is_greeting(line: str) -> bool:
    return bool(_GREETING.match(line)) and len(line.split()) <= _GREETING_WORDS and not line.endswith(".")


def _is_heading(line: str) -> bool:
    """Whether a line has neither an end nor a verb: "Vår syn på folkhälsa"."""
    if _ENDS.search(line) or len(line.split()) > _LONGEST_HEADING:
        return False
    language = language_of(line)
    return not any(is_verb(token, language) for token in tokens(clean(line), language))
