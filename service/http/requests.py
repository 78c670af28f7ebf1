"""What a request may hold: the models behind the request half of the OpenAPI description."""

import datetime
import re
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from corpus.answers import Filters
from corpus.documents import Kind, Provenance
from corpus.errors import InvalidRequest
from service.http.limits import Limits
from service.knowledge_base import Question, Turn

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
DocumentId = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Year = Annotated[int, Field(ge=0, le=9999)]


def whole_day(value: object) -> object:
    """Refuses the numbers and times that pydantic would read as days."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("skriv dagen som 2024-06-01")
    if value is not None and not isinstance(value, str):
        raise ValueError("skriv dagen som text, 2024-06-01")
    return value


class Request(BaseModel):
    """Base of all request bodies: unknown fields are refused, so that a misspelt one is not lost in silence."""

    model_config = ConfigDict(extra="forbid", strict=False)


class FiltersIn(Request):
    """Which documents may answer; an empty or missing field lets every document through."""

    kind: list[Kind] = Field(default=[], max_length=20, description="Kinds of document.")
    year_from: Year | None = Field(default=None, description="First year of issue, inclusive; 0 means no limit.")
    year_to: Year | None = Field(default=None, description="Last year of issue, inclusive; 0 means no limit.")
    language: list[LanguageCode] = Field(default=[], max_length=20, description="ISO 639-1 codes.")
    provenance: list[Provenance] = Field(default=[], max_length=2, description="Originals, summaries or both.")
    document: list[DocumentId] = Field(default=[], max_length=100, description="Ids of documents.")

    def filters(self) -> Filters:
        """As the knowledge base takes them; raises InvalidRequest where the years are in the wrong order."""
        first, last = self.year_from or None, self.year_to or None
        if first and last and first > last:
            raise InvalidRequest(f"year_from ({first}) är senare än year_to ({last}).")
        return Filters(
            frozenset(self.kind),
            first,
            last,
            frozenset(self.language),
            frozenset(self.provenance),
            frozenset(self.document),
        )


class FilterQuery(FiltersIn):
    """The filters as parts of an address, beside other parts."""

    model_config = ConfigDict(extra="ignore")


class TurnIn(Request):
    """One earlier line of the conversation."""

    role: Literal["user", "assistant"]
    content: str


class AskRequest(Request):
    """A question to the knowledge base."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"question": "När tar Region Östergötland över som värd?"},
                {
                    "question": "Vem är ordförande?",
                    "language": "sv",
                    "as_of": "2020-06-01",
                    "filters": {"kind": ["annual_report", "newsletter"], "year_from": 2018, "year_to": 2026},
                    "k": 3,
                },
            ]
        }
    )

    question: Words = Field(description="The question, in Swedish or English.")
    language: Literal["sv", "en"] | None = Field(default=None, description="Guessed from the question when missing.")
    as_of: Annotated[datetime.date, BeforeValidator(whole_day)] | None = Field(
        default=None, description="The day to answer for, YYYY-MM-DD; today when missing."
    )
    filters: FiltersIn = FiltersIn()
    history: list[TurnIn] = Field(default=[], description="Earlier lines of the conversation, oldest first.")
    k: int = Field(default=3, ge=1, description="The largest number of citations.")

    def put(self, limits: Limits) -> Question:
        """As the knowledge base takes it; raises InvalidRequest where it goes beyond the limits."""
        limits.check_length(self.question)
        limits.check_k(self.k, limits.citations)
        limits.check_history(len(self.history))
        return Question(
            text=self.question,
            language=self.language,
            as_of=self.as_of,
            filters=self.filters.filters(),
            history=tuple(Turn(turn.role, turn.content) for turn in self.history),
            k=self.k,
        )


class WordsRequest(Request):
    """A search for pages that hold words, letter for letter."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"words": "social hållbarhet", "k": 5}]})

    words: Words = Field(description="Whole words, in the order they stand; case makes no difference.")
    filters: FiltersIn = FiltersIn()
    k: int = Field(default=20, ge=1, description="The largest number of pages.")


class SearchRequest(Request):
    """A search for passages, without an answer."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"query": "social hållbarhet", "k": 5}]})

    query: Words = Field(description="What to look for.")
    filters: FiltersIn = FiltersIn()
    k: int = Field(default=10, ge=1, description="The largest number of passages.")
