"""Who does what to whom: the parts of a statement hang together as in the quote."""

from collections import Counter
from itertools import combinations

from service.verifying.aligning import Alignment
from service.verifying.clauses import is_verb
from service.verifying.dates import Date
from service.verifying.grammar import PRONOUNS, is_agent, is_genitive, is_passive, is_subject, preposition, subject_of
from service.verifying.numbers import Number
from service.verifying.parsing import Parsed

# What is governed by one of these is no subject, but may be an object put otherwise ("takes over from", "succeeds").
_OTHER_PARTY = frozenset({"from", "to", "after", "before", "against", "than", "by", "with", "without"})
# So near, two words stand for one: "Eva Lind, ordförande" is "ordföranden Eva Lind".
_BESIDE = 2
_POINTING = frozenset("samma då där dit same then there".split())
_TRADABLE = _OTHER_PARTY - {"with", "by"}
# Before these, what is told of is another noun than the one a relative clause tells of.
_LEADING = frozenset("efter till för med av mot åt om after to for with by of against about".split())
_RELATIVES = frozenset("som vilket vilken vilka who which that vars whose".split())
_PLACES = frozenset("stad kommun region län city municipality".split())
# An event and its day or place hang together whichever verb says so.
_HOLD = frozenset("hålla ske genomföra anordna arrangera hold organise organize".split())
_AND = frozenset("och samt and eller or både both".split())
_COPULAS = frozenset("är blir var bli is are was becomes become heter".split())


def roles(found: Alignment) -> str | None:
    """The actors of the statement have the parts that they have in the quote."""
    if any(_owner_for_owned(found, place) for place in found.pairs):
        return "roles"
    actors = [place for place in found.pairs if _is_actor(found, place)]
    for place in actors:
        if _other_part(found, place, found.pairs[place]):
            return "roles"
    if any(_traded(found, first, second) for first, second in combinations(found.pairs, 2)):
        return "roles"
    for first, second in combinations(actors, 2):
        if found.statement.clauses[first] == found.statement.clauses[second] and _swapped(found, first, second):
            return "roles"
    return None


def _traded(found: Alignment, first: int, second: int) -> bool:
    """Whether two words have traded their prepositions: "från A till B" and "från B till A"."""
    mine = preposition(found.statement, first), preposition(found.statement, second)
    theirs = preposition(found.quote, found.pairs[second]), preposition(found.quote, found.pairs[first])
    return mine == theirs and mine[0] != mine[1] and bool(_TRADABLE & set(mine))


def _owner_for_owned(found: Alignment, place: int) -> bool:
    """Whether the statement speaks of an owner where the quote speaks of what is owned: "nätverkets intäkter"."""
    quote, other = found.quote, found.pairs[place]
    if not is_genitive(quote, other) or is_genitive(found.statement, place):
        return False
    head = next((after for after in quote.content if after > other and not quote.tokens[after].capital), None)
    return head is not None and head not in found.used and quote.tokens[head].base not in _PLACES


def _is_actor(found: Alignment, place: int) -> bool:
    return is_agent(found.statement, place) and is_agent(found.quote, found.pairs[place])


def _other_part(found: Alignment, mine: int, other: int) -> bool:
    """A subject on one side that is another party on the other side, with no passive to explain it."""
    for one, at, two, there in (
        (found.statement, mine, found.quote, other),
        (found.quote, other, found.statement, mine),
    ):
        governed = preposition(two, there)
        if governed == "by" and is_passive(two, two.clauses[there]) and not _attributes(two, there):
            active = not preposition(one, at) and not is_passive(one, one.clauses[at])
            if active and not is_subject(one, at):
                return True
        if governed in _OTHER_PARTY and not preposition(one, at) and is_subject(one, at):
            if two is found.quote and _told_in_relative(found, there):
                continue
            passive = is_passive(two, two.clauses[there]) or _attributes(two, there)
            if not (governed == "by" and passive):
                return True
    return False


def _told_in_relative(found: Alignment, place: int) -> bool:
    """Whether the statement takes what a relative clause tells of this word."""
    later = {found.quote.clauses[other] for other in found.used} - {found.quote.clauses[place]}
    return any(
        _is_relative(found.quote, clause) and place in _antecedent(found.quote, clause)
        for clause in later
        if clause > found.quote.clauses[place]
    )


def _attributes(text: Parsed, place: int) -> bool:
    return any(text.tokens[before].word in ("enligt", "according") for before in range(max(place - 4, 0), place))


def _swapped(found: Alignment, first: int, second: int) -> bool:
    one, two = found.pairs[first], found.pairs[second]
    if one <= two or (second - first <= _BESIDE and one - two <= _BESIDE):
        return False
    statement, quote = found.statement, found.quote
    for mine, other in ((first, one), (second, two)):
        governed = preposition(statement, mine)
        if governed and governed == preposition(quote, other):
            return False
        if "gen" in (governed, preposition(quote, other)) or {governed, preposition(quote, other)} & {
            "in",
            "for",
            "of",
        }:
            return False
    if is_passive(statement, statement.clauses[first]) != is_passive(quote, quote.clauses[two]):
        return False
    if _joined(quote, two, one) and _joined(statement, first, second):
        return False
    copula = {token.word for token in (*statement.tokens[first:second], *quote.tokens[two:one])} & _COPULAS
    return not (copula and not (statement.tokens[first].capital and statement.tokens[second].capital))


def subjects(found: Alignment) -> str | None:
    """Where the statement uses a verb of the quote, it tells it of the same subject."""
    statement, quote = found.statement, found.quote
    for verb, other in (*found.pairs.items(), *_modal_pairs(found), *_auxiliary_pairs(found)):
        both = _is_told(statement, verb) and _is_told(quote, other)
        if not both:
            continue
        mine, theirs = subject_of(statement, verb), subject_of(quote, other)
        if is_passive(statement, statement.clauses[verb]) != is_passive(quote, quote.clauses[other]):
            if _has_agent(statement, verb) != _has_agent(quote, other) and {found.pairs.get(p) for p in mine} & theirs:
                return "roles"
            continue
        targets = {found.pairs[place] for place in mine if place in found.pairs}
        turned = statement.tokens[verb].word in _COPULAS and {quote.clauses[t] for t in targets} == {
            quote.clauses[other]
        }
        if theirs and not targets & theirs and not (theirs & found.used and (turned or not mine)):
            return "clause"
    return None


def _has_agent(text: Parsed, verb: int) -> bool:
    """Whether the clause is in the passive and says by whom."""
    clause = text.clauses[verb]
    by = any(
        text.tokens[place].word in ("av", "by")
        for place in range(verb, len(text.tokens))
        if text.clauses[place] == clause
    )
    return by and is_passive(text, clause)


def _auxiliary_pairs(found: Alignment) -> list[tuple[int, int]]:
    """The places of the statement's "är", "har", "kan" and the like with the same verb in the clause used most."""
    statement, quote = found.statement, found.quote
    used = Counter(quote.clauses[place] for place in found.used)
    pairs = []
    for place, token in enumerate(statement.tokens):
        if not (token.function and is_verb(token, statement.language)):
            continue
        same = [
            other
            for other, word in enumerate(quote.tokens)
            if word.base == token.base and is_verb(word, quote.language) and used[quote.clauses[other]]
        ]
        if same:
            pairs.append((place, max(same, key=lambda other: (used[quote.clauses[other]], -other))))
    return pairs


def _modal_pairs(found: Alignment) -> list[tuple[int, int]]:
    """The places of verbs that are markers on both sides: "krävs", "vill"."""
    return [
        (mine.start, other.start)
        for mine in found.statement.markers
        for other in found.quote.markers
        if mine.name == other.name and mine.name in ("need", "demand", "propose", "want")
    ][:1]


def _is_told(text: Parsed, place: int) -> bool:
    """Whether the word is a finite verb, or the verb after "har"."""
    token = text.tokens[place]
    supine = text.language == "sv" and token.word.endswith("t") and token.base.endswith("a") and not token.capital
    return is_verb(token, text.language) or supine


def _joined(text: Parsed, first: int, last: int) -> bool:
    between = text.tokens[first + 1 : last]
    return not any(is_verb(token, text.language) for token in between)


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
        if _is_relative(quote, later) and not _antecedent(quote, later) & targets:
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


def _is_relative(text: Parsed, clause: int) -> bool:
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


def _antecedent(text: Parsed, clause: int) -> set[int]:
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
        if later > clause and _is_relative(quote, later)
        for place in _antecedent(quote, later)
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
