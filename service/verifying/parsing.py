"""A statement or quote taken apart: words, dates, numbers, markers, phrases, clauses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from service.verifying.clauses import clause_numbers
from service.verifying.dates import Date, dates
from service.verifying.lexicon import Groups, classes, lexicon
from service.verifying.numbers import Number, numbers
from service.verifying.tokens import Token, clean, tokens


@dataclass(frozen=True, slots=True)
class Marker:
    """A word or phrase of `markers.txt`: its class and its tokens, half-open."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens, half-open, that the lexicon knows as one, and its groups."""

    start: int
    end: int
    groups: Groups


@dataclass(frozen=True, slots=True)
class Parsed:
    """A clean text and what is in it; `clauses` holds for each token the number of its clause, from 0.

    `content` holds the places of the tokens that must be borne out: neither function words nor markers nor numbers.
    """

    text: str
    language: str
    tokens: tuple[Token, ...]
    dates: tuple[Date, ...]
    numbers: tuple[Number, ...]
    markers: tuple[Marker, ...]
    phrases: tuple[Phrase, ...]
    clauses: tuple[int, ...]
    content: tuple[int, ...]

    def at(self, start: int, end: int) -> list[int]:
        """The places of the tokens that lie within these characters."""
        return [place for place, token in enumerate(self.tokens) if start <= token.start < end]


@lru_cache(maxsize=512)
def parse(text: str, language: str) -> Parsed:
    """The text taken apart; `language` is "sv" or "en"."""
    text = clean(text)
    found = tuple(tokens(text, language))
    when = tuple(dates(text))
    amounts = tuple(numbers(text, language, when))
    spans = [(date.start, date.end) for date in when] + [(number.start, number.end) for number in amounts]
    markers = tuple(
        marker
        for marker in _markers(found)
        if not any(start <= found[marker.start].start < end for start, end in spans)
        and not _is_since(text, found, marker)
        and not _is_noun(found, marker)
        and not _is_planning(found, marker)
    )
    taken = {
        place for marker in markers for place in range(marker.start, marker.end) if found[place].base not in _TOLD_TOO
    }
    content = tuple(
        place
        for place, token in enumerate(found)
        if not token.function and place not in taken and not any(start <= token.start < end for start, end in spans)
    )
    return Parsed(
        text=text,
        language=language,
        tokens=found,
        dates=when,
        numbers=amounts,
        markers=markers,
        phrases=tuple(_phrases(found, language)),
        clauses=tuple(clause_numbers(text, found, language)),
        content=content,
    )


def _markers(found: tuple[Token, ...]) -> Iterator[Marker]:
    table, longest = _marker_table()
    place = 0
    while place < len(found):
        for length in range(min(longest, len(found) - place), 0, -1):
            name = table.get(tuple(token.word for token in found[place : place + length]))
            if name is not None:
                yield Marker(name, place, place + length)
                place += length
                break
        else:
            if found[place].word.endswith(("n't", "n’t")):
                yield Marker("negation", place, place + 1)
            place += 1


def _is_noun(found: tuple[Token, ...], marker: Marker) -> bool:
    """Whether "needs" and "demands" are nouns here: "basic needs are met"."""
    if found[marker.start].word not in ("needs", "demands", "wants", "plan", "need", "demand"):
        return False
    after = found[marker.end].word if marker.end < len(found) else "."
    return after in ("are", "is", "were", "of", "and", "that", ".", "for", "in", "from", "on")


def _is_planning(found: tuple[Token, ...], marker: Marker) -> bool:
    """Whether something is planned as work, not as a time to come: "när samhället planeras"."""
    if found[marker.start].base != "planera":
        return False
    before = {token.word for token in found[max(marker.start - 3, 0) : marker.start]}
    return bool(before & {"när", "då", "hur", "innan"})


def _is_since(text: str, found: tuple[Token, ...], marker: Marker) -> bool:
    """English "since 2019" tells no cause."""
    after = text[found[marker.start].end :]
    return found[marker.start].word == "since" and re.match(r" (?:\w+ )?\d", after) is not None


@lru_cache(maxsize=1)
def _marker_table() -> tuple[dict[tuple[str, ...], str], int]:
    table = {tuple(re.split(r"[ ]+", phrase)): name for name, phrase in classes("markers.txt")}
    return table, max(map(len, table))


def _phrases(found: tuple[Token, ...], language: str) -> Iterator[Phrase]:
    known = lexicon()
    kept = [place for place, token in enumerate(found) if token.word not in _ADVERBS]
    for at, start in enumerate(kept):
        token = found[start]
        longest = max(known.longest(token.word, language), known.longest(token.base, language))
        for size in range(1, min(longest, len(kept) - at) + 1):
            run = kept[at : at + size]
            groups = _groups(tuple(found[place] for place in run), language)
            if groups:
                yield Phrase(start, run[-1] + 1, groups)
        if language == "sv" and longest > 1:
            yield from _parted(found, start)


def _parted(found: tuple[Token, ...], start: int) -> Iterator[Phrase]:
    """A verb and its particle with other words between: "tog styrelsen fram"."""
    for place in range(start + 2, min(start + 1 + _APART, len(found))):
        if found[place].word in _PARTICLES:
            groups = _groups((found[start], found[place]), "sv")
            if groups:
                yield Phrase(start, start + 1, groups)


# Markers that are a thing as well, which must be borne out: one votes for or against a "förslag".
_TOLD_TOO = frozenset({"förslag"})
_ADVERBS = frozenset("också även nu alltså nämligen redan dessutom ju väl also now therefore already".split())
_PARTICLES = frozenset("fram upp ut in om av över till med igång samman ihop bort ned ner".split())
_REFLEXIVE = frozenset("oss mig er dig".split())
_APART = 5


def _groups(run: tuple[Token, ...], language: str) -> Groups:
    known = lexicon()
    groups: Groups = frozenset()
    for forms in {tuple(token.word for token in run), tuple(token.base for token in run)}:
        groups |= known.groups(forms, language)
    if len(run) > 1:
        if language == "sv" and run[1].word in _REFLEXIVE:
            groups |= known.groups((run[0].base, "sig", *(token.word for token in run[2:])), language)
        groups |= known.groups((*(token.word for token in run[:-1]), run[-1].base), language)
        groups |= known.groups((run[0].base, *(token.word for token in run[1:])), language)
    return groups
