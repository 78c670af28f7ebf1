"""Which parts of a page are headings, and of what level."""

from collections.abc import Iterable

from ingest.pdf.parts import UNMARKED, Part, Style

_LARGER = 1.12
_LONGEST = 150
_LONGEST_LARGE = 250

Look = tuple[float, bool]
"""What sets headings of one level apart: the size to half a point, and whether it is bold."""


def is_heading(part: Part, style: Style) -> bool:
    """Whether a part is a heading: larger or bolder than the running text, or in capitals, and short."""
    text = part.text
    if part.marker == UNMARKED:
        return True
    if part.row is not None or part.marker == "•" or not any(char.isalpha() for char in text):
        return False
    if part.lines[0].size >= _LARGER * style.size:
        return len(part.lines) <= 4 and len(text) <= _LONGEST_LARGE and not (text[-1] in ".,;" and len(text) > 100)
    marked = (part.lines[0].bold and not style.bold) or in_capitals(text)
    return marked and len(part.lines) <= 3 and len(text) <= _LONGEST and text[-1] not in ".,;"


def in_capitals(text: str) -> bool:
    """Whether the text is all capitals, and at least four."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 4 and all(char.isupper() for char in letters)


def heading_levels(parts: Iterable[Part], style: Style) -> dict[Look, int]:
    """Levels from 1 by size and weight, the largest first, for the headings of a whole document."""
    looks = {look_of(part) for part in parts if is_heading(part, style)}
    ordered = sorted(looks, key=lambda look: (-look[0], not look[1]))
    return {look: level for level, look in enumerate(ordered, start=1)}


def look_of(part: Part) -> Look:
    """The look of a part's first line."""
    return round(part.lines[0].size * 2) / 2, part.lines[0].bold
