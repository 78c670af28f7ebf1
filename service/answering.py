"""From a question to the one to three quotes that answer it, or to an honest no."""

import datetime
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.answers import Answer, Citation, Disagreement, Filters, Outcome, RankedPassage, Statement
from corpus.documents import Document
from corpus.passages import Sentence
from corpus.store import Store
from index.analysis import Term, synonyms
from index.generation import Generation
from index.instructions import is_instruction, trusted
from index.protocols import Reranker
from index.retriever import HybridRetriever, Query
from index.translations import translated
from service.choosing import choose
from service.demands import meeting_first
from service.evidence import Judge
from service.lists import split_lead, whole_list
from service.questions import Analysis, Expected, analyse
from service.quotes import cite
from service.ranking import Evidence, rank
from service.rereading import reread
from service.scope import is_talk, out_of_scope
from service.spelled import spelled
from service.support import supported
from service.time.asked_day import AskedTime, asked_time
from service.time.asking import office_question
from service.time.claim_index import ClaimIndex
from service.time.composing import Composed, composed
from service.time.disagreements import COMPARABLE, Difference, difference
from service.time.replies import reply
from service.windows import Window, windows

PASSAGES = 24
_RELATED = 3
_COMPARED = 150
_NEAREST = 12


@dataclass(frozen=True, slots=True)
class Sources:
    """What an answer is made from: one state of the knowledge base.

    `among` gives the ids of the documents that pass a filter, None where nothing is filtered. Without a `reranker`
    evidence is ordered by what can be counted in it alone.
    """

    store: Store
    generation: Generation
    retriever: HybridRetriever
    document: Callable[[str], Document]
    claims: ClaimIndex
    among: Callable[[Filters], frozenset[str] | None]
    reranker: Reranker | None = None


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
    """The verified answer to a question, with at most `k` citations, from the documents `among` (None: all).

    `as_of` is the day it is put for; what the question says of time itself comes first.
    """
    time, is_filtered = asked_time(text, as_of), among is not None
    among = sources.claims.in_force(time.day, among)
    examined = examine(sources, time.in_years(text), language, among, time.day)
    told = _of_office(sources, examined.question, time, among, k)
    if told is not None:
        if not told.citations:
            return Answer(text, language, Outcome.NO_SUPPORT, (), (), told.day, related=_related(examined))
        citations, statements, disagreements = told.citations, told.statements, told.disagreements
        return Answer(text, language, Outcome.ANSWERED, statements, citations, told.day, disagreements)
    if not is_talk(examined.question) and supported(examined.question, examined.judge, examined.evidence):
        chosen = [found.window for found in choose(examined.question, examined.evidence, k)]
        differing = _difference(sources, examined, chosen[0], among) if k > 1 else None
        if differing is not None:
            chosen = [chosen[0], differing.windows[1], *chosen[1:]]
        citations = _citations(_with_lists(sources, examined.question, chosen), k)
        if citations:
            statements = tuple(Statement(" ".join(c.quote.split()), (c.number,)) for c in citations)
            disagreements = _disagreements(differing, citations)
            return Answer(text, language, Outcome.ANSWERED, statements, citations, time.day, disagreements)
    outcome = Outcome.OUT_OF_SCOPE if _out_of_scope(sources, examined, is_filtered) else Outcome.NO_SUPPORT
    return Answer(text, language, outcome, (), (), time.day, related=_related(examined))


def _out_of_scope(sources: Sources, examined: Examined, is_filtered: bool) -> bool:
    """Whether the question is none for documents; by its form alone where only some of them were looked at."""
    question, frequency = examined.question, sources.generation.lexical.document_frequency
    others = translated(question.terms, question.language)

    def is_known(term: Term) -> bool:
        alike = (*term.parts, *others.get(term.base, ()), *synonyms().get(term.base, ()))
        return any(map(frequency, (term.base, term.word, *alike)))

    nearest = max((max(found.window.similarities) for found in examined.evidence), default=0.0)
    return out_of_scope(question, is_known, 1.0 if is_filtered else nearest)


def _related(examined: Examined) -> tuple[RankedPassage, ...]:
    """The nearest passages of a refusal, none that speaks to a machine."""
    return tuple(found for found in examined.passages if not is_instruction(found.passage.text))[:_RELATED]


def _difference(sources: Sources, examined: Examined, first: Window, among: frozenset[str] | None) -> Difference | None:
    """What is said otherwise among what was looked at and what is nearest to the first quote in meaning."""
    if examined.question.expected not in COMPARABLE:
        return None
    others = [found.window for found in examined.evidence if len(found.window.sentences) == 1][:_COMPARED]
    known = {window.sentences[0].id for window in others}
    for sentence in first.sentences:
        said_again = sources.store.ties.parallel_sentences([sentence.id]).get(sentence.id, ())
        near = [each for each in (*said_again, *sources.retriever.nearest(sentence, _NEAREST)) if each not in known]
        others += [
            Window((each,), sources.document(each.document_id), PASSAGES, (0.0,), None)
            for each in sources.claims.sentences(near)
            if among is None or each.document_id in among
        ]
    return difference(examined.question, first, others, sources.retriever.alike)


def _disagreements(differing: Difference | None, citations: Sequence[Citation]) -> tuple[Disagreement, ...]:
    """The difference by the numbers of the citations that show it; none where one of the two is not cited."""
    if differing is None:
        return ()
    numbers = [
        next((c.number for c in citations if c.document.id == window.document.id and _holds(c, window)), None)
        for window in differing.windows
    ]
    one, other = numbers
    if one is None or other is None or one == other:
        return ()
    return (Disagreement(differing.about, (one, other)),)


def _holds(citation: Citation, window: Window) -> bool:
    span = window.spans[0]
    return any(own.page == span.page and own.start <= span.start < own.end for own in citation.spans)


def _of_office(
    sources: Sources, question: Analysis, time: AskedTime, among: frozenset[str] | None, k: int
) -> Composed | None:
    """What the documents say of who holds an office and when, where that is what the question asks."""
    asked = office_question(question, sources.claims.organisations())
    if asked is None:
        return None
    for office in asked.offices or sources.claims.held_by(asked.names):
        found = reply(asked, sources.claims.of(office, among), time)
        if found is not None:
            told = composed(found, question.language, k, sources.document)
            return told if told.citations or not found.told else None
    return None


def examine(
    sources: Sources,
    text: str,
    language: str,
    among: frozenset[str] | None,
    as_of: datetime.date | None = None,
) -> Examined:
    """Finds passages for a question asked of a day (None: today) and ranks what could be quoted from them."""
    written = sources.generation.spelling.corrected_text(spelled(text, language))
    question = analyse(written, language)
    query = sources.retriever.query(written, language)
    passages = rank_passages(sources, query, PASSAGES, among)
    found = _windows(sources, query, passages)
    lexical = sources.generation.lexical
    frequencies = _frequencies(sources, question)
    judge = Judge(question, frequencies, lexical.size, as_of or today())
    ranked = reread(sources.reranker, written, rank(found, judge.measure(found)), _by_passage(found))
    return Examined(question, tuple(passages), judge, tuple(meeting_first(question, judge, ranked)))


def _frequencies(sources: Sources, question: Analysis) -> dict[str, int]:
    """In how many passages each base form of the question stands; a word that stands nowhere, in translation."""
    frequency, others = sources.generation.lexical.document_frequency, translated(question.terms, question.language)
    return {
        term.base: frequency(term.base) or max(map(frequency, others.get(term.base, ())), default=0)
        for term in question.terms
    }


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
    sentences = trusted(sources.store.sentences(list(ranks)))
    similarities = dict(
        zip(sentences, sources.retriever.similarities(query, [s.id for s in sentences]).tolist(), strict=True)
    )
    found: list[Window] = []
    for passage_id, group in itertools.groupby(sentences, key=lambda sentence: sentence.passage_id):
        members = list(group)
        document = sources.document(members[0].document_id)
        found += windows(members, [similarities[s] for s in members], document, ranks[passage_id])
    return found


def _by_passage(found: Sequence[Window]) -> dict[str, list[Sentence]]:
    """The sentences of each passage, in order; every sentence is a window of its own too."""
    sentences: dict[str, list[Sentence]] = {}
    for window in found:
        if len(window.sentences) == 1:
            sentences.setdefault(window.sentences[0].passage_id, []).append(window.sentences[0])
    return sentences


def _with_lists(sources: Sources, question: Analysis, chosen: Sequence[Window]) -> list[Window]:
    """The chosen windows, each that leads into a list followed by the list, none twice."""
    between, asks_for_list = sources.store.sentences_between, question.expected is Expected.LIST
    found: list[Window] = []
    for window in chosen:
        for part in split_lead(window):
            for quoted in whole_list(part, between, from_item=asks_for_list):
                spoken = any(is_instruction(sentence.text) for sentence in quoted.sentences)
                if not spoken and not any(quoted.overlaps(other) for other in found):
                    found.append(quoted)
    return found


def _citations(windows: Sequence[Window], k: int) -> tuple[Citation, ...]:
    citations: list[Citation] = []
    for window in windows:
        citation = cite(len(citations) + 1, window)
        if citation is not None and len(citations) < k:
            citations.append(citation)
    return tuple(citations)
