"""The bodies of the new member's tour."""

import datetime

from pydantic import BaseModel, Field

from service.http.desk_shapes import PositionOut, position_out
from service.http.schemas import CitationOut
from service.http.shapes import citation_out
from service.onboarding.answered import AnsweredStep, Explained, Quoted, Replied, Support


class QuotedOut(BaseModel):
    """A quote that answers a step's question."""

    lead: str = Field(description='What the answer says of the quote: "Tidigare:" of what was so before, else empty.')
    text: str = Field(description="What is said where it is less than the quote, such as a name alone; else empty.")
    citation: CitationOut


class RepliedOut(BaseModel):
    """A question of a step, and the quotes that hold what it is about."""

    question: str
    answered: bool
    quotes: list[QuotedOut] = Field(description="Empty where the documents give no support.")


class ExplainedOut(BaseModel):
    """A word of the glossary."""

    word: str
    others: list[str] = Field(description="The word in the other languages.")
    citation: CitationOut | None = Field(description="The sentence that explains it; null where no document does.")


class StepOut(BaseModel):
    """A step of the tour, answered with what is in force."""

    id: str
    number: int = Field(description="From 1.")
    title: str
    text: str
    support: Support = Field(description="How far the documents carry the step: `whole`, `partly` or `none`.")
    replies: list[RepliedOut]
    positions: list[PositionOut] = Field(description="What the network has said, newest first, where the step asks it.")
    words: list[ExplainedOut]
    as_of: datetime.date = Field(description="The day it was answered for.")


class StepsOut(BaseModel):
    """A part of the tour."""

    total: int = Field(description="How many steps there are in all.")
    steps: list[StepOut]


def step_out(step: AnsweredStep) -> StepOut:
    """The step with its quotes."""
    return StepOut(
        id=step.id,
        number=step.number,
        title=step.title,
        text=step.text,
        support=step.support,
        replies=[_replied_out(each) for each in step.replies],
        positions=[position_out(each) for each in step.positions],
        words=[_explained_out(each) for each in step.words],
        as_of=step.as_of,
    )


def _replied_out(reply: Replied) -> RepliedOut:
    quotes = [_quoted_out(each) for each in reply.quotes]
    return RepliedOut(question=reply.question, answered=bool(quotes), quotes=quotes)


def _quoted_out(quoted: Quoted) -> QuotedOut:
    return QuotedOut(lead=quoted.lead, text=quoted.text, citation=citation_out(quoted.citation))


def _explained_out(word: Explained) -> ExplainedOut:
    return ExplainedOut(
        word=word.word,
        others=list(word.others),
        citation=citation_out(word.citation) if word.citation else None,
    )
