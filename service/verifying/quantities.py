"""Of how many, why and on what condition a statement tells: the same as its quote."""

from service.verifying.aligning import Alignment
from service.verifying.checks import modifying, used_markers
from service.verifying.clauses import is_condition
from service.verifying.parsing import Marker, Parsed

_SOME = ("some", "several", "many", "most", "few")
_TIMES = frozenset("år månad vecka dag vår höst sommar vinter gång year month week day spring autumn time".split())


def quantities(found: Alignment) -> str | None:
    """All are not some, and some are not all."""
    statement, quote = found.statement, found.quote
    mine = {marker.name for marker in statement.markers if not _tells_when(statement, marker)}
    theirs = {marker.name for marker in used_markers(found) if not _tells_when(quote, marker)}
    if "all" in mine and not {"all", "whole", "always"} & theirs and not _is_of_them_all(found):
        return "quantity"
    if "whole" in mine and not {"all", "whole"} & theirs:
        return "quantity"
    if any(name in mine and name not in theirs for name in _SOME):
        return "quantity"
    beside = {marker.name for marker in modifying(found)}
    if any(name in beside and name not in mine for name in _SOME):
        return "quantity"
    return None


def _is_of_them_all(found: Alignment) -> bool:
    """Whether "alla" stands before what the quote tells of all there are: "alla medlemmar" for "medlemmarna"."""
    return all(
        found.statement.tokens[marker.end - 1].word in ("alla", "samtliga")
        and marker.end in found.pairs
        and found.statement.language == found.quote.language == "sv"
        and found.quote.tokens[found.pairs[marker.end]].word.endswith(("arna", "erna", "orna"))
        for marker in found.statement.markers
        if marker.name == "all"
    )


def causes_and_conditions(found: Alignment) -> str | None:
    """No cause is added, no condition left out."""
    mine = {marker.name for marker in found.statement.markers}
    theirs = {marker.name for marker in found.quote.markers}
    if "cause" in mine and "cause" not in theirs:
        return "cause"
    conditions = [marker for marker in found.quote.markers if marker.name == "if" and _opens(found.quote, marker)]
    own = [marker for marker in found.statement.markers if marker.name == "if" and _opens(found.statement, marker)]
    return "condition" if len(conditions) != len(own) else None


def _opens(text: Parsed, marker: Marker) -> bool:
    """Whether a condition begins here: Swedish "om" is also "about", and "whether" before a question word."""
    return text.tokens[marker.start].word != "om" or is_condition(text.tokens, marker.start, text.language)


def _tells_when(text: Parsed, marker: Marker) -> bool:
    """Whether "varje" only says how often: "varje månad" is "en gång i månaden"."""
    return marker.name == "all" and marker.end < len(text.tokens) and text.tokens[marker.end].base in _TIMES
