"""The knowledge base over a data folder: always the newest whole state, opened when an ingest has made it."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import lru_cache

from corpus.answers import Answer, Filters, RankedPassage
from corpus.documents import Document, Listed, Page
from corpus.errors import IndexMissing, NotFound
from corpus.store import Store
from index.protocols import Embedder
from index.retriever import HybridRetriever
from ingest.describing.language import language_of
from service.answering import Sources, answer, rank_passages, today
from service.filtering import document_ids
from service.following.completing import complete
from service.generating.composing import Writer
from service.indexing import GENERATION, DataFolder, open_state
from service.knowledge_base import Holdings, Question
from service.pictures import Picture, PictureRequest, Pictures
from service.reports import DocumentReport, report_of
from service.time.claim_index import ClaimIndex


@dataclass(frozen=True, slots=True)
class _State:
    """One state of the knowledge base, never changed once it is open."""

    sources: Sources
    holdings: Holdings


class IndexedKnowledgeBase:
    """See `KnowledgeBase`. Opens the index with the first question, and again when an ingest has made a new one."""

    def __init__(self, folder: DataFolder, embedder: Embedder, writer: Writer | None = None) -> None:
        self._folder = folder
        self._writer = writer
        self._embedder = embedder
        self._lock = threading.Lock()
        self._state: _State | None = None
        self._retired: _State | None = None
        self._watch: Store | None = None
        self._watched = 0
        self._pictures = Pictures(folder.originals)

    @property
    def embedder(self) -> Embedder:
        """What questions are embedded with."""
        return self._embedder

    def ask(self, question: Question) -> Answer:
        """See `KnowledgeBase`."""
        *_, whole = self.answers(question)
        return whole

    def answers(self, question: Question) -> Iterator[Answer]:
        """See `KnowledgeBase`."""
        found = self._found(question)
        return iter((found,)) if self._writer is None else self._writer.partial_answers(found)

    def _found(self, question: Question) -> Answer:
        """The answer in the documents' own words."""
        sources = self._current().sources
        language = question.language or language_of(question.text)
        as_of = question.as_of or today()
        whole = complete(question.text, question.history, language, as_of)
        among = _among(sources, question.filters)
        found = answer(sources, whole.text, whole.language, as_of, among, question.k)
        if not whole.changed:
            return found
        return replace(found, question=question.text, language=language, understood_as=whole.text)

    def search(self, query: str, filters: Filters, k: int) -> list[RankedPassage]:
        """See `KnowledgeBase`."""
        sources = self._current().sources
        among = _among(sources, filters)
        found = rank_passages(sources, sources.retriever.query(query, language_of(query)), k, among)
        parallel = sources.store.ties.parallel_passages([each.passage.id for each in found])
        return [replace(each, parallel=parallel.get(each.passage.id, ())) for each in found]

    def documents(self, limit: int, offset: int) -> tuple[int, list[Document]]:
        """See `KnowledgeBase`."""
        store = self._current().sources.store
        return store.count(), store.documents(limit, offset)

    def listing(self, limit: int, offset: int) -> tuple[int, list[Listed]]:
        """See `KnowledgeBase`."""
        store = self._current().sources.store
        return store.count(), store.listing(limit, offset)

    def find(self, name: str) -> str | None:
        """The id of the document with that id or source; None where there is none, or several."""
        return self._current().sources.store.find(name)

    def report(self, document_id: str) -> DocumentReport:
        """See `KnowledgeBase`."""
        return report_of(self._current().sources.store, document_id)

    def document(self, document_id: str) -> Document:
        """See `KnowledgeBase`."""
        return self._current().sources.document(document_id)

    def page(self, document_id: str, number: int) -> Page:
        """See `KnowledgeBase`."""
        page = self.document(document_id).page(number)
        if page is None:
            raise NotFound(f"Dokumentet har ingen sida {number} som går att läsa.")
        return page

    def picture(self, wanted: PictureRequest) -> Picture:
        """See `KnowledgeBase`."""
        sources = self._current().sources
        return self._pictures.picture(sources.document(wanted.document_id), sources.store.places, wanted)

    def picture_size(self, wanted: PictureRequest) -> tuple[int, int] | None:
        """See `KnowledgeBase`."""
        sources = self._current().sources
        return self._pictures.size(sources.document(wanted.document_id), sources.store.places, wanted)

    def holdings(self) -> Holdings:
        """See `KnowledgeBase`."""
        return self._current().holdings

    def warm(self) -> None:
        """Does once what the first question would wait for: opens the index, loads embedder and words."""
        self._found(Question("Vad är det här?", language="sv", k=1))
        if self._writer is not None:
            self._writer.warm()

    def sources(self) -> Sources:
        """What answers are made from now: for measuring."""
        return self._current().sources

    def manifest(self) -> dict[str, object]:
        """What the index in service was built with, and its generation."""
        generation = self._current().sources.generation
        return {"generation": generation.name, **asdict(generation.manifest)}

    def _current(self) -> _State:
        with self._lock:
            name = self._newest()
            if self._state is None or self._state.sources.generation.name != name:
                opened = self._open()
                # Questions in hand may still be reading the state before: it is closed when the next one comes.
                if self._retired is not None:
                    _close(self._retired)
                self._retired, self._state = self._state, opened
            return self._state

    def _newest(self) -> str | None:
        try:
            file = self._folder.store.stat().st_ino
        except OSError as error:
            raise _missing() from error
        # A data folder that has been put in place of the one before is another file under the same name.
        if self._watch is None or file != self._watched:
            self._watch, self._watched = Store(self._folder.store), file
        return self._watch.fact(GENERATION)

    def _open(self) -> _State:
        opened = open_state(self._folder, self._embedder.name)
        if opened is None:
            raise _missing()
        store, generation = opened
        documents = [each.document for each in store.listing()]
        self._pictures.keep_only({document.content_digest for document in documents})
        dated = [document for document in documents if document.issued_on]
        retriever = HybridRetriever(generation, self._embedder)
        sources = Sources(store, generation, retriever, _document_reader(store), ClaimIndex(store))
        holdings = Holdings(len(documents), store.count("pages"), store.count("passages"), dated[0] if dated else None)
        return _State(sources, holdings)


def _close(state: _State) -> None:
    state.sources.generation.close()
    state.sources.store.close()


def _among(sources: Sources, filters: Filters) -> frozenset[str] | None:
    """The ids of the documents that pass; None, meaning all, without reading any where nothing is filtered."""
    return document_ids((each.document for each in sources.store.listing()), filters) if filters else None


def _document_reader(store: Store) -> Callable[[str], Document]:
    @lru_cache(maxsize=512)
    def read(document_id: str) -> Document:
        document = store.document(document_id)
        if document is None:
            raise NotFound("Dokumentet finns inte. Det kan ha tagits bort.")
        return document

    return read


def _missing() -> IndexMissing:
    return IndexMissing("Kunskapsbasen är tom. Läs in dokument först: kallan ingest MAPP")
