"""A step with what the documents say of it today: only quotes that hold what the step is about."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.answers import Answer, Citation, Filters, Outcome
from service.answering import Sources, answer
from service.filtering import document_ids
from service.onboarding.glossary import definition_of
from service.onboarding.requirements import holds_what
from service.onboarding.steps import LANGUAGES, Step, StepPositions, StepQuestion, Word
from service.positions.entries import Position
from service.positions.finding import network_names

FindPositions = Callable[[str, Filters, int], Sequence[Position]]
_EXAMINED = 6
"""Quotes that are looked at for each that a step may show."""
_NETWORK = {"sv": "nätverket", "en": "the network"}


class Support(StrEnum):
    """How far the documents carry a step: all that it needs, some of it, nothing."""

    WHOLE = "whole"
    PARTLY = "partly"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote that answers. `lead` is what the answer says of it ("Tidigare:"), empty for what holds now.

    `text` is set where the answer says less than the quote: a name alone, of a quote that stands there already.
    """

    lead: str
    text: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Replied:
    """A question as it is headed, and the quotes that answer it; none where the documents do not support it."""

    question: str
    quotes: tuple[Quoted, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Explained:
    """A word of the glossary with its name in other languages, and the sentence that says what it means, if any."""

    word: str
    others: tuple[str, ...]
    citation: Citation | None


@dataclass(frozen=True, slots=True)
class AnsweredStep:
    """A step in one language with what the documents say on the day `as_of`.

    `number` counts from 1, `count` all steps. An optional question without an answer is left out.
    """

    id: str
    number: int
    count: int
    title: str
    text: str
    replies: tuple[Replied, ...]
    positions_title: str
    positions: tuple[Position, ...]
    words: tuple[Explained, ...]
    support: Support
    as_of: datetime.date


@dataclass(frozen=True, slots=True)
class Asking:
    """What steps are answered with: one state of the documents, on one day, in one language.

    `network` is the network's name, empty where the documents do not tell it.
    """

    sources: Sources
    find_positions: FindPositions
    day: datetime.date
    language: str
    network: str

    def filled(self, text: str) -> str:
        """The text with the network's name in its place."""
        return text.replace("{network}", self.network or _NETWORK[self.language])

    def languages(self) -> tuple[str, ...]:
        """The reader's language and then the others."""
        return (self.language, *(each for each in LANGUAGES if each != self.language))


def network_of(sources: Sources) -> str:
    """The network's name as most documents tell it; empty where none does."""
    return next(iter(network_names(each.document for each in sources.store.listing())), "")


def answered_step(asking: Asking, step: Step, number: int, count: int) -> AnsweredStep:
    """The step, answered."""
    replies = [_replied(asking, question) for question in step.questions]
    positions = _positions(asking, step.positions)
    words = tuple(_explained(asking, word) for word in step.words)
    needed = [bool(each.quotes) for each in replies if not each.optional]
    needed += [bool(positions)] if step.positions else []
    needed += [any(each.citation for each in words)] if words else []
    return AnsweredStep(
        id=step.id,
        number=number,
        count=count,
        title=asking.filled(step.title[asking.language]),
        text=asking.filled(step.text[asking.language]),
        replies=tuple(each for each in replies if each.quotes or not each.optional),
        positions_title=step.positions.title[asking.language] if step.positions else "",
        positions=positions,
        words=words,
        support=_support(needed, any(each.quotes for each in replies)),
        as_of=asking.day,
    )


def _support(needed: Sequence[bool], something: bool) -> Support:
    if needed and all(needed):
        return Support.WHOLE
    return Support.PARTLY if something or any(needed) else Support.NONE


def _replied(asking: Asking, question: StepQuestion) -> Replied:
    """The first wording that the documents answer, those in the reader's language first."""
    among = _among(asking, question)
    head = asking.filled(question.wordings[asking.language][0])
    for language in asking.languages():
        for wording in question.wordings[language]:
            put = asking.filled(wording)
            found = answer(asking.sources, put, language, asking.day, among, _EXAMINED)
            quotes = _quotes(found, question, put, [asking.filled(phrase) for phrase in question.about])
            if quotes:
                return Replied(head, quotes, question.optional)
    return Replied(head, (), question.optional)


def _among(asking: Asking, question: StepQuestion) -> frozenset[str] | None:
    if question.years is None:
        return None
    documents = (each.document for each in asking.sources.store.listing())
    return document_ids(documents, Filters(year_from=asking.day.year - question.years))


def _quotes(found: Answer, question: StepQuestion, put: str, about: Sequence[str]) -> tuple[Quoted, ...]:
    """The answer's quotes that hold what the question is about, as many as it shows."""
    if found.outcome is not Outcome.ANSWERED:
        return ()
    fit = {
        citation.number: citation
        for citation in found.citations
        if holds_what(citation.quote, citation.document.language, about, question.answer, put)
    }
    kept = dict(list(fit.items())[: question.quotes])
    quotes = [
        _quoted(statement.text, kept[number])
        for statement in found.statements
        for number in statement.citations[:1]
        if number in kept
    ]
    # What was so before is told after what is so now, never in its place.
    if not quotes or quotes[0].lead:
        return ()
    return (quotes[0], *(each for each in quotes[1:] if each.lead or not question.now))


def _quoted(said: str, citation: Citation) -> Quoted:
    quote = " ".join(citation.quote.split())
    if said.endswith(quote):
        return Quoted(said.removesuffix(quote).strip(), "", citation)
    lead, colon, text = said.partition(": ")
    return Quoted(f"{lead}:" if colon else "", text if colon else said, citation)


def _positions(asking: Asking, wanted: StepPositions | None) -> tuple[Position, ...]:
    if wanted is None:
        return ()
    query = asking.filled(wanted.query[asking.language])
    return tuple(asking.find_positions(query, Filters(), wanted.most))


def _explained(asking: Asking, word: Word) -> Explained:
    others = [word.names[language][0] for language in asking.languages()[1:]]
    own = word.names[asking.language][0]
    found: Iterable[Citation | None] = (
        definition_of(asking.sources, word.names[language], language, asking.day) for language in asking.languages()
    )
    citation = next((each for each in found if each is not None), None)
    return Explained(own, tuple(each for each in others if each != own), citation)
