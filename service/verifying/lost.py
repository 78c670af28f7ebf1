"""What a statement leaves out that the quote cannot be told without: a right is not what it is a right to."""

from service.verifying.aligning import Alignment, has_idle_verb
from service.verifying.clauses import is_verb
from service.verifying.grammar import is_subject, preposition
from service.verifying.lexicon import lines
from service.verifying.parsing import Parsed

_LINKS = frozenset("till att på för om efter av med mot to of for that".split())
_GETS = frozenset("får fick fått få gets got receives received".split())
_GIVERS = frozenset(
    "ge lämna skicka sända tilldela få motta erhålla ta dela bevilja give send get receive grant".split()
)
_MODAL_CLASSES = frozenset(
    {"can", "want", "shall", "should", "need", "must", "demand", "propose", "plan", "try", "hope"}
)
_REACH = 3
_WHO = frozenset("som who that which".split())


def lost(found: Alignment) -> str | None:
    """No right, chance, risk or proposal is told as what it is about, and nobody gets what the quote gives nobody."""
    if any(_is_left_out(found, place) for place in found.quote.content):
        return "hedge"
    if any(_goes_untold(found, place) for place in range(len(found.statement.tokens) - 1)):
        return "clause"
    if any(_is_got(found, place) for place in range(len(found.statement.tokens))):
        return "clause"
    return "quantity" if any(_is_widened(found, place) for place in found.used) else None


def _goes_untold(found: Alignment, place: int) -> bool:
    """Whether "kom in" and the like, whose words say little alone, stand where the quote has a verb of its own."""
    statement, quote = found.statement, found.quote
    token, after = statement.tokens[place], statement.tokens[place + 1]
    if token.base != "komma" or after.word not in ("in", "med", "ut", "upp", "fram", "bort"):
        return False
    groups = frozenset().union(
        *(phrase.groups for phrase in statement.phrases if (phrase.start, phrase.end) == (place, place + 2))
    )
    said = any(groups & phrase.groups for phrase in quote.phrases)
    return not said and has_idle_verb(quote, found.used)


def _is_widened(found: Alignment, place: int) -> bool:
    """Whether a subject is told without what says which ones: "kommuner" for "kommuner med under 900 invånare"."""
    quote = found.quote
    rest = range(place + 1, len(quote.tokens))
    if not rest or "," in quote.text[quote.tokens[place].end : quote.tokens[rest[0]].start]:
        return False
    if preposition(quote, place) or not is_subject(quote, place):
        return False
    first = not any(is_verb(token, quote.language) for token in quote.tokens[:place])
    if not first or quote.tokens[place].word in ("vi", "we"):
        return False
    verbs = [other for other in rest if is_verb(quote.tokens[other], quote.language)]
    if quote.tokens[rest[0]].word in _WHO and len(verbs) > 1:
        told = {other for other in quote.content if rest[0] < other < verbs[1]}
        return bool(told) and not told & found.used
    if quote.tokens[rest[0]].word in ("med", "with") and verbs:
        counts = [n for n in quote.numbers if quote.tokens[place].end < n.start < quote.tokens[verbs[0]].start]
        return any(not any(own.low == count.low for own in found.statement.numbers) for count in counts)
    return False


def _is_left_out(found: Alignment, place: int) -> bool:
    """Whether a word like "rätt" before "till" is not used, but what it is a right to is."""
    quote, token = found.quote, found.quote.tokens[place]
    if place in found.used or not ({token.base, *token.parts[-1:]} & _possibilities()):
        return False
    if place + 1 >= len(quote.tokens) or quote.tokens[place + 1].word not in _LINKS:
        return False
    if any(marker.name in _MODAL_CLASSES for marker in found.statement.markers):
        return False
    after = [other for other in quote.content if other > place + 1][:_REACH]
    before = [other for other in quote.content if other < place and quote.clauses[other] == quote.clauses[place]]
    return any(other in found.used for other in after) and any(other in found.used for other in before)


def _possibilities() -> frozenset[str]:
    return frozenset(word for line in lines("possibilities.txt") for word in line.split())


def _is_got(found: Alignment, place: int) -> bool:
    """Whether "får" is the statement's verb, and the quote's verb neither gives nor gets."""
    statement, quote = found.statement, found.quote
    particle = place + 1 < len(statement.tokens) and statement.tokens[place + 1].word in ("in", "med", "fram")
    if statement.tokens[place].word not in _GETS or particle or _governs_a_verb(statement, place):
        return False
    clauses = {quote.clauses[other] for other in found.used}
    theirs = [
        token
        for other, token in enumerate(quote.tokens)
        if quote.clauses[other] in clauses
        and is_verb(token, quote.language)
        and (not token.function or token.word in _GETS)
    ]
    gives = any(token.base in _GIVERS or token.word in _GETS for token in theirs)
    taken = any(found.pairs[p] for p in found.pairs if is_verb(quote.tokens[found.pairs[p]], quote.language))
    return bool(theirs) and not gives and not taken


def _governs_a_verb(text: Parsed, place: int) -> bool:
    """Whether an infinitive or participle follows: "får delta", "fick fortsätta", "få högre"."""
    for token in text.tokens[place + 1 : place + 1 + _REACH]:
        if token.base == token.word and token.word.endswith("a") and not token.function:
            return True
    return False
