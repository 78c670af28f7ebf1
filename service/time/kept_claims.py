"""The claims of one state of the knowledge base into its store and out of it.

Which names are organisations', and so what is a claim, follows from all documents together. So each document's use of
names is counted when it is read, and the claims are put together anew with every ingest, from what each document that
speaks of an office was found to say.
"""

from collections.abc import Sequence

from corpus.claims import KeptClaim
from corpus.documents import Document
from corpus.passages import Sentence
from corpus.store import Store
from index.instructions import trusted
from service.time.extraction import placed, served_in
from service.time.names import NameUse, fold
from service.time.offices import offices_in
from service.time.spoken import KeptSpoken, packed


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
    """Makes the claims of the store's present state anew and stores them.

    Only documents that have changed are read, and those for which the others have made an organisation of a name, or
    no longer do.
    """
    use = NameUse()
    for names in store.claims.names():
        use.merge(names)
    organisations = use.organisations()
    claims = placed([spoken.spoken for spoken in _spoken(store, organisations)])
    kept = [KeptClaim(each.office.base, fold(each.holder), each.document.id, packed(each)) for each in claims]
    store.claims.replace(organisations, kept)


def _spoken(store: Store, organisations: frozenset[str]) -> list[KeptSpoken]:
    """What each document that speaks of an office says, kept or read anew."""
    documents = [document for each in store.claims.speaking() if (document := store.facts_of(each)) is not None]
    before = {document.id: KeptSpoken.unpack(store.claims.spoken(document.id), document) for document in documents}
    kept = {name: each for name, each in before.items() if each is not None and each.organisations.hold(organisations)}
    serving = dict[str, frozenset[str]]()
    for document in documents:
        known = kept.get(document.id)
        serving[document.id] = known.serves if known else served_in(_sentences(store, document), organisations)
    served = frozenset[str]().union(*serving.values())
    return [_kept_or_read(store, document, kept.get(document.id), organisations, served) for document in documents]


def _kept_or_read(
    store: Store, document: Document, kept: KeptSpoken | None, organisations: frozenset[str], served: frozenset[str]
) -> KeptSpoken:
    if kept is not None and kept.served.hold(served):
        return kept
    found = KeptSpoken.read(document, _sentences(store, document), organisations, served)
    store.claims.put_spoken(document.id, found.pack())
    return found


def _sentences(store: Store, document: Document) -> list[Sentence]:
    return trusted(store.sentences_of(document.id))
