"""Who came after whom, however it is put: "B tar över efter A", "A efterträddes av B", "A var ordförande före B"."""

import re
from functools import lru_cache

from service.verifying.parsing import Parsed

_NAME = r"(?:[A-ZÅÄÖ][\w:’'-]*(?: (?:[A-ZÅÄÖ][\w’'-]*|stad|kommun|län))*)"
_ASIDE = r"(?: ?\([^)]*\))?(?:,? (?:från|i|of|from) [A-ZÅÄÖ]\w+)?,?"
_REST = r"(?: [^.;:()]{0,60}?)?"
_TAKES = (
    r"(?:efterträder|efterträdde|efterträtt|avlöser|avlöste|avlöst|ersätter|ersatte|ersatt|succeeds|succeeded|replaces|"
    r"replaced|(?:tar|tog|tagit) över[^.;:()]{0,60}? (?:efter|från)|"
    r"(?:takes|took|taken) over[^.;:()]{0,60}? (?:after|from)|"
    r"(?:blir|blev|är|var|tillträder|tillträdde|utses|utsågs|väljs|valdes|"
    r"becomes|became)[^.;:()]{0,60}? (?:efter|after)|"
    r"efterträdare (?:till|åt)|successor (?:to|of))"
)
_GIVES = (
    r"(?:efterträds|efterträddes|avlöses|avlöstes|ersätts|ersattes|följs|följdes) av|"
    r"(?:is|was) (?:succeeded|replaced|followed) by|"
    r"(?:lämnar|lämnade|lämnat) över[^.;:()]{0,60}? till|(?:hands|handed) over[^.;:()]{0,60}? to|"
    r"(?:var|är|has been|was)[^.;:()]{0,60}? (?:före|innan|before)|företrädare (?:till|åt)|predecessor (?:to|of)"
)
_LATER_FIRST = (rf"(?P<later>{_NAME}){_ASIDE}{_REST} {_TAKES} (?P<earlier>{_NAME})",)
_INVERTED = (rf"(?:tar|tog) (?P<later>{_NAME}){_ASIDE} över[^.;:()]{{0,60}}? (?:efter|från) (?P<earlier>{_NAME})",)
_EARLIER_FIRST = (rf"(?P<earlier>{_NAME}){_ASIDE}{_REST} (?:{_GIVES}) (?P<later>{_NAME})",)
_POSSESSED = (
    r"(?P<later>{n}){a} (?:är|var|blir|blev|is|was) (?P<earlier>{n})(?:s|['’]s|) (?:efterträdare|successor)",
    r"(?P<earlier>{n}){a} (?:är|var|is|was) (?P<later>{n})(?:s|['’]s|) (?:företrädare|predecessor)",
)
_FRONTED = (
    r"(?:Före|Innan|Before) (?P<later>{n}),? (?:var|hette|was) (?P<earlier>{n})",
    r"(?:Efter|After) (?P<earlier>{n}),? (?:blev|blir|kom|kommer|tog|tar|valdes|came|became) (?P<later>{n})",
)


# Words that tell of nothing but the order.
ORDER_WORDS = frozenset(
    """efterträda efterträdare företrädare avlösa ersätta ta över före innan efter succeed successor predecessor
    replace before after""".split()
)


@lru_cache(maxsize=1)
def _forms() -> list[re.Pattern[str]]:
    made = [form.format(n=_NAME, a=_ASIDE) for form in (*_POSSESSED, *_FRONTED)]
    return [re.compile(form) for form in (*made, *_INVERTED, *_LATER_FIRST, *_EARLIER_FIRST)]


@lru_cache(maxsize=512)
def successions(text: str) -> frozenset[tuple[str, str]]:
    """(earlier, later) for each pair of names of which a clean text says that one came after the other."""
    found: set[tuple[str, str]] = set()
    for form in _forms():
        for match in form.finditer(text):
            earlier, later = _bare(match["earlier"]), _bare(match["later"])
            if earlier != later and (later, earlier) not in found:
                found.add((earlier, later))
    return frozenset(found)


def _bare(name: str) -> str:
    words = name.split()
    words[-1] = words[-1].removesuffix("s") if len(words) > 1 else words[-1]
    return " ".join(words)


def agree(statement: Parsed, quote: Parsed) -> bool | None:
    """Whether both tell the same order of two names; None where either tells none of those the other names."""
    mine, theirs = successions(statement.text), successions(quote.text)
    if not mine or not theirs:
        return None
    turned = {(later, earlier) for earlier, later in theirs}
    if any(_is_in(pair, turned) for pair in mine):
        return False
    return True if all(_is_in(pair, theirs) for pair in mine) else None


def _is_in(pair: tuple[str, str], known: set[tuple[str, str]] | frozenset[tuple[str, str]]) -> bool:
    """Whether a pair is known, by surnames alone too."""
    return any(all(_same(one, other) for one, other in zip(pair, found, strict=True)) for found in known)


def _same(one: str, other: str) -> bool:
    first, second = one.split(), other.split()
    return first == second or first[-1:] == second or second[-1:] == first or first[: len(second)] == second
