"""Documents and their pages."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from service.http.describe import problems
from service.http.limits import Limits
from service.http.schemas import DocumentOut, DocumentsOut, PageOut
from service.http.shapes import document_out, page_out
from service.knowledge_base import KnowledgeBase

_MOST = 1_000_000
"""Above any page or offset there is, below where a database refuses the number."""

PageNumber = Annotated[int, Path(ge=1, le=_MOST, description="The physical page, from 1.")]
Offset = Annotated[int, Query(ge=0, le=_MOST, description="How many documents to pass over.")]


def documents_router(knowledge_base: KnowledgeBase, limits: Limits) -> APIRouter:
    """The routes for documents."""
    router = APIRouter(tags=["documents"])
    size = Query(ge=1, le=limits.documents, description="The largest number of documents.")

    @router.get("/documents", summary="List documents", responses=problems(422, 503))
    def documents(limit: Annotated[int, size] = min(50, limits.documents), offset: Offset = 0) -> DocumentsOut:
        """Documents, newest first; those without a date last."""
        total, found = knowledge_base.documents(limit, offset)
        return DocumentsOut(total=total, documents=[document_out(each) for each in found])

    @router.get("/documents/{document_id}", summary="One document", responses=problems(404, 503))
    def document(document_id: str) -> DocumentOut:
        """A document's facts, without its text."""
        return document_out(knowledge_base.document(document_id))

    @router.get("/documents/{document_id}/pages/{number}", summary="One page", responses=problems(404, 422, 503))
    def page(document_id: str, number: PageNumber) -> PageOut:
        """A page's text; 404 also for a page that could not be read."""
        return page_out(knowledge_base.page(document_id, number))

    return router
