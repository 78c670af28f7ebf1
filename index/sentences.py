"""Where sentences end in Swedish and English running text.

A full stop ends a sentence only when what stands before it is no abbreviation or initial and what follows looks like
a beginning. The rules are written for Swedish office prose; English shares them with a few abbreviations more.
"""

import re
from collections.abc import Iterator

# Written with the stops between the letters but without the last one. None of these ends a sentence.
_NEVER_LAST = frozenset(
    """
    t.ex bl.a t.o.m fr.o.m d.v.s dvs p.g.a pga s.k f.d jfr jmf resp inkl exkl ang avd ca c:a kl nr
    nrn ordf v.ordf sekr doc prof dr hr fr mr mrs ms s.a u.a i.e e.g vs cf eds ed vol approx incl excl
    """.split()
)
# These often end a sentence, or are words themselves ("bil"): only a number after them goes on.
_MAY_BE_LAST = frozenset(
    """
    m.m m.fl osv o.s.v etc et.al al d.s mfl mm f.kr e.kr kr milj mkr tkr e.d o.d dyl o.dyl e.dyl s p pp no
    sid kap bil fig tab tel tfn st mån tis ons tors fre lör sön
    jan febr feb apr aug sept sep okt nov dec
    """.split()
)

# Characters on each side of a stop that decide: what is farther off would be looked at again for every stop.
_NEAR = 80
_CLOSERS = "\"'”’»)]"
_OPENERS = "\"'”“‘’«»([–—-•"
_STOP = re.compile(r"(?:\.{3}|…|[.!?]+)[" + re.escape(_CLOSERS) + r"]*(?=\s)")
_LAST_WORD = re.compile(r"[\w.:]+$")
# A capital alone before a stop is a person's initial, unless a word that takes a letter stands before it.
_LETTERED = re.compile(
    r"(?:\d|fas|grupp|plan|bilaga|del|alternativ|modell|nivå|spår|hus|phase|annex|part|group)\s+$", re.I
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_ENUMERATOR = re.compile(r"\s*(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})$")


def sentence_ranges(text: str) -> Iterator[tuple[int, int]]:
    """The half-open ranges of the sentences in one paragraph, in order, without surrounding white space."""
    start = 0
    for stop in _STOP.finditer(text):
        if _ends_sentence(text, start, stop):
            yield from _trimmed(text, start, stop.end())
            start = stop.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends_sentence(text: str, start: int, stop: re.Match[str]) -> bool:
    rest = text[stop.end() : stop.end() + _NEAR].lstrip()
    if not _looks_like_beginning(rest):
        return False
    mark = stop.group()
    if not mark.startswith(".") or mark.startswith("..."):
        return True
    return not _is_abbreviated(text[max(start, stop.start() - _NEAR) : stop.start()], rest)


def _looks_like_beginning(rest: str) -> bool:
    start = rest.lstrip(_OPENERS + " ")
    first, second = start[:1], start[1:2]
    # "eHälsa" and "iPhone" begin sentences too.
    return first.isupper() or first.isdigit() or (first.islower() and second.isupper())


def _is_abbreviated(before: str, rest: str) -> bool:
    match = _LAST_WORD.search(before)
    if match is None:
        return False
    word = match.group().strip(".")
    if _ENUMERATOR.fullmatch(before):
        return True
    if len(word) == 1 and word.isupper():
        return not _LETTERED.search(before[: match.start()])
    if word.casefold() in _NEVER_LAST or (word.isupper() and _INITIALS.fullmatch(word)):
        return True
    return word.casefold() in _MAY_BE_LAST and rest[:1].isdigit()
