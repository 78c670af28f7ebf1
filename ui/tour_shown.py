"""The steps of the tour as a reader sees them."""

from dataclasses import dataclass

from corpus.answers import Citation
from ingest.describing.language import language_of
from service.http.links import web_address
from service.onboarding.answered import AnsweredStep, Support
from service.positions.entries import Position
from ui.desk_shown import Place, place_of
from ui.wording import Wording


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """A quote with where it stands. `lead` goes before it; `text` stands in its place where less is said.

    `language` is the quote's own, `origin` the address where it was published, None where not known.
    """

    lead: str
    text: str
    place: Place
    language: str
    is_scanned: bool
    origin: str | None


@dataclass(frozen=True, slots=True)
class ShownReply:
    """A question and what the documents answer; no quotes where they say nothing."""

    question: str
    quotes: tuple[ShownQuote, ...]


@dataclass(frozen=True, slots=True)
class ShownWord:
    """A word with its other names in brackets ("", where there are none) and its explanation."""

    word: str
    others: str
    quote: ShownQuote


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step; `warning` tells where the documents support it no longer or in part, "" where they do."""

    id: str
    number: int
    address: str
    title: str
    text: str
    warning: str
    replies: tuple[ShownReply, ...]
    positions_title: str
    positions: tuple[ShownQuote, ...]
    words: tuple[ShownWord, ...]
    unexplained: str


_WARNINGS = {Support.PARTLY: "tour.partly", Support.NONE: "tour.unsupported"}


def shown_step(step: AnsweredStep, address: str, wording: Wording) -> ShownStep:
    """The step in the reader's language."""
    return ShownStep(
        id=step.id,
        number=step.number,
        address=address,
        title=step.title,
        text=step.text,
        warning=wording(_WARNINGS[step.support]) if step.support in _WARNINGS else "",
        replies=tuple(
            ShownReply(each.question, tuple(_quote(q.citation, wording, q.lead, q.text) for q in each.quotes))
            for each in step.replies
        ),
        positions_title=step.positions_title,
        positions=tuple(_position(each, wording) for each in step.positions),
        words=tuple(
            ShownWord(each.word, ", ".join(each.others), _quote(each.citation, wording))
            for each in step.words
            if each.citation
        ),
        unexplained=", ".join(each.word for each in step.words if each.citation is None),
    )


def _position(position: Position, wording: Wording) -> ShownQuote:
    return _quote(position.citation, wording, wording(f"stances.{position.stance.value}"))


def _quote(citation: Citation, wording: Wording, lead: str = "", text: str = "") -> ShownQuote:
    return ShownQuote(
        lead=lead,
        text=text,
        place=place_of(citation, wording),
        language=_language(citation),
        is_scanned=citation.ocr_confidence is not None,
        origin=web_address(citation.document.origin_url),
    )


def _language(citation: Citation) -> str:
    """The quote's language: its document's, or where that has several, the one the words look like."""
    document = citation.document
    return document.language if len(document.languages) == 1 else language_of(citation.quote, document.language)
