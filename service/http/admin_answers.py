"""What readers asked and said, the test cases and the tour's gaps, over HTTP; behind the gate as the rest."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from service.editing.answers import AnswersDesk
from service.feedback.kept import Sort
from service.http.admin import Limit, Offset
from service.http.admin_shapes import (
    CaseOut,
    CaseRequest,
    CasesOut,
    GapOut,
    GapsOut,
    KeptListOut,
    SortName,
    case_out,
    kept_out,
)
from service.http.describe import problems

CASES_FILE = "testfall.jsonl"
_REFUSED = (401, 429)
Number = Annotated[int, Path(ge=1, le=10**12)]


def admin_answers_router(desk: AnswersDesk) -> APIRouter:
    """The routes, to be mounted under "admin"."""
    router = APIRouter(tags=["admin"])

    @router.get("/questions", responses=problems(*_REFUSED, 422))
    def questions(
        sort: Annotated[list[SortName], Query()] = ["unanswered"],  # noqa: B006 FastAPI copies it
        limit: Limit = 50,
        offset: Offset = 0,
    ) -> KeptListOut:
        """Questions that are kept, the most asked first."""
        total, found = desk.listing([Sort(each) for each in sort], limit, offset)
        days = desk.kept.days if desk.kept else 0
        return KeptListOut(kept_days=days, total=total, questions=[kept_out(each) for each in found])

    @router.delete("/questions/{number}", status_code=204, responses=problems(*_REFUSED, 404, 422))
    def discard(number: Number) -> Response:
        """Removes what is kept."""
        desk.discard(number)
        return Response(status_code=204)

    @router.post("/questions/{number}/case", status_code=201, responses=problems(*_REFUSED, 404, 422))
    def make_case(number: Number) -> CaseOut:
        """Makes a test case of a kept question; it is kept without a limit of time."""
        return case_out(desk.make_case(number))

    _add_cases(router, desk)
    return router


def _add_cases(router: APIRouter, desk: AnswersDesk) -> None:
    @router.get("/cases", responses=problems(*_REFUSED))
    def cases() -> CasesOut:
        """Every test case."""
        return CasesOut(cases=[case_out(each) for each in desk.cases.all()])

    @router.get("/cases.jsonl", response_class=Response, responses=problems(*_REFUSED))
    def file_of_cases() -> Response:
        """The cases as `kallan eval` reads them."""
        return cases_file(desk)

    @router.put("/cases/{case_id}", responses=problems(*_REFUSED, 404, 413, 422, 503))
    def save_case(case_id: str, body: CaseRequest) -> CaseOut:
        """Says what a right answer holds; the documents are found by the words."""
        evidence = "\n".join(" ".join(each.split()) for each in body.evidence)
        return case_out(desk.save_case(case_id, body.question, answerable=body.answerable, evidence=evidence))

    @router.delete("/cases/{case_id}", status_code=204, responses=problems(*_REFUSED, 404))
    def remove_case(case_id: str) -> Response:
        """Removes a test case."""
        desk.remove_case(case_id)
        return Response(status_code=204)

    @router.get("/tour", responses=problems(*_REFUSED, 422, 503))
    def tour(language: Literal["sv", "en"] = "sv") -> GapsOut:
        """The steps of the new member's tour that the documents do not support."""
        found = desk.gaps(language) if desk.gaps else ()
        return GapsOut(steps=[GapOut(step=each.step, title=each.title, lacking=list(each.lacking)) for each in found])


def cases_file(desk: AnswersDesk) -> Response:
    """The cases as a file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{CASES_FILE}"', "Cache-Control": "no-store"}
    return Response(desk.cases.text(), media_type="application/x-ndjson; charset=utf-8", headers=headers)
