"""The API as one application."""

from collections.abc import Collection

from fastapi import FastAPI

from service.editing.access import Editing
from service.feedback.kept import KeptQuestions
from service.http.admin import admin_router
from service.http.admin_answers import admin_answers_router
from service.http.admin_gate import KeyGate
from service.http.ask import ask_router
from service.http.describe import describe
from service.http.desk import desk_router
from service.http.documents import documents_router
from service.http.feedback import feedback_router
from service.http.health import health_router
from service.http.limits import Limits
from service.http.metrics import Measured, Metrics, metrics_router
from service.http.onboarding import onboarding_router
from service.http.problems import Unforeseen, install
from service.http.search import search_router
from service.http.security import BoundedBody, BoundedCrowd, KnownHosts, SafeHeaders
from service.knowledge_base import KnowledgeBase
from service.onboarding.guide import Guide
from service.positions.desk import Desk

__all__ = ["Limits", "create_app"]

PREFIX = "/api/v1"
ADMIN = f"{PREFIX}/admin"
UPLOADS = "/admin/documents"
"""Where the pages for editors send files to."""
_DESCRIPTION = (
    "Answers from a network's own documents, with exact quotes and their place in the source. Every error is a "
    "problem of RFC 9457 (application/problem+json)."
)


def create_app(
    knowledge_base: KnowledgeBase,
    limits: Limits | None = None,
    hosts: Collection[str] = (),
    metrics: Metrics | None = None,
    desk: Desk | None = None,
    guide: Guide | None = None,
    kept: KeptQuestions | None = None,
    editing: Editing | None = None,
) -> FastAPI:
    """The API over a knowledge base.

    `hosts` are the names beside those of loopback under which the service is reached; "*" stands for any. Without
    a `desk` or a `guide` its routes are not there. The interactive pages of FastAPI are off, since they load scripts
    from elsewhere; /openapi.json is there. With `kept`, what it is there for is kept and readers may mark answers
    (where there is a `desk`); with `editing` that has a key, editors' routes stand behind it.
    """
    limits, metrics = limits or Limits(), metrics or Metrics()
    app = FastAPI(title="Källan", version="1.0", description=_DESCRIPTION, docs_url=None, redoc_url=None)
    for router in (
        ask_router(knowledge_base, limits, kept.note if kept else None),
        search_router(knowledge_base, limits),
        documents_router(knowledge_base, limits),
    ):
        app.include_router(router, prefix=PREFIX)
    if desk is not None:
        app.include_router(desk_router(desk, limits), prefix=PREFIX)
    if guide is not None:
        app.include_router(onboarding_router(guide), prefix=PREFIX)
    if desk is not None and kept is not None:
        app.include_router(feedback_router(kept, desk.cited, limits), prefix=PREFIX)
    if editing is not None and editing.key.is_set:
        for router in (admin_router(editing.desk), admin_answers_router(editing.desk.answers)):
            app.include_router(router, prefix=ADMIN)
    app.include_router(health_router(knowledge_base))
    app.include_router(metrics_router(metrics))
    install(app)
    describe(app, limits)
    # What is added last stands outermost: headers go on everything, refusals by the others included.
    larger = dict.fromkeys((f"{ADMIN}/documents", UPLOADS), editing.upload_bytes) if editing else {}
    app.add_middleware(BoundedBody, limit=limits.body, larger=larger)
    if editing is not None:
        app.add_middleware(KeyGate, path=ADMIN, key=editing.key)
    app.add_middleware(BoundedCrowd, most=limits.in_hand)
    app.add_middleware(Unforeseen)
    app.add_middleware(KnownHosts, hosts=hosts)
    app.add_middleware(SafeHeaders)
    app.add_middleware(Measured, metrics=metrics)
    return app
