"""From claims to times in office: who held an office on a day, who before, who after."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.dates import PartialDate
from service.time.claims import Change, Claim, Manner
from service.time.dates import compatible, day_before
from service.time.names import fold, same_name

_SAME_CHANGE = 400
"""Days within which two starts, one of them not given by the words, are taken for one."""
_GAP = 62
"""Days without a known holder for which the last one is still the answer."""

_UNSEEN = 730
_UNWATCHED = 460
"""Days before the first sign of a holder whose start is unknown, within which the holder is still likeliest."""


@dataclass(frozen=True)
class Tenure:
    """One time in office.

    `start` and `end` are as the documents say, None where they do not. `begins` is the first day on which anything
    shows the holder in office, and `known` whether the words give that day; `last` is the last day in office.
    `claims` come in no order.
    """

    holder: str
    claims: tuple[Claim, ...]
    start: PartialDate | None
    end: PartialDate | None
    known: bool

    @cached_property
    def begins(self) -> datetime.date:
        """The earliest day where nothing dated shows the holder in office."""
        if self.start is not None:
            return self.start.first_day
        seen = [day for claim in self.claims if (day := seen_from(claim)) is not None]
        return min(seen, default=datetime.date.min)

    @cached_property
    def last(self) -> datetime.date:
        """The last day in office; a day on which one goes is the next one's first."""
        if self.end is None:
            return datetime.date.max
        exclusive = self.end.day is not None and not any(
            c.until == self.end and c.change is Change.HELD for c in self.claims
        )
        return day_before(self.end.first_day) if exclusive else self.end.last_day

    def holds(self, first: datetime.date, last: datetime.date) -> bool:
        """Whether it has a day in common with the time from `first` to `last`."""
        return self.begins <= last and self.last >= first


def seen_from(claim: Claim) -> datetime.date | None:
    """The first day on which the claim shows its holder in office; None where it is not dated or tells of a leaving."""
    if claim.since is not None:
        return claim.since.first_day
    if claim.at is not None:
        return claim.at.first_day
    if claim.change in (Change.GOES, Change.HELD):
        return None
    document = claim.document
    if document.period is not None:
        return document.period.start.first_day
    return document.issued_on.first_day if document.issued_on else None


def tenures_of(claims: Iterable[Claim]) -> list[Tenure]:
    """The times in office that claims of one office tell of, the earliest first."""
    holders: list[tuple[str, list[Claim]]] = []
    for claim in sorted(claims, key=lambda each: -len(each.holder)):
        name = fold(claim.holder)
        group = next((group for known, group in holders if same_name(known, name)), None)
        if group is None:
            holders.append((name, [claim]))
        else:
            group.append(claim)
    changes = [(name, claim.since) for name, group in holders for claim in group if claim.since and claim.exact]
    found = [tenure for name, group in holders for tenure in _of_holder(name, group, changes)]
    return _ended(sorted(found, key=lambda tenure: (tenure.begins, tenure.last, tenure.holder)))


def _of_holder(name: str, claims: Sequence[Claim], changes: Sequence[tuple[str, PartialDate]]) -> list[Tenure]:
    starts = _starts(claims)
    bounds: list[PartialDate] = []
    for start in starts:
        if not bounds or _between(name, bounds[-1], start, claims, changes):
            bounds.append(start)
    if len(bounds) <= 1:
        return [_tenure(claims, bounds[0] if bounds else None)]
    groups: list[list[Claim]] = [[] for _ in bounds]
    for claim in claims:
        day = seen_from(claim) or (claim.until.first_day if claim.until else None)
        at = max((place for place, start in enumerate(bounds) if day and start.first_day <= day), default=0)
        groups[at].append(claim)
    return [_tenure(group, start) for group, start in zip(groups, bounds, strict=True) if group]


def _starts(claims: Sequence[Claim]) -> list[PartialDate]:
    """The starts that the words give, in order, each as precisely as anywhere; else the documents' dates."""
    exact = [claim.since for claim in claims if claim.since and claim.exact]
    loose = [claim.since for claim in claims if claim.since and not claim.exact]
    found: list[PartialDate] = []
    for date in sorted(exact, key=lambda each: (-len(str(each)), each.first_day)):
        if not any(compatible(date, other) for other in found):
            found.append(date)
    for date in loose:
        near = any(abs((date.first_day - other.first_day).days) <= _SAME_CHANGE for other in found)
        if not near and not any(other.first_day <= date.first_day for other in exact):
            found.append(date)
    return sorted(found, key=lambda each: each.first_day)


def _between(
    name: str, one: PartialDate, other: PartialDate, claims: Sequence[Claim], changes: Sequence[tuple[str, PartialDate]]
) -> bool:
    """Whether somebody else came, or the holder went, between the two starts."""
    went = any(claim.until and one.last_day < claim.until.first_day <= other.first_day for claim in claims)
    came = any(not same_name(name, who) and one.last_day < day.first_day < other.first_day for who, day in changes)
    return went or came


def _tenure(claims: Sequence[Claim], start: PartialDate | None) -> Tenure:
    ends = [claim for claim in claims if claim.until and (start is None or claim.until.last_day >= start.first_day)]
    exact = [claim.until for claim in ends if claim.until and _told_end(claim)]
    loose = [claim.until for claim in ends if claim.until]
    end = max(exact or loose, key=lambda date: (len(str(date)), date.first_day), default=None)
    known = any(claim.exact and claim.since for claim in claims)
    best = max(claims, key=lambda claim: len(claim.holder))
    return Tenure(best.holder, tuple(claims), start, end, known)


def _told_end(claim: Claim) -> bool:
    """Whether the words give the end, and not only the document's date."""
    return claim.until is not None and claim.until != claim.document.issued_on


def _ended(tenures: Sequence[Tenure]) -> list[Tenure]:
    """The tenures; a loose end ("lämnar", with no day) is taken to last until the next one begins."""
    found: list[Tenure] = []
    for place, tenure in enumerate(tenures):
        after = tenures[place + 1] if place + 1 < len(tenures) else None
        loose = tenure.end is not None and not any(c.until == tenure.end and _told_end(c) for c in tenure.claims)
        if loose and after is not None and after.known and after.begins > tenure.last:
            found.append(replace(tenure, end=after.start))
        else:
            found.append(tenure)
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """Who is in office in a time, who was before and who comes after; each None where the documents do not say.

    `also` held it in the same time too, the latest first.
    """

    now: Tenure | None
    before: Tenure | None
    after: Tenure | None
    also: tuple[Tenure, ...] = ()


def standing(tenures: Sequence[Tenure], first: datetime.date, last: datetime.date) -> Standing:
    """Who held the office from `first` to `last`: of several, who held it longest then, and of one day the latest."""
    held = _displaced([t for t in tenures if t.holds(first, last) and not _lost_sight_of(t, tenures, last)], first)
    now: Tenure | None
    if held:
        now = max(held, key=lambda pair: (_days(pair, first, last), pair[0].begins))[0]
    else:
        now = _nearest(tenures, first, last)
    if now is None:
        earlier = [tenure for tenure in tenures if tenure.begins <= last]
        return Standing(None, earlier[-1] if earlier else None, _after(tenures, None, last))
    place = tenures.index(now)
    before: Tenure | None = next((other for other in reversed(tenures[:place]) if not _same(other, now)), None)
    if before is None:
        before = _gone_before(tenures, now)
    also = tuple(pair[0] for pair in reversed(held) if not _same(pair[0], now))
    return Standing(now, before, _after(tenures, now, last), also)


def _lost_sight_of(tenure: Tenure, tenures: Sequence[Tenure], day: datetime.date) -> bool:
    """Whether nothing has shown the holder in office for long, and another, of whom more is known, came later.

    Who came does not tell whom they came after: there may have been somebody between.
    """
    if tenure.start is not None or tenure.end is not None:
        return False
    seen = [each for claim in tenure.claims if (each := _seen_until(claim)) is not None]
    if not seen or (day - max(seen)).days <= _UNWATCHED:
        return False
    return any(other.begins > day for other in tenures)


def _seen_until(claim: Claim) -> datetime.date | None:
    date = claim.at or (claim.document.period.end if claim.document.period else claim.document.issued_on)
    return date.last_day if date else None


def _displaced(held: Sequence[Tenure], first: datetime.date) -> list[tuple[Tenure, datetime.date]]:
    """Each with its last day, which is the day before the next one begins; without those gone before `first`."""
    found: list[tuple[Tenure, datetime.date]] = []
    for place, tenure in enumerate(held):
        later = [other.begins for other in held[place + 1 :] if other.begins > tenure.begins]
        last = min([tenure.last, *(day_before(day) for day in later)])
        if last >= first:
            found.append((tenure, last))
    return found


def _days(pair: tuple[Tenure, datetime.date], first: datetime.date, last: datetime.date) -> int:
    return (min(pair[1], last) - max(pair[0].begins, first)).days


def _nearest(tenures: Sequence[Tenure], first: datetime.date, last: datetime.date) -> Tenure | None:
    """One whose known time does not reach the day, but who most likely held it then."""
    gone = [tenure for tenure in tenures if tenure.last < first and (first - tenure.last).days <= _GAP]
    if gone:
        return gone[-1]
    coming = [tenure for tenure in tenures if tenure.begins > last]
    near = coming and (coming[0].begins - last).days <= _UNSEEN
    return coming[0] if near and coming[0].start is None else None


def _gone_before(tenures: Sequence[Tenure], now: Tenure) -> Tenure | None:
    """Who is said to have gone when `now` came, though nothing tells since when."""
    gone = [
        other for other in tenures if other.end is not None and not _same(other, now) and other.begins <= now.begins
    ]
    return gone[-1] if gone else None


def _after(tenures: Sequence[Tenure], now: Tenure | None, last: datetime.date) -> Tenure | None:
    return next((t for t in tenures if t.begins > last and not (now and _same(t, now))), None)


def _same(one: Tenure, other: Tenure) -> bool:
    return same_name(fold(one.holder), fold(other.holder))


_WEIGHTS = {
    Change.COMES: 3.0,
    Change.STAYS: 2.8,
    Change.HOLDS: 2.6,
    Change.HELD: 2.2,
    Change.GOES: 1.0,
}
_MANNERS = {Manner.PROSE: 0.0, Manner.LIST: -1.4, Manner.SIGNATURE: -1.9}


def proof(tenure: Tenure, day: datetime.date, avoid: Sequence[Claim] = (), other: Tenure | None = None) -> Claim:
    """The claim that shows best that the holder was in office on the day; those in `avoid`'s sentences only if need be.

    Where the `other` is given, one that names both shows that the one came after the other.
    """
    used = {sentence.id for claim in avoid for sentence in claim.sentences}

    def worth(claim: Claim) -> tuple[float, float, str]:
        score = _WEIGHTS[claim.change] + _MANNERS[claim.manner] + 0.5 * claim.alone + 0.3 * claim.exact
        if other is not None and not claim.alone and any(other.holder in sentence.text for sentence in claim.sentences):
            score += 4
        if any(sentence.id in used for sentence in claim.sentences):
            score -= 9
        seen = seen_from(claim)
        if seen is not None and seen > day:
            score -= 1.2
        score -= 0.3 * (len(claim.sentences) - 1)
        score += _covers(claim, day)
        written = claim.document.issued_on
        age = abs((written.first_day - day).days) / 365 if written else 5.0
        return score - 0.1 * min(age, 10), -age, claim.document.id

    return max(tenure.claims, key=worth)


def _covers(claim: Claim, day: datetime.date) -> float:
    """1 where the claim's own time holds the day: an office held since before it, told of after it, or in its year."""
    if claim.change in (Change.COMES, Change.GOES):
        return 0.0
    document = claim.document
    told = (
        document.period.end.last_day if document.period else document.issued_on.last_day if document.issued_on else None
    )
    if claim.since is not None and claim.since.first_day <= day:
        end = claim.until.last_day if claim.until else told
        return float(end is not None and day <= end)
    at = claim.at or (None if claim.change is Change.HELD else document.issued_on)
    if document.period is not None and claim.at is None:
        return float(document.period.start.first_day <= day <= document.period.end.last_day)
    return float(at is not None and at.first_day <= day <= at.last_day)
