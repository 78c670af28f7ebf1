"""The bodies of the writer's desk: what may be asked, and what comes back."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from corpus.answers import Citation
from corpus.documents import Kind, Provenance
from corpus.passages import Span
from service.drafts import DraftSentence
from service.http.links import document_address
from service.http.requests import FiltersIn, Request
from service.http.schemas import CitationOut
from service.http.shapes import citation_out
from service.positions.desk import Chosen
from service.positions.entries import Position
from service.positions.exporting import Format
from service.positions.stances import Stance
from service.positions.timeline import Moment
from service.verifying.verdicts import Judgement

MOST_CHOSEN = 100
Offset = Annotated[int, Field(ge=0)]


class PositionsRequest(Request):
    """A subject; an empty one asks for every position."""

    query: str = ""
    filters: FiltersIn = FiltersIn()
    k: int = Field(default=20, ge=1)


class TimelineRequest(Request):
    """A subject; an empty one asks for every position."""

    query: str = ""
    filters: FiltersIn = FiltersIn()


class ChosenIn(Request):
    """Where a picked quote stands; `spans` are [page, start, end], code points, half-open."""

    document_id: str
    spans: list[tuple[int, Offset, Offset]] = Field(min_length=1, max_length=8)

    def chosen(self) -> Chosen:
        """As the desk takes it."""
        return Chosen(self.document_id, tuple(Span(*span) for span in self.spans))


class ExportRequest(Request):
    """Picked quotes in the order they are to stand."""

    quotes: list[ChosenIn] = Field(min_length=1, max_length=MOST_CHOSEN)
    format: Format = Format.MARKDOWN
    language: Literal["sv", "en"] = "sv"


class DraftRequest(Request):
    """A text to hold against the documents; it is not kept."""

    text: str = Field(min_length=1)
    filters: FiltersIn = FiltersIn()


class PlaceOut(BaseModel):
    """Where a position stands as well."""

    document_id: str
    source: str
    title: str
    kind: Kind
    date: str | None
    provenance: Provenance
    page: int
    quote: str
    spans: list[tuple[int, int, int]]
    url: str


class PositionOut(PlaceOut):
    """A position; `since` is the earliest date among its places, `lead` the line above a list's item."""

    label: str | None
    section: str | None
    origin_url: str | None
    stance: Stance
    addressee: str | None
    lead: str | None
    since: str | None
    also_in: list[PlaceOut]


class PositionsOut(BaseModel):
    """Positions, best first."""

    positions: list[PositionOut]


class MomentOut(PlaceOut):
    """A position at one of its places; `again` where an earlier document says the same."""

    stance: Stance
    again: bool


class TimelineOut(BaseModel):
    """What was said when, oldest first, without a date last."""

    moments: list[MomentOut]


class DraftSentenceOut(BaseModel):
    """A sentence of a draft, what the documents say of it, and the quotes that show it.

    `nearest` is for a reader to compare with where nothing was found; null where nothing is near.
    """

    text: str
    verdict: Judgement
    reason: str
    citations: list[CitationOut]
    nearest: CitationOut | None


class DraftOut(BaseModel):
    """Every sentence of a draft, in order."""

    sentences: list[DraftSentenceOut]


def position_out(position: Position) -> PositionOut:
    """The position with the quote that shows it and its other places."""
    whole = citation_out(position.citation)
    return PositionOut(
        **_place(position.citation).model_dump(),
        label=whole.label,
        section=whole.section,
        origin_url=whole.origin_url,
        stance=position.stance,
        addressee=position.addressee,
        lead=position.lead,
        since=str(position.since) if position.since else None,
        also_in=[_place(citation) for citation in position.also_in],
    )


def moment_out(moment: Moment) -> MomentOut:
    """The moment with its quote."""
    return MomentOut(**_place(moment.citation).model_dump(), stance=moment.stance, again=moment.again)


def draft_sentence_out(sentence: DraftSentence) -> DraftSentenceOut:
    """The sentence with its verdict."""
    return DraftSentenceOut(
        text=sentence.text,
        verdict=sentence.judgement,
        reason=sentence.reason,
        citations=[citation_out(citation) for citation in sentence.citations],
        nearest=citation_out(sentence.nearest) if sentence.nearest else None,
    )


def _place(citation: Citation) -> PlaceOut:
    document = citation.document
    return PlaceOut(
        document_id=document.id,
        source=document.source,
        title=document.title,
        kind=document.kind,
        date=str(document.issued_on) if document.issued_on else None,
        provenance=document.provenance,
        page=citation.page,
        quote=citation.quote,
        spans=[(span.page, span.start, span.end) for span in citation.spans],
        url=document_address(document.id, citation.spans),
    )
