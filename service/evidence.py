"""How well a window of sentences answers a question, as features that a linear model weighs."""

import datetime
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from corpus.documents import Document
from index.analysis import Term, content_terms, root, synonyms, terms
from index.lexical import idf
from index.translations import translated
from service.kinds import asked_kinds
from service.questions import NUMBER, YEAR, Analysis, Expected, shows
from service.windows import Window, points_back

_SYNONYM = 0.8
_PART = 0.7
_TRANSLATED_PART = 0.5
_NONE: frozenset[str] = frozenset()
_PREFIX = 0.6
_DERIVED = 0.5
_PREFIX_LENGTH = 5
_TYPE_SHARE = 0.4
_COUNTED_WITHIN = 3
_UNDATED = 0.1
_LATER = -2.0
_HEADING = 0.8
_TITLE = 0.6
_NEIGHBOUR = 0.6
_NEAR = 4
_MUCH_NEWS = 8

# What a document says of itself is seldom what anyone asks for.
_NOTE = re.compile(r"(?:^|\n|[.!?] )(?:Källa|Foto|Bild|Source|Photo): |inte originalets ord|not the original's words")


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for or against a window. Shares are 0 to 1; the others say their own range.

    `own` is the share of the question's content, weighted by rarity, that the window itself names; `place` what its
    headings, title and neighbour add to that. `similarity` is its best sentence's cosine less the best of all
    windows; the `foreign_` ones are these for a window in another language than the question, where words say less.
    """

    own: float
    place: float
    similarity: float
    foreign_own: float
    foreign_similarity: float
    mean_similarity: float
    passage: float
    first_passage: float
    shows_expected: float
    lacks_expected: float
    counted: float
    together: float
    names: float
    years: float
    wrong_years: float
    kind: float
    news: float
    recent: float
    length: float
    several: float
    leading: float
    leads_in: float
    hanging: float
    asks: float
    fragment: float
    defines: float
    notes: float

    def vector(self) -> npt.NDArray[np.float64]:
        """The features in order, float64 (n,)."""
        return np.array(_VALUES(self), np.float64)


_VALUES = attrgetter(*(field.name for field in fields(Features)))


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text for comparing: base forms and words as written, parts of compounds, roots, places of each.

    `content` holds the base forms that are no stop words; `numbers` the places of numbers; `count` all words.
    """

    bases: frozenset[str]
    parts: frozenset[str]
    roots: frozenset[str]
    content: frozenset[str]
    places: Mapping[str, tuple[int, ...]]
    numbers: tuple[int, ...]
    count: int


class Judge:
    """Measures windows for one question.

    `frequencies` gives, for a base form, in how many passages of `size` it stands. `as_of` is the day it is asked of.
    """

    def __init__(self, question: Analysis, frequencies: Mapping[str, int], size: int, as_of: datetime.date) -> None:
        self._as_of = as_of
        self._question = question
        self._kinds = asked_kinds(question.text)
        self.weights = {term.base: idf(frequencies.get(term.base, 0), size) for term in question.terms}
        if question.type_word and len(self.weights) > 1:
            self.weights[question.type_word] *= _TYPE_SHARE
        self._translated = translated(question.terms, question.language)
        self._asked = frozenset(term.base for term in question.terms)
        self._matches: dict[tuple[str, str], dict[str, float]] = {}
        self._newest = 0
        self._total = sum(self.weights.values()) or 1.0
        self.unknown = frozenset(base for base in self.weights if not frequencies.get(base, 0))

    def measure(self, windows: Sequence[Window]) -> list[Features]:
        """The features of each window, in order."""
        highest = max((max(window.similarities) for window in windows), default=0.0)
        dates = [window.document.issued_on for window in windows]
        self._newest = max((date.year for date in dates if date and date.first_day <= self._as_of), default=0)
        return [self._measured(window, highest) for window in windows]

    def covered(self, window: Window) -> dict[str, float]:
        """For each of the question's base forms, how well the window or its place stands for it, 0 to 1."""
        own, place = self._matched(_joined(window), window.sentences[0].language), self._place(window)
        return {base: max(own[base], place[base]) for base in own}

    def _measured(self, window: Window, highest: float) -> Features:
        text = " ".join(sentence.text for sentence in window.sentences)
        words = _joined(window)
        own, place = self._matched(words, window.sentences[0].language), self._place(window)
        own_share = self._share(own)
        whole = self._share({base: max(own[base], place[base]) for base in own})
        best = max(window.similarities) - highest
        foreign = window.sentences[0].language != self._question.language
        expected = self._question.expected
        shown = shows(expected, text, self._question.text)
        typed = expected not in (Expected.ANY, Expected.LIST)
        years = self._years(text, window)
        return Features(
            own=0.0 if foreign else own_share,
            place=whole - own_share,
            similarity=0.0 if foreign else 10 * best,
            foreign_own=own_share if foreign else 0.0,
            foreign_similarity=10 * best if foreign else 0.0,
            mean_similarity=10 * (sum(window.similarities) / len(window.similarities) - highest),
            passage=1 / (1 + 0.5 * window.passage_rank),
            first_passage=float(window.passage_rank == 0),
            shows_expected=float(typed and shown),
            lacks_expected=float(typed and not shown),
            counted=float(self._counted(words)),
            together=self._together(words),
            names=self._names(own, place),
            years=years[0],
            wrong_years=years[1],
            kind=float(window.document.kind in self._kinds),
            news=min(len(words.content - self._asked) / _MUCH_NEWS, 1.0),
            recent=self._recent(window.document) * whole,
            length=math.log1p(window.length / 100),
            several=float(len(window.sentences) - 1),
            leading=float(self._leading(window)),
            leads_in=float(expected is Expected.LIST and window.sentences[-1].text.rstrip().endswith(":")),
            hanging=float(points_back(window.sentences[0].text)),
            asks=float(text.rstrip().endswith("?")),
            fragment=float(not text.rstrip(" ”\"')").endswith((".", "!", "?", ":", "…"))),
            notes=float(bool(_NOTE.search(text))),
            defines=float(expected is Expected.DEFINITION and self._opens(window)),
        )

    def _share(self, covered: Mapping[str, float]) -> float:
        return sum(self.weights[base] * share for base, share in covered.items()) / self._total

    def _place(self, window: Window) -> dict[str, float]:
        sentence = window.sentences[0]
        around = [
            (_HEADING, " ".join(sentence.headings)),
            (_TITLE, window.document.title),
            (_NEIGHBOUR, window.before.text if window.before else ""),
        ]
        found = dict.fromkeys((term.base for term in self._question.terms), 0.0)
        for weight, text in around:
            if text:
                for base, share in self._matched_text(text, sentence.language).items():
                    found[base] = max(found[base], weight * share)
        return found

    def _matched(self, present: _Words, language: str) -> dict[str, float]:
        other = self._translated if language != self._question.language else {}
        return {
            term.base: max(_match(term, present), _translation(other.get(term.base, _NONE), present))
            for term in self._question.terms
        }

    def _matched_text(self, text: str, language: str) -> dict[str, float]:
        """As `_matched`; the same sentences and headings come many times."""
        found = self._matches.get((text, language))
        if found is None:
            found = self._matches[text, language] = self._matched(_words(text, language), language)
        return found

    def _names(self, own: Mapping[str, float], place: Mapping[str, float]) -> float:
        named = self._question.names
        return sum(max(own[base], place[base]) for base in named) / len(named) if named else 0.0

    def _years(self, text: str, window: Window) -> tuple[float, float]:
        """How well the years asked for are met, 0 to 1.5, and how surely the window is of another time, 0 to 2."""
        asked = self._question.years
        if not asked:
            return 0.0, 0.0
        place = " ".join((text, *window.sentences[0].headings, window.document.title))
        named = {int(year) for year in YEAR.findall(place)}
        if asked & named:
            return 1.0 + 0.5 * float(bool(asked & set(_covered_years(window.document)))), 0.0
        covered = set(_covered_years(window.document))
        own = bool(named & {int(year) for year in YEAR.findall(text)})
        if asked & covered:
            return 0.5, float(own)
        return 0.0, float(bool(covered or named)) + float(own)

    def _counted(self, words: _Words) -> bool:
        """Whether a number stands right before what the question asks the number of."""
        noun = self._question.counted
        return noun is not None and any(
            0 < place - number <= _COUNTED_WITHIN for place in words.places.get(noun, ()) for number in words.numbers
        )

    def _recent(self, document: Document) -> float:
        """Where the question asks for what holds on its day: how near the newest document of that day, 0 to 1.

        Below 0 for a document of a later day.
        """
        if not self._question.about_now:
            return 0.0
        issued = document.issued_on
        if issued is not None and issued.first_day > self._as_of:
            return _LATER
        if issued is None:
            return _UNDATED
        return 1 / (1 + max(self._newest - issued.year, 0))

    def _leading(self, window: Window) -> int:
        """How many sentences stand before the one that says most, unless that one points back at them."""
        shares = [self._share(self._matched_text(s.text, s.language)) for s in window.sentences]
        best = max(range(len(shares)), key=lambda place: shares[place])
        while best and points_back(window.sentences[best].text):
            best -= 1
        return best

    def _together(self, present: _Words) -> float:
        """The share of neighbouring words of the question that stand near each other."""
        bases = [term.base for term in self._question.terms]
        pairs = list(zip(bases, bases[1:], strict=False))
        near = sum(_near(present.places.get(first, ()), present.places.get(second, ())) for first, second in pairs)
        return near / len(pairs) if pairs else 0.0

    def _opens(self, window: Window) -> bool:
        """Whether what is to be defined stands among the first words."""
        sentence = window.sentences[0]
        first = {term.base for term in terms(sentence.text, sentence.language)[:4]}
        return any(term.base in first for term in self._question.terms)


@lru_cache(maxsize=20_000)
def _words(text: str, language: str) -> _Words:
    found = terms(text, language)
    places: dict[str, tuple[int, ...]] = {}
    for position, term in enumerate(found):
        for form in {term.base, term.word}:
            places[form] = (*places.get(form, ()), position)
    parts = frozenset(part for term in found for part in term.parts)
    roots = frozenset(root(term.base) for term in found if len(term.base) >= _PREFIX_LENGTH)
    numbers = tuple(position for position, term in enumerate(found) if NUMBER.match(term.word))
    content = frozenset(term.base for term in content_terms(text, language))
    return _Words(frozenset(places), parts, roots, content, places, numbers, len(found))


def _joined(window: Window) -> _Words:
    """The words of a window, put together from those of its sentences."""
    joined = _words(window.sentences[0].text, window.sentences[0].language)
    for sentence in window.sentences[1:]:
        joined = _together(joined, _words(sentence.text, sentence.language))
    return joined


def _together(one: _Words, other: _Words) -> _Words:
    places = dict(one.places)
    for form, found in other.places.items():
        places[form] = (*places.get(form, ()), *(place + one.count for place in found))
    return _Words(
        bases=one.bases | other.bases,
        parts=one.parts | other.parts,
        roots=one.roots | other.roots,
        content=one.content | other.content,
        places=places,
        numbers=(*one.numbers, *(place + one.count for place in other.numbers)),
        count=one.count + other.count,
    )


def _match(term: Term, present: _Words) -> float:
    if term.base in present.bases or term.word in present.bases:
        return 1.0
    if any(other in present.bases for other in synonyms().get(term.base, ())):
        return _SYNONYM
    if term.base in present.parts:
        return _PART
    best = 0.0
    if term.parts:
        held = sum(part in present.bases or part in present.parts for part in term.parts) / len(term.parts)
        # Half a compound is another thing: "kärnkraft" is not in "drivkraft".
        best = _PART * held**2
    if len(term.base) >= _PREFIX_LENGTH:
        # A name in a compound that no dictionary can take apart: "Brundtland" in "Brundtlandrapporten".
        if any(word.startswith(term.base) for word in present.bases):
            return max(best, _PREFIX)
        if root(term.base) in present.roots:
            return max(best, _DERIVED)
    return best


def _translation(words: frozenset[str], present: _Words) -> float:
    """How well any of these words stands in a text."""
    if not words.isdisjoint(present.bases):
        return _SYNONYM
    return 0.0 if words.isdisjoint(present.parts) else _TRANSLATED_PART


def _covered_years(document: Document) -> range:
    """The years a document tells of: its period, or else the year it was issued."""
    if document.period is not None:
        return range(document.period.start.year, document.period.end.year + 1)
    year = document.issued_on.year if document.issued_on else 0
    return range(year, year + 1 if year else year)


def _near(first: Sequence[int], second: Sequence[int]) -> bool:
    return any(abs(one - other) <= _NEAR for one in first for other in second)
