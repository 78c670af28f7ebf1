"""The claims of one state of the knowledge base, as an ingest has kept them."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from corpus.passages import Sentence
from corpus.store import Store
from index.instructions import trusted
from service.in_force import Superseded
from service.time.claims import Claim
from service.time.names import fold, same_name
from service.time.offices import Office
from service.time.spoken import unpacked

_OFFICES = 64
_DAYS = 64
"""Offices and days for which what has been read is kept."""


class ClaimIndex:
    """Claims by office, read when they are asked for; safe to use from several threads.

    The documents of claims come without their pages.
    """

    def __init__(self, store: Store) -> None:
        """`store` must be a snapshot: what has been read is not read again."""
        self._store = store
        self._superseded = Superseded(store)
        self._all_of = lru_cache(maxsize=_OFFICES)(self._read)
        self._in_force = lru_cache(maxsize=_DAYS)(self._read_in_force)

    def of(self, office: Office, among: frozenset[str] | None) -> list[Claim]:
        """The claims of holders of the office, from the documents `among` (None: all).

        Those of just this office where there are any, else of ones that are named by a compound of it.
        """
        found = [
            claim
            for claim in self._all_of(office.base)
            if claim.office.answers(office) and (among is None or claim.document.id in among)
        ]
        exact = [claim for claim in found if claim.office.prefix == office.prefix]
        return exact or found

    def held_by(self, names: Iterable[str]) -> tuple[Office, ...]:
        """The offices that somebody of these folded names holds or held, those most is said of first."""
        wanted = tuple(names)
        held = {holder for _, holder in self._holders if any(same_name(holder, name) for name in wanted)}
        bases = dict.fromkeys(base for base, holder in self._holders if holder in held)
        found = Counter(claim.office for base in bases for claim in self._all_of(base) if fold(claim.holder) in held)
        return tuple(office for office, _ in found.most_common())

    def organisations(self) -> frozenset[str]:
        """The folded names that the documents use as places or organisations."""
        return self._organisations

    def sentences(self, ids: Iterable[str]) -> list[Sentence]:
        """The sentences with these ids, in their order; none of a passage that speaks to a machine."""
        wanted = list(ids)
        passages = dict.fromkeys(sentence.passage_id for sentence in self._store.sentences_by_id(wanted))
        known = {sentence.id: sentence for sentence in trusted(self._store.sentences(passages))}
        return [known[each] for each in wanted if each in known]

    def in_force(self, day: datetime.date, among: frozenset[str] | None) -> frozenset[str] | None:
        """Those of the documents `among` (None: all) that no other had taken the place of by the day."""
        return self._in_force(self._superseded.on(day), among)

    def _read_in_force(self, gone: frozenset[str], among: frozenset[str] | None) -> frozenset[str] | None:
        if not gone:
            return among
        return (self._documents if among is None else among) - gone

    @cached_property
    def _documents(self) -> frozenset[str]:
        return frozenset(self._store.document_ids())

    @cached_property
    def _organisations(self) -> frozenset[str]:
        return self._store.claims.organisations()

    @cached_property
    def _holders(self) -> list[tuple[str, str]]:
        return self._store.claims.holders()

    def _read(self, base: str) -> list[Claim]:
        kept = self._store.claims.of(base)
        documents = self._store.facts({each.document_id for each in kept})
        return [unpacked(each.said, documents[each.document_id]) for each in kept]


def of_scope(claims: Sequence[Claim], scope: str, names: Iterable[str]) -> list[Claim]:
    """The claims of the organisation that a question names, or else of the one that most of them are about."""
    asked = [name for name in (scope, *names) if name]
    for name in asked:
        found = [claim for claim in claims if claim.scope and same_scope(claim.scope, name)]
        if found:
            return [*found, *(claim for claim in claims if not claim.scope)]
    if scope:
        return []
    counts = Counter(claim.scope for claim in claims if claim.scope)
    together = Counter({one: sum(n for other, n in counts.items() if same_scope(one, other)) for one in counts})
    if not together:
        return list(claims)
    most = max(together, key=lambda each: (together[each], each))
    return [claim for claim in claims if not claim.scope or same_scope(claim.scope, most)]


_COUNTRY = frozenset({"sverige", "sweden", "svenska", "swedish", "nätverket", "network", "nätverk", "the", "i", "in"})


def same_scope(one: str, other: str) -> bool:
    """Whether two folded names of organisations may be one; the country's name tells none apart."""
    first = " ".join(word for word in one.split() if word not in _COUNTRY)
    second = " ".join(word for word in other.split() if word not in _COUNTRY)
    if not first or not second:
        return one == other or not (first or second)
    return same_name(first, second)
