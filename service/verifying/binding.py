"""What the statement says in one clause, the quote says of one subject: no clause takes over another's parts."""

from service.verifying.aligning import Alignment
from service.verifying.clauses import is_verb
from service.verifying.dates import Date
from service.verifying.grammar import PRONOUNS, preposition
from service.verifying.numbers import Number
from service.verifying.parsing import Parsed

_POINTING = frozenset("samma då där dit same then there".split())
# Before these, what is told of is another noun than the one a relative clause tells of.
_LEADING = frozenset("efter till för med av mot åt om after to for with by of against about".split())
_RELATIVES = frozenset("som vilket vilken vilka who which that vars whose".split())
# An event and its day or place hang together whichever verb says so.
_HOLD = frozenset("hålla ske genomföra anordna arrangera hold organise organize".split())
_AND = frozenset("och samt and eller or både both".split())


def binding(found: Alignment) -> str | None:
    """What the statement says in one clause, the quote says of one subject."""
    for clause in sorted(set(found.statement.clauses)):
        mine = [place for place in found.pairs if found.statement.clauses[place] == clause]
        if mine and (_mixes_clauses(found, mine) or _skips_a_name(found, mine) or _takes_anothers_date(found, mine)):
            return "clause"
    return None


def _mixes_clauses(found: Alignment, mine: list[int]) -> bool:
    quote = found.quote
    targets = {found.pairs[place] for place in mine} | _dated(found, mine)
    clauses = sorted({quote.clauses[place] for place in targets})
    dated = _dated(found, mine)
    if len(clauses) > 1 and any(_drops_its_subject(found, clause, targets, dated) for clause in clauses[:-1]):
        return True
    for later in clauses[1:]:
        if _has_own_subject(found, later, targets) and not _as_noun(found, later, mine):
            return True
        if is_relative(quote, later) and not antecedent(quote, later) & targets:
            return True
    verbs = {place for place in targets if is_verb(quote.tokens[place], quote.language)}
    return bool(verbs) and any(_leaves_its_verb(found, clause, targets, verbs, dated) for clause in clauses)


def _dated(found: Alignment, mine: list[int]) -> set[int]:
    """The places in the quote of the dates and numbers that the statement's clause holds."""
    statement, quote = found.statement, found.quote
    clause = statement.clauses[mine[0]]
    spans: list[tuple[Date | Number, Date | Number]] = []
    for date in statement.dates:
        spans += [(date, other) for other in quote.dates if date.within(other)][:1]
    for number in statement.numbers:
        spans += [(number, other) for other in quote.numbers if number.borne_out_by(other)][:1]
    places: set[int] = set()
    for own, other in spans:
        at = statement.at(own.start, own.end)
        if at and statement.clauses[at[0]] == clause:
            places |= set(quote.at(other.start, other.end)[:1])
    return places


def _places(text: Parsed, clause: int) -> list[int]:
    return [place for place, number in enumerate(text.clauses) if number == clause]


def is_relative(text: Parsed, clause: int) -> bool:
    """Whether a clause begins with "som" or another word that tells of the one before."""
    places = _places(text, clause)
    return bool(places) and text.tokens[places[0]].word in _RELATIVES


def _has_own_subject(found: Alignment, clause: int, targets: set[int]) -> bool:
    """Whether the clause tells something of a subject of its own that the statement leaves out."""
    quote = found.quote
    places = _places(quote, clause)
    if quote.tokens[places[0]].word in _RELATIVES or any(quote.tokens[place].word in PRONOUNS for place in places[:3]):
        return False
    verb = next((place for place in places if is_verb(quote.tokens[place], quote.language)), None)
    if verb is None:
        return False
    subject = [p for p in places if p < verb and p in quote.content and not preposition(quote, p)]
    return bool(subject) and not set(subject) & targets


def _as_noun(found: Alignment, clause: int, mine: list[int]) -> bool:
    """Whether the statement takes only the verb of a clause, as a noun: "planning" of "när samhället planeras"."""
    taken = [place for place in mine if found.quote.clauses[found.pairs[place]] == clause]
    return len({found.pairs[place] for place in taken}) == 1 and not any(
        is_verb(found.statement.tokens[place], found.statement.language) for place in taken
    )


def antecedent(text: Parsed, clause: int) -> set[int]:
    """The words before a relative clause that it may tell of: the last noun with what hangs on it."""
    begin = _places(text, clause)[0]
    places: set[int] = set()
    for place in range(begin - 1, -1, -1):
        token = text.tokens[place]
        if is_verb(token, text.language) or token.word in _LEADING:
            break
        places.add(place)
    return places


def _is_pointed_at(text: Parsed, clause: int, targets: set[int]) -> bool:
    """Whether a later clause that is used takes up the day or place of this one: "Samma dag", "Där"."""
    later = {text.clauses[place] for place in targets if text.clauses[place] > clause}
    return any(text.tokens[_places(text, other)[0]].word in _POINTING for other in later)


def _drops_its_subject(found: Alignment, clause: int, targets: set[int], dated: set[int]) -> bool:
    """Whether more is taken of an earlier clause than a relative clause tells of, but not its subject."""
    told = _told_later(found, clause, targets)
    taken = {place for place in targets if found.quote.clauses[place] == clause} - told
    if taken <= dated and _is_pointed_at(found.quote, clause, targets):
        return False
    return bool(taken) and _has_own_subject(found, clause, targets)


def _told_later(found: Alignment, clause: int, targets: set[int]) -> set[int]:
    """The words of a clause that a later relative clause, which the statement uses, tells of."""
    quote = found.quote
    return {
        place
        for later in {quote.clauses[target] for target in targets}
        if later > clause and is_relative(quote, later)
        for place in antecedent(quote, later)
    }


def _leaves_its_verb(found: Alignment, clause: int, targets: set[int], verbs: set[int], dated: set[int]) -> bool:
    """Whether words that follow one verb are told with the verb of another clause."""
    quote = found.quote
    places = _places(quote, clause)
    own = [
        place
        for place in places
        if place in quote.content
        and is_verb(quote.tokens[place], quote.language)
        and quote.tokens[place].base not in _HOLD
    ]
    if not own or set(own) & verbs:
        return False
    told = _told_later(found, clause, targets)
    if any(quote.clauses[place] == clause for place in dated) and not _is_pointed_at(quote, clause, targets):
        return True
    return any(place > own[0] for place in targets - told if quote.clauses[place] == clause)


def _skips_a_name(found: Alignment, mine: list[int]) -> bool:
    """Whether another name stands in the quote between a name and what the statement tells of it."""
    statement, quote = found.statement, found.quote
    named = [place for place in mine if quote.tokens[found.pairs[place]].capital]
    for first, second in zip(named, named[1:], strict=False):
        linked = not any(is_verb(token, statement.language) for token in statement.tokens[first + 1 : second])
        low, high = sorted((found.pairs[first], found.pairs[second]))
        if linked and second - first <= 2 and _strangers(quote, low, high) and not _is_list(statement, first, second):
            return True
    return False


def _takes_anothers_date(found: Alignment, mine: list[int]) -> bool:
    """Whether a date of the statement follows, in the quote, on a name that the statement leaves out."""
    quote = found.quote
    names = [found.pairs[place] for place in mine if quote.tokens[found.pairs[place]].capital]
    targets = {found.pairs[place] for place in mine}
    for date in _dated(found, mine):
        if _is_pointed_at(quote, quote.clauses[date], targets):
            continue
        before = [
            place
            for place in range(date)
            if quote.tokens[place].capital
            and quote.clauses[place] == quote.clauses[date]
            and not preposition(quote, place)
        ]
        if before and before[-1] not in names and names and min(names) > date:
            return True
    return False


def _is_list(text: Parsed, first: int, second: int) -> bool:
    between = text.text[text.tokens[first].end : text.tokens[second].start]
    return "," in between or any(token.word in _AND for token in text.tokens[first + 1 : second])


def _strangers(text: Parsed, low: int, high: int) -> bool:
    places = [
        place for place in range(low + 1, high) if text.tokens[place].capital and len(text.tokens[place].word) > 2
    ]
    return any(
        not all(text.tokens[between].capital for between in range(low, place))
        and not all(text.tokens[between].capital for between in range(place, high + 1))
        for place in places
    )
