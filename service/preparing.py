"""From a document in the store to all that is kept of it there: passages, sentences, a sketch, parallel sentences."""

from collections.abc import Collection

from corpus.documents import Document
from corpus.store import Store
from index.generation import sentence_text
from index.parallels import parallels
from index.protocols import Embedder
from index.splitting import LanguageOf, split
from index.vectors import VectorStore
from service.relating import sketch_document

_ALL = 1_000_000_000


def prepare(store: Store, document: Document, language_of: LanguageOf) -> None:
    """Stores the passages, sentences and sketch of a document in place of those before."""
    parts = split(document, language_of)
    store.remove_parts_of(document.id)
    store.put_parts(parts.passages, parts.sentences)
    sketch_document(store, document)


def link_languages(store: Store, changed: Collection[str], vectors: VectorStore, embedder: Embedder) -> None:
    """Links the sentences that say the same in two languages, in those of the documents that are in several."""
    for each in store.listing():
        document = each.document
        if document.id not in changed or len(document.languages) < 2:
            continue
        sentences = store.sentences_between(document.id, 0, _ALL)
        found = vectors.embed(embedder, [sentence_text(sentence) for sentence in sentences], lambda _: None)
        store.ties.replace_parallels(document.id, parallels(sentences, found))
