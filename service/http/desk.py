"""The writer's desk over HTTP: positions, their time line, export and the check of a draft."""

from collections.abc import Sequence

from fastapi import APIRouter
from fastapi.responses import Response

from corpus.errors import InvalidRequest
from service.http.describe import problems
from service.http.desk_shapes import (
    DraftOut,
    DraftRequest,
    ExportRequest,
    PositionsOut,
    PositionsRequest,
    TimelineOut,
    TimelineRequest,
    draft_sentence_out,
    moment_out,
    position_out,
)
from service.http.limits import Limits
from service.positions.desk import Chosen, Desk
from service.positions.exporting import Format

MEDIA_TYPES = {
    Format.MARKDOWN: ("text/markdown; charset=utf-8", "citat.md"),
    Format.TEXT: ("text/plain; charset=utf-8", "citat.txt"),
    Format.DOCX: ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "citat.docx"),
}
LONGEST_DRAFT = 20_000
"""The longest draft in characters: some six pages."""


def desk_router(desk: Desk, limits: Limits) -> APIRouter:
    """The routes of the desk."""
    router = APIRouter(tags=["desk"])

    @router.post("/positions", summary="Find positions", responses=problems(413, 422, 429, 503))
    def positions(body: PositionsRequest) -> PositionsOut:
        """What the network wants, demands, proposes, promises or stands behind on a subject, best first.

        The same position in several documents is one entry with its places. An empty query gives all, newest first.
        """
        limits.check_length(body.query)
        limits.check_k(body.k, limits.documents)
        found = desk.positions(body.query, body.filters.filters(), body.k)
        return PositionsOut(positions=[position_out(each) for each in found])

    @router.post("/timeline", summary="How positions have moved", responses=problems(413, 422, 429, 503))
    def moments(body: TimelineRequest) -> TimelineOut:
        """Every place of every position on a subject, oldest first, without a date last."""
        limits.check_length(body.query)
        return TimelineOut(moments=[moment_out(each) for each in desk.timeline(body.query, body.filters.filters())])

    @router.post(
        "/export",
        summary="Export picked quotes",
        response_class=Response,
        responses={200: {"content": {kind: {} for kind, _ in MEDIA_TYPES.values()}}, **problems(404, 413, 422, 503)},
    )
    def file_of(body: ExportRequest) -> Response:
        """The quotes with references and a reading list; their words are read from the pages, not from the request."""
        return exported(desk, [each.chosen() for each in body.quotes], body.format, body.language)

    @router.post("/draft", summary="Check a draft", responses=problems(413, 422, 429, 503))
    def draft(body: DraftRequest) -> DraftOut:
        """Every sentence: supported, contradicted or not found, with the quotes that show it. Nothing is kept."""
        if len(body.text) > LONGEST_DRAFT:
            raise InvalidRequest(f"Utkastet är längre än {LONGEST_DRAFT} tecken. Dela upp det.")
        return DraftOut(sentences=[draft_sentence_out(s) for s in desk.draft(body.text, body.filters.filters())])

    return router


def exported(desk: Desk, chosen: Sequence[Chosen], form: Format, language: str) -> Response:
    """The chosen quotes as a file to keep; raises as `Desk.export` does."""
    content = desk.export(chosen, form, language)
    kind, name = MEDIA_TYPES[form]
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
