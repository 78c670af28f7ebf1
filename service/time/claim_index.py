"""The claims of one state of the knowledge base, read from its sentences when they are first needed."""

import datetime
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from corpus.documents import Document
from corpus.passages import Sentence
from corpus.store import Store
from index.instructions import trusted
from service.in_force import superseded
from service.time.claims import Claim
from service.time.extraction import claims_of, organisations_in
from service.time.names import fold, same_name
from service.time.offices import Office


class ClaimIndex:
    """Claims by office; safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._claims: dict[str, list[Claim]] | None = None
        self._organisations: frozenset[str] = frozenset()
        self._documents: frozenset[str] = frozenset()
        self._sentences: dict[str, Sentence] = {}

    def of(self, office: Office, among: frozenset[str] | None) -> list[Claim]:
        """The claims of holders of the office, from the documents `among` (None: all).

        Those of just this office where there are any, else of ones that are named by a compound of it.
        """
        found = [
            claim
            for claim in self._by_office().get(office.base, [])
            if claim.office.answers(office) and (among is None or claim.document.id in among)
        ]
        exact = [claim for claim in found if claim.office.prefix == office.prefix]
        return exact or found

    def held_by(self, names: Iterable[str]) -> tuple[Office, ...]:
        """The offices that somebody of these folded names holds or held, those most is said of first."""
        wanted = tuple(names)
        found = Counter(
            claim.office
            for claims in self._by_office().values()
            for claim in claims
            if any(same_name(fold(claim.holder), name) for name in wanted)
        )
        return tuple(office for office, _ in found.most_common())

    def organisations(self) -> frozenset[str]:
        """The folded names that the documents use as places or organisations."""
        self._by_office()
        return self._organisations

    def sentences(self, ids: Iterable[str]) -> list[Sentence]:
        """The sentences with these ids, in their order."""
        self._by_office()
        return [self._sentences[each] for each in ids if each in self._sentences]

    def in_force(self, day: datetime.date, among: frozenset[str] | None) -> frozenset[str] | None:
        """Those of the documents `among` (None: all) that no other had taken the place of by the day."""
        gone = superseded(self._store, day)
        if not gone:
            return among
        self._by_office()
        return (self._documents if among is None else among) - gone

    def _by_office(self) -> Mapping[str, list[Claim]]:
        with self._lock:
            if self._claims is None:
                documents: dict[str, Document] = {document.id: document for document in self._store.documents()}
                sentences = trusted(self._store.sentences())
                self._claims, self._documents = {}, frozenset(documents)
                self._sentences = {sentence.id: sentence for sentence in sentences}
                self._organisations = organisations_in(documents.values(), sentences)
                for claim in claims_of(documents, sentences, self._organisations):
                    self._claims.setdefault(claim.office.base, []).append(claim)
            return self._claims


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
