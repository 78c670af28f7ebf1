"""Word's list numbers: they stand in no text and must be counted."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.styles.style import ParagraphStyle

from ingest.blocks import BULLET


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    signs = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
    text = ""
    for value, sign in zip(values, signs, strict=True):
        text += sign * (number // value)
        number %= value
    return text


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
}


class Numbering:
    """The markers of a document's list items and numbered headings, asked for in document order."""

    def __init__(self, document: WordDocument) -> None:
        self._levels: dict[str, dict[int, BaseOxmlElement]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._abstract: dict[str, str] = {}
        part = next(
            (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None
        )
        if part is not None:
            self._load(part.element)

    def _load(self, root: BaseOxmlElement) -> None:
        for abstract in root.findall(qn("w:abstractNum")):
            levels = {int(level.get(qn("w:ilvl"))): level for level in abstract.findall(qn("w:lvl"))}
            self._levels[abstract.get(qn("w:abstractNumId"))] = levels
        for number in root.findall(qn("w:num")):
            link = number.find(qn("w:abstractNumId"))
            if link is not None:
                self._abstract[number.get(qn("w:numId"))] = link.get(qn("w:val"))

    def marker(self, paragraph: BaseOxmlElement, styles: list[ParagraphStyle]) -> str | None:
        """What stands before the paragraph ("•", "2.1", "a)"), counted; None where it is in no list."""
        place = _place(paragraph, styles)
        if place is None or place[0] == "0":
            return None
        abstract, depth = self._abstract.get(place[0], ""), place[1]
        level = self._levels.get(abstract, {}).get(depth)
        if level is None:
            return None
        counts = self._counts[abstract]
        counts[depth] = counts.get(depth, _start(level) - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return self._written(abstract, level, counts)

    def _written(self, abstract: str, level: BaseOxmlElement, counts: Mapping[int, int]) -> str | None:
        form = _value(level, "w:numFmt") or "decimal"
        if form == "none":
            return None
        if form == "bullet":
            return BULLET
        levels = self._levels[abstract]

        def shown(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            its = levels.get(depth)
            count = counts.get(depth, _start(its) if its is not None else 1)
            return _FORMATS.get((_value(its, "w:numFmt") if its is not None else None) or "", str)(count)

        return re.sub(r"%(\d)", shown, _value(level, "w:lvlText") or "").strip() or None


def _place(paragraph: BaseOxmlElement, styles: list[ParagraphStyle]) -> tuple[str, int] | None:
    """The list's number and the depth in it, from the paragraph or else its styles."""
    for holder in (paragraph, *(style.element for style in styles)):
        numbered = holder.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if numbered is not None and (number := _value(numbered, "w:numId")):
            return number, int(_value(numbered, "w:ilvl") or 0)
    return None


def _value(element: BaseOxmlElement, tag: str) -> str | None:
    child = element.find(qn(tag))
    return None if child is None else child.get(qn("w:val"))


def _start(level: BaseOxmlElement) -> int:
    return int(_value(level, "w:start") or 1)
