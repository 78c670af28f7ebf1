"""Dates that a text mentions, in Swedish and English, and where."""

import re
from dataclasses import dataclass

from corpus.dates import MONTHS, PartialDate
from ingest.describing.folding import fold

MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
YEAR = r"(?:19|20)\d\d"
_ORDINAL = r"(?::?(?:e|a|de)|st|nd|rd|th)?"
_NO_NUMBER = r"(?<!nr )(?<!nr\. )(?<!no )(?<!no\. )(?<!nummer )(?<!issue )"
"""What stands before an issue's number, which is no day: "Nr 4 december 2017"."""
_DATES = re.compile(
    rf"(?<!\d)(?P<y8>{YEAR})-(?P<m8>0[1-9]|1[0-2])-[0-3]\d\s*[-/]\s*(?P<d8>[0-3]\d)(?![\d-])"
    rf"|(?<!\d)(?P<y1>{YEAR})-(?P<m1>0[1-9]|1[0-2])(?:-(?P<d1>[0-3]\d)(?:t\d\d:\d\d\S*)?)?(?!\d)(?!-(?!{YEAR})\d)"
    rf"|(?<![\d./])(?P<y4>{YEAR})(?P<s4>[./ ])(?P<m4>0[1-9]|1[0-2])(?P=s4)(?P<d4>[0-3]\d)(?!\d)"
    rf"|(?<!\d)(?P<y5>{YEAR})(?P<m5>0[1-9]|1[0-2])(?P<d5>[0-3]\d)(?!\d)"
    rf"|(?:(?<![\d,.])\b{_NO_NUMBER}"
    rf"(?:\d{{1,2}}{_ORDINAL}\s*(?:-|till|och|and|to|&)\s*)?(?P<d2>\d{{1,2}}){_ORDINAL}\s+(?:of\s+)?)?"
    rf"\b(?P<n2>{MONTH})\b\.?,?\s+(?P<y2>{YEAR})\b"
    rf"|\b(?P<n3>{MONTH})\.?\s+(?:\d{{1,2}}\s*-\s*)?(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>{YEAR})\b"
    rf"|(?<![\d/.])(?P<d6>[0-3]?\d)/(?P<m6>0?[1-9]|1[0-2])[ /-](?P<y6>{YEAR})(?!\d)"
    rf"|(?<![\d/.])(?P<d7>[0-3]?\d)\.(?P<m7>0?[1-9]|1[0-2])\.(?P<y7>{YEAR})(?!\d)"
)
_CASE_NUMBERS = re.compile(
    r"\b(?:dnr|d nr|diarienr|diarienummer|diariefors\w*|arendenr|arendenummer|beteckning|isbn|issn|org\.? ?nr|bet\."
    r"|organisationsnummer|forordning \(?eu\)?|artikelnummer|artnr|projektnummer)\b[.:]*\s*"
    rf"(?:[a-z]{{1,6}}[ -]?)?\d(?:(?! +{YEAR}-[01]\d-[0-3]\d(?!\d))[\d/:. -])*\d"
    rf"|\b[a-z]{{2,4}}[ -]?{YEAR}[/-](?!{YEAR})\d{{1,6}}(?!\d)(?!-\d)"
    rf"|(?<!\d){YEAR}:\d+|(?<!\d){YEAR}/\d\d?:\d+|(?<!\d){YEAR}/(?!{YEAR}(?!\d))\d{{3,}}|(?<!\d){YEAR}-(?!{YEAR})\d{{3,}}"
)
_MONTH_ALONE = re.compile(rf"(?:{MONTH})$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in `text[start:end]`, of month or day precision; of a span of days the last."""

    date: PartialDate
    start: int
    end: int


def without_numbers(folded: str) -> str:
    """A folded text with spaces in place of case, law and report numbers, whose years date nothing ("SOU 2017:4")."""
    return _CASE_NUMBERS.sub(_blank, folded)


def _blank(match: re.Match[str]) -> str:
    words = match[0].split()
    # "mars 2021-03" is no case number, though it looks like "KS 2021-03".
    return match[0] if words and _MONTH_ALONE.fullmatch(words[0]) else " " * len(match[0])


def mentions(text: str) -> list[Mention]:
    """The dates in a text, in order; impossible ones and years alone are left out."""
    found = []
    for match in _DATES.finditer(without_numbers(fold(text))):
        groups = {name[0]: value for name, value in match.groupdict().items() if value}
        month = int(groups["m"]) if "m" in groups else MONTHS[groups["n"]]
        try:
            date = PartialDate(int(groups["y"]), month, int(groups["d"]) if "d" in groups else None)
        except ValueError:
            continue
        found.append(Mention(date, match.start(), match.end()))
    return found


def dates_in(text: str) -> list[PartialDate]:
    """The dates in a text in order; see `mentions`."""
    return [mention.date for mention in mentions(text)]
