"""The knowledge base over a data folder: always the newest whole state, opened when an ingest has made it."""

import gc
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import lru_cache

from corpus.answers import ALL_DOCUMENTS, Answer, Filters, RankedPassage
from corpus.documents import Document, Listed, Page
from corpus.errors import IndexMissing, NotFound
from corpus.store import Store
from index.protocols import Embedder, Reranker
from index.retriever import HybridRetriever
from ingest.describing.language import language_of
from ingest.pdf.pictures import Drawn
from service.admission import Admission
from service.answering import Sources, answer, rank_passages, today
from service.filtering import document_ids
from service.following.completing import Completed, complete
from service.following.weighing import weighed
from service.generating.composing import Writer
from service.heap import give_back
from service.indexing import GENERATION, DataFolder, open_state
from service.knowledge_base import Holdings, Question
from service.pictures import Picture, PictureRequest, Pictures
from service.reports import DocumentReport, report_of
from service.time.claim_index import ClaimIndex
from service.word_search import WordPlace, find_words

_FILTERS = 32
"""Filters whose documents are kept for each state."""
_DOCUMENTS = 256
"""Documents that are kept for each state, with all their pages."""


@dataclass(frozen=True, slots=True)
class _State:
    """One state of the knowledge base, never changed once it is open."""

    sources: Sources
    holdings: Holdings


class IndexedKnowledgeBase:
    """See `KnowledgeBase`. Opens the index with the first question, and again when an ingest has made a new one."""

    def __init__(
        self,
        folder: DataFolder,
        embedder: Embedder,
        writer: Writer | None = None,
        admission: Admission | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        self.admission = admission or Admission()
        self._reranker = reranker
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
        """The answer in the documents' own words; raises Busy."""
        # A model that words the answer after this may take its time without keeping others out.
        with self.admission.asking.passing():
            return self._sought(question)

    def _sought(self, question: Question) -> Answer:
        sources = self._current().sources
        language = question.language or language_of(question.text)
        as_of = question.as_of or today()
        among = sources.among(question.filters)

        def put(reading: Completed) -> Answer:
            return answer(sources, reading.text, reading.language, as_of, among, question.k)

        whole, found = weighed(complete(question.text, question.history, language, as_of), put)
        if not whole.changed:
            return found
        return replace(found, question=question.text, language=language, understood_as=whole.text)

    def search(self, query: str, filters: Filters, k: int) -> list[RankedPassage]:
        """See `KnowledgeBase`."""
        with self.admission.asking.passing():
            return self._searched(query, filters, k)

    def _searched(self, query: str, filters: Filters, k: int) -> list[RankedPassage]:
        sources = self._current().sources
        among = sources.among(filters)
        found = rank_passages(sources, sources.retriever.query(query, language_of(query)), k, among)
        parallel = sources.store.ties.parallel_passages([each.passage.id for each in found])
        return [replace(each, parallel=parallel.get(each.passage.id, ())) for each in found]

    def documents(self, limit: int, offset: int) -> tuple[int, list[Document]]:
        """See `KnowledgeBase`."""
        store = self._current().sources.store
        return store.count(), store.documents(limit, offset)

    def find_words(self, words: str, filters: Filters, k: int) -> list[WordPlace]:
        """See `KnowledgeBase`."""
        sources = self._current().sources
        return find_words(sources.store, words, sources.among(filters), k)

    def listing(self, limit: int, offset: int, filters: Filters = ALL_DOCUMENTS) -> tuple[int, list[Listed]]:
        """See `KnowledgeBase`."""
        store = self._current().sources.store
        if not filters:
            return store.count(), store.listing(limit, offset)
        every = store.listing()
        kept = document_ids((each.document for each in every), filters) or frozenset()
        found = [each for each in every if each.document.id in kept]
        return len(found), found[offset:][: limit if limit >= 0 else None]

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
        found = self._pictures.picture(sources.document(wanted.document_id), sources.store.places, wanted)

        def draw() -> Drawn:
            with self.admission.drawing.passing():
                return found.draw()

        return Picture(found.tag, draw)

    def picture_size(self, wanted: PictureRequest) -> tuple[int, int] | None:
        """See `KnowledgeBase`."""
        sources = self._current().sources
        return self._pictures.size(sources.document(wanted.document_id), sources.store.places, wanted)

    def holdings(self) -> Holdings:
        """See `KnowledgeBase`."""
        return self._current().holdings

    def problem(self) -> str | None:
        """See `KnowledgeBase`."""
        return self._current().sources.generation.problem()

    def warm(self) -> None:
        """Does once what the first question would wait for: opens the index, loads embedder and words."""
        for text in ("Vem är ordförande nu?", "How many members are there now?"):
            self._found(Question(text, k=1))
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
                gc.collect()
                give_back()
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
        self._pictures.keep_only(set(store.digests().values()))
        newest = store.documents(limit=1)
        retriever = HybridRetriever(generation, self._embedder)
        read, among = _document_reader(store), _chooser(store)
        sources = Sources(store, generation, retriever, read, ClaimIndex(store), among, self._reranker)
        dated = newest[0] if newest and newest[0].issued_on else None
        holdings = Holdings(store.count(), store.count("pages"), store.count("passages"), dated)
        return _State(sources, holdings)


def _close(state: _State) -> None:
    """Lets a state go; what it has mapped is in cycles, so its files would stay open until chance collects them."""
    state.sources.generation.close()
    state.sources.store.close()


def _chooser(store: Store) -> Callable[[Filters], frozenset[str] | None]:
    """Gives the ids of the documents that pass a filter; None, meaning all, where nothing is filtered.

    Each filter's documents are read once for each state: the index knows the same ids again by themselves.
    """

    @lru_cache(maxsize=_FILTERS)
    def chosen(filters: Filters) -> frozenset[str] | None:
        return document_ids(store.every(), filters) if filters else None

    return chosen


def _document_reader(store: Store) -> Callable[[str], Document]:
    @lru_cache(maxsize=_DOCUMENTS)
    def read(document_id: str) -> Document:
        document = store.document(document_id)
        if document is None:
            raise NotFound("Dokumentet finns inte. Det kan ha tagits bort.")
        return document

    return read


def _missing() -> IndexMissing:
    return IndexMissing("Kunskapsbasen är tom. Läs in dokument först: kallan ingest MAPP")
