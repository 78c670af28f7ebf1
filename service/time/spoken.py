"""What one document says of offices, kept with what it rests on: which names all documents together make organisations.

An ingest that adds one document need not read all others anew for that. It is enough that each name that was asked
for, when the document was read, is still what it was.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

from corpus.dates import PartialDate
from corpus.documents import Document
from corpus.passages import Sentence, Span
from service.time.claims import Change, Claim, Manner
from service.time.extraction import Spoken, served_in, spoken_in
from service.time.offices import Office

EXTRACTION_VERSION = 1
"""Raised whenever the same documents would give other claims: what was kept is then read anew."""


class Noted(frozenset[str]):
    """A set that notes what it is asked for."""

    asked: set[str]

    def __new__(cls, names: Iterable[str]) -> Self:
        """A set of these names, of which nothing has been asked yet."""
        made = super().__new__(cls, names)
        made.asked = set()
        return made

    def __contains__(self, name: object) -> bool:
        """Whether the name is in the set; noted."""
        self.asked.add(str(name))
        return super().__contains__(name)


@dataclass(frozen=True, slots=True)
class Ground:
    """What was asked of a set, and what it held and did not hold of that."""

    held: frozenset[str]
    lacked: frozenset[str]

    @classmethod
    def of(cls, noted: Noted) -> Self:
        """What that set has been asked for."""
        held = frozenset(noted.asked).intersection(frozenset(noted))
        return cls(held, frozenset(noted.asked) - held)

    def hold(self, names: frozenset[str]) -> bool:
        """Whether another set would have answered the same."""
        return self.held <= names and self.lacked.isdisjoint(names)


@dataclass(frozen=True, slots=True)
class KeptSpoken:
    """What a document says, what its offices belong to (`serves`, folded names), and what both rest on."""

    spoken: Spoken
    serves: frozenset[str]
    organisations: Ground
    served: Ground

    @classmethod
    def read(
        cls, document: Document, sentences: Sequence[Sentence], organisations: frozenset[str], served: frozenset[str]
    ) -> Self:
        """Reads the document; see `spoken_in`."""
        known, serving = Noted(organisations), Noted(served)
        serves, spoken = served_in(sentences, known), spoken_in(document, sentences, known, serving)
        return cls(spoken, serves, Ground.of(known), Ground.of(serving))

    def pack(self) -> str:
        """All of it as text, but for the document."""
        said = {
            "version": EXTRACTION_VERSION,
            "claims": [packed(claim) for claim in self.spoken.claims],
            "named": self.spoken.named,
            "serves": sorted(self.serves),
            "organisations": [sorted(self.organisations.held), sorted(self.organisations.lacked)],
            "served": [sorted(self.served.held), sorted(self.served.lacked)],
        }
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def unpack(cls, text: str | None, document: Document) -> Self | None:
        """What `pack` made text of; None where there is none, or one of another version."""
        found: dict[str, Any] = json.loads(text) if text else {"version": 0}
        if found["version"] != EXTRACTION_VERSION:
            return None
        organisations, served = (Ground(*map(frozenset, found[name])) for name in ("organisations", "served"))
        claims = tuple(unpacked(claim, document) for claim in found["claims"])
        return cls(Spoken(claims, found["named"]), frozenset(found["serves"]), organisations, served)


def packed(claim: Claim) -> str:
    """A claim as text, but for its document."""
    office = claim.office
    said = {
        "office": [office.base, office.prefix, office.deputy, office.organisation],
        "scope": claim.scope,
        "holder": claim.holder,
        "change": claim.change,
        "manner": claim.manner,
        "dates": [str(date) if date else None for date in (claim.since, claim.until, claim.at)],
        "exact": claim.exact,
        "sentences": [_packed(sentence) for sentence in claim.sentences],
        "alone": claim.alone,
        "dated": [_packed(sentence) for sentence in claim.dated],
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def unpacked(said: str, document: Document) -> Claim:
    """The claim that `packed` made text of."""
    found: dict[str, Any] = json.loads(said)
    since, until, at = (PartialDate.parse(date) if date else None for date in found["dates"])
    return Claim(
        Office(*found["office"]),
        found["scope"],
        found["holder"],
        Change(found["change"]),
        Manner(found["manner"]),
        since,
        until,
        at,
        found["exact"],
        document,
        tuple(map(_unpacked, found["sentences"])),
        found["alone"],
        tuple(map(_unpacked, found["dated"])),
    )


def _packed(sentence: Sentence) -> list[Any]:
    spans = [[span.page, span.start, span.end] for span in sentence.spans]
    own = [sentence.id, sentence.document_id, sentence.passage_id, sentence.position, spans, sentence.text]
    return [*own, sentence.headings, sentence.language]


def _unpacked(row: list[Any]) -> Sentence:
    own, document, passage, position, spans, text, headings, language = row
    kept = tuple(Span(*span) for span in spans)
    return Sentence(own, document, passage, position, kept, text, tuple(headings), language)
