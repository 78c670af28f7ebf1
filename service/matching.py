"""How well the words of a text stand for a word of a question: itself, another form, a compound, another word."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.analysis import Term, content_terms, root, synonyms, terms
from index.thesaurus import alike
from index.translations import translated
from service.questions import NUMBER, Analysis

_SYNONYM = 0.8
_ALIKE = 0.5
_PART = 0.7
_SYNONYM_PART = 0.55
_TRANSLATED_PART = 0.5
_TRANSLATED_ALIKE = 0.4
_PREFIX = 0.6
_DERIVED = 0.5
_PREFIX_LENGTH = 5
_NAME_LENGTH = 3
_COUNTED_WITHIN = 3
_KEPT = 6000
"""Sentences whose words are kept, some 4 KB each: those that are asked about often, not all that there are."""

_SHORTEST_INITIALS = 3
_JOINING = ("och", "för", "and", "of", "for", "the")
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text for comparing: the places of each base form and word as written, parts of compounds, roots.

    `content` holds the base forms that are no stop words; `initials` the first letters of compounds and of names of
    several words; `numbers` the places of numbers; `count` all words.
    """

    parts: frozenset[str]
    roots: frozenset[str]
    content: frozenset[str]
    initials: frozenset[str]
    places: Mapping[str, tuple[int, ...]]
    numbers: tuple[int, ...]
    count: int


@lru_cache(maxsize=_KEPT)
def words_of(text: str, language: str) -> Words:
    """The words of a text in that language."""
    found = terms(text, language)
    places: dict[str, tuple[int, ...]] = {}
    for position, term in enumerate(found):
        for form in {term.base, term.word}:
            places[form] = (*places.get(form, ()), position)
    parts = frozenset(part for term in found for part in term.parts)
    roots = frozenset(root(term.base) for term in found if len(term.base) >= _PREFIX_LENGTH)
    numbers = tuple(position for position, term in enumerate(found) if NUMBER.match(term.word))
    content = frozenset(term.base for term in content_terms(text, language))
    return Words(parts, roots, content, _initials(text, found), places, numbers, len(found))


def _initials(text: str, found: Sequence[Term]) -> frozenset[str]:
    """What may stand for compounds and names: "FHM" for "Folkhälsomyndigheten"."""
    compounds = {"".join(part[0] for part in _smallest_parts(term.parts)) for term in found if term.parts}
    names: set[str] = set()
    run = ""
    for term in found:
        if text[term.start].isupper():
            run += term.word[0]
            names.update(run[start:] for start in range(len(run)))
        elif term.word not in _JOINING:
            run = ""
    return frozenset(each for each in compounds | names if len(each) >= _SHORTEST_INITIALS)


def _smallest_parts(parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        yield from terms(part, "sv")[0].parts or (part,)


def joined(texts: Iterable[Words]) -> Words:
    """The words of texts that follow each other; there is at least one."""
    found, *others = texts
    for other in others:
        found = _joined(found, other)
    return found


def _joined(one: Words, other: Words) -> Words:
    places = dict(one.places)
    for form, found in other.places.items():
        places[form] = (*places.get(form, ()), *(place + one.count for place in found))
    return Words(
        parts=one.parts | other.parts,
        roots=one.roots | other.roots,
        content=one.content | other.content,
        initials=one.initials | other.initials,
        places=places,
        numbers=(*one.numbers, *(place + one.count for place in other.numbers)),
        count=one.count + other.count,
    )


class Matcher:
    """Compares texts with the words of one question; what may stand for them is looked up once."""

    def __init__(self, question: Analysis) -> None:
        self._question = question
        self._translated = translated(question.terms, question.language)
        swedish = {word for term in question.terms for word in (term.base, *term.parts)}
        if question.language != "sv":
            swedish = {word for words in self._translated.values() for word in words}
        self._alike = {word: alike(word) for word in swedish}
        self._found: dict[tuple[str, str], dict[str, float]] = {}

    def others(self, base: str) -> frozenset[str]:
        """What a base form of the question may be in the other language."""
        return self._translated.get(base, _NONE)

    def matched(self, present: Words, language: str) -> dict[str, float]:
        """For each base form of the question, how well a text in that language stands for it, 0 to 1."""
        foreign = language != self._question.language
        return {
            term.base: max(self._match(term, present), self._translation(term, present) if foreign else 0)
            for term in self._question.terms
        }

    def matched_text(self, text: str, language: str) -> dict[str, float]:
        """As `matched`; the same sentences and headings come many times."""
        found = self._found.get((text, language))
        if found is None:
            found = self._found[text, language] = self.matched(words_of(text, language), language)
        return found

    def counts(self, base: str, present: Words) -> bool:
        """Whether a number stands right before the word, or before another that may stand for it."""
        last = next((term.parts[-1] for term in self._question.terms if term.base == base and term.parts), base)
        alike_ones = (*self._alike.get(base, ()), *self._alike.get(last, ()))
        forms = {base, *alike_ones, *synonyms().get(base, ()), *self.others(base)}
        return any(
            0 < place - number <= _COUNTED_WITHIN
            for form in forms
            for place in present.places.get(form, ())
            for number in present.numbers
        )

    def _match(self, term: Term, present: Words) -> float:
        if term.base in present.places or term.word in present.places:
            return 1.0
        if any(other in present.places for other in synonyms().get(term.base, ())):
            return _SYNONYM
        if term.word in present.initials and self._question.text[term.start : term.end].isupper():
            return _SYNONYM
        if term.base in present.parts:
            return _PART
        if any(other in present.parts for other in synonyms().get(term.base, ())):
            return _SYNONYM_PART
        best = 0.0
        if term.parts:
            held = sum(self._part_match(part, present) for part in term.parts) / len(term.parts)
            # Half a compound is another thing: "kärnkraft" is not in "drivkraft".
            best = _PART * held**2
        if not present.places.keys().isdisjoint(self._alike.get(term.base, _NONE)):
            best = max(best, _ALIKE)
        return max(best, _by_beginning(term, present))

    def _translation(self, term: Term, present: Words) -> float:
        """How well what the word may be in the other language stands in a text."""
        words = self.others(term.base)
        if not present.places.keys().isdisjoint(words):
            return _SYNONYM
        if not words.isdisjoint(present.parts):
            return _TRANSLATED_PART
        near = any(not present.places.keys().isdisjoint(self._alike.get(word, _NONE)) for word in words)
        return _TRANSLATED_ALIKE * near

    def _part_match(self, part: str, present: Words) -> float:
        if part in present.places or part in present.parts:
            return 1.0
        return _ALIKE * (not present.places.keys().isdisjoint(self._alike.get(part, _NONE)))


def _by_beginning(term: Term, present: Words) -> float:
    if len(term.base) >= _PREFIX_LENGTH:
        # A name in a compound that no dictionary can take apart: "Brundtland" in "Brundtlandrapporten".
        if any(word.startswith(term.base) for word in present.places):
            return _PREFIX
        if root(term.base) in present.roots:
            return _DERIVED
    # The genitive of a name that no dictionary knows.
    genitive = term.word.endswith("s") and len(term.word) > _NAME_LENGTH
    return _SYNONYM if genitive and term.word[:-1] in present.places else 0.0
