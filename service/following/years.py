"""Years told from another: "året innan", "the year after", "två år senare"."""

import re

from service.following.context import Context

_COUNT = {
    "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
}  # fmt: skip
_COUNTED = "|".join(_COUNT)
_THAT = r"(?: (?:dess|det|detta|den|that|this|it))?"
_BEFORE = re.compile(
    rf"\b(?:(?:under )?(?:året|åren) (?:innan|före|dessförinnan){_THAT}|(?:{_COUNTED}|\d) år (?:tidigare|dessförinnan)|"
    rf"föregående år|(?:in )?the (?:year before|previous year|preceding year){_THAT}|"
    rf"(?:{_COUNTED}|\d|a) years? (?:earlier|before){_THAT})(?=$|[\s?,.!])",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"\b(?:(?:under )?(?:året|åren) (?:efter|därpå|därefter){_THAT}|(?:{_COUNTED}|\d) år (?:senare|därefter)|"
    rf"följande år|nästföljande år|(?:in )?the (?:year after|next year|following year){_THAT}|"
    rf"(?:{_COUNTED}|\d|a) years? (?:later|after){_THAT})(?=$|[\s?,.!])",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\b(?:(?:under )?samma år|(?:under )?det året|(?:in )?(?:that|the same) year)(?=$|[\s?,.!])", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_RELATIVES = ((_BEFORE, -1), (_AFTER, 1), (_SAME, 0))


def with_year(text: str, language: str, context: Context) -> str:
    """The question with a year told from another as a number; itself where there is none, or no year to tell it from.

    The year it is told from is the last one in the question before, else in its answer.
    """
    for pattern, step in _RELATIVES:
        match = pattern.search(text)
        # A year that the question itself names is the one it is told from.
        base = _year_of(context) if match and not _YEAR.search(text) else None
        if match and base is not None:
            year = base + step * _count(match.group())
            alone = not re.search(r"\w", text[: match.start()].casefold().removeprefix("och").removeprefix("and"))
            said = str(year) if alone or language == "sv" else f"in {year}"
            return f"{text[: match.start()]}{said}{text[match.end() :]}"
    return text


def _year_of(context: Context) -> int | None:
    for exchange in reversed(context[-2:]):
        for said in (exchange.shape.text, exchange.answer):
            years = _YEAR.findall(said)
            if years:
                return int(years[-1] if said == exchange.shape.text else years[0])
    return None


def _count(words: str) -> int:
    first = words.casefold().split(" ")[0]
    return int(first) if first.isdigit() else _COUNT.get(first, 1)
