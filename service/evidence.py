"""How well a window of sentences answers a question, as features that a linear model weighs."""

import datetime
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from corpus.documents import Document
from corpus.passages import Sentence
from index.analysis import terms
from index.lexical import idf
from service.kinds import asked_kinds
from service.matching import Matcher, Words, joined, words_of
from service.questions import YEAR, Analysis, Expected, shown_by_form, shows
from service.windows import Window, points_back

_TYPE_SHARE = 0.4
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
    `labels` tells that it ends where what is asked about is named, `headed` that a heading calls it what is listed.
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
    labels: float
    headed: float

    def vector(self) -> npt.NDArray[np.float64]:
        """The features in order, float64 (n,)."""
        return np.array(_VALUES(self), np.float64)


_VALUES = attrgetter(*(field.name for field in fields(Features)))


class Judge:
    """Measures windows for one question.

    `frequencies` gives, for a base form, in how many passages of `size` it stands. `as_of` is the day it is asked of.
    """

    def __init__(self, question: Analysis, frequencies: Mapping[str, int], size: int, as_of: datetime.date) -> None:
        self._as_of = as_of
        self._question = question
        self._kinds = asked_kinds(question.text)
        self.weights = {term.base: idf(frequencies.get(term.base, 0), size) for term in question.terms}
        self.rarities = dict(self.weights)
        self.rarest = idf(0, size)
        if question.type_word and len(self.weights) > 1:
            self.weights[question.type_word] *= _TYPE_SHARE
        self._matcher = Matcher(question)
        self._asked = frozenset(term.base for term in question.terms)
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
        own, place = self._matcher.matched(_words(window), window.sentences[0].language), self._place(window)
        text = " ".join(sentence.text for sentence in window.sentences)
        return {base: max(own[base], place[base], float(shown_by_form(base, text))) for base in own}

    def stands_in(self, sentences: Sequence[Sentence]) -> dict[str, float]:
        """For each of the question's base forms, how well sentences of one language stand for it, 0 to 1."""
        words = joined(words_of(sentence.text, sentence.language) for sentence in sentences)
        return self._matcher.matched(words, sentences[0].language)

    def counts(self, window: Window) -> bool:
        """Whether the window tells the number of what the question asks the number of."""
        return self._counted(_words(window))

    def told_years(self, window: Window) -> frozenset[int]:
        """The years that the window's document tells of."""
        return frozenset(_covered_years(window.document))

    def _measured(self, window: Window, highest: float) -> Features:
        text = " ".join(sentence.text for sentence in window.sentences)
        words = _words(window)
        own, place = self._matcher.matched(words, window.sentences[0].language), self._place(window)
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
            labels=float(self._ends_with_label(window)),
            headed=float(expected is Expected.LIST and self._is_headed(window)),
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
                for base, share in self._matcher.matched_text(text, sentence.language).items():
                    found[base] = max(found[base], weight * share)
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

    def _counted(self, words: Words) -> bool:
        """Whether a number stands right before what the question asks the number of."""
        noun = self._question.counted
        return noun is not None and self._matcher.counts(noun, words)

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
        shares = [self._share(self._matcher.matched_text(s.text, s.language)) for s in window.sentences]
        best = max(range(len(shares)), key=lambda place: shares[place])
        while best and points_back(window.sentences[best].text):
            best -= 1
        return best

    def _together(self, present: Words) -> float:
        """The share of neighbouring words of the question that stand near each other."""
        bases = [term.base for term in self._question.terms]
        pairs = list(zip(bases, bases[1:], strict=False))
        near = sum(_near(present.places.get(first, ()), present.places.get(second, ())) for first, second in pairs)
        return near / len(pairs) if pairs else 0.0

    def _ends_with_label(self, window: Window) -> bool:
        """Whether its last sentence only names what is asked about, so that what is said of it comes after."""
        last = window.sentences[-1]
        return words_of(last.text, last.language).content <= self._asked

    def _is_headed(self, window: Window) -> bool:
        """Whether it is an item under a heading that is what the question asks for a list of."""
        sentence, heads = window.sentences[0], frozenset(self._question.listed)
        if not sentence.headings or sentence.text.rstrip().endswith((".", "!", "?", ":")):
            return False
        heading = words_of(sentence.headings[-1], sentence.language).content
        others = {other for head in heads for other in self._matcher.others(head)}
        return bool(heading) and heading <= heads | others

    def _opens(self, window: Window) -> bool:
        """Whether what is to be defined stands among the first words."""
        sentence = window.sentences[0]
        first = {term.base for term in terms(sentence.text, sentence.language)[:4]}
        return any(term.base in first for term in self._question.terms)


def _words(window: Window) -> Words:
    """The words of a window, put together from those of its sentences."""
    return joined(words_of(sentence.text, sentence.language) for sentence in window.sentences)


def _covered_years(document: Document) -> range:
    """The years a document tells of: its period, or else the year it was issued."""
    if document.period is not None:
        return range(document.period.start.year, document.period.end.year + 1)
    year = document.issued_on.year if document.issued_on else 0
    return range(year, year + 1 if year else year)


def _near(first: Sequence[int], second: Sequence[int]) -> bool:
    return any(abs(one - other) <= _NEAR for one in first for other in second)
