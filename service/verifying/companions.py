"""Who stands beside the doer: what is done by A with the support of B is not done by B with the support of A."""

from collections.abc import Iterator

from service.verifying.aligning import Alignment
from service.verifying.parsing import Parsed

_PARTS = {
    "support": ("med stöd av", "med stöd från", "med hjälp av", "with support from", "with the support of",
                "supported by", "with help from", "with the help of"),
    "commission": ("på uppdrag av", "på uppdrag från", "on behalf of", "commissioned by"),
    "initiative": ("på initiativ av", "på initiativ från", "on the initiative of", "at the initiative of"),
    "lead": ("under ledning av", "ledd av", "lett av", "led by", "under the leadership of"),
    "proposal": ("på förslag av", "på förslag från", "efter förslag av", "efter förslag från", "proposed by"),
}  # fmt: skip
_PHRASES = tuple((part, tuple(phrase.split())) for part, phrases in _PARTS.items() for phrase in phrases)


def companions(found: Alignment) -> str | None:
    """Whoever a statement puts beside the doer stands there in the quote too, where that names anybody there."""
    theirs = dict(_beside(found.quote))
    for part, first in _beside(found.statement):
        target = found.pairs.get(first)
        if part in theirs and target is not None and target < theirs[part]:
            return "roles"
    return None


def _beside(text: Parsed) -> Iterator[tuple[str, int]]:
    """The parts that somebody has in a text, each with the place of the first word that says who."""
    words = [token.word for token in text.tokens]
    for part, phrase in _PHRASES:
        for start in range(len(words) - len(phrase)):
            if tuple(words[start : start + len(phrase)]) == phrase:
                who = next((place for place in text.content if place >= start + len(phrase)), None)
                if who is not None:
                    yield part, who
