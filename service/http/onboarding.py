"""The new member's tour over HTTP."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from service.http.describe import problems
from service.http.onboarding_shapes import StepOut, StepsOut, step_out
from service.onboarding.guide import Guide

_MOST = 100
Language = Annotated[
    Literal["sv", "en"], Query(description="The language of titles and questions; quotes keep theirs.")
]
Limit = Annotated[int, Query(ge=1, le=_MOST, description="The largest number of steps.")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="How many steps to pass over.")]


def onboarding_router(guide: Guide) -> APIRouter:
    """The routes of the tour."""
    router = APIRouter(tags=["onboarding"])

    @router.get("/onboarding", summary="The new member's tour", responses=problems(422, 503))
    def steps(language: Language = "sv", limit: Limit = _MOST, offset: Offset = 0) -> StepsOut:
        """The steps in order, each answered by the documents as they are today."""
        total, found = guide.steps(language, limit, offset)
        return StepsOut(total=total, steps=[step_out(each) for each in found])

    @router.get("/onboarding/{step}", summary="One step of the tour", responses=problems(404, 422, 503))
    def one(step: str, language: Language = "sv") -> StepOut:
        """The step by its id."""
        return step_out(guide.step(step, language))

    return router
