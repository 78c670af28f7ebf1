"""A draft held against the documents, sentence by sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.answers import Citation
from corpus.passages import Sentence
from index.analysis import content_terms
from index.instructions import trusted
from index.retriever import Query
from ingest.describing.language import language_of
from service.answering import Sources, rank_passages
from service.draft_text import stated
from service.quotes import cite
from service.verifying.pointing import points_back
from service.verifying.verdicts import Judgement, Quoted, Verdict
from service.verifying.verify import Verifier
from service.windows import Window

_PASSAGES = 8
_HELD_AGAINST = 8
_CONTRADICTING = 4
_NEAR = 0.87
"""The least cosine of what is said to contradict: one changed word leaves a sentence at .88 or more."""
_WORDS_WEIGHT = 0.1
"""What sharing all words counts for, beside cosines that lie between .75 and .92."""


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence of a draft: what the documents say of it, and the quotes that show it (none for NOT_FOUND)."""

    text: str
    judgement: Judgement
    reason: str
    citations: tuple[Citation, ...]


def check_draft(sources: Sources, verifier: Verifier, text: str, among: frozenset[str] | None) -> list[DraftSentence]:
    """Every sentence of the draft that states something, in order; nothing of the draft is kept.

    `among` holds the ids of the documents to hold it against, None for all.
    """
    sentences = list(stated(text))
    queries = sources.retriever.queries([(sentence, language_of(sentence)) for sentence in sentences])
    return [_checked(sources, verifier, query, among) for query in queries]


def _checked(sources: Sources, verifier: Verifier, query: Query, among: frozenset[str] | None) -> DraftSentence:
    nearest = _nearest(sources, query, among)
    verdict = _verdict(verifier, query.text, query.language, nearest)
    citations = [cite(number, nearest[index]) for number, index in enumerate(verdict.quotes, 1)]
    held = tuple(citation for citation in citations if citation is not None)
    if len(held) < len(citations):  # what cannot be quoted shows nothing
        return DraftSentence(query.text, Judgement.NOT_FOUND, verdict.reason, ())
    return DraftSentence(query.text, verdict.judgement, verdict.reason, held)


def _verdict(verifier: Verifier, text: str, language: str, nearest: Sequence[Window]) -> Verdict:
    """What supports may stand anywhere among the quotes; what contradicts says nearly the same, so it stands first."""
    quoted = [_quoted(window) for window in nearest]
    verdict = verifier.verify(text, language, quoted)
    if verdict.judgement is Judgement.SUPPORTED:
        return verdict
    near = [place for place, window in enumerate(nearest) if window.similarities[0] >= _NEAR]
    for place in near[:_CONTRADICTING]:
        places = [place - 1, place] if place and _follow(nearest[place - 1], nearest[place]) else [place]
        alone = verifier.verify(text, language, [quoted[each] for each in places])
        if alone.judgement is Judgement.CONTRADICTED and len(places) - 1 in alone.quotes:
            return Verdict(alone.judgement, alone.reason, tuple(places[index] for index in alone.quotes))
    return Verdict(Judgement.NOT_FOUND, verdict.reason, ())


def _nearest(sources: Sources, query: Query, among: frozenset[str] | None) -> list[Window]:
    """The sentences that come nearest in words and meaning, best first, each with its document.

    One that points back comes after the sentence before it, so that the two are judged together.
    """
    passages = rank_passages(sources, query, _PASSAGES, among)
    sentences = trusted(sources.store.sentences([found.passage.id for found in passages]))
    cosines = sources.retriever.similarities(query, [sentence.id for sentence in sentences]).tolist()
    said = _bases(query.text, query.language)
    near = [
        cosine + _WORDS_WEIGHT * len(said & _bases(sentence.text, sentence.language)) / max(len(said), 1)
        for sentence, cosine in zip(sentences, cosines, strict=True)
    ]
    windows: list[Window] = []
    for place in sorted(range(len(sentences)), key=lambda each: (-near[each], each))[:_HELD_AGAINST]:
        if place and _points_back(sentences[place], sentences[place - 1]):
            windows.append(_window(sources, sentences[place - 1], cosines[place - 1]))
        windows.append(_window(sources, sentences[place], cosines[place]))
    return windows


def _bases(text: str, language: str) -> frozenset[str]:
    return frozenset(base for term in content_terms(text, language) for base in (term.base, *term.parts))


def _points_back(sentence: Sentence, before: Sentence) -> bool:
    together = sentence.document_id == before.document_id and sentence.position == before.position + 1
    return together and points_back(sentence.text, sentence.language)


def _follow(before: Window, window: Window) -> bool:
    return _points_back(window.sentences[0], before.sentences[0])


def _window(sources: Sources, sentence: Sentence, cosine: float) -> Window:
    return Window((sentence,), sources.document(sentence.document_id), 0, (cosine,), None)


def _quoted(window: Window) -> Quoted:
    sentence, document = window.sentences[0], window.document
    above: Sequence[str] = [document.title, str(document.issued_on or ""), *sentence.headings]
    context = " ".join(part for part in above if part)
    return Quoted(" ".join(sentence.text.split()), sentence.language, context, document.publisher or "")
