"""A clause that leaves out its verb: "kommunen ansvarar för finansieringen, staten för uppföljningen" (gapping)."""

from itertools import pairwise

from service.verifying.aligning import Alignment
from service.verifying.clauses import is_verb
from service.verifying.parsing import Parsed

_AND = frozenset("och men medan samt and but while".split())


def gapped(found: Alignment) -> str | None:
    """What a clause without a verb tells of its own subject is not told of the subject of the clause before it."""
    quote = found.quote
    for opening, after in _shared_openings(quote):
        own = {place for place in quote.content if opening.stop <= place < after.start}
        told = {place for place in quote.content if after.start < place < after.stop}
        first = {place for place in quote.content if opening.start <= place < _verb(quote, opening)}
        if told & found.used and first & found.used and not own & found.used:
            return "roles"
    return None


def _shared_openings(quote: Parsed) -> list[tuple[range, range]]:
    """A clause with a verb and a preposition, up to the comma, and the same preposition to the end of the next part.

    Between the two stands the subject of the second, one or two words, with no verb after it.
    """
    parts = [range(*ends) for ends in pairwise([0, *_parts(quote), len(quote.tokens)])]
    found: list[tuple[range, range]] = []
    for before, after in pairwise(parts):
        if _verb(quote, before) == before.stop or _verb(quote, after) < after.stop:
            continue
        words = {quote.tokens[place].word for place in before if place > _verb(quote, before)}
        heads = [place for place in after if quote.tokens[place].word in words and quote.tokens[place].function]
        if heads and _names_somebody(quote, range(after.start, heads[0])):
            found.append((before, range(heads[0], after.stop)))
    return found


def _names_somebody(quote: Parsed, head: range) -> bool:
    words = [place for place in head if quote.tokens[place].word not in _AND]
    return 0 < len(words) <= 2 and any(place in quote.content for place in words)


def _parts(quote: Parsed) -> list[int]:
    """The places where something is joined on, by a comma or a word."""
    return [
        place
        for place, (one, other) in enumerate(pairwise(quote.tokens), 1)
        if other.word in _AND or set(",;") & set(quote.text[one.end : other.start])
    ]


def _verb(quote: Parsed, part: range) -> int:
    """The place of the part's first verb; its end where it has none."""
    return next((place for place in part if is_verb(quote.tokens[place], quote.language)), part.stop)
