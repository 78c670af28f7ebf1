"""What the quote tells of as ended, refused or called off, which a statement may not tell of as if it were there."""

from service.verifying.aligning import Alignment
from service.verifying.parsing import Parsed

_ENDS = frozenset(
    "avsluta upphöra avskaffa avveckla avbryta avblåsa avslå avvisa avböja inställa återkalla upplösa avgå misslyckas "
    "vägra neka end cease abolish terminate cancel withdraw reject refuse decline dissolve discontinue fail".split()
)
# Verbs that end something together with the word after them.
_ENDS_WITH = frozenset(
    [("lägga", "ned"), ("lägga", "ner"), ("säga", "upp"), ("dra", "tillbaka"), ("ställa", "in"), ("gå", "ur")]
)
_REACH = 2
# "När projektet avslutades" tells when.
_WHEN = frozenset("när då innan sedan efter medan tills om as when before after while until if".split())


def ended(found: Alignment) -> str | None:
    """Nothing that the quote tells of as ended, and the statement does not, is told of.

    Where the quote goes on about what has ended ("projektet avslutades 2019 och gällde skolan"), that may be told.
    """
    if _ends(found.statement) or any(marker.name == "negation" for marker in found.statement.markers):
        return None
    quote = found.quote
    clauses = {quote.clauses[place] for place in _ends(quote) if place not in found.used}
    over = {number for number in clauses if quote.tokens[quote.clauses.index(number)].word not in _WHEN}
    told = [place for place in found.used if quote.clauses[place] in over]
    if len(told) == len(found.used) > 0:
        return "negation"
    return "clause" if len(told) > 1 else None


def _ends(text: Parsed) -> list[int]:
    """The places of words that say that something has ended."""
    return [
        place
        for place, token in enumerate(text.tokens)
        if token.base in _ENDS
        or any((token.base, after.word) in _ENDS_WITH for after in text.tokens[place + 1 : place + 1 + _REACH])
    ]
