"""Statements and checked quotes from what claims tell of an office."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.answers import Citation, Disagreement, Statement
from corpus.documents import Document
from service.quotes import cite
from service.time.claims import Claim
from service.time.disagreements import differing_claims
from service.time.names import fold, same_name
from service.time.replies import Place, Reply, Told
from service.time.wording import about, also, earlier, later, written
from service.windows import Window


@dataclass(frozen=True, slots=True)
class Composed:
    """What an answer holds, and the day it is an answer of."""

    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    day: datetime.date
    disagreements: tuple[Disagreement, ...] = ()


Read = Callable[[str], Document]
"""Gives a document with its pages by its id."""


def composed(reply: Reply, language: str, k: int, read: Read) -> Composed:
    """At most `k` citations; what rests on a quote that is there already says the holder's name alone.

    Where documents differ on what is told, the one that says otherwise is quoted second.
    """
    differing = _differing(reply)
    if differing is not None and k > 1:
        first, other = differing
        rest = [each for each in reply.told[1:] if each.claim is not other]
        tenure = reply.told[0].tenure
        told = (
            Told(first, reply.told[0].place, tenure, with_date=True),
            Told(other, Place.NOW, tenure, with_date=True),
            *rest,
        )
        found = _composed(told, reply.day, language, k, read)
        if len(found.citations) > 1:
            values = _values(first, other, language)
            disagreement = Disagreement(about(*values, language), (1, 2))
            return Composed(found.statements, found.citations, found.day, (disagreement,))
    return _composed(reply.told, reply.day, language, k, read)


def _differing(reply: Reply) -> tuple[Claim, Claim] | None:
    found = differing_claims(reply.tenures, reply.day)
    if found is None or not reply.told or reply.told[0].place != Place.NOW:
        return None
    first = reply.told[0].claim
    if not any(same_name(fold(claim.holder), fold(first.holder)) for claim in found):
        return None
    return (found[1], found[0]) if found[1] is first else found


def _values(one: Claim, other: Claim, language: str) -> tuple[str, tuple[str, str]]:
    if not same_name(fold(one.holder), fold(other.holder)):
        return "name", (one.holder, other.holder)
    days = [written(claim.since, language) if claim.since else "" for claim in (one, other)]
    return "date", (days[0], days[1])


def _composed(told_all: Sequence[Told], day: datetime.date, language: str, k: int, read: Read) -> Composed:
    citations: list[Citation] = []
    statements: list[Statement] = []
    for told in told_all:
        citation = _already(told, citations) or cite(len(citations) + 1, _window(told, read(told.claim.document.id)))
        if citation is None:
            continue
        if citation in citations:
            if told.place != Place.NOW:
                statements.append(Statement(_labelled(told, f"{told.tenure.holder}.", language), (citation.number,)))
        elif len(citations) < k:
            citations.append(citation)
            text = " ".join(citation.quote.split())
            statements.append(Statement(_labelled(told, text, language), (citation.number,)))
    return Composed(tuple(statements), tuple(citations), day)


def _window(told: Told, document: Document) -> Window:
    # "Samma dag …" says nothing without the sentence before it.
    tells_day = told.with_date or told.place == Place.NOW
    sentences = (tells_day and told.claim.dated) or told.claim.sentences
    return Window(sentences, document, 0, (0.0,) * len(sentences), None)


def _already(told: Told, citations: Sequence[Citation]) -> Citation | None:
    spans = _window(told, told.claim.document).spans
    return next((c for c in citations if c.document.id == told.claim.document.id and c.spans == spans), None)


def _labelled(told: Told, text: str, language: str) -> str:
    if told.place == Place.EARLIER:
        return earlier(text, language)
    if told.place == Place.ALSO:
        return also(text, language)
    if told.place == Place.LATER:
        return later(text, told.tenure.start if told.tenure.known else None, language)
    return text
