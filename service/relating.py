"""Relations into the store: for what an ingest has read, how it stands to what is there."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache

from corpus.documents import Document
from corpus.relations import Related
from corpus.sketches import SIZE, similarity, sketch
from corpus.store import Store
from service.relations import related, series

_STANDING = 200
"""Runs of words that more documents than this have are standing phrases and tell nothing."""
_LEAST_SHARED = SIZE // 10
_KEPT = 1000
_SAME_SERIES = 50
"""Of a longer series, only those nearest in date are looked at."""


def sketch_document(store: Store, document: Document) -> None:
    """Stores the sketch of a document that has been read, from all its pages' texts."""
    store.ties.put_sketch(document.id, sketch("\n".join(page.text for page in document.pages)))


def relate(store: Store, changed: Collection[str]) -> None:
    """Finds anew every relation of the documents named, within the store's transaction.

    Pairs are looked for among those that share runs of words, bytes or a series, so that the work grows with the
    number of documents changed and not with its square.
    """
    documents = {each.document.id: each.document for each in store.listing()}
    # In the order of the series, so that the sketches of a document's neighbours have just been read.
    wanted = [document_id for document_id in documents if document_id in changed]
    same = _groups(documents)
    sketch_of = lru_cache(maxsize=_KEPT)(store.ties.sketch)
    pairs: dict[tuple[str, str], list[Related]] = {}
    for document_id in wanted:
        own = sketch_of(document_id)
        for other_id in _candidates(store, documents, document_id, same):
            first, second = sorted((document_id, other_id))
            if (first, second) not in pairs:
                share = similarity(own, sketch_of(other_id))
                pairs[first, second] = related(documents[document_id], documents[other_id], share)
    store.ties.replace_relations(wanted, (each for found in pairs.values() for each in found))


def _groups(documents: Mapping[str, Document]) -> dict[tuple[str, str], list[str]]:
    """The documents by bytes, by series and by address, newest first."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for document_id, document in documents.items():
        for key in _keys(document):
            groups[key].append(document_id)
    return groups


def _keys(document: Document) -> list[tuple[str, str]]:
    keys = [("bytes", document.content_digest), ("series", f"{document.kind} {series(document.title)}")]
    return [*keys, ("address", document.origin_url)] if document.origin_url else keys


def _candidates(
    store: Store, documents: Mapping[str, Document], document_id: str, same: Mapping[tuple[str, str], list[str]]
) -> list[str]:
    found = [
        each for each, shared in store.ties.sharing(document_id, _STANDING).items() if _enough(store, each, shared)
    ]
    for key in _keys(documents[document_id]):
        group = same[key]
        place = group.index(document_id)
        found += group[max(0, place - _SAME_SERIES) : place + _SAME_SERIES]
    return [each for each in dict.fromkeys(found) if each != document_id and each in documents]


def _enough(store: Store, document_id: str, shared: int) -> bool:
    """Whether so many shared hashes can mean a near-duplicate; a short text has few."""
    return shared >= _LEAST_SHARED or 2 * shared >= len(store.ties.sketch(document_id))
