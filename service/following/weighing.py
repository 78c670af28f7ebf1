"""Of two readings of a question the one that the documents answer: alone, or with the conversation's matter."""

from collections.abc import Callable
from dataclasses import replace

from corpus.answers import Answer, Citation, Outcome
from index.analysis import Term, content_terms, synonyms, terms
from index.translations import translated
from service.following.completing import Completed
from service.following.widened import Widened

_HALF = 0.5


def weighed(asked: Completed, put: Callable[[Completed], Answer]) -> tuple[Completed, Answer]:
    """The reading taken and its answer; `put` asks the documents, a second time only where there are two readings.

    The matter of the conversation is taken in only where the quote that answers it so names more of the matter than the
    one for the question alone, and no less of what the question names itself.
    """
    alone, wider = put(asked), asked.wider
    if wider is None:
        return asked, alone
    fuller = replace(asked, text=wider.text, language=wider.language, changed=True, wider=None)
    found = put(fuller)
    return (fuller, found) if _is_better(wider, alone, found) else (asked, alone)


def _is_better(wider: Widened, alone: Answer, found: Answer) -> bool:
    own, language = " ".join(wider.own), wider.language
    of_matter = _held(wider.topic, language, found)
    if of_matter < _HALF or _held(wider.topic, language, alone) >= of_matter:
        return False
    return not wider.own or _held(own, language, found) >= max(_HALF, _held(own, language, alone))


def _held(text: str, language: str, answer: Answer) -> float:
    """The share, 0 to 1, of what a text names that the first quote of an answer, or the place it stands in, names."""
    wanted = content_terms(text, language)
    if answer.outcome is not Outcome.ANSWERED or not wanted:
        return 0.0
    said, others = _said(answer.citations[0]), translated(wanted, language)
    return sum(bool(said & _alike(term, others.get(term.base, frozenset()))) for term in wanted) / len(wanted)


def _said(citation: Citation) -> frozenset[str]:
    text = " ".join((citation.quote, citation.section or "", citation.document.title))
    return frozenset(each for term in terms(text, citation.document.language) for each in _forms(term))


def _alike(term: Term, others: frozenset[str]) -> frozenset[str]:
    return frozenset((*_forms(term), *others, *synonyms().get(term.base, ())))


def _forms(term: Term) -> tuple[str, ...]:
    return (term.base, term.word, *term.parts)
