"""The page numbers that furniture prints."""

import re
from collections import Counter
from collections.abc import Sequence

_ROMAN = re.compile(r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.I)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_PAGE_NUMBER = re.compile(
    r"(?:sidan?|sid\.?|page|s\.|p\.)?\s*[-–(\[]?\s*(\d{1,4})\s*(?:(?:av|of|/|\()\s*\(?\d{1,4}\)?)?\s*[-–)\]]?", re.I
)
_SHARE = 0.6

_Number = tuple[str, int, bool]
"""A number as printed, its value, and whether it is Roman."""


def is_roman(text: str) -> bool:
    """Whether the text is nothing but a Roman numeral up to 89."""
    return _ROMAN.fullmatch(text.strip()) is not None


def is_page_number(text: str, number: int) -> bool:
    """Whether the text is nothing but that page number: "3", "Sida 3 av 8", "- 3 -"."""
    match = _PAGE_NUMBER.fullmatch(text.strip())
    return match is not None and int(match[1]) == number


def labels_of(furniture: Sequence[Sequence[str]]) -> list[str | None]:
    """What each page prints as its number, from the lines of its furniture; None where it prints none.

    A number counts where it grows by one from page to page on most pages that print any; Roman and other numbers
    each have their own count.
    """
    found = [_numbers(lines) for lines in furniture]
    labels: list[str | None] = [None] * len(found)
    for roman in (False, True):
        own = [[number for number in numbers if number[2] is roman] for numbers in found]
        steps = Counter(value - place for place, numbers in enumerate(own) for _, value, _ in numbers)
        step, count = steps.most_common(1)[0] if steps else (0, 0)
        if count < _SHARE * sum(bool(numbers) for numbers in own) or (count < 2 and len(found) > 1):
            continue
        for place, numbers in enumerate(own):
            fitting = [text for text, value, _ in numbers if value - place == step]
            labels[place] = labels[place] or (fitting[0] if fitting else None)
    return labels


def _numbers(lines: Sequence[str]) -> list[_Number]:
    numbers = [(text, int(text), False) for line in lines for text in re.findall(r"(?<!\d)\d{1,4}(?!\d)", line)]
    return numbers + [(line.strip(), _value(line), True) for line in lines if is_roman(line)]


def _value(text: str) -> int:
    values = [_VALUES[char] for char in text.strip().lower()]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
