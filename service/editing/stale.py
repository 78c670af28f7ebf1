"""Documents that an editor should look at, and why: rules that can be said in a sentence each."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.documents import Document
from corpus.relations import Related, Relation

OLD_YEARS = 3
LOW_CONFIDENCE = 0.8


class Reason(StrEnum):
    """Why a document is worth a look, the most pressing first."""

    PROBLEMS = "problems"
    DUPLICATE = "duplicate"
    SUPERSEDED = "superseded"
    UNDATED = "undated"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Flag:
    """A reason with the ids of the other documents it is about."""

    reason: Reason
    others: tuple[str, ...] = ()


def flags(
    documents: Iterable[Document], related: Iterable[Related], poorly_read: Collection[str], today: datetime.date
) -> dict[str, tuple[Flag, ...]]:
    """The flags of each document that has any, by its id.

    A document has PROBLEMS where pages could not be read, or were read from pictures with a mean confidence below
    LOW_CONFIDENCE (`poorly_read` holds the ids); it is a DUPLICATE where another holds the same bytes; SUPERSEDED where
    a newer version is there; UNDATED without a date; OLD where it is the newest of its kind and publisher, and yet
    older than OLD_YEARS.
    """
    known = list(documents)
    others = _others(related)
    newest = _newest(known)
    found: dict[str, tuple[Flag, ...]] = {}
    for each in known:
        own = []
        if each.problems or each.id in poorly_read:
            own.append(Flag(Reason.PROBLEMS))
        own += [Flag(reason, tuple(ids)) for reason, ids in others.get(each.id, {}).items()]
        if each.issued_on is None:
            own.append(Flag(Reason.UNDATED))
        elif each.id in newest and each.issued_on.last_day < _years_before(today, OLD_YEARS):
            own.append(Flag(Reason.OLD))
        if own:
            found[each.id] = tuple(sorted(own, key=lambda flag: list(Reason).index(flag.reason)))
    return found


def _others(related: Iterable[Related]) -> Mapping[str, dict[Reason, list[str]]]:
    found: dict[str, dict[Reason, list[str]]] = {}
    for each in related:
        if each.relation is Relation.SUPERSEDES:
            found.setdefault(each.other_id, {}).setdefault(Reason.SUPERSEDED, []).append(each.document_id)
        elif each.relation is Relation.DUPLICATE:
            for one, other in ((each.document_id, each.other_id), (each.other_id, each.document_id)):
                found.setdefault(one, {}).setdefault(Reason.DUPLICATE, []).append(other)
    return found


def _newest(documents: Sequence[Document]) -> set[str]:
    """The ids of the newest document of each kind and publisher."""
    latest: dict[tuple[str, str | None], Document] = {}
    for each in documents:
        key = (each.kind.value, each.publisher)
        if each.issued_on and (key not in latest or _last_day(latest[key]) < each.issued_on.last_day):
            latest[key] = each
    return {each.id for each in latest.values()}


def _last_day(document: Document) -> datetime.date:
    return document.issued_on.last_day if document.issued_on else datetime.date.min


def _years_before(day: datetime.date, years: int) -> datetime.date:
    return day - datetime.timedelta(days=round(365.25 * years))
