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
    )
    taken = {place for marker in markers for place in range(marker.start, marker.end)}
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
    for start, token in enumerate(found):
        longest = max(known.longest(token.word, language), known.longest(token.base, language))
        for end in range(start + 1, min(start + longest, len(found)) + 1):
            groups = _groups(found[start:end], language)
            if groups:
                yield Phrase(start, end, groups)


def _groups(run: tuple[Token, ...], language: str) -> Groups:
    known = lexicon()
    groups: Groups = frozenset()
    for forms in {tuple(token.word for token in run), tuple(token.base for token in run)}:
        groups |= known.groups(forms, language)
    if len(run) > 1:
        groups |= known.groups((*(token.word for token in run[:-1]), run[-1].base), language)
        groups |= known.groups((run[0].base, *(token.word for token in run[1:])), language)
    return groups
