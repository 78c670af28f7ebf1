"""A quote's own words with a subordinate clause or a parenthesis left out."""

import re

_OPENERS = re.compile(
    r"(?:,? ?\(|,? (?:som|vilket|vilken|vars|which|who|whose|eftersom|because|så att|för att|in order to|so that)\b)",
    re.IGNORECASE,
)
# Without these what is left would claim more.
_LIMITS = re.compile(
    r"\b(?:om|när|utan|if|when|unless|without|bara|endast|only|inte|not|preliminär\w*)\b", re.IGNORECASE
)


def is_shortening(text: str, quote: str) -> bool:
    """Whether a clean text is the quote but for one part, set off by comma or parenthesis or telling a purpose.

    A clause that says which ones are meant has no comma before it, and may not be left out.
    """
    text, quote = text.rstrip(" .,–"), quote.rstrip(" .")
    head = _shared(text, quote)
    while head > 0:
        tail = text[head:].lstrip(" ,")
        if quote.casefold().endswith(tail.casefold()) and _may_go(quote, head, len(quote) - len(tail), tail):
            return True
        head = max(text.rfind(" ", 0, head), 0)
    return False


def _shared(text: str, quote: str) -> int:
    """How many characters the two have in common from their beginnings."""
    same = 0
    while same < min(len(text), len(quote)) and text[same].casefold() == quote[same].casefold():
        same += 1
    return same


def _may_go(quote: str, start: int, end: int, tail: str) -> bool:
    gone = quote[start:end]
    opener = _OPENERS.match(gone)
    if opener is None or _LIMITS.search(gone) or len(gone) > len(quote) // 1.3:
        return False
    purpose = any(word in opener.group().casefold() for word in ("att", "order", "that", "eftersom", "because"))
    closed = not tail or gone.rstrip().endswith((",", ")"))
    return closed and (purpose or opener.group().startswith((",", " (", "(", ", (")))
