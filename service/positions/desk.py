"""The writer's desk: positions, their time line, chosen quotes and the check of a draft, over what is in service."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.answers import MAX_QUOTE, Citation, Filters
from corpus.errors import InvalidRequest
from corpus.passages import Span, text_of
from ingest.describing.language import language_of
from service.answering import Sources
from service.drafts import DraftSentence, check_draft
from service.positions.entries import Position
from service.positions.exporting import Format, export
from service.positions.searching import Ledger, make_ledger, search_positions
from service.positions.timeline import Moment, timeline
from service.quotes import holds
from service.verifying.verify import Verifier

_ALL = 10_000


@dataclass(frozen=True, slots=True)
class Chosen:
    """A quote that somebody has picked: only where it stands; its words are read from the page again."""

    document_id: str
    spans: tuple[Span, ...]


class Desk:
    """Safe to use from several threads. All raise IndexMissing while nothing has been ingested."""

    def __init__(self, sources: Callable[[], Sources], verifier: Verifier) -> None:
        self._sources = sources
        self._verifier = verifier
        self._lock = threading.Lock()
        self._ledger: tuple[str, Ledger] | None = None

    def positions(self, query: str, filters: Filters, k: int) -> list[Position]:
        """At most `k` positions on a subject, best first; without a query all of them, newest first."""
        sources = self._sources()
        language = language_of(query) if query.strip() else "sv"
        asked = sources.retriever.query(query, language) if query.strip() else None

        def similarities(ids: Sequence[str]) -> Sequence[float]:
            return sources.retriever.similarities(asked, ids).tolist() if asked else [0.0] * len(ids)

        among = sources.among(filters)
        return search_positions(self._ledger_of(sources), query, language, similarities, among, k)

    def timeline(self, query: str, filters: Filters) -> list[Moment]:
        """When what was said on a subject, oldest first."""
        return timeline(self.positions(query, filters, _ALL))

    def export(self, chosen: Sequence[Chosen], form: Format, language: str) -> bytes:
        """The chosen quotes in order, with references; raises NotFound or InvalidRequest for what is not there."""
        return export([self.cited(number, each) for number, each in enumerate(chosen, 1)], form, language)

    def draft(self, text: str, filters: Filters) -> list[DraftSentence]:
        """Every sentence of a draft held against the documents."""
        sources = self._sources()
        among = sources.among(filters)
        return check_draft(sources, self._verifier, text, among)

    def cited(self, number: int, chosen: Chosen) -> Citation:
        """The chosen quote in the pages' words; raises NotFound or InvalidRequest where it is not there."""
        document = self._sources().document(chosen.document_id)
        pages = {page.number: page.text for page in document.pages}
        within = all(0 <= span.start < span.end <= len(pages.get(span.page, "")) for span in chosen.spans)
        quote = text_of(chosen.spans, pages) if chosen.spans and within else ""
        first = document.page(chosen.spans[0].page) if quote else None
        citation = Citation(number, document, chosen.spans, first.label if first else None, None, quote)
        if not quote or len(quote) > MAX_QUOTE or not holds(citation):
            raise InvalidRequest(f"Citat {number} finns inte på sidan längre. Ta bort det och välj det på nytt.")
        return citation

    def _ledger_of(self, sources: Sources) -> Ledger:
        name = sources.generation.name
        with self._lock:
            if self._ledger is None or self._ledger[0] != name:
                last = 10**9
                made = make_ledger(
                    sources.store.documents(), lambda each: sources.store.sentences_between(each, 0, last)
                )
                self._ledger = name, made
            return self._ledger[1]
