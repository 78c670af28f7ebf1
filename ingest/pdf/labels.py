"""The page numbers that furniture prints."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_ROMAN = r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_IS_ROMAN = re.compile(_ROMAN, re.I)
_AT_AN_END = re.compile(rf"^\W*({_ROMAN})(?=\W|$)|(?<!\w)({_ROMAN})\W*$")
_DIGITS = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_PAGE_NUMBER = re.compile(
    r"(?:sidan?|sid\.?|page|s\.|p\.)?\s*[-–(\[]?\s*(\d{1,4})\s*(?:(?:av|of|/|\()\s*\(?\d{1,4}\)?)?\s*[-–)\]]?", re.I
)
_NEAR = 3
"""Numbers that count on from each other stand at most so many pages apart."""


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as printed, its value, whether it is Roman, and its line with the number taken out."""

    text: str
    value: int
    roman: bool
    line: str


def is_roman(text: str) -> bool:
    """Whether the text is nothing but a Roman numeral up to 89."""
    return _IS_ROMAN.fullmatch(text.strip()) is not None


def folded(text: str) -> str:
    """The line in lower case with every number in it as "#"; a Roman one only in lower case at either end."""
    roman = re.sub(_AT_AN_END, lambda match: match[0].replace(match[1] or match[2], "#"), text)
    return "#" if is_roman(text) else re.sub(r"\d+", "#", roman.lower())


def is_page_number(text: str, number: int) -> bool:
    """Whether the text is nothing but that page number: "3", "Sida 3 av 8", "- 3 -"."""
    match = _PAGE_NUMBER.fullmatch(text.strip())
    return match is not None and int(match[1]) == number


def is_number_alone(text: str) -> bool:
    """Whether the text is nothing but a page number, of whichever page."""
    bare = text.strip().strip("-–()[]|· ")
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None or (bare.islower() and is_roman(bare))


def labels_of(furniture: Sequence[Sequence[str]]) -> list[str | None]:
    """What each page prints as its number, from the lines of its furniture; None where it prints none.

    A number counts where it goes on from a page nearby, where it begins anew in a line that elsewhere counts the
    pages (front pages are often i, ii, … and the others 1, 2, …), and on a single page where it is its number.
    """
    found = [[number for line in lines for number in _numbers(line)] for lines in furniture]
    if len(found) == 1:
        fitting = [number.text for number in found[0] if number.value == 1 or is_number_alone(furniture[0][-1])]
        return [fitting[-1] if fitting else None]
    support = [[_support(found, place, number) for number in numbers] for place, numbers in enumerate(found)]
    families = _families(found)
    labels: list[str | None] = []
    for numbers, supports in zip(found, support, strict=True):
        rated = [
            (count, number)
            for number, count in zip(numbers, supports, strict=True)
            if count or (number.value == 1 and number.line in families)
        ]
        labels.append(max(rated, key=lambda each: each[0])[1].text if rated else None)
    return labels


def _support(found: Sequence[Sequence[_Number]], place: int, number: _Number) -> int:
    """On how many pages nearby the count goes on from the number, both ways."""
    return sum(
        any(o.value - number.value == at - place and o.roman is number.roman for o in found[at])
        for at in range(max(place - _NEAR, 0), min(place + _NEAR + 1, len(found)))
        if at != place
    )


def _families(found: Sequence[Sequence[_Number]]) -> set[str]:
    """Lines that stand on several pages with different numbers."""
    values: dict[str, Counter[tuple[int, bool]]] = {}
    for numbers in found:
        for number in numbers:
            values.setdefault(number.line, Counter())[number.value, number.roman] += 1
    return {line for line, seen in values.items() if len(seen) > 1}


def _numbers(line: str) -> list[_Number]:
    digits = [_Number(m[0], int(m[0]), False, _without(line, m)) for m in _DIGITS.finditer(line)]
    match = _AT_AN_END.search(line) or _IS_ROMAN.fullmatch(line.strip())
    if match is None:
        return digits
    text = next((group for group in match.groups() if group), match[0])
    return [*digits, _Number(text, _value(text), True, folded(line))]


def _without(line: str, match: re.Match[str]) -> str:
    return folded(f"{line[: match.start()]}#{line[match.end() :]}")


def _value(text: str) -> int:
    values = [_VALUES[char] for char in text.strip().lower()]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
