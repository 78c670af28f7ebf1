"""Numbers and amounts in Swedish and English text, in digits or words, and whether one bears out another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.verifying.dates import Date
from service.verifying.lexicon import classes

_SMALL = {
    "sv": "noll en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton "
    "tjugo",
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty",
}
_TENS = {
    "sv": "trettio fyrtio femtio sextio sjuttio åttio nittio hundra",
    "en": "thirty forty fifty sixty seventy eighty ninety hundred",
}
_ORDINALS = {
    "sv": "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde",
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth",
}
_SPECIAL = {
    "sv": {"dubbelt": (2.0, "times"), "dubbla": (2.0, "times"), "hälften": (50.0, "percent"),
           "halva": (50.0, "percent"), "halvtid": (50.0, "percent"), "heltid": (100.0, "fulltime"),
           "dussin": (12.0, "")},
    "en": {"twice": (2.0, "times"), "double": (2.0, "times"), "half": (50.0, "percent"), "dozen": (12.0, ""),
           "once": (1.0, "times"), "half-time": (50.0, "percent")},
}  # fmt: skip
_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_UNITS = (
    ("percent", r"%|procentenheter|procent\w*|per ?cent(?:age points?)?|percentage points?"),
    ("times", r"gånger(?= så| mer| fler| högre| större)|times(?= as| more| higher| larger)"),
    ("kr", r"kr\b|kronor|sek\b|kronors|swedish (?:kronor|crowns)"),
    ("eur", r"euros?\b|euron?\b|eur\b|€"),
    ("usd", r"dollar\w*|usd\b|\$"),
    ("gbp", r"pund|pounds?|gbp\b|£"),
)
_SCALES = {
    "tkr": (1e3, "kr"), "mkr": (1e6, "kr"), "mnkr": (1e6, "kr"), "mdkr": (1e9, "kr"), "tusen": (1e3, ""),
    "thousand": (1e3, ""), "miljoner": (1e6, ""), "miljon": (1e6, ""), "million": (1e6, ""), "miljarder": (1e9, ""),
    "miljard": (1e9, ""), "billion": (1e9, ""), "hundra": (1e2, ""), "hundred": (1e2, ""),
}  # fmt: skip
_BEFORE = re.compile(r"(?:(?P<kr>sek)|(?P<eur>eur|€)|(?P<usd>usd|\$)|(?P<gbp>gbp|£)) ?$", re.IGNORECASE)
_RANGE = re.compile(r"\s?(?:[-–—]|till|to|och|and)\s?")
# How far a rounded number may lie from what it rounds, as a share of it.
_ROUNDING = 0.05


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a range, with its unit and what is said of its nearness.

    `unit` is "percent", "points" (percentage points), "times", "ordinal", a currency, or empty; `hedge` a class of
    `hedges.txt` or empty. `start` to `end` take in both.
    """

    start: int
    end: int
    low: float
    high: float
    unit: str
    hedge: str

    def borne_out_by(self, other: "Number") -> bool:
        """Whether this number may be stated where the other one is written, unit and nearness included."""
        if self.unit != other.unit:
            return False
        if (self.low, self.high) == (other.low, other.high):
            return self.hedge == other.hedge or (self.hedge in ("about", "exact") and not other.hedge)
        return self.low == self.high and other.low == other.high and self._rounds(other)

    def _rounds(self, other: "Number") -> bool:
        near = abs(self.low - other.low) <= _ROUNDING * abs(other.low)
        if not near or _digits(self.low) >= _digits(other.low) or other.hedge not in ("", self.hedge, "about"):
            return False
        if self.hedge == "over":
            return self.low < other.low
        return (self.hedge == "under" and self.low > other.low) or self.hedge == "about"


def _digits(value: float) -> int:
    """How many digits say the value: 878 000 is rounder than 878 050."""
    return len(f"{value:f}".rstrip("0").rstrip(".").rstrip("0").replace(".", ""))


def numbers(text: str, language: str, taken: Sequence[Date]) -> list[Number]:
    """The numbers of a clean text that are no part of a date in `taken`, in order."""
    free = [
        raw for raw in _raw(text, language) if not any(raw.start < date.end and date.start < raw.end for date in taken)
    ]
    found: list[Number] = []
    skip = False
    for place, raw in enumerate(free):
        if skip:
            skip = False
            continue
        after = free[place + 1] if place + 1 < len(free) else None
        if after is not None and _is_range(text, raw, after):
            raw = Number(raw.start, after.end, raw.low, after.high, after.unit or raw.unit, "")
            skip = True
        found.append(_hedged(text, raw))
    return found


def _is_range(text: str, first: Number, second: Number) -> bool:
    between = text[first.end : second.start]
    dashed = re.fullmatch(r"\s?[-–—]\s?", between) is not None
    return (dashed or re.fullmatch(r" (?:till|to) ", between) is not None) and first.unit in ("", second.unit)


def _raw(text: str, language: str) -> Iterator[Number]:
    words = _words(language)
    for match in _pattern(language).finditer(text):
        word = match.group().casefold()
        if word in words:
            value, unit = words[word]
        else:
            value, unit = _value(word, language), ""
        if word in ("en", "ett", "one", "a") and not unit:
            continue
        yield _with_unit(text, match.start(), match.end(), value, unit)


def _with_unit(text: str, start: int, end: int, value: float, unit: str) -> Number:
    before = _BEFORE.search(text[:start])
    if before:
        unit = next(name for name, found in before.groupdict().items() if found)
        start = before.start()
    scale = re.match(r"[ \u00a0]?(" + "|".join(_SCALES) + r")\b", text[end:], re.IGNORECASE)
    if scale:
        factor, currency = _SCALES[scale[1].casefold()]
        value, unit, end = value * factor, currency or unit, end + scale.end()
    for name, pattern in _UNITS:
        match = re.match(rf"[ \u00a0-]?(?:{pattern})", text[end:], re.IGNORECASE)
        if match:
            points = "enhet" in match.group() or "point" in match.group()
            return Number(start, end + match.end(), value, value, "points" if points else name, "")
    ordinal = re.match(r":[ea]\b|(?:st|nd|rd|th)\b", text[end:])
    return Number(start, end + (ordinal.end() if ordinal else 0), value, value, "ordinal" if ordinal else unit, "")


def _value(digits: str, language: str) -> float:
    digits = re.sub(r"[ \u00a0\u202f]", "", digits)
    thousands = r"[.,]" if language == "en" else r"\."
    if re.fullmatch(rf"\d{{1,3}}(?:{thousands}\d{{3}})+", digits):
        return float(re.sub(r"[.,]", "", digits))
    if language == "en" and "," in digits:
        return float(digits.replace(",", ""))
    return float(digits.replace(",", "."))


def _hedged(text: str, number: Number) -> Number:
    before = text[: number.start].casefold().rstrip(" (")
    for phrase, name in _hedges():
        if re.search(rf"(?<!\w){re.escape(phrase)}$", before):
            return Number(len(before) - len(phrase), number.end, number.low, number.high, number.unit, name)
    return number


@lru_cache(maxsize=1)
def _hedges() -> list[tuple[str, str]]:
    return sorted(((phrase, name) for name, phrase in classes("hedges.txt")), key=lambda pair: -len(pair[0]))


@lru_cache(maxsize=2)
def _words(language: str) -> dict[str, tuple[float, str]]:
    language = "en" if language == "en" else "sv"
    found: dict[str, tuple[float, str]] = {word: (float(n), "") for n, word in enumerate(_SMALL[language].split())}
    found |= {word: (10.0 * n, "") for n, word in enumerate(_TENS[language].split(), 3)}
    found |= {word: (float(n), "ordinal") for n, word in enumerate(_ORDINALS[language].split(), 1)}
    tens = [word for word, (value, _) in found.items() if 20 <= value < 100 and value % 10 == 0]
    ones = [word for word, (value, unit) in found.items() if 1 <= value < 10 and not unit]
    joint = "-" if language == "en" else ""
    found |= {f"{ten}{joint}{one}": (found[ten][0] + found[one][0], "") for ten in tens for one in ones}
    # "andra" is "other" at least as often as "second".
    found.pop("andra", None)
    found |= {
        f"{word} andra": (2.0, "ordinal") for word in ("den", "det", "sitt", "sin", "ett", "en") if language == "sv"
    }
    return found | _SPECIAL[language]


@lru_cache(maxsize=2)
def _pattern(language: str) -> re.Pattern[str]:
    names = "|".join(sorted(_words(language), key=len, reverse=True))
    return re.compile(rf"(?<![\w,.:])(?:(?:{_DIGITS})|(?:{names})\b)(?![\w]*:\d)", re.IGNORECASE)
