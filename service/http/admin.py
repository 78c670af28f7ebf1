"""The editors' desk over HTTP; whoever comes here has passed the gate (`service.http.admin_gate`)."""

from contextlib import AsyncExitStack
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from starlette.datastructures import FormData, UploadFile

from corpus.errors import InvalidRequest, NotFound
from service.editing.desk import EditorsDesk
from service.editing.journal import Job
from service.editing.uploads import MOST_FILES, Upload
from service.http.admin_shapes import (
    ChangesOut,
    CorrectionRequest,
    HeldListOut,
    JobOut,
    RemovedListOut,
    entry_out,
    held_out,
    job_out,
    removed_out,
)
from service.http.describe import problems

_MOST = 1000
_MULTIPART = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "properties": {
                        "files": {
                            "type": "array",
                            "maxItems": MOST_FILES,
                            "items": {"type": "string", "format": "binary"},
                        },
                        "replace": {
                            "type": "boolean",
                            "default": False,
                            "description": "Whether a file of the same name takes the place of the one before.",
                        },
                    },
                }
            }
        },
    }
}
Limit = Annotated[int, Query(ge=1, le=_MOST)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
_REFUSED = (401, 429)


def admin_router(desk: EditorsDesk) -> APIRouter:
    """The routes for documents, changes and their log, to be mounted under "admin"."""
    router = APIRouter(tags=["admin"])

    @router.get("/documents", summary="Documents as editors see them", responses=problems(*_REFUSED, 422))
    def documents(limit: Limit = 50, offset: Offset = 0, stale: bool = False) -> HeldListOut:
        """Documents, newest first; with `stale` those worth a look, the most pressing first."""
        found = desk.stale() if stale else desk.documents()
        part = [held_out(each) for each in found[offset : offset + limit]]
        return HeldListOut(total=len(found), documents=part, waiting=list(desk.waiting()))

    @router.post(
        "/documents",
        status_code=202,
        summary="Add documents",
        responses=problems(*_REFUSED, 413, 422, 503),
        openapi_extra=_MULTIPART,
    )
    async def add(request: Request) -> JobOut:
        """Adds files and begins to read them; ask `jobs/{number}` how it goes. One change at a time: otherwise 503."""
        async with AsyncExitStack() as stack:
            form = await stack.enter_async_context(request.form(max_files=MOST_FILES + 1, max_fields=10))
            replace = str(form.get("replace", "")).lower() in ("true", "on", "1", "yes")
            return job_out(await run_in_threadpool(added, desk, form, replace=replace))

    @router.patch("/documents/{document_id}", status_code=202, responses=problems(*_REFUSED, 404, 413, 422, 503))
    def correct(document_id: str, body: CorrectionRequest) -> JobOut:
        """Corrects what is said of a document; a correction goes before the file and the catalogue."""
        return job_out(desk.correct(document_id, body.changes()))

    @router.delete("/documents/{document_id}", status_code=202, responses=problems(*_REFUSED, 404, 503))
    def remove(document_id: str) -> JobOut:
        """Removes a document: an added one with its file, any other until it is restored."""
        return job_out(desk.remove(document_id))

    _add_the_rest(router, desk)
    return router


def _add_the_rest(router: APIRouter, desk: EditorsDesk) -> None:
    @router.post("/waiting", status_code=202, responses=problems(*_REFUSED, 422, 503))
    def read_waiting() -> JobOut:
        """Reads added files that have not been read, as when a reading was broken off."""
        return job_out(desk.read_waiting())

    @router.delete("/waiting", status_code=204, responses=problems(*_REFUSED, 503))
    def discard_waiting() -> Response:
        """Throws away added files that have not been read."""
        desk.discard_waiting()
        return Response(status_code=204)

    @router.get("/removed", responses=problems(*_REFUSED))
    def removed() -> RemovedListOut:
        """What was removed and can come back."""
        return RemovedListOut(removed=[removed_out(each) for each in desk.removed()])

    @router.post("/removed/{document_id}/restore", status_code=202, responses=problems(*_REFUSED, 404, 422, 503))
    def restore(document_id: str) -> JobOut:
        """Lets a removed document in again and reads it."""
        return job_out(desk.restore(document_id))

    @router.get("/jobs/latest", responses=problems(*_REFUSED, 404))
    def latest() -> JobOut:
        """The last change that was begun."""
        return job_out(_there(desk.jobs.latest()))

    @router.get("/jobs/{number}", responses=problems(*_REFUSED, 404, 422))
    def job(number: int) -> JobOut:
        """A change, as far as it has come."""
        return job_out(job_of(desk, number))

    @router.delete("/jobs/current", status_code=204, responses=problems(*_REFUSED))
    def stop() -> Response:
        """Stops the change that is going on; the knowledge base stays as it was."""
        desk.jobs.stop()
        return Response(status_code=204)

    @router.get("/changes", responses=problems(*_REFUSED, 422))
    def changes(limit: Limit = 50, offset: Offset = 0) -> ChangesOut:
        """The change log, the latest first: when, what and which document, never who."""
        total, found = desk.changes(limit, offset)
        return ChangesOut(total=total, changes=[entry_out(each) for each in found])


def added(desk: EditorsDesk, form: FormData, *, replace: bool) -> Job:
    """Adds the files of a form; raises as `EditorsDesk.add` does."""
    sent = [each for each in form.getlist("files") if isinstance(each, UploadFile) and each.filename]
    return desk.add([Upload(each.filename or "", each.file) for each in sent], replace=replace)


def job_of(desk: EditorsDesk, number: int) -> Job:
    """The change with that number; raises NotFound."""
    if not 0 < number < 10**12:
        raise InvalidRequest("Numret går inte att använda.")
    return _there(desk.jobs.job(number))


def _there(job: Job | None) -> Job:
    if job is None:
        raise NotFound("Ändringen finns inte i loggen.")
    return job
