"""From a question to the one to three quotes that answer it, or to an honest no."""

import datetime
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.answers import Answer, Citation, Outcome, RankedPassage, Statement
from corpus.documents import Document
from corpus.store import Store
from index.generation import Generation
from index.retriever import HybridRetriever, Query
from service.choosing import choose
from service.evidence import Judge
from service.lists import split_lead, whole_list
from service.questions import Analysis, Expected, analyse
from service.quotes import cite
from service.ranking import Evidence, rank
from service.support import supported
from service.windows import Window, windows

PASSAGES = 24
_RELATED = 3


@dataclass(frozen=True, slots=True)
class Sources:
    """What an answer is made from: one state of the knowledge base."""

    store: Store
    generation: Generation
    retriever: HybridRetriever
    document: Callable[[str], Document]


@dataclass(frozen=True, slots=True)
class Examined:
    """A question with all that was looked at for it; `evidence` is best first."""

    question: Analysis
    passages: tuple[RankedPassage, ...]
    judge: Judge
    evidence: tuple[Evidence, ...]


def answer(
    sources: Sources, text: str, language: str, as_of: datetime.date, among: frozenset[str] | None, k: int
) -> Answer:
    """The verified answer to a question, with at most `k` citations, from the documents `among` (None: all)."""
    examined = examine(sources, text, language, among, as_of)
    citations: tuple[Citation, ...] = ()
    if supported(examined.question, examined.judge, examined.evidence):
        chosen = [found.window for found in choose(examined.question, examined.evidence, k)]
        citations = _citations(_with_lists(sources, examined.question, chosen), k)
    if not citations:
        related = examined.passages[:_RELATED]
        return Answer(text, language, Outcome.NO_SUPPORT, (), (), as_of, related=related)
    statements = tuple(Statement(" ".join(c.quote.split()), (c.number,)) for c in citations)
    return Answer(text, language, Outcome.ANSWERED, statements, citations, as_of)


def examine(
    sources: Sources, text: str, language: str, among: frozenset[str] | None, as_of: datetime.date | None = None
) -> Examined:
    """Finds passages for a question asked of a day (None: today) and ranks what could be quoted from them."""
    spelled = sources.generation.spelling.corrected_text(text)
    question = analyse(spelled, language)
    query = sources.retriever.query(spelled, language)
    passages = rank_passages(sources, query, PASSAGES, among)
    found = _windows(sources, query, passages)
    lexical = sources.generation.lexical
    frequencies = {term.base: lexical.document_frequency(term.base) for term in question.terms}
    judge = Judge(question, frequencies, lexical.size, as_of or today())
    return Examined(question, tuple(passages), judge, tuple(rank(found, judge.measure(found))))


def today() -> datetime.date:
    """The day it is, in UTC."""
    return datetime.datetime.now(tz=datetime.UTC).date()


def rank_passages(sources: Sources, query: Query, k: int, among: frozenset[str] | None) -> list[RankedPassage]:
    """At most `k` passages with their documents, best first."""
    hits = sources.retriever.search(query, k, among)
    passages = {passage.id: passage for passage in sources.store.passages([hit.id for hit in hits])}
    return [
        RankedPassage(passages[hit.id], sources.document(passages[hit.id].document_id), hit.score)
        for hit in hits
        if hit.id in passages
    ]


def _windows(sources: Sources, query: Query, passages: Sequence[RankedPassage]) -> list[Window]:
    ranks = {found.passage.id: place for place, found in enumerate(passages)}
    sentences = sources.store.sentences(list(ranks))
    similarities = dict(
        zip(sentences, sources.retriever.similarities(query, [s.id for s in sentences]).tolist(), strict=True)
    )
    found: list[Window] = []
    for passage_id, group in itertools.groupby(sentences, key=lambda sentence: sentence.passage_id):
        members = list(group)
        document = sources.document(members[0].document_id)
        found += windows(members, [similarities[s] for s in members], document, ranks[passage_id])
    return found


def _with_lists(sources: Sources, question: Analysis, chosen: Sequence[Window]) -> list[Window]:
    """The chosen windows, each that leads into a list followed by the list, none twice."""
    between, asks_for_list = sources.store.sentences_between, question.expected is Expected.LIST
    found: list[Window] = []
    for window in chosen:
        for part in split_lead(window):
            for quoted in whole_list(part, between, from_item=asks_for_list):
                if not any(quoted.overlaps(other) for other in found):
                    found.append(quoted)
    return found


def _citations(windows: Sequence[Window], k: int) -> tuple[Citation, ...]:
    citations: list[Citation] = []
    for window in windows:
        citation = cite(len(citations) + 1, window)
        if citation is not None and len(citations) < k:
            citations.append(citation)
    return tuple(citations)
