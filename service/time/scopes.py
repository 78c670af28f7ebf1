"""What an office belongs to: the organisation or body that the words around it name."""

import re
from collections.abc import Sequence

from service.time.names import NameMention, fold
from service.time.offices import OfficeMention

_SCOPE_AFTER = re.compile(
    r"(?:n|s)?\s(?:för|i|på|vid|hos|inom|of|for|at|in|with)\s(?:(?:det|den|the|hela|svenska|nationella|WHO:s)\s)*",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"(?:nätverket|föreningen|förbundet|organisationen|styrelsen|network|association|board|organisation|organization|"
    r"federation|stiftelsen|foundation)s?\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:[\wåäö-]+ ){0,2}?([\wåäö-]*(?:styrelse|nämnd|utskott|grupp|kommission|kommitté|beredning|råd|fullmäktige|"
    r"delegation|avdelning|projekt|förvaltning|committee|group|commission|council|department|project)"
    r"(?:en|n|et|ens|ns|ets|s)?)\b"
)


def scope_of(text: str, mention: OfficeMention, names: Sequence[NameMention]) -> tuple[str, list[NameMention]]:
    """What an office belongs to, folded, "" where that is unsaid; and the names that say it."""
    position = mention.end
    while step := _SCOPE_AFTER.match(text, position):
        at = step.end()
        name = next((name for name in names if name.start == at and not name.person), None)
        if name is not None:
            return fold(name.text), [name]
        own = _OWN.match(text, at)
        body = _BODY.match(text, at) if not own else None
        if body:
            return _with_place(text, body.end(), fold(body.group(1)), names)
        if not own:
            break
        position = own.end()
        name = next((name for name in names if name.start == position + 1 and not name.person), None)
        if name is not None:
            return fold(name.text), [name]
    return _before_office(text, mention, names)


def _with_place(text: str, at: int, body: str, names: Sequence[NameMention]) -> tuple[str, list[NameMention]]:
    step = _SCOPE_AFTER.match(text, at)
    name = next((name for name in names if step and name.start == step.end()), None)
    return (f"{body} {fold(name.text)}", [name]) if name else (body, [])


def _before_office(text: str, mention: OfficeMention, names: Sequence[NameMention]) -> tuple[str, list[NameMention]]:
    """As in "Healthy Cities Sveriges ordförande" and "kommunstyrelsens ordförande"."""
    before = text[: mention.start].rstrip()
    for name in names:
        gap = text[name.end : mention.start].strip()
        genitive = gap in (":s", "'s", "’s") or (gap == "" and text[name.start : name.end].endswith(("s", "’s", "'s")))
        if name.end <= mention.start and genitive and not name.person:
            return fold(name.text), [name]
    last = before.split(" ")[-1] if before else ""
    if last.endswith("s") and not _OWN.fullmatch(last) and _BODY.fullmatch(last):
        return fold(last), []
    return "", []
