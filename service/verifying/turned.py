"""What a statement turns around: owners, or what is told with its time, cause or condition."""

from collections import Counter
from itertools import combinations

from service.verifying.aligning import Alignment
from service.verifying.clauses import is_verb
from service.verifying.grammar import is_genitive, is_passive, is_subject, preposition
from service.verifying.parsing import Parsed

_OPENERS = frozenset("när då eftersom om medan innan sedan ifall when because since if while before after".split())
_THOSE = frozenset("den de dem those".split())
_AND = frozenset("och eller samt and or".split())
_WHO = frozenset("som who".split())


def turned(found: Alignment) -> str | None:
    """No owner has another's thing, and no cause, time or condition is told as what it is told of."""
    if any(_has_anothers(found, owner) for owner in found.pairs) or _traded_attributes(found) or _is_owned(found):
        return "roles"
    return "clause" if _is_exchanged(found) or _is_told_of_others(found) or _crosses(found) else None


def _is_told_of_others(found: Alignment) -> bool:
    """Whether what tells of whom and what is told of them have changed places: "de som äter klarar skolan"."""
    mine, theirs = _relative_verbs(found.statement), _relative_verbs(found.quote)
    verbs = [place for place in found.pairs if is_verb(found.quote.tokens[found.pairs[place]], found.quote.language)]
    out = any(place in mine and found.pairs[place] not in theirs for place in verbs)
    return out and any(place not in mine and found.pairs[place] in theirs for place in verbs)


def _relative_verbs(text: Parsed) -> set[int]:
    """For each "som" the first verb after it."""
    verbs = [place for place, token in enumerate(text.tokens) if is_verb(token, text.language)]
    openers = [place for place, token in enumerate(text.tokens) if token.word in _WHO]
    return {next((verb for verb in verbs if verb > opener), -1) for opener in openers} - {-1}


def _crosses(found: Alignment) -> bool:
    """Whether a word stands before "än" on one side and after it on the other: "A är större än B"."""
    mine, theirs = (_than(text) for text in (found.statement, found.quote))
    if mine is None or theirs is None:
        return False
    beside = [
        place
        for place, other in found.pairs.items()
        if _opening(found.statement, found.statement.clauses[place])[0] not in _OPENERS
        and _opening(found.quote, found.quote.clauses[other])[0] not in _OPENERS
    ]
    named = [place for place in beside if not is_verb(found.statement.tokens[place], found.statement.language)]
    return any((place < mine) != (found.pairs[place] < theirs) for place in named)


def _than(text: Parsed) -> int | None:
    places = [place for place, token in enumerate(text.tokens) if token.word in ("än", "than")]
    counted = any(number.start <= text.tokens[place].start < number.end for place in places for number in text.numbers)
    return places[0] if len(places) == 1 and not counted else None


def _has_anothers(found: Alignment, owner: int) -> bool:
    """Whether an owner's thing is another owner's in the quote: "dagens behov, framtidens möjligheter"."""
    statement, quote = found.statement, found.quote
    if not is_genitive(statement, owner) or not is_genitive(quote, found.pairs[owner]):
        return False
    thing, theirs = _owned(statement, owner), _owned(quote, found.pairs[owner])
    if thing is None or theirs is None or found.pairs.get(thing) in (None, theirs):
        return False
    target = found.pairs[thing]
    return any(_owned(quote, other) == target for other in quote.content if is_genitive(quote, other))


def _traded_attributes(found: Alignment) -> bool:
    """Whether two words have the attributes of each other: "ett nytt sätt i det gamla arbetet"."""
    heads = [(place, place + 1) for place in found.pairs if place + 1 in found.pairs]
    targets = {(found.pairs[attribute], found.pairs[head]) for attribute, head in heads}
    for first, second in combinations(sorted(targets), 2):
        if len({*first, *second}) < len(first) + len(second):
            continue
        crossed = (first[0], second[1]), (second[0], first[1])
        if all(head - attribute == 1 for attribute, head in crossed):
            return True
    return False


def _is_owned(found: Alignment) -> bool:
    """Whether who acts and who owns have changed places: "människor … samhällets behov"."""
    statement, quote = found.statement, found.quote
    acting = [p for p in found.pairs if _acts(statement, p) and is_genitive(quote, found.pairs[p])]
    owning = [p for p in found.pairs if is_genitive(statement, p) and _acts(quote, found.pairs[p])]
    return any(statement.clauses[one] == statement.clauses[other] for one in acting for other in owning)


def _acts(text: Parsed, place: int) -> bool:
    """Whether the word is the subject of a verb in the active that follows it."""
    if is_genitive(text, place) or preposition(text, place) or is_passive(text, text.clauses[place]):
        return False
    return is_subject(text, place) and not (place and text.tokens[place - 1].capital)


def _owned(text: Parsed, owner: int) -> int | None:
    """The noun that a genitive owns: the last word of content before the next that is none."""
    last = None
    for place in range(owner + 1, len(text.tokens)):
        verb = is_verb(text.tokens[place], text.language)
        if place not in text.content or text.clauses[place] != text.clauses[owner] or verb:
            break
        last = place
    return last


def _is_exchanged(found: Alignment) -> bool:
    """Whether what the statement tells as condition stands outside the quote's, and the other way round."""
    mine, theirs = _conditions(found.statement), _conditions(found.quote)
    if not mine or not theirs:
        return False
    seen = Counter(
        (found.statement.clauses[place] in mine, found.quote.clauses[other] in theirs)
        for place, other in found.pairs.items()
    )
    out, within = seen[True, False], seen[True, True]
    back, outside = seen[False, True], seen[False, False]
    return (out > within and back > 0) or (back > outside and out > 0)


def _conditions(text: Parsed) -> set[int]:
    """The numbers of the clauses that tell a time, a cause, a condition, or of whom the rest is told."""
    found: set[int] = set()
    last = max(text.clauses, default=0)
    for clause in range(last + 1):
        words = _opening(text, clause)
        if words[0] in _OPENERS:
            found.add(clause)
        elif words[0] in _THOSE and words[1:] and words[1] in _WHO:
            found.add(clause)
            while clause < last and _goes_on(text, clause + 1):
                clause += 1
                found.add(clause)
    return found if len(found) <= last else set()


def _opening(text: Parsed, clause: int) -> list[str]:
    begin = text.clauses.index(clause)
    return [token.word for token in text.tokens[begin : begin + 2]]


def _goes_on(text: Parsed, clause: int) -> bool:
    """Whether a clause is joined to the one before by a comma or "och", as in "den som mår bra, hör till …"."""
    begin = text.clauses.index(clause)
    return text.tokens[begin].word in _AND or "," in text.text[text.tokens[begin - 1].end : text.tokens[begin].start]
