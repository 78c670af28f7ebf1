"""Of whom a verb is told: the same subject on both sides, whether active or passive."""

from collections import Counter

from service.verifying.aligning import Alignment, has_idle_verb
from service.verifying.clauses import is_verb
from service.verifying.grammar import is_agent, is_passive, preposition, subject_of
from service.verifying.parsing import Parsed
from service.verifying.roles import COPULAS, is_mutual
from service.verifying.transfers import transfer

_ALONE = frozenset("alla de vi han hon man några många flera ingen all they we he she some many".split())


def subjects(found: Alignment) -> str | None:
    """Where the statement uses a verb of the quote, it tells it of the same subject."""
    statement, quote = found.statement, found.quote
    if _only_is(found):
        return "clause"
    for verb, other in (*found.pairs.items(), *_modal_pairs(found), *_auxiliary_pairs(found)):
        both = _is_told(statement, verb) and _is_told(quote, other)
        if not both or found.order or transfer(found):
            continue
        mine, theirs = subject_of(statement, verb), subject_of(quote, other)
        if is_passive(statement, statement.clauses[verb]) != is_passive(quote, quote.clauses[other]):
            told = _is_passive_form(statement, verb) != _is_passive_form(quote, other)
            if (
                told
                and _has_agent(statement, verb) != _has_agent(quote, other)
                and {found.pairs.get(p) for p in mine} & theirs
            ):
                return "roles"
            if _acts_unnamed(found, verb, other, mine):
                return "clause"
            continue
        targets = {found.pairs[place] for place in mine if place in found.pairs}
        targets = _whole(quote, targets)
        turned = statement.tokens[verb].word in COPULAS and {quote.clauses[t] for t in targets} == {
            quote.clauses[other]
        }
        if not theirs and targets and not is_mutual(found) and _is_of_another(quote, other, targets):
            return "roles"
        things = statement.tokens[verb].function and _are_things(found, mine, theirs)
        if theirs and not targets & theirs and not things and not (theirs & found.used and (turned or not mine)):
            return "clause"
    return None


def _only_is(found: Alignment) -> bool:
    """Whether the statement says that something is what the quote says that it does something to."""
    statement, quote = found.statement, found.quote
    verbs = [token.word for token in statement.tokens if is_verb(token, statement.language)]
    if any(phrase.end - phrase.start > 1 for phrase in statement.phrases if phrase.start == _first_verb(statement)):
        return False  # "är med i", which the quote says as "sitter i"
    theirs = {token.word for token in quote.tokens}
    if len(verbs) != 1 or verbs[0] not in ("är", "var", "is", "was") or theirs & COPULAS:
        return False
    subject = {found.pairs.get(place) for place in subject_of(statement, _first_verb(statement))}
    main = _first_verb(quote)
    return bool(subject & subject_of(quote, main)) and main not in found.used and has_idle_verb(quote, found.used)


def _first_verb(text: Parsed) -> int:
    return next((place for place, token in enumerate(text.tokens) if is_verb(token, text.language)), 0)


def _are_things(found: Alignment, mine: set[int], theirs: set[int]) -> bool:
    """Whether neither subject can act and both are told of in both: "ett samhälle har god beredskap" of "är god i"."""
    acting = any(is_agent(found.statement, place) for place in mine) or any(
        is_agent(found.quote, place) for place in theirs
    )
    return not acting and not found.missing and bool(theirs & found.used)


def _acts_unnamed(found: Alignment, verb: int, other: int, mine: set[int]) -> bool:
    """Whether the statement says who did what the quote, in the passive, says was done by nobody named."""
    statement, quote = found.statement, found.quote
    passive = quote.tokens[other].word.endswith("s") and not statement.tokens[verb].word.endswith("s")
    if "en" in (quote.language, statement.language) or is_mutual(found) or not passive or _has_agent(quote, other):
        return False
    return any(is_agent(statement, place) and place in found.pairs for place in mine)


def _is_of_another(text: Parsed, verb: int, targets: set[int]) -> bool:
    """Whether "alla" or the like is the verb's subject, and what the statement tells it of comes after the verb."""
    if verb == 0 or text.tokens[verb - 1].word not in _ALONE:
        return False
    return all(target > verb for target in targets)


def _is_passive_form(text: Parsed, verb: int) -> bool:
    """Whether the verb itself, not another of its clause, is in the passive."""
    token = text.tokens[verb]
    return not token.function and (text.language == "en" or token.word.endswith("s"))


def _whole(text: Parsed, places: set[int]) -> set[int]:
    """The places and those of the phrases they are part of: "participants" is borne out by "those who take part"."""
    spans = [
        range(phrase.start, phrase.end) for phrase in text.phrases if places & set(range(phrase.start, phrase.end))
    ]
    return places.union(*spans)


def _has_agent(text: Parsed, verb: int) -> bool:
    """Whether the clause is in the passive and says by whom."""
    clause = text.clauses[verb]
    by = any(
        preposition(text, place) == "by" for place in text.content if place > verb and text.clauses[place] == clause
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
