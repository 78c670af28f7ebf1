"""The claims of one state of the knowledge base into its store and out of it.

Which names are organisations', and so what is a claim, follows from all documents together. So each document's use of
names is counted when it is read, and the claims are made anew with every ingest, from those that speak of an office.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from corpus.claims import KeptClaim
from corpus.dates import PartialDate
from corpus.documents import Document
from corpus.passages import Sentence, Span
from corpus.store import Store
from index.instructions import trusted
from service.time.claims import Change, Claim, Manner
from service.time.extraction import claims_of
from service.time.names import NameUse, fold
from service.time.offices import Office, offices_in


def note_names(store: Store, document: Document, sentences: Sequence[Sentence]) -> None:
    """Stores how a document that has been read uses names, and whether it speaks of an office."""
    use = NameUse()
    kept = trusted(sentences)
    for text in (*(sentence.text for sentence in kept), document.title):
        use.add(text)
    texts = {document.title, *(heading for sentence in kept for heading in sentence.headings)}
    texts.update(line for sentence in kept for line in (sentence.text, *sentence.text.split("\n")))
    store.claims.put_names(document.id, use.packed(), offices=any(offices_in(text) for text in texts))


def keep_claims(store: Store) -> None:
    """Makes the claims of the store's present state anew and stores them."""
    use = NameUse()
    for names in store.claims.names():
        use.merge(names)
    organisations = use.organisations()
    speaking = store.claims.speaking()

    def read() -> Iterator[tuple[Document, list[Sentence]]]:
        for document_id in speaking:
            document = store.facts_of(document_id)
            if document is not None:
                yield document, trusted(store.sentences_of(document_id))

    kept = [KeptClaim(c.office.base, fold(c.holder), c.document.id, packed(c)) for c in claims_of(read, organisations)]
    store.claims.replace(organisations, kept)


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
