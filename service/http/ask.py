"""Questions and their answers."""

import itertools
import time
from collections.abc import Callable, Iterator

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel

from corpus.answers import Answer
from service.http.describe import problems
from service.http.limits import Limits
from service.http.requests import AskRequest
from service.http.schemas import AnswerOut
from service.http.shapes import answer_out, statements_out
from service.knowledge_base import KnowledgeBase

EVENT_STREAM = "text/event-stream"
_STREAM_EXAMPLE = (
    'event: statement\ndata: {"text": "…", "citations": [{"number": 1, "…": "…"}]}\n\n'
    'event: answer\ndata: {"question": "…", "answered": true, "…": "…"}\n\n'
)
_DESCRIPTION = """Answers with quotes that stand word for word in the documents, or says that they hold no answer.

With `Accept: text/event-stream` the same answer streams: an event `statement` for each statement with its
citations, then one event `answer` with the whole answer as in JSON. Each event has one line of data, which is JSON.
A refusal is the event `answer` alone. Errors come before the stream begins, as problems."""


def ask_router(
    knowledge_base: KnowledgeBase, limits: Limits, note: Callable[[Answer], None] | None = None
) -> APIRouter:
    """The route for questions; `note` is called with each whole answer."""
    noted = note or _unnoted
    router = APIRouter(tags=["ask"])

    @router.post(
        "/ask",
        response_model=AnswerOut,
        summary="Ask a question",
        description=_DESCRIPTION,
        responses={
            200: {"content": {EVENT_STREAM: {"schema": {"type": "string"}, "example": _STREAM_EXAMPLE}}},
            **problems(413, 422, 429, 503),
        },
    )
    def ask(body: AskRequest, request: Request) -> Response | AnswerOut:
        question = body.put(limits)
        began = time.perf_counter()
        if EVENT_STREAM in request.headers.get("accept", ""):
            # The first one is made before the stream begins, so that its errors are problems.
            answers = knowledge_base.answers(question)
            growing = itertools.chain([next(answers)], answers)
            return StreamingResponse(_events(growing, began, noted), media_type=EVENT_STREAM)
        answer = knowledge_base.ask(question)
        noted(answer)
        return answer_out(answer, _milliseconds(began))

    return router


def _unnoted(_answer: Answer) -> None:
    """Nothing is kept."""


def _events(answers: Iterator[Answer], began: float, noted: Callable[[Answer], None]) -> Iterator[str]:
    told, answer = 0, None
    for answer in answers:
        for statement in statements_out(answer)[told:]:
            yield _event("statement", statement)
            told += 1
    if answer is not None:
        noted(answer)
        yield _event("answer", answer_out(answer, _milliseconds(began)))


def _milliseconds(began: float) -> int:
    return round((time.perf_counter() - began) * 1000)


def _event(name: str, data: BaseModel) -> str:
    """One server-sent event; JSON escapes line breaks, so that its data is one line."""
    return f"event: {name}\ndata: {data.model_dump_json()}\n\n"
