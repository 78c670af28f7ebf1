"""A conversation as one visitor sees it: questions and what came of them."""

import datetime
import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from corpus.answers import Answer, Filters, Outcome, Statement
from corpus.errors import Busy, IndexMissing
from service.http.limits import Limits
from service.http.links import document_address
from service.knowledge_base import KnowledgeBase, Question, Turn
from ui.markup import Templates
from ui.page_text import without_blank_lines
from ui.pictures import SourcePictures, pictures_of
from ui.sources import copied, nearest_of, source_of
from ui.wording import Wording

log = logging.getLogger(__name__)

KEPT = 20
"""How many exchanges of a conversation are kept and shown."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer, or the error in its place; neither while the answer is being sought.

    `as_of` is the day that the reader set, None for today; `pictures` are the sources' by their number.
    """

    number: int
    question: str
    answer: Answer | None = None
    error: str | None = None
    filtered: bool = False
    as_of: datetime.date | None = None
    complete: bool = False
    pictures: Mapping[int, SourcePictures] = field(default_factory=dict)


Conversation = tuple[Exchange, ...]
"""Exchanges, oldest first."""


def continued(
    knowledge_base: KnowledgeBase,
    wording: Wording,
    conversation: Conversation,
    question: str,
    filters: Filters,
    as_of: datetime.date | None = None,
    note: Callable[[Answer], None] | None = None,
) -> Iterator[Conversation]:
    """The conversation as it grows: with the question, then statement by statement, then complete.

    `note` is called with the whole answer.
    """
    earlier = conversation[-(KEPT - 1) :]
    number = conversation[-1].number + 1 if conversation else 1
    pending = Exchange(number, question, filtered=bool(filters), as_of=as_of)
    yield (*earlier, pending)
    most = Limits().question_length
    if len(question) > most:
        yield (*earlier, replace(pending, error=wording("errors.too_long", most=most), complete=True))
        return
    for exchange in _answered(knowledge_base, wording, earlier, pending, filters):
        if note is not None and exchange.complete and exchange.answer is not None:
            note(exchange.answer)
        yield (*earlier, exchange)


def refused(wording: Wording, conversation: Conversation, question: str, error: str) -> Conversation:
    """The conversation with a question that could not be put, and why (a key of the texts)."""
    number = conversation[-1].number + 1 if conversation else 1
    return (*conversation[-(KEPT - 1) :], Exchange(number, question, error=wording(error), complete=True))


def _answered(
    knowledge_base: KnowledgeBase, wording: Wording, earlier: Conversation, pending: Exchange, filters: Filters
) -> Iterator[Exchange]:
    """The exchange as its answer grows; the last one is complete."""
    question = Question(pending.question, as_of=pending.as_of, filters=filters, history=tuple(_turns(earlier)))
    try:
        answer, told = None, 0
        for answer in knowledge_base.answers(question):
            for count in range(told + 1, len(answer.statements) + 1):
                yield replace(pending, answer=replace(answer, statements=answer.statements[:count]))
            told = len(answer.statements)
        if answer is not None:
            yield _complete(knowledge_base, wording, pending, answer)
    except IndexMissing:
        yield replace(pending, error=wording("errors.index_missing"), complete=True)
    except Busy:
        yield replace(pending, error=wording("errors.busy"), complete=True)
    except Exception as error:  # noqa: BLE001 the page's border: the reader gets a sentence, the log no question
        log.error("%s while answering", type(error).__name__)  # noqa: TRY400 a traceback can hold the question
        yield replace(pending, error=wording("errors.other"), complete=True)


def _complete(knowledge_base: KnowledgeBase, wording: Wording, pending: Exchange, answer: Answer) -> Exchange:
    found = {each.number: pictures_of(knowledge_base, each, wording) for each in answer.citations}
    pictures = {number: each for number, each in found.items() if each}
    return replace(pending, answer=answer, complete=True, pictures=pictures)


def _turns(earlier: Conversation) -> Iterator[Turn]:
    """The history: what was asked, refused questions too, and what was answered."""
    for exchange in earlier:
        if exchange.answer:
            yield Turn("user", exchange.question)
        if exchange.answer and exchange.answer.outcome is Outcome.ANSWERED:
            yield Turn("assistant", " ".join(statement.text for statement in exchange.answer.statements))


def shown(templates: Templates, conversation: Sequence[Exchange]) -> Markup:
    """The conversation as markup, the newest exchange first; nothing for an empty one."""
    if not conversation:
        return Markup("")
    parts = [_shown(templates, exchange) for exchange in reversed(conversation)]
    return templates.fill("conversation", exchanges=parts)


def _as_written(statement: Statement, answer: Answer) -> str:
    """The statement, in the lines of the quote where it is one: a list or a table's rows read best so."""
    quotes = [each.quote for each in answer.citations if each.number in statement.citations]
    written = next((quote for quote in quotes if quote.split() == statement.text.split()), statement.text)
    return without_blank_lines(written)


def _shown(templates: Templates, exchange: Exchange) -> Markup:
    answer, wording = exchange.answer, templates.wording
    if answer is None:
        return templates.fill("waiting", exchange=exchange)
    if answer.outcome is not Outcome.ANSWERED:
        nearest = [nearest_of(ranked, number, wording) for number, ranked in enumerate(answer.related, 1)]
        as_of = wording.date(exchange.as_of) if exchange.as_of else None
        marking = marking_of(exchange)
        return templates.fill(
            "refusal", exchange=exchange, answer=answer, nearest=nearest, as_of=as_of, marking=marking
        )
    statements = " ".join(
        " ".join([statement.text, *(f"[{number}]" for number in statement.citations)])
        for statement in answer.statements
    )
    return templates.fill(
        "answer",
        exchange=exchange,
        answer=answer,
        marking=marking_of(exchange),
        said=[(_as_written(each, answer), each.citations) for each in answer.statements],
        as_of=wording.date(exchange.as_of) if exchange.as_of else None,
        sources=[source_of(each, wording, exchange.pictures.get(each.number)) for each in answer.citations],
        copied=copied(replace(answer, question=answer.understood_as or answer.question), statements, wording),
    )


def marking_of(exchange: Exchange) -> str:
    """What the page sends with a reader's word on the answer, as JSON; empty while there is none.

    The quotes go as places alone: the service reads their words from the pages.
    """
    answer = exchange.answer
    if answer is None:
        return ""
    urls = [document_address(each.document.id, each.spans) for each in answer.citations]
    asked = {"question": answer.understood_as or answer.question, "language": answer.language, "urls": urls}
    asked |= {"as_of": exchange.as_of.isoformat()} if exchange.as_of else {}
    return json.dumps({**asked, "answered": answer.outcome is Outcome.ANSWERED})
