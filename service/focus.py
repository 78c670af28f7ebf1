"""What a question asks of its subject: the "lön" of "Vilken lön har koordinatorn?", the "vd" of "Vem är vd för …?"."""

import re
from collections.abc import Collection, Sequence

from index.analysis import Term

_IS = r"(?:är|e|var|va|heter|hette|blev|blir|is|was|are|were)"
_HOW = r"(?:stor|stora|stort|hög|höga|högt|lång|långa|långt|large|big|high|long)"
_WHAT_IS = re.compile(
    rf"^(?:(?:och|men|and|but) )?(?:vad|va|vem|what|who) {_IS}\b(?: det| de)?(?: för)?|\b(?:hur|how) {_HOW} {_IS}\b"
)
# "Vilken lön har …", "what salary does …": but of "vilken stad arrangerade …" the answer may be any city.
_WHICH_HAS = re.compile(
    r"\b(?:vilken|vilket|vilka|which|what)(?= (?:[\w-]+ ){1,2}(?:har|hade|fick|får|tillhör\w*|gäller|används|"
    r"använder|does|did|do|has|have|had)\b)"
)
_EMPTY = frozenset("namn name person organisation organization".split())
_GENITIVE = ("s", "'s", "’s")


def focus_of(text: str, terms: Sequence[Term], names: Collection[str]) -> tuple[str, ...]:
    """The base forms of the words that say what is asked for; none where the question has no such form.

    Owners are no part of it ("nätverkets organisationsnummer"), nor are names.
    """
    lowered = text.casefold()
    if len(lowered) != len(text):
        return ()
    whole, one = _WHAT_IS.search(lowered), _WHICH_HAS.search(lowered)
    frame = whole or one
    if frame is None:
        return ()
    found: list[Term] = []
    for term in terms:
        if term.start < frame.end() or (not found and _owns(term, terms, names)):
            continue
        apart = found and (not whole or text[found[-1].end : term.start] != " ")
        if apart or term.base in names or term.base.isdigit():
            break
        found.append(term)
    return tuple(term.base for term in found if term.base not in _EMPTY)


def _owns(term: Term, terms: Sequence[Term], names: Collection[str]) -> bool:
    """Whether it is a name, or stands as an owner before another word."""
    owner = term.word.endswith(_GENITIVE) and not term.base.endswith("s")
    return term.base in names or (owner and term is not terms[-1])
