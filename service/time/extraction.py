"""The claims of a document, and what they become beside those of all others."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.dates import PartialDate
from corpus.documents import Document, Kind
from corpus.passages import Sentence
from service.time.claims import Change, Claim, Manner
from service.time.cues import cues_in
from service.time.lines import Listed, is_list, lines_of, listed
from service.time.names import fold, names_in, same_name
from service.time.offices import offices_in
from service.time.prose import Context, Said, begins_with_pronoun, day_of_change, sayings
from service.time.scopes import scope_of

_TITLE_COUNTS = 3


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one document says of offices: its claims, in order, and how often it names organisations, by folded name."""

    claims: tuple[Claim, ...]
    named: Mapping[str, int]


def placed(spoken: Sequence[Spoken]) -> list[Claim]:
    """The claims of all documents, those that do not say for whom taken to be of what their document is about."""
    found = [each for each in spoken if each.claims]
    said = Counter(claim.scope for each in found for claim in each.claims if claim.scope)
    homes = [(each.claims, _home(each.named, said)) for each in found]
    claims = [replace(claim, scope=claim.scope or home) for claims, home in homes for claim in claims]
    return [claim for claim in claims if not claim.office.organisation or fold(claim.holder) != claim.scope]


def spoken_in(
    document: Document, sentences: Sequence[Sentence], organisations: frozenset[str], served: frozenset[str]
) -> Spoken:
    """What a document says; `organisations` and `served` as in `Context`, from all documents."""
    claims = tuple(_of_document(document, sentences, Context(written_on(document), organisations, served)))
    return Spoken(claims, _named_in(document, sentences, organisations) if claims else {})


def written_on(document: Document) -> PartialDate | None:
    """When the document was written, or else the end of the time it tells of."""
    return document.issued_on or (document.period.end if document.period else None)


def served_in(sentences: Iterable[Sentence], organisations: frozenset[str]) -> frozenset[str]:
    """The folded names of what offices belong to: "Healthy Cities Sverige" in "värd för Healthy Cities Sverige"."""
    return frozenset(
        scope
        for sentence in sentences
        for mention in offices_in(sentence.text)
        for scope, names in (scope_of(sentence.text, mention, names_in(sentence.text, organisations)),)
        if names and mention.office.organisation
    )


def _of_document(document: Document, sentences: Sequence[Sentence], context: Context) -> Iterator[Claim]:
    for headings, group in groupby(sentences, key=lambda sentence: sentence.headings):
        members = list(group)
        yield from _prose(document, members, headings, context)
        for claim in listed(lines_of([s for s in members if is_list(s.text)]), context):
            yield _listed_claim(document, claim)


def _prose(
    document: Document, sentences: Sequence[Sentence], headings: tuple[str, ...], context: Context
) -> list[Claim]:
    titled = offices_in(" ".join(headings[-1:])) or offices_in(document.title)
    within = replace(context, office=titled[0].office if titled else None)
    previous: Sentence | None = None
    found: list[Claim] = []
    for sentence in sentences:
        if is_list(sentence.text) and not (cues_in(sentence.text) and "\n" not in sentence.text):
            previous = None
            continue
        if not offices_in(sentence.text) and within.office is None:
            within, previous = replace(within, subject=None), sentence
            continue
        day = day_of_change(sentence.text, context.written) if previous else None
        if day is not None:
            found = [_redated(claim, day, previous, sentence) for claim in found]
            continue
        if previous is not None and within.subject is None and begins_with_pronoun(sentence.text):
            within = replace(within, subject=_first_person(previous.text, within))
        said, within = sayings(sentence.text, within)
        found += _claims_of_sentence(document, said, sentence, previous)
        previous = sentence
    return found


def _claims_of_sentence(
    document: Document, said: Sequence[Said], sentence: Sentence, previous: Sentence | None
) -> Iterator[Claim]:
    alone = len({fold(each.holder) for each in said}) == 1
    for each in said:
        if each.holder in sentence.text:
            claim = _claim(document, each, Manner.PROSE, (sentence,), alone=alone)
            yield replace(claim, dated=(previous, sentence)) if each.borrowed and previous else claim
        elif previous is not None:
            yield _claim(document, each, Manner.PROSE, (previous, sentence), alone=alone)


def _redated(claim: Claim, day: PartialDate, previous: Sentence | None, sentence: Sentence) -> Claim:
    """The claim with the day that a later sentence gives, where it is the one right before that and has none."""
    if claim.exact or previous is None or claim.sentences[-1].id != previous.id:
        return claim
    if claim.change is Change.COMES:
        return replace(claim, since=day, exact=True, dated=(*claim.sentences, sentence))
    if claim.change is Change.GOES:
        return replace(claim, until=day, exact=True, dated=(*claim.sentences, sentence))
    return claim


def _first_person(text: str, context: Context) -> str | None:
    return next((name.text for name in names_in(text, context.organisations) if name.person), None)


def _listed_claim(document: Document, found: Listed) -> Claim:
    return _claim(document, found.said, found.manner, found.sentences, alone=True)


def _claim(document: Document, said: Said, manner: Manner, sentences: tuple[Sentence, ...], *, alone: bool) -> Claim:
    exact = bool(said.since) if said.change is Change.COMES else bool(said.since or said.until)
    since, until, at = said.since, said.until, said.at
    written = document.period.end if document.period else document.issued_on
    if said.change is Change.COMES and since is None:
        since = written
    elif said.change is Change.GOES and until is None:
        until = written
    elif said.change is Change.HELD and not (until or at):
        # An annual report tells of its year in the past tense.
        at, until = (
            (document.period.end, None) if document.period and document.kind is Kind.ANNUAL_REPORT else (at, written)
        )
    return Claim(
        said.office, said.scope, said.holder, said.change, manner, since, until, at, exact, document, sentences, alone
    )


def _named_in(document: Document, sentences: Sequence[Sentence], organisations: frozenset[str]) -> Counter[str]:
    """How often a document names what is no person, folded, its title and publisher counted more."""
    seen: Counter[str] = Counter()
    texts = [(document.title, _TITLE_COUNTS), (document.publisher or "", _TITLE_COUNTS)]
    texts += [(sentence.text, 1) for sentence in sentences]
    for text, count in texts:
        for name in names_in(text, organisations):
            if not name.person:
                seen[fold(name.text)] += count
    return seen


def _home(named: Mapping[str, int], said: Mapping[str, int]) -> str:
    """The folded name of what the document is mostly about, of those that offices are said to belong to, or "".

    The one it names most and of which most is `said` anywhere.
    """
    worth = {
        scope: times * sum(count for name, count in named.items() if same_name(name, scope))
        for scope, times in said.items()
    }
    best = max(worth, key=lambda scope: (worth[scope], scope), default="")
    return best if worth.get(best) else ""
