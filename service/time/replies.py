"""Answers about offices, made of the claims that hold on the day that is asked of."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.analysis import Term, synonyms, terms
from service.time.asked_day import AskedTime
from service.time.asking import OfficeQuestion, Wanted
from service.time.claim_index import of_scope, same_scope
from service.time.claims import Change, Claim
from service.time.dates import day_before, years_long
from service.time.names import fold, same_name
from service.time.tenures import Standing, Tenure, proof, standing, tenures_of


class Place:
    """What a statement of the answer is to the reader."""

    NOW = "now"
    EARLIER = "earlier"
    LATER = "later"
    ALSO = "also"


@dataclass(frozen=True, slots=True)
class Told:
    """A claim to quote, what it is to the reader (see `Place`), and the holder's time that it belongs to.

    `with_date` asks for the sentence that dates it as well.
    """

    claim: Claim
    place: str
    tenure: Tenure
    with_date: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What to quote, in order, nothing where the documents do not say who it was then.

    `day` is the day it holds on, `tenures` all that is known of the office.
    """

    told: tuple[Told, ...]
    day: datetime.date
    tenures: tuple[Tenure, ...]


def reply(question: OfficeQuestion, claims: Sequence[Claim], time: AskedTime) -> Reply | None:
    """The answer to a question about an office, or None where the claims hold none."""
    fitting = of_scope(claims, question.scope, _scopes(question, claims))
    tenures = tenures_of(fitting)
    if not tenures or not _explained(question, tenures):
        return None
    held = _named(question, tenures)
    day = time.day
    if question.wanted is Wanted.ALL:
        told = list(_all(tenures, time))
    elif question.wanted in (Wanted.SINCE, Wanted.UNTIL, Wanted.HOW_LONG):
        told = list(_when(question, tenures, held, time))
    elif question.wanted is Wanted.BEFORE:
        told, day = _before(tenures, held, time)
    elif question.wanted is Wanted.AFTER:
        told = list(_after(tenures, held, time))
    else:
        found = standing(tenures, time.first, time.last)
        told = list(_who(found, time))
        if found.now is None and (found.before is None or found.before.end is None):
            # Others are known, but nobody of that time: whom the words of a text come near would be a guess.
            return Reply((), day, tuple(tenures))
    return Reply(tuple(told), day, tuple(tenures)) if told else None


def _scopes(question: OfficeQuestion, claims: Sequence[Claim]) -> list[str]:
    """The names of the question that are no holder's."""
    holders = [fold(claim.holder) for claim in claims]
    return [name for name in question.names if not any(same_name(name, holder) for holder in holders)]


def _named(question: OfficeQuestion, tenures: Sequence[Tenure]) -> Tenure | None:
    """The last time in office of a holder whom the question names."""
    found = [t for t in tenures if any(same_name(name, fold(t.holder)) for name in question.names)]
    return found[-1] if found else None


def _explained(question: OfficeQuestion, tenures: Sequence[Tenure]) -> bool:
    """Whether all names and words of the question are met in what the claims say or where they stand."""
    claims = [claim for tenure in tenures for claim in tenure.claims]
    holders, scopes = {fold(tenure.holder) for tenure in tenures}, {claim.scope for claim in claims}
    texts = fold(" ".join(sentence.text for claim in claims for sentence in claim.sentences))
    for name in question.names:
        # A part of a longer name: "Norr" of "Hälsa i Norr".
        if f" {name} " in f" {texts} " and question.scope:
            continue
        if not any(same_name(name, other) for other in holders) and not any(
            same_scope(name, other) for other in scopes
        ):
            return False
    return not question.terms or _stands(question.terms, claims)


def _stands(wanted: Sequence[Term], claims: Sequence[Claim]) -> bool:
    present: set[str] = set()
    for claim in claims:
        for sentence in claim.sentences:
            text = " ".join((sentence.text, *sentence.headings, claim.document.title, claim.scope))
            for term in terms(text, sentence.language):
                present.update((term.base, term.word, *term.parts))
    return all(
        term.base in present or any(other in present for other in synonyms().get(term.base, ())) for term in wanted
    )


def _who(found: Standing, time: AskedTime) -> Iterator[Told]:
    used: list[Claim] = []
    if found.now is not None:
        used.append(proof(found.now, time.day))
        yield Told(used[-1], Place.NOW, found.now)
    for tenure in found.also[:1]:
        used.append(proof(tenure, time.day, used))
        yield Told(used[-1], Place.EARLIER if found.now and tenure.begins < found.now.begins else Place.ALSO, tenure)
    if found.after is not None and found.now is not None and _announced(found.after, time.day):
        used.append(proof(found.after, found.after.begins, used))
        yield Told(used[-1], Place.LATER, found.after)
    if found.before is not None and found.before not in found.also:
        yield Told(_proof_before(found.before, found.now, used), Place.EARLIER, found.before)


def _proof_before(before: Tenure, now: Tenure | None, used: Sequence[Claim], other: Tenure | None = None) -> Claim:
    last = day_before(now.begins) if now is not None and now.begins > datetime.date.min else before.begins
    return proof(before, max(before.begins, min(before.last, last)), used, other)


def _announced(tenure: Tenure, day: datetime.date) -> bool:
    """Whether it could be read on that day who comes: a question of the past is not told the future."""
    issued = [claim.document.issued_on for claim in tenure.claims if claim.change is Change.COMES]
    return any(date is not None and date.first_day <= day for date in issued)


def _before(tenures: Sequence[Tenure], named: Tenure | None, time: AskedTime) -> tuple[list[Told], datetime.date]:
    """Who held it before the holder that is named, or before the one of the day; at a time asked of, who it was."""
    if named is None and time.said:
        found = standing(tenures, time.first, time.last)
        return list(_who(found, time)), time.day
    anchor = named or standing(tenures, time.first, time.last).now
    if anchor is None:
        return [], time.day
    found = standing(tenures, anchor.begins, anchor.begins)
    before = found.before if found.now is None or _is(found.now, anchor) else found.now
    if before is None:
        return [], time.day
    first = _proof_before(before, anchor, (), named)
    told = [
        Told(first, Place.NOW if named else Place.EARLIER, before),
        Told(proof(anchor, time.day, [first]), Place.LATER, anchor),
    ]
    return told, time.day


def _is(one: Tenure, other: Tenure) -> bool:
    return same_name(fold(one.holder), fold(other.holder))


def _after(tenures: Sequence[Tenure], named: Tenure | None, time: AskedTime) -> Iterator[Told]:
    """Who comes after the holder that is named, or who comes next; where nobody is known to, who has come last."""
    if named is not None:
        found = standing(tenures, named.begins, named.begins).after
        if found is None:
            return
        first = proof(found, found.begins, (), named)
        yield Told(first, Place.NOW, found)
        yield Told(proof(named, named.begins, [first]), Place.EARLIER, named)
        return
    found_now = standing(tenures, time.first, time.last)
    if found_now.after is None:
        yield from _who(found_now, time)
        return
    first = proof(found_now.after, found_now.after.begins)
    yield Told(first, Place.NOW, found_now.after)
    if found_now.now is not None:
        yield Told(proof(found_now.now, time.day, [first]), Place.EARLIER, found_now.now)


def _all(tenures: Sequence[Tenure], time: AskedTime) -> Iterator[Told]:
    """Everyone, from who holds it on the day back to the first."""
    used: list[Claim] = []
    now = standing(tenures, time.day, time.day).now
    seen: list[Tenure] = []
    for tenure in reversed([tenure for tenure in tenures if tenure.begins <= time.last]):
        if tenure not in seen:
            seen.append(tenure)
            used.append(proof(tenure, time.day if tenure is now else tenure.begins, used))
            yield Told(used[-1], Place.NOW if tenure is now else Place.EARLIER, tenure)


def _when(question: OfficeQuestion, tenures: Sequence[Tenure], named: Tenure | None, time: AskedTime) -> Iterator[Told]:
    """The claims that say since when, until when or both."""
    tenure = named or (
        None if question.names and _names_someone(question, tenures) else _of_day(question, tenures, time)
    )
    if tenure is None:
        return
    starts = sorted((claim for claim in tenure.claims if claim.since and claim.exact), key=_best_date, reverse=True)
    ends = sorted((claim for claim in tenure.claims if claim.until and _said_end(claim)), key=_best_end, reverse=True)
    if question.wanted is Wanted.HOW_LONG:
        # "efter sex år" answers by itself; the days are shown besides.
        lasted = [claim for claim in tenure.claims if any(years_long(each.text) for each in claim.sentences)]
        yield from (Told(claim, Place.NOW, tenure) for claim in lasted[:1])
        starts = [claim for claim in starts if claim not in lasted[:1]]
        ends = [claim for claim in ends if claim not in lasted[:1]]
    if question.wanted is Wanted.UNTIL:
        follower = next((other for other in tenures if other.known and other.begins > tenure.begins), None)
        if not ends and follower is not None:
            ends = [claim for claim in follower.claims if claim.since and claim.exact]
        yield from (Told(claim, Place.NOW, tenure, with_date=True) for claim in ends[:1])
        return
    yield from (Told(claim, Place.NOW, tenure, with_date=True) for claim in starts[:1])
    if question.wanted is Wanted.HOW_LONG:
        after = next((other for other in tenures if other.known and other.begins > tenure.begins), None)
        if not ends and after is not None:
            ends = sorted((c for c in after.claims if c.since and c.exact), key=_best_date, reverse=True)
        taken = {sentence.id for claim in starts[:1] for sentence in claim.sentences}
        more = [claim for claim in ends if claim.sentences[0].id not in taken]
        yield from (Told(claim, Place.NOW, tenure, with_date=True) for claim in more[:1])


def _names_someone(question: OfficeQuestion, tenures: Sequence[Tenure]) -> bool:
    scopes = {claim.scope for tenure in tenures for claim in tenure.claims}
    return any(not any(same_scope(name, scope) for scope in scopes) for name in question.names)


def _of_day(question: OfficeQuestion, tenures: Sequence[Tenure], time: AskedTime) -> Tenure | None:
    """Whose time a question means that names nobody: the one to come where one is, else the one of the day."""
    found = standing(tenures, time.first, time.last)
    return (found.after if question.wanted is Wanted.SINCE and found.after else None) or found.now


def _said_end(claim: Claim) -> bool:
    return claim.until is not None and claim.until != claim.document.issued_on


def _best_date(claim: Claim) -> tuple[bool, int, bool, bool, datetime.date]:
    """A day in the words comes before a year that follows from "i sex år"."""
    issued = claim.document.issued_on
    year = str(claim.since.year) if claim.since else ""
    written = any(year in sentence.text for sentence in claim.dated or claim.sentences)
    return (
        written or claim.change is Change.COMES,
        len(str(claim.since)),
        claim.change is Change.COMES,
        claim.alone,
        issued.first_day if issued else datetime.date.min,
    )


def _best_end(claim: Claim) -> tuple[int, bool, datetime.date]:
    issued = claim.document.issued_on
    return len(str(claim.until)), claim.change is Change.GOES, issued.first_day if issued else datetime.date.min
