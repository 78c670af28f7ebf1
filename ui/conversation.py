"""A conversation as one visitor sees it: questions and what came of them."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from corpus.answers import Answer, Filters, Outcome
from corpus.errors import IndexMissing
from service.http.limits import Limits
from service.knowledge_base import KnowledgeBase, Question, Turn
from ui.markup import Templates
from ui.sources import copied, nearest_of, source_of
from ui.wording import Wording

log = logging.getLogger(__name__)

KEPT = 20
"""How many exchanges of a conversation are kept and shown."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer, or the error in its place; neither while the answer is being sought."""

    number: int
    question: str
    answer: Answer | None = None
    error: str | None = None
    filtered: bool = False
    complete: bool = False


Conversation = tuple[Exchange, ...]
"""Exchanges, oldest first."""


def continued(
    knowledge_base: KnowledgeBase,
    wording: Wording,
    conversation: Conversation,
    question: str,
    filters: Filters,
) -> Iterator[Conversation]:
    """The conversation as it grows: with the question, then statement by statement, then complete."""
    earlier = conversation[-(KEPT - 1) :]
    number = conversation[-1].number + 1 if conversation else 1
    pending = Exchange(number, question, filtered=bool(filters))
    yield (*earlier, pending)
    most = Limits().question_length
    if len(question) > most:
        yield (*earlier, replace(pending, error=wording("errors.too_long", most=most), complete=True))
        return
    done = _answered(knowledge_base, wording, earlier, pending, filters)
    if done.answer:
        for count in range(1, len(done.answer.statements)):
            part = replace(done.answer, statements=done.answer.statements[:count])
            yield (*earlier, replace(done, answer=part, complete=False))
    yield (*earlier, done)


def refused(wording: Wording, conversation: Conversation, question: str, error: str) -> Conversation:
    """The conversation with a question that could not be put, and why (a key of the texts)."""
    number = conversation[-1].number + 1 if conversation else 1
    return (*conversation[-(KEPT - 1) :], Exchange(number, question, error=wording(error), complete=True))


def _answered(
    knowledge_base: KnowledgeBase, wording: Wording, earlier: Conversation, pending: Exchange, filters: Filters
) -> Exchange:
    question = Question(pending.question, filters=filters, history=tuple(_turns(earlier)))
    try:
        return replace(pending, answer=knowledge_base.ask(question), complete=True)
    except IndexMissing:
        return replace(pending, error=wording("errors.index_missing"), complete=True)
    except Exception as error:  # noqa: BLE001 the page's border: the reader gets a sentence, the log no question
        log.error("%s while answering", type(error).__name__)  # noqa: TRY400 a traceback can hold the question
        return replace(pending, error=wording("errors.other"), complete=True)


def _turns(earlier: Conversation) -> Iterator[Turn]:
    for exchange in earlier:
        if exchange.answer and exchange.answer.outcome is Outcome.ANSWERED:
            yield Turn("user", exchange.question)
            yield Turn("assistant", " ".join(statement.text for statement in exchange.answer.statements))


def shown(templates: Templates, conversation: Sequence[Exchange]) -> Markup:
    """The conversation as markup, the newest exchange first; nothing for an empty one."""
    if not conversation:
        return Markup("")
    parts = [_shown(templates, exchange) for exchange in reversed(conversation)]
    return templates.fill("conversation", exchanges=parts)


def _shown(templates: Templates, exchange: Exchange) -> Markup:
    answer, wording = exchange.answer, templates.wording
    if answer is None:
        return templates.fill("waiting", exchange=exchange)
    if answer.outcome is not Outcome.ANSWERED:
        nearest = [nearest_of(ranked, number, wording) for number, ranked in enumerate(answer.related, 1)]
        return templates.fill("refusal", exchange=exchange, answer=answer, nearest=nearest)
    statements = " ".join(
        " ".join([statement.text, *(f"[{number}]" for number in statement.citations)])
        for statement in answer.statements
    )
    return templates.fill(
        "answer",
        exchange=exchange,
        answer=answer,
        as_of=wording.date(answer.as_of),
        sources=[source_of(citation, wording) for citation in answer.citations],
        copied=copied(answer, statements, wording),
    )
