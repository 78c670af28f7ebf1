"""A draft held against the documents, sentence by sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.answers import Citation
from corpus.passages import Sentence
from index.analysis import content_terms
from index.instructions import trusted
from index.retriever import Query
from index.translations import translated
from ingest.describing.language import language_of
from service.answering import Sources, rank_passages
from service.draft_text import stated
from service.quotes import cite
from service.verifying.pointing import points_back
from service.verifying.verdicts import Judgement, Quoted, Verdict
from service.verifying.verify import Verifier
from service.windows import Window

_PASSAGES = 8
_HELD_AGAINST = 10
_CONTRADICTING = 4
_BEFORE, _AFTER = 3, 1
_NEAR = 0.84
"""The least cosine of what is said to contradict."""
_WORTH_A_LOOK = 0.89
"""The least cosine of what is shown beside a sentence that is not found."""
_WORDS_WEIGHT, _AROUND_WEIGHT = 0.1, 0.05
"""What sharing all words counts for, in the sentence and before it, beside cosines that lie between .75 and .92."""


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence of a draft: what the documents say of it, and the quotes that show it (none for NOT_FOUND).

    `nearest` is what lies nearest to one that is not found, where that is near: it may be the same in quite other
    words, which only a reader can tell.
    """

    text: str
    judgement: Judgement
    reason: str
    citations: tuple[Citation, ...]
    nearest: Citation | None = None


def check_draft(sources: Sources, verifier: Verifier, text: str, among: frozenset[str] | None) -> list[DraftSentence]:
    """Every sentence of the draft that states something, in order; nothing of the draft is kept.

    `among` holds the ids of the documents to hold it against, None for all.
    """
    sentences = list(stated(text))
    queries = sources.retriever.queries([(sentence, language_of(sentence)) for sentence in sentences])
    return [_checked(sources, verifier, query, among) for query in queries]


def _checked(sources: Sources, verifier: Verifier, query: Query, among: frozenset[str] | None) -> DraftSentence:
    nearest = _nearest(sources, query, among)
    verdict = _verdict(verifier, query.text, query.language, nearest, [_quoted(sources, each) for each in nearest])
    citations = [cite(number, nearest[index]) for number, index in enumerate(verdict.quotes, 1)]
    held = tuple(citation for citation in citations if citation is not None)
    # What cannot be quoted shows nothing.
    if verdict.judgement is Judgement.NOT_FOUND or len(held) < len(citations):
        return DraftSentence(query.text, Judgement.NOT_FOUND, verdict.reason, (), _to_compare(nearest))
    return DraftSentence(query.text, verdict.judgement, verdict.reason, held)


def _to_compare(nearest: Sequence[Window]) -> Citation | None:
    """The sentence that comes nearest in meaning; None where it is far off."""
    best = max(nearest, key=lambda window: window.similarities[0], default=None)
    return cite(1, best) if best is not None and best.similarities[0] >= _WORTH_A_LOOK else None


def _verdict(
    verifier: Verifier, text: str, language: str, nearest: Sequence[Window], quoted: Sequence[Quoted]
) -> Verdict:
    """What supports may stand anywhere among the quotes; what contradicts says nearly the same, so it stands first."""
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
    near = [cosine + weight for cosine, weight in zip(cosines, _shared_words(query, sentences), strict=True)]
    windows: list[Window] = []
    for place in sorted(range(len(sentences)), key=lambda each: (-near[each], each))[:_HELD_AGAINST]:
        if place and _points_back(sentences[place], sentences[place - 1]):
            windows.append(_window(sources, sentences[place - 1], cosines[place - 1]))
        windows.append(_window(sources, sentences[place], cosines[place]))
    return windows


def _shared_words(query: Query, sentences: Sequence[Sentence]) -> Iterator[float]:
    """For each sentence what the words it shares with the query count for, and less those of what stands before it."""
    said = {language: _said(query, language) for language in {sentence.language for sentence in sentences}}
    for place, sentence in enumerate(sentences):
        words, wanted = _bases(sentence.text, sentence.language), said[sentence.language]
        follows = place and sentences[place - 1].document_id == sentence.document_id
        around = " ".join((*sentence.headings, sentences[place - 1].text if follows else ""))
        beside = wanted & _bases(around, sentence.language) - words
        yield (_WORDS_WEIGHT * len(wanted & words) + _AROUND_WEIGHT * len(beside)) / max(len(wanted), 1)


def _said(query: Query, language: str) -> frozenset[str]:
    """The base forms of the query's words, or of their translations into another language."""
    if language == query.language:
        return _bases(query.text, language)
    found = translated(content_terms(query.text, query.language), query.language)
    return frozenset(min(others, key=len) for others in found.values())


def _bases(text: str, language: str) -> frozenset[str]:
    return frozenset(base for term in content_terms(text, language) for base in (term.base, *term.parts))


def _points_back(sentence: Sentence, before: Sentence) -> bool:
    together = sentence.document_id == before.document_id and sentence.position == before.position + 1
    return together and points_back(sentence.text, sentence.language)


def _follow(before: Window, window: Window) -> bool:
    return _points_back(window.sentences[0], before.sentences[0])


def _window(sources: Sources, sentence: Sentence, cosine: float) -> Window:
    return Window((sentence,), sources.document(sentence.document_id), 0, (cosine,), None)


def _quoted(sources: Sources, window: Window) -> Quoted:
    """The window's sentence with those around it in its section."""
    sentence, document = window.sentences[0], window.document
    above: Sequence[str] = [document.title, str(document.issued_on or ""), *sentence.headings]
    first, last = max(sentence.position - _BEFORE, 0), sentence.position + _AFTER
    near = trusted(sources.store.sentences_between(sentence.document_id, first, last))
    section = [(each.position, _line(each)) for each in near if each.headings == sentence.headings]
    return Quoted(
        _line(sentence),
        sentence.language,
        context=" ".join(part for part in above if part),
        speaker=document.publisher or "",
        before=tuple(text for position, text in section if position < sentence.position),
        after=tuple(text for position, text in section if position > sentence.position),
    )


def _line(sentence: Sentence) -> str:
    """The sentence on one line; a table keeps its rows, which the verifier reads one by one."""
    lines = [" ".join(line.split()) for line in sentence.text.splitlines()]
    return ("\n" if any("|" in line for line in lines) else " ").join(lines)
