"""What a response holds: the models behind the response half of the OpenAPI description."""

import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from corpus.answers import Outcome
from corpus.documents import Ground, Hiding, Kind, Provenance
from service.reports import Tie

_CITATION: JsonDict = {
    "number": 1,
    "document_id": "nyhetsbrev-maj-2026-3f9a1c",
    "source": "nyhetsbrev-maj-2026.html",
    "title": "Nyhetsbrev maj 2026",
    "kind": "newsletter",
    "date": "2026-05",
    "provenance": "original",
    "page": 1,
    "label": None,
    "section": "Ny värd",
    "quote": "Region Östergötland tar över som värd den 1 juni 2026.",
    "url": "/documents/nyhetsbrev-maj-2026-3f9a1c?page=1&highlight=120-174",
    "origin_url": None,
    "ocr_confidence": None,
}
_ANSWER: JsonDict = {
    "question": "När tar Region Östergötland över som värd?",
    "understood_as": None,
    "language": "sv",
    "answered": True,
    "outcome": "answered",
    "answer": "Region Östergötland tar över som värd den 1 juni 2026. [1]",
    "mode": "extractive",
    "citations": [_CITATION],
    "disagreements": [],
    "related": [],
    "as_of": "2026-11-21",
    "took_ms": 12,
}
_DATE = "The day, month or year of issue (2026-05-20, 2026-05, 2026); null where the document does not say."
_LABEL = "The page number as printed; null where nothing is printed."
_PAGE = "The physical page, from 1."
_UNDERSTOOD = "The whole question made of a follow-up and the history; null where the question stood by itself."
_OCR = "How sure the machine was, 0 to 1, that read the page from a scanned picture; null for any other page."


class CitationOut(BaseModel):
    """Text that stands word for word on a page of a document."""

    model_config = ConfigDict(json_schema_extra={"examples": [_CITATION]})

    number: int = Field(description="The number in the answer's [1] [2].")
    document_id: str
    source: str = Field(description="The file's name, relative to the folder that was ingested.")
    title: str
    kind: Kind
    date: str | None = Field(description=_DATE)
    provenance: Provenance = Field(description="`summary`: written for this project, not the original's own words.")
    page: int = Field(description=_PAGE)
    label: str | None = Field(description=_LABEL)
    section: str | None = Field(description="The heading above the quote.")
    quote: str = Field(description="The page's own text, at most 600 characters.")
    url: str = Field(description="Address on this server of the page with the quote marked.")
    origin_url: str | None = Field(description="Where the document was published, if known.")
    ocr_confidence: float | None = Field(default=None, description=_OCR)


class DisagreementOut(BaseModel):
    """Documents in force that say different things about the same."""

    about: str
    citations: list[int] = Field(description="Numbers of the citations that disagree.")


class RelatedOut(BaseModel):
    """A passage near a question that could not be answered; it is not an answer."""

    document_id: str
    page: int = Field(description=_PAGE)
    text: str


class AnswerOut(BaseModel):
    """The answer to a question, or that there is none."""

    model_config = ConfigDict(json_schema_extra={"examples": [_ANSWER]})

    question: str
    understood_as: str | None = Field(default=None, description=_UNDERSTOOD)
    language: str = Field(description="The language of the answer, ISO 639-1.")
    answered: bool
    outcome: Outcome
    answer: str = Field(description="Statements, each followed by the numbers of its citations.")
    mode: str = Field(description="How the answer was composed: `extractive` is from quotes alone.")
    citations: list[CitationOut] = Field(description="Empty unless `answered`.")
    disagreements: list[DisagreementOut]
    related: list[RelatedOut] = Field(description="The nearest passages of a refusal.")
    as_of: datetime.date = Field(description="The day the question was asked of.")
    took_ms: int = Field(description="Time taken by the knowledge base, in milliseconds.")


class StatementOut(BaseModel):
    """One statement of a streamed answer."""

    text: str
    citations: list[CitationOut]


class ResultOut(BaseModel):
    """A passage that a search found."""

    passage_id: str
    document_id: str
    source: str
    title: str
    kind: Kind
    date: str | None = Field(description=_DATE)
    page: int = Field(description=_PAGE)
    label: str | None = Field(description=_LABEL)
    section: str | None
    text: str
    score: float = Field(description="Higher is better; comparable within one search only.")
    parallel: list[str] = Field(
        default=[], description="Passages of the same document that hold the same in another language."
    )


class ResultsOut(BaseModel):
    """Passages, best first."""

    results: list[ResultOut]


class WordPlaceOut(BaseModel):
    """A page that holds the words that were looked for."""

    document_id: str
    source: str
    title: str
    kind: Kind
    date: str | None = Field(description=_DATE)
    provenance: Provenance
    page: int = Field(description=_PAGE)
    label: str | None = Field(description=_LABEL)
    spans: list[tuple[int, int]] = Field(description="Every place on the page: [start, end], code points, half-open.")
    text: str = Field(description="The first of them with what stands around it.")
    url: str = Field(description="Address on this server of the page with the places marked.")


class WordPlacesOut(BaseModel):
    """Pages that hold the words, newest document first."""

    places: list[WordPlaceOut]
    more: bool = Field(description="Whether there are more than were asked for.")


class PageProblemOut(BaseModel):
    """A page that could not be read."""

    number: int
    reason: str


class DocumentOut(BaseModel):
    """A document."""

    id: str
    source: str
    title: str
    kind: Kind
    language: str = Field(description="The main language, ISO 639-1.")
    languages: list[str]
    date: str | None = Field(description=_DATE)
    period: str | None = Field(description="The time it tells of: 2024 or 2011/2012.")
    publisher: str | None
    provenance: Provenance
    pages: int = Field(description="How many pages, those that could not be read among them.")
    problems: list[PageProblemOut]
    url: str = Field(description="Address on this server of the document.")
    origin_url: str | None


class ListedOut(DocumentOut):
    """A document in a list."""

    words: int = Field(description="Words on all pages.")
    passages: int


class FindingOut(BaseModel):
    """What one field of a document was taken from."""

    field: str
    value: str
    ground: Ground
    evidence: str = Field(description="The words it was read in, at most 200 characters; empty for what people said.")


class HiddenTextOut(BaseModel):
    """Text that the file holds and a reader does not see; it is not indexed."""

    page: int = Field(description=_PAGE)
    reason: Hiding
    characters: int
    sample: str


class SpokenOut(BaseModel):
    """A sentence that speaks to a machine."""

    page: int = Field(description=_PAGE)
    text: str


class OcrPageOut(BaseModel):
    """A page that was read from a picture."""

    page: int = Field(description=_PAGE)
    confidence: float = Field(description="The mean confidence, 0 to 1.")


class TiedOut(BaseModel):
    """How the document stands to another."""

    relation: Tie
    document_id: str
    source: str
    title: str
    similarity: float = Field(description="How much of their texts they share, 0 to 1.")


class ReportOut(BaseModel):
    """What was found in reading a document."""

    words: int
    passages: int
    columns: int = Field(description="The most columns side by side on a page.")
    furniture_lines: int = Field(description="Running headers, footers and page numbers, over all pages.")
    hyphens_joined: int
    tables: int
    ocr_pages: list[OcrPageOut]
    hidden: list[HiddenTextOut]
    to_machines: list[SpokenOut] = Field(description="Sentences that speak to a machine; they are never quoted.")
    language_shares: dict[str, float] = Field(description="Each language's share of the text, the largest first.")
    parallel_sentences: int = Field(description="Sentences linked to one that says the same in another language.")
    findings: list[FindingOut]
    relations: list[TiedOut]
    reading_seconds: float


class ReportedOut(DocumentOut):
    """A document with what was found in reading it."""

    report: ReportOut


class DocumentsOut(BaseModel):
    """A part of the list of documents."""

    total: int = Field(description="How many documents there are in all.")
    documents: list[ListedOut] = Field(description="Newest first; those without a date last.")


class PageOut(BaseModel):
    """A page as a person reads it."""

    number: int = Field(description=_PAGE)
    label: str | None = Field(description=_LABEL)
    text: str = Field(description="In reading order, without running headers, footers and page numbers.")
    furniture: list[str] = Field(description="Running headers, footers and page numbers.")
    ocr_confidence: float | None = Field(default=None, description=_OCR)


class HealthOut(BaseModel):
    """The service is alive."""

    status: str = Field(examples=["ok"])


class ReadyOut(BaseModel):
    """The index is open."""

    status: Literal["ready", "degraded"]
    documents: int
    passages: int
    problem: str | None = Field(description="Why it is degraded, in Swedish.")


class FaultOut(BaseModel):
    """One thing wrong with a request."""

    field: str = Field(description="Where: `body.filters.kind.0`.")
    detail: str


class Problem(BaseModel):
    """What went wrong, as RFC 9457 has it; every error has this shape."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:kallan:problem:not-found",
                    "title": "Finns inte",
                    "status": 404,
                    "detail": "Det finns inget dokument med det namnet.",
                    "instance": "/api/v1/documents/okand",
                }
            ]
        }
    )

    type: str = Field(description="Which kind of problem; what programs go by.")
    title: str = Field(description="The kind of problem, for people, in Swedish.")
    status: int
    detail: str
    instance: str = Field(description="The path that was asked for.")
    errors: list[FaultOut] | None = Field(default=None, description="Only where a request does not follow its form.")
