"""Documents and their pages."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from pydantic import StringConstraints

from corpus.errors import InvalidRequest
from service.http.describe import problems
from service.http.limits import Limits
from service.http.requests import FilterQuery
from service.http.schemas import DocumentsOut, PageOut, ReportedOut
from service.http.shapes import listed_out, page_out, reported_out
from service.knowledge_base import KnowledgeBase
from service.pictures import PictureRequest, View

_MOST = 1_000_000
"""Above any page or offset there is, below where a database refuses the number."""

PageNumber = Annotated[int, Path(ge=1, le=_MOST, description="The physical page, from 1.")]
Offset = Annotated[int, Query(ge=0, le=_MOST, description="How many documents to pass over.")]

Mark = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,7}-[0-9]{1,7}$")]
_MOST_MARKS = 20
Marks = Annotated[
    list[Mark],
    Query(max_length=_MOST_MARKS, description="A part of the page's text to mark: start-end, code points, half-open."),
]
Scale = Annotated[float, Query(ge=0.25, le=4, description="Pixels a point; a very large page gets fewer.")]
_PICTURE = {
    "description": "The picture, with an ETag.",
    "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in ("image/png", "image/jpeg")},
}
_IMAGE = """The page of a PDF as a picture, with parts of its text marked: each with a box around its own words.

`view=quote` gives only the part of the page around the marks. 404 for a document of another format: it has no page
pictures, but its pages have text."""


def documents_router(knowledge_base: KnowledgeBase, limits: Limits) -> APIRouter:
    """The routes for documents."""
    router = APIRouter(tags=["documents"])
    size = Query(ge=1, le=limits.documents, description="The largest number of documents.")

    @router.get("/documents", summary="List documents", responses=problems(422, 503))
    def documents(
        *,
        limit: Annotated[int, size] = min(50, limits.documents),
        offset: Offset = 0,
        chosen: Annotated[FilterQuery, Query()],
    ) -> DocumentsOut:
        """Documents that pass the filters, newest first; those without a date last."""
        total, found = knowledge_base.listing(limit, offset, chosen.filters())
        return DocumentsOut(total=total, documents=[listed_out(each) for each in found])

    @router.get("/documents/{document_id}", summary="One document", responses=problems(404, 503))
    def document(document_id: str) -> ReportedOut:
        """A document's facts, without its text, and what was found in reading it."""
        return reported_out(knowledge_base.report(document_id))

    @router.get("/documents/{document_id}/pages/{number}", summary="One page", responses=problems(404, 422, 503))
    def page(document_id: str, number: PageNumber) -> PageOut:
        """A page's text; 404 also for a page that could not be read."""
        return page_out(knowledge_base.page(document_id, number))

    _add_image(router, knowledge_base)
    return router


def _add_image(router: APIRouter, knowledge_base: KnowledgeBase) -> None:
    @router.get(
        "/documents/{document_id}/pages/{number}/image",
        summary="The picture of a page",
        description=_IMAGE,
        response_class=Response,
        responses={200: _PICTURE, 304: {"description": "As it was."}, **problems(404, 422, 429, 503)},
    )
    def image(
        request: Request,
        document_id: str,
        number: PageNumber,
        highlight: Marks = [],  # noqa: B006 FastAPI copies it
        scale: Scale = 1.5,
        view: View = View.PAGE,
    ) -> Response:
        wanted = PictureRequest(document_id, number, tuple(_range(mark) for mark in highlight), scale, view)
        picture = knowledge_base.picture(wanted)
        tag = f'"{picture.tag}"'
        # A picture goes with its document: who has one asks each time whether it is still there.
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        if tag in (each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")):
            return Response(status_code=304, headers=headers)
        drawn = picture.draw()
        return Response(drawn.data, media_type=drawn.media_type, headers=headers)


def _range(mark: str) -> tuple[int, int]:
    start, _, end = mark.partition("-")
    if int(start) >= int(end):
        raise InvalidRequest(f"highlight={mark}: början ska vara före slutet.")
    return int(start), int(end)
