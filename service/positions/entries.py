"""The same position in several documents as one entry, and the entries that a subject finds."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.answers import Citation
from corpus.dates import PartialDate
from corpus.documents import Document, Kind, Provenance
from index.analysis import Term, content_terms
from service.positions.finding import Found
from service.positions.stances import Stance
from service.quotes import cite
from service.windows import Window

_SAME = 0.6
_LEAST_SHARED = 4
_FIRST_HAND = {Kind.STATEMENT: 0, Kind.DEBATE_ARTICLE: 1, Kind.PRESS_RELEASE: 2, Kind.STRATEGY: 2}
_TOLD_LATER = 3


@dataclass(frozen=True, slots=True)
class Position:
    """A position with the quote that shows it; `also_in` are its other places, first hand before retold.

    `since` is the earliest date among its places. `lead` is the line above a list's item, in the page's own words.
    """

    citation: Citation
    stance: Stance
    addressee: str | None
    lead: str | None
    since: PartialDate | None
    also_in: tuple[Citation, ...] = ()

    @property
    def document(self) -> Document:
        """The document that is quoted."""
        return self.citation.document


@dataclass(frozen=True, slots=True)
class Words:
    """A position found, with the base forms of its content words and of the parts of its compounds."""

    found: Found
    bases: frozenset[str]


def words_of(found: Found) -> Words:
    """The words that a position is compared and searched by."""
    language = found.sentences[0].language
    return Words(found, frozenset(_bases(found.text, language)))


def query_terms(text: str, language: str) -> list[Term]:
    """The content words of a query, each once."""
    return list({term.base: term for term in content_terms(text, language)}.values())


def _bases(text: str, language: str) -> Iterable[str]:
    for term in content_terms(text, language):
        yield term.base
        yield from term.parts


def grouped(words: Sequence[Words]) -> list[list[Words]]:
    """The positions in groups that say the same in different documents; the best place of each group first.

    Two say the same where most of the shorter one's words stand in the other, and enough of them to be no accident.
    """
    groups: list[list[Words]] = []
    begun_with: dict[str, list[int]] = {}
    for each in sorted(words, key=_rank):
        shared = Counter(place for base in each.bases for place in begun_with.get(base, ()))
        alike = sorted(place for place, count in shared.items() if count >= _LEAST_SHARED)
        home = next((groups[place] for place in alike if _same(groups[place], each)), None)
        if home is not None:
            home.append(each)
            continue
        for base in each.bases:
            begun_with.setdefault(base, []).append(len(groups))
        groups.append([each])
    return groups


def _same(group: Sequence[Words], other: Words) -> bool:
    if any(member.found.document.id == other.found.document.id for member in group):
        return False
    shared = len(group[0].bases & other.bases)
    shorter = min(len(group[0].bases), len(other.bases))
    return shared >= _LEAST_SHARED and shared >= _SAME * shorter


def _rank(words: Words) -> tuple[int, bool, str, str, int]:
    """First hand before retold, originals before summaries, newest first."""
    document = words.found.document
    newest = "".join(chr(0x10FFFF - ord(letter)) for letter in str(document.issued_on or ""))
    return (
        _FIRST_HAND.get(document.kind, _TOLD_LATER),
        document.provenance is Provenance.SUMMARY,
        newest or chr(0x10FFFF),
        document.source,
        words.found.sentences[0].position,
    )


def position_of(group: Sequence[Words]) -> Position | None:
    """The entry of a group, its citations numbered from 1; None where its first quote does not hold."""
    first = group[0].found
    citation = _cited(first, 1)
    if citation is None:
        return None
    others = [_cited(each.found, number) for number, each in enumerate(group[1:], 2)]
    dates = [each.found.document.issued_on for each in group if each.found.document.issued_on]
    return Position(
        citation=citation,
        stance=first.stance,
        addressee=next((each.found.addressee for each in group if each.found.addressee), None),
        lead=" ".join(first.lead.text.split()) if first.lead else None,
        since=min(dates, key=earliest) if dates else None,
        also_in=tuple(other for other in others if other is not None),
    )


def earliest(date: PartialDate) -> tuple[int, int, int]:
    """Orders dates so that a day goes before the month or year it lies in: it says more."""
    return date.year, date.month or 13, date.day or 32


def _cited(found: Found, number: int) -> Citation | None:
    return cite(number, Window(found.sentences, found.document, 0, (0.0,) * len(found.sentences), None))


def matches(queried: Sequence[Term], bases: frozenset[str], rarity: Mapping[str, float]) -> float:
    """The share, 0 to 1, of the query's words that stand among the bases, each weighted by its rarity.

    A compound that does not stand there counts by its parts that do: "brottsförebyggande" by "brott" and "förebygga".
    """
    weighed = [(_rarity(term, rarity), _held(term, bases, rarity)) for term in queried]
    total = sum(weight for weight, _ in weighed)
    return sum(weight * held for weight, held in weighed) / total if total else 0.0


def _rarity(term: Term, rarity: Mapping[str, float]) -> float:
    return max(rarity.get(base, 0.0) for base in (term.base, *term.parts)) or 1.0


def _held(term: Term, bases: frozenset[str], rarity: Mapping[str, float]) -> float:
    if term.base in bases:
        return 1.0
    weights = {part: rarity.get(part, 1.0) for part in term.parts}
    total = sum(weights.values())
    return sum(weight for part, weight in weights.items() if part in bases) / total if total else 0.0
