"""From a document in the store to all that is kept of it there: passages, sentences, a sketch, names, parallels."""

from collections.abc import Collection

from corpus.documents import Document
from corpus.store import Store
from index.parallels import parallels
from index.protocols import Embedder
from index.splitting import LanguageOf, split
from index.texts import sentence_text
from index.vectors import VectorStore
from service.relating import sketch_document
from service.time.kept_claims import note_names

_ALL = 1_000_000_000


def prepare(store: Store, document: Document, language_of: LanguageOf) -> None:
    """Stores the passages, sentences, sketch and names of a document in place of those before."""
    parts = split(document, language_of)
    store.remove_parts_of(document.id)
    store.put_parts(parts.passages, parts.sentences)
    sketch_document(store, document)
    note_names(store, document, parts.sentences)


def link_languages(store: Store, changed: Collection[str], vectors: VectorStore, embedder: Embedder) -> None:
    """Links the sentences that say the same in two languages, in those of the documents that are in several."""
    for each in store.listing():
        document = each.document
        if document.id not in changed or len(document.languages) < 2:
            continue
        sentences = store.sentences_between(document.id, 0, _ALL)
        found = vectors.embed(embedder, [sentence_text(sentence) for sentence in sentences], lambda _: None)
        store.ties.replace_parallels(document.id, parallels(sentences, found))
