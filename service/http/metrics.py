"""What the service counts, in Prometheus' text format: how many and how long, never what was asked."""

import threading
import time
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.answers import Answer
from service.knowledge_base import KnowledgeBase, Question

MEDIA_TYPE = "text/plain; version=0.0.4"
BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of the durations counted together, in seconds."""

Labels = tuple[tuple[str, str], ...]


@dataclass
class Histogram:
    """Durations by label, counted in the ranges that BOUNDS part."""

    counts: dict[Labels, list[int]] = field(default_factory=dict)
    sums: dict[Labels, float] = field(default_factory=dict)

    def add(self, labels: Labels, seconds: float) -> None:
        """Counts a duration."""
        ranges = self.counts.setdefault(labels, [0] * (len(BOUNDS) + 1))
        ranges[bisect_left(BOUNDS, seconds)] += 1
        self.sums[labels] = self.sums.get(labels, 0.0) + seconds

    def lines(self, name: str) -> Iterator[str]:
        """The lines of the text format."""
        yield f"# TYPE {name} histogram"
        for labels, ranges in sorted(self.counts.items()):
            total = 0
            for bound, count in zip((*map(str, BOUNDS), "+Inf"), ranges, strict=True):
                total += count
                yield f"{name}_bucket{_shown((*labels, ('le', bound)))} {total}"
            yield f"{name}_sum{_shown(labels)} {self.sums[labels]:.6f}"
            yield f"{name}_count{_shown(labels)} {total}"


class Metrics:
    """Counts requests by route, method and status, and answers by outcome, each with its duration."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests = Histogram()
        self._answers = Histogram()

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Counts a request; `route` is the path's form ("/api/v1/documents/{document_id}"), never the path."""
        with self._lock:
            self._requests.add((("route", route), ("method", method), ("status", str(status))), seconds)

    def answer(self, outcome: str, seconds: float) -> None:
        """Counts an answer, whoever asked: the API or the chat."""
        with self._lock:
            self._answers.add((("outcome", outcome),), seconds)

    def text(self) -> str:
        """Everything counted since the start."""
        with self._lock:
            requests = self._requests.lines("kallan_request_seconds")
            return "\n".join([*requests, *self._answers.lines("kallan_answer_seconds"), ""])


def _shown(labels: Labels) -> str:
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels) + "}"


def metrics_router(metrics: Metrics) -> APIRouter:
    """The route for those who watch the service."""
    router = APIRouter(tags=["health"])

    @router.get("/metrics", summary="Counts and durations", response_class=PlainTextResponse)
    def counted() -> PlainTextResponse:
        """In Prometheus' text format; no question, address or name is in it."""
        return PlainTextResponse(metrics.text(), media_type=MEDIA_TYPE)

    return router


class Measured:
    """ASGI middleware: counts every request and how long its response took, its body included."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the call on and counts it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def watched(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            route = _form(scope)
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self._metrics.request(route, method, status, time.perf_counter() - began)


def _form(scope: Scope) -> str:
    """The form of the request's path; one for all unknown paths, or anybody could make new ones without end."""
    form: str | None = getattr(scope.get("route"), "path", None)
    if form is None:
        return "other"
    # FastAPI names a route as its router does, without what the router stands under.
    return form if form.startswith(_API) or not scope["path"].startswith(_API) else _API.rstrip("/") + form


_API = "/api/v1/"
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class Counted:
    """A knowledge base whose answers are counted; everything else is the other's own."""

    def __init__(self, knowledge_base: KnowledgeBase, metrics: Metrics) -> None:
        self._metrics = metrics
        self._answers = knowledge_base.answers
        self.search = knowledge_base.search
        self.documents = knowledge_base.documents
        self.listing = knowledge_base.listing
        self.find_words = knowledge_base.find_words
        self.report = knowledge_base.report
        self.document = knowledge_base.document
        self.page = knowledge_base.page
        self.picture = knowledge_base.picture
        self.picture_size = knowledge_base.picture_size
        self.holdings = knowledge_base.holdings
        self.problem = knowledge_base.problem

    def ask(self, question: Question) -> Answer:
        """See `KnowledgeBase`."""
        *_, whole = self.answers(question)
        return whole

    def answers(self, question: Question) -> Iterator[Answer]:
        """See `KnowledgeBase`."""
        began, outcome = time.perf_counter(), "error"
        try:
            for answer in self._answers(question):
                outcome = answer.outcome.value
                yield answer
        finally:
            self._metrics.answer(outcome, time.perf_counter() - began)
