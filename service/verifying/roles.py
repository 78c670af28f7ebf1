"""Who does what to whom: those who act in the statement have the parts that they have in the quote."""

from itertools import combinations

from service.verifying.aligning import Alignment
from service.verifying.binding import antecedent, is_relative
from service.verifying.clauses import is_verb
from service.verifying.grammar import is_agent, is_genitive, is_passive, is_subject, preposition
from service.verifying.parsing import Parsed
from service.verifying.transfers import transfer

# What is governed by one of these is no subject, but may be an object put otherwise ("takes over from", "succeeds").
_OTHER_PARTY = frozenset({"from", "to", "after", "before", "against", "than", "by", "with", "without"})
# So near, two words stand for one: "Eva Lind, ordförande" is "ordföranden Eva Lind".
_BESIDE = 2
_TRADABLE = (_OTHER_PARTY | {"for"}) - {"with", "by"}
_PLACES = frozenset("stad kommun region län city municipality".split())
_MUTUAL = frozenset(
    """samverka samverkan samarbeta samarbete samarbetspartner partner dialog diskutera samtala möta möte träffa träffas
    enas avtal överenskommelse cooperate cooperation collaborate collaboration meet meeting dialogue agree""".split()
)
_OF = frozenset("av of från from".split())
_EXISTS = frozenset("finns fanns funnits there".split())
COPULAS = frozenset("är blir var bli is are was becomes become heter".split())


def followers(found: Alignment) -> str | None:
    """Who came after whom is told in the same order."""
    return "roles" if found.order is False else None


def roles(found: Alignment) -> str | None:
    """The actors of the statement have the parts that they have in the quote."""
    if found.order:
        return None
    if any(_owner_for_owned(found, place) for place in found.pairs):
        return "roles"
    if any(_is_given_to(found, place) for place in found.pairs):
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


def _is_given_to(found: Alignment, place: int) -> bool:
    """Whether something is told as done to those with whom it is done: "till" for "tillsammans med"."""
    parts = preposition(found.statement, place), preposition(found.quote, found.pairs[place])
    return parts == ("to", "together") and found.statement.language == found.quote.language


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
    if head is not None and _is_said(found, head):
        return False
    return head is not None and head not in found.used and quote.tokens[head].base not in _PLACES


def _is_said(found: Alignment, place: int) -> bool:
    """Whether a phrase of the statement says this word of the quote: "fick in" for "intäkter"."""
    groups = frozenset().union(*(phrase.groups for phrase in found.quote.phrases if phrase.start <= place < phrase.end))
    return any(
        any(not group.startswith("=") for group in phrase.groups & groups) and phrase.end - phrase.start > 1
        for phrase in found.statement.phrases
    )


def _is_actor(found: Alignment, place: int) -> bool:
    return is_agent(found.statement, place) and is_agent(found.quote, found.pairs[place])


def _other_part(found: Alignment, mine: int, other: int) -> bool:
    """A subject on one side that is another party on the other side, with no passive to explain it."""
    for one, at, two, there in (
        (found.statement, mine, found.quote, other),
        (found.quote, other, found.statement, mine),
    ):
        governed = preposition(two, there)
        if governed in ("from", "to", "by") and transfer(found):
            continue
        if (governed in ("with", "to") and is_mutual(found)) or (
            governed in ("by", "from") and _of_action(found, two, there)
        ):
            continue
        if governed == "by" and is_passive(two, two.clauses[there]) and not _attributes(two, there):
            active = not preposition(one, at) and not is_passive(one, one.clauses[at])
            if active and not is_subject(one, at):
                return True
        if governed in _OTHER_PARTY and not preposition(one, at) and is_subject(one, at) and not _exists(one, at):
            if two is found.quote and _told_in_relative(found, there):
                continue
            passive = is_passive(two, two.clauses[there]) or _attributes(two, there)
            if not (governed == "by" and passive):
                return True
    return False


def is_mutual(found: Alignment) -> bool:
    """Whether both tell of something that two do with each other: "A samverkar med B" is "B samverkar med A"."""
    return all(any(token.base in _MUTUAL for token in text.tokens) for text in (found.statement, found.quote))


def _of_action(found: Alignment, text: Parsed, place: int) -> bool:
    """Whether "av" follows an action as a noun, so that it tells what is acted on: "grundandet av nätverket"."""
    before = [other for other in range(max(place - 4, 0), place) if text.tokens[other].word in _OF]
    if not before or before[-1] == 0:
        return False
    noun, mine = before[-1] - 1, text is found.statement
    beside = found.quote if mine else found.statement
    pairs = found.pairs if mine else {other: own for own, other in found.pairs.items()}
    return noun in pairs and is_verb(beside.tokens[pairs[noun]], beside.language)


def _exists(text: Parsed, place: int) -> bool:
    """Whether the clause only says that something is there: "det finns nätverk"."""
    return any(
        token.word in _EXISTS and text.clauses[other] == text.clauses[place] for other, token in enumerate(text.tokens)
    )


def _told_in_relative(found: Alignment, place: int) -> bool:
    """Whether the statement takes what a relative clause tells of this word."""
    later = {found.quote.clauses[other] for other in found.used} - {found.quote.clauses[place]}
    return any(
        is_relative(found.quote, clause) and place in antecedent(found.quote, clause)
        for clause in later
        if clause > found.quote.clauses[place]
    )


def _attributes(text: Parsed, place: int) -> bool:
    return any(text.tokens[before].word in ("enligt", "according") for before in range(max(place - 4, 0), place))


def _swapped(found: Alignment, first: int, second: int) -> bool:
    one, two = found.pairs[first], found.pairs[second]
    if one <= two or transfer(found) or (second - first <= _BESIDE and one - two <= _BESIDE):
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
    copula = {token.word for token in (*statement.tokens[first:second], *quote.tokens[two:one])} & COPULAS
    return not (copula and not (statement.tokens[first].capital and statement.tokens[second].capital))


def _joined(text: Parsed, first: int, last: int) -> bool:
    between = text.tokens[first + 1 : last]
    return not any(is_verb(token, text.language) for token in between)
