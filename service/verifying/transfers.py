"""Who gives and who gets: "A skickade en enkät till B" is "B fick en enkät från A", and not "A fick en enkät"."""

from service.verifying.aligning import Alignment
from service.verifying.clauses import is_verb
from service.verifying.grammar import is_passive, preposition, subject_of
from service.verifying.parsing import Parsed

_GIVES = frozenset(
    """ge lämna skicka sända tilldela bevilja dela överlämna rikta ställa erbjuda skänka anslå betala give send grant
    award hand offer pay""".split()
)
_GETS = frozenset("få motta mottaga erhålla get receive obtain".split())
_GOT = frozenset("får fick fått gets got received receives".split())
_PARTICLES = frozenset("in ut fram med tillbaka".split())


def transfer(found: Alignment) -> bool | None:
    """Whether giver and receiver are the same on both sides.

    None where one side tells of neither, or both with the same kind of verb.
    """
    mine, theirs = _parties(found.statement), _parties(found.quote)
    if mine is None or theirs is None:
        return None
    (giver, receiver, gets), (given_by, given_to, got) = mine, theirs
    targets = [{found.pairs[place] for place in party if place in found.pairs} for party in (giver, receiver)]
    if targets[1] & given_by or targets[0] & given_to:
        return False
    if gets == got:
        return None
    return True if targets[1] & given_to or targets[0] & given_by else None


def transfers(found: Alignment) -> str | None:
    """Nobody gets what they gave."""
    return "roles" if transfer(found) is False else None


def _parties(text: Parsed) -> tuple[set[int], set[int], bool] | None:
    """The words for the giver and the receiver, and whether the verb is one of getting; None for no such verb."""
    for place, token in enumerate(text.tokens):
        verb = is_verb(token, text.language) or (token.word == token.base and token.base in _GIVES | _GETS)
        after = text.tokens[place + 1].word if place + 1 < len(text.tokens) else ""
        gets = token.word in _GOT or token.base in _GETS
        if verb and gets and after not in _PARTICLES and not _is_modal(text, place):
            return _governed(text, place, "from") | _governed(text, place, "by"), subject_of(text, place), True
        if verb and token.base in _GIVES:
            if is_passive(text, text.clauses[place]):
                return _governed(text, place, "by"), _governed(text, place, "to"), False
            return subject_of(text, place), _governed(text, place, "to"), False
    return None


def _is_modal(text: Parsed, place: int) -> bool:
    """Whether "får" governs a verb: "får delta", "fick fortsätta"."""
    near = text.tokens[place + 1 : place + 4]
    return any(token.base == token.word and token.word.endswith("a") and not token.function for token in near)


def _governed(text: Parsed, verb: int, kind: str) -> set[int]:
    clause = text.clauses[verb]
    return {place for place in text.content if text.clauses[place] == clause and preposition(text, place) == kind}
