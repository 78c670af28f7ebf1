"""Positions and checked sentences as a reader sees them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.answers import Citation
from corpus.documents import Provenance
from corpus.passages import Span
from service.drafts import DraftSentence
from service.positions.entries import Position
from service.positions.timeline import Moment
from service.verifying.verdicts import Judgement
from ui.sources import page_address
from ui.wording import Wording

SYMBOLS = {Judgement.SUPPORTED: "✓", Judgement.CONTRADICTED: "✗", Judgement.NOT_FOUND: "?"}


@dataclass(frozen=True, slots=True)
class Place:
    """A quote with where it stands; `key` names the place so that `parse_place` finds it again."""

    quote: str
    title: str
    facts: str
    address: str
    key: str
    is_summary: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A position; `since` is empty where no other place is earlier, `lead` outside lists."""

    place: Place
    stance: str
    addressee: str
    lead: str
    since: str
    also: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A moment of the time line; `date` in words."""

    place: Place
    date: str
    stance: str
    again: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence of a draft with its verdict in words, the symbol for it and the quotes that show it.

    `nearest` is what to compare it with where nothing was found.
    """

    text: str
    verdict: str
    name: str
    symbol: str
    reason: str
    places: tuple[Place, ...]
    nearest: Place | None


def entry_of(position: Position, wording: Wording) -> Entry:
    """The position in the reader's language."""
    own = position.document.issued_on
    return Entry(
        place=place_of(position.citation, wording),
        stance=wording(f"stances.{position.stance.value}"),
        addressee=position.addressee or "",
        lead=position.lead or "",
        since=wording.date(position.since) if position.since and position.since != own else "",
        also=tuple(place_of(each, wording) for each in position.also_in),
    )


def told_of(moment: Moment, wording: Wording) -> Told:
    """The moment in the reader's language."""
    date = wording.date(moment.date) if moment.date else wording("desk.undated")
    return Told(place_of(moment.citation, wording), date, wording(f"stances.{moment.stance.value}"), moment.again)


def checked_of(sentence: DraftSentence, wording: Wording) -> Checked:
    """The sentence in the reader's language; a reason without words of its own is left out."""
    name = sentence.judgement.value
    contradicted = sentence.judgement is Judgement.CONTRADICTED
    return Checked(
        text=sentence.text,
        verdict=wording(f"verdicts.{name}"),
        name=name,
        symbol=SYMBOLS[sentence.judgement],
        reason=wording.texts.get(f"reasons.{sentence.reason}", "") if contradicted else "",
        places=tuple(place_of(each, wording) for each in sentence.citations),
        nearest=place_of(sentence.nearest, wording) if sentence.nearest else None,
    )


def counts_of(sentences: Iterable[DraftSentence], wording: Wording) -> str:
    """How many sentences got which verdict, as a sentence."""
    judged = [sentence.judgement for sentence in sentences]
    return wording("review.counts", **{each.value: judged.count(each) for each in Judgement})


def place_of(citation: Citation, wording: Wording) -> Place:
    """Where the quote stands, with the quote on one line."""
    document = citation.document
    page = wording("sources.page", number=citation.page)
    facts = f"{wording.kind(document.kind)} · {wording.date(document.issued_on)} · {page}"
    return Place(
        quote=" ".join(citation.quote.split()),
        title=document.title,
        facts=facts[:1].upper() + facts[1:],
        address=page_address(document.id, citation.spans, wording.language),
        key=place_key(document.id, citation.spans),
        is_summary=document.provenance is Provenance.SUMMARY,
    )


def place_key(document_id: str, spans: Sequence[Span]) -> str:
    """The place in a form's field: "page:start-end,… id"."""
    return ",".join(f"{span.page}:{span.start}-{span.end}" for span in spans) + f" {document_id}"
