"""What readers say of answers, over HTTP; there only where it is kept."""

import datetime
from typing import Annotated, Literal
from urllib.parse import parse_qs, unquote, urlsplit

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from corpus.errors import InvalidRequest, NotFound
from corpus.passages import Span
from service.editing.answers import Cite
from service.editing.attempts import Rate
from service.feedback.kept import LONGEST_LINE, KeptQuestions, Mark, Place, Sort, digest_of
from service.http.describe import problems
from service.http.limits import Limits
from service.http.requests import Request, Words, whole_day
from service.positions.desk import Chosen

_MOST_PLACES = 10
_MOST_MARKS = 8
_DIGITS = 9
Address = Annotated[str, Field(max_length=1000)]
_MOST_A_MINUTE = 60


class FeedbackRequest(Request):
    """A reader's word on an answer: the question as it was understood, and where the answer's quotes stand.

    Only where: their words are read from the pages.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "verdict": "wrong_source",
                    "question": "När tar Region Östergötland över som värd?",
                    "urls": ["/documents/nyhetsbrev-maj-2026-3f9a1c?page=1&highlight=120-174"],
                    "comment": "Det står i pressmeddelandet.",
                }
            ]
        }
    )

    verdict: Literal["right", "wrong", "wrong_source"]
    question: Words = Field(description="`understood_as` of the answer, or else the question.")
    language: Literal["sv", "en"] = "sv"
    as_of: Annotated[datetime.date, BeforeValidator(whole_day)] | None = Field(
        default=None, description="The day that was asked of, where the reader chose one."
    )
    answered: bool = True
    urls: list[Address] = Field(default=[], max_length=_MOST_PLACES, description="`url` of the answer's citations.")
    comment: str = Field(default="", max_length=LONGEST_LINE, description="A free line.")


class KeepingOut(BaseModel):
    """For how many days what is said here is kept."""

    kept_days: int


def feedback_router(kept: KeptQuestions, cite: Cite, limits: Limits) -> APIRouter:
    """The routes of feedback."""
    router = APIRouter(tags=["feedback"])
    rate = Rate(_MOST_A_MINUTE, 60)

    @router.get("/feedback", summary="Is anything kept?")
    def keeping() -> KeepingOut:
        """Questions without an answer, and answers that are marked, are kept so long; 404 where nothing is kept."""
        return KeepingOut(kept_days=kept.days)

    @router.post("/feedback", summary="Mark an answer", status_code=201, responses=problems(413, 422, 429))
    def mark(body: FeedbackRequest) -> KeepingOut:
        """Marks an answer as right, wrong, or from the wrong source. Nobody's name or address is kept with it."""
        rate.count()
        limits.check_length(body.question)
        kept.mark(
            Mark(
                verdict=Sort(body.verdict),
                question=body.question,
                language=body.language,
                line=body.comment,
                as_of=body.as_of,
                answered=body.answered,
                places=tuple(_place(cite, number, each) for number, each in enumerate(body.urls, 1)),
            )
        )
        return KeepingOut(kept_days=kept.days)

    return router


def _place(cite: Cite, number: int, url: str) -> Place:
    try:
        chosen = place_in(url)
        found = cite(number, chosen)
    except (NotFound, ValueError) as error:
        raise InvalidRequest(f"Citat {number} finns inte i något dokument.") from error
    return Place(chosen.document_id, chosen.spans, digest_of(found.quote))


def place_in(url: str) -> Chosen:
    """The place that `service.http.links.document_address` wrote; raises ValueError for anything else."""
    parts = urlsplit(url)
    values = parse_qs(parts.query)
    folder, _, name = parts.path.rpartition("/")
    first = values.get("page", [""])[0]
    marks = [mark.rpartition(":") for mark in values.get("highlight", [])[:_MOST_MARKS]]
    spans = [Span(_number(page or first), *map(_number, place.split("-", 1))) for page, _, place in marks]
    if folder != "/documents" or not spans:
        raise ValueError(url)
    return Chosen(unquote(name), tuple(spans))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < _DIGITS):
        raise ValueError(text)
    return int(text)
