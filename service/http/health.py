"""Whether the service is alive and whether it can answer."""

from fastapi import APIRouter

from service.http.describe import problems
from service.http.schemas import HealthOut, ReadyOut
from service.knowledge_base import KnowledgeBase


def health_router(knowledge_base: KnowledgeBase) -> APIRouter:
    """The routes for those who watch the service."""
    router = APIRouter(tags=["health"])

    @router.get("/healthz", summary="Alive?")
    def healthz() -> HealthOut:
        """The process answers; says nothing of the index."""
        return HealthOut(status="ok")

    @router.get("/readyz", summary="Ready to answer?", responses=problems(503))
    def readyz() -> ReadyOut:
        """The index is open; 503 while nothing has been ingested.

        "degraded" where the vector server is slow or gone: answers go on from the lexical index and the service's
        own vectors, and `problem` says why.
        """
        holdings, problem = knowledge_base.holdings(), knowledge_base.problem()
        return ReadyOut(
            status="degraded" if problem else "ready",
            documents=holdings.documents,
            passages=holdings.passages,
            problem=problem,
        )

    return router
