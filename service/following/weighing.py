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
    """The reading taken and its answer; `put` asks the documents, at most three times, once where there is one reading.

    The matter of the conversation is taken in only where the quote that answers it so names more of the matter than the
    one for the question alone, and no less of what the question names itself; where the form says that the question
    follows, also where that quote stands with the one that answered the question before, and the other does not.
    """
    alone, wider = put(asked), asked.wider
    if wider is None:
        return asked, alone
    if not wider.topic and _is_answered(alone):
        return asked, alone
    fuller = replace(asked, text=wider.text, language=wider.language, changed=True, wider=None)
    found = put(fuller)
    if _is_better(wider, alone, found):
        return fuller, found
    if wider.before is None or not _is_answered(found):
        return asked, alone
    text, language = wider.before
    before = put(Completed(text, language, changed=False))
    follows = _stands_with(before, found) and not _stands_with(before, alone)
    return (fuller, found) if follows else (asked, alone)


def _is_answered(found: Answer) -> bool:
    return found.outcome is Outcome.ANSWERED


def _stands_with(before: Answer, found: Answer) -> bool:
    """Whether the first quotes of both stand under the same heading of the same document."""
    if not (_is_answered(before) and _is_answered(found)):
        return False
    one, other = before.citations[0], found.citations[0]
    return (one.document.id, one.section) == (other.document.id, other.section)


def _is_better(wider: Widened, alone: Answer, found: Answer) -> bool:
    own, language = " ".join(wider.own), wider.language
    if not wider.topic:
        return not _is_answered(alone) and _held(own, language, found) > wider.share
    of_matter = _held(wider.topic, language, found)
    if of_matter < _HALF or _held(wider.topic, language, alone) >= of_matter:
        return False
    return not wider.own or _held(own, language, found) >= max(wider.share, _held(own, language, alone))


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
