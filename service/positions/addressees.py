"""Whom a position asks to act."""

import re

_ACTOR = (
    "(?:"
    + "|".join(
        (
            r"[Ss]taten|[Rr]egeringen|[Rr]iksdagen|[Kk]ommuner(?:na)?|[Rr]egioner(?:na)?|[Mm]yndigheter(?:na)?",
            r"[Pp]olitiker(?:na)?|[Ss]kolan|[Aa]rbetsgivar(?:en|na|e)|[Bb]eslutsfattar(?:na|e)|[Cc]ivilsamhället",
            r"(?:[Vv]arje|[Aa]lla|[Ss]amtliga) (?:kommun|region|myndighet)\w*|[Nn]ationella strategier",
            r"[A-ZÅÄÖ][\w-]+(?: [a-zåäö]+){0,2}?(?:myndigheten|rådet|verket|styrelsen|departementet)",
            r"[A-ZÅÄÖ][\w-]+(?:ande|iska) (?:myndigheten|rådet|verket|styrelsen)",
            r"[A-ZÅÄÖ][\w-]*(?:myndigheten|rådet|verket|styrelsen|departementet)",
            r"[Tt]he (?:state|government|parliament|municipalities|regions|[A-Z]\w+ (?:[A-Z]\w+ )?(?:Agency|Council))",
            r"[Mm]unicipalities|[Rr]egions|[Ee]very (?:municipality|region)",
        )
    )
    + ")"
)
_ACTORS = rf"{_ACTOR}(?:(?:, | och | and | samt ){_ACTOR})*(?: \([A-ZÅÄÖ]\w+\))?"
_ASKED = (
    re.compile(
        rf"\b(?:vill|kräver|föreslår|önskar|demands?|proposes?|wants?|that|att)\s+(?:att\s+)?(?P<who>{_ACTORS})"
    ),
    re.compile(rf"\b(?:uppmanar|kräver av|begär av|vädjar till|call on|calls on|urges?|asks?)\s+(?P<who>{_ACTORS})"),
    re.compile(rf"(?P<who>{_ACTORS})\s+(?:\w+\s+)?(?:måste|bör|behöver|ska|borde|must|should|needs? to|shall)\b"),
    re.compile(rf"\b(?:måste|bör|behöver|ska|borde)\s+(?P<who>{_ACTORS})\b"),
)


def addressee_of(text: str) -> str | None:
    """Who is asked to act, in the sentence's own words; None where it names nobody."""
    for asked in _ASKED:
        if match := asked.search(text):
            return str(match["who"])
    return None
