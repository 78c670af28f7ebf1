"""Positions by subject: what the documents hold, found once for each state and searched as often as needed."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.documents import Document
from corpus.passages import Sentence
from index.analysis import Term, content_terms
from service.positions.entries import Position, Words, grouped, matches, position_of, query_terms, words_of
from service.positions.finding import find_positions

Similarities = Callable[[Sequence[str]], Sequence[float]]
"""The cosine of a query with each sentence, given their ids, in their order."""

_USUAL_COSINE = 0.80
_NEAR = 0.865
"""The cosine from which a position without any of the query's words is on its subject all the same."""
_WEIGHT = 4.0
_LEAST_WORDED = 0.25


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every position of one state of the knowledge base, in groups that say the same, with how rare each word is."""

    groups: tuple[tuple[Words, ...], ...]
    rarity: dict[str, float]


def make_ledger(documents: Sequence[Document], sentences_of: Callable[[str], Sequence[Sentence]]) -> Ledger:
    """The ledger of these documents; `sentences_of` gives a document's sentences by its id, in order."""
    words = [words_of(found) for found in find_positions(documents, sentences_of)]
    counts = Counter(base for each in words for base in each.bases)
    rarity = {base: math.log(1 + len(words) / count) for base, count in counts.items()}
    return Ledger(tuple(tuple(group) for group in grouped(words)), rarity)


def search_positions(
    ledger: Ledger,
    query: str,
    language: str,
    similarities: Similarities,
    among: frozenset[str] | None,
    k: int,
) -> list[Position]:
    """At most `k` positions on the subject, best first; all of them, newest first, for an empty query.

    `among` holds the ids of the documents that may be quoted, None for all. A place in another document is no place.
    """
    groups = [kept for group in ledger.groups if (kept := _within(group, among))]
    if query.strip():
        groups = _on_subject(ledger, groups, query, language, similarities)
    else:
        groups.sort(key=lambda group: str(group[0].found.document.issued_on or ""), reverse=True)
    positions = (position_of(group) for group in groups)
    return [position for position in positions if position is not None][: max(k, 0)]


def _within(group: Sequence[Words], among: frozenset[str] | None) -> tuple[Words, ...]:
    return tuple(each for each in group if among is None or each.found.document.id in among)


def _on_subject(
    ledger: Ledger,
    groups: Sequence[tuple[Words, ...]],
    query: str,
    language: str,
    similarities: Similarities,
) -> list[tuple[Words, ...]]:
    queried = query_terms(query, language)
    ids = [sentence.id for group in groups for sentence in group[0].found.sentences]
    cosines = dict(zip(ids, similarities(ids), strict=True))
    scored: list[tuple[float, int]] = []
    for place, group in enumerate(groups):
        cosine = max(cosines[sentence.id] for sentence in group[0].found.sentences)
        worded = max(_worded(queried, each, ledger) for each in group)
        if worded >= _LEAST_WORDED or cosine >= _NEAR:
            scored.append((worded + _WEIGHT * (cosine - _USUAL_COSINE), -place))
    return [groups[-place] for _, place in sorted(scored, reverse=True)]


def _worded(queried: Sequence[Term], words: Words, ledger: Ledger) -> float:
    """How much of the query the position says; what only the title and headings above it say counts for half."""
    sentence = words.found.sentences[0]
    above = " ".join((words.found.document.title, *sentence.headings))
    named = frozenset(base for term in content_terms(above, sentence.language) for base in (term.base, *term.parts))
    said = matches(queried, words.bases, ledger.rarity)
    return said + (matches(queried, words.bases | named, ledger.rarity) - said) / 2
