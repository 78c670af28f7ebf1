"""Style sheets as far as they decide what is seen: rules with simple selectors, and their declarations."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

Declarations = Mapping[str, str]
"""Values by property, both in lower case."""

_MOST_TEXT = 1_000_000
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_PIECE = re.compile(r"([^{}]*)([{}])")
_COMPOUND = re.compile(r"(\*|[a-z][\w-]*)?((?:[.#][\w-]+)*)", re.I)
_EVERYWHERE = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\s*", re.I)
_PARTED = re.compile(r"[\s>+~]+")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+([\d.]+%?))?\s*\)")
_NAMED = {"white": "#ffffff", "black": "#000000", "snow": "#fffafa", "ivory": "#fffff0", "whitesmoke": "#f5f5f5",
          "red": "#ff0000", "blue": "#0000ff", "green": "#008000", "yellow": "#ffff00", "navy": "#000080",
          "gray": "#808080", "grey": "#808080", "silver": "#c0c0c0"}  # fmt: skip
_LENGTH = re.compile(r"(-?[\d.]+)(px|pt|em|rem|%|vw|vh|)")
_IN_PIXELS = {"px": 1.0, "": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "%": 10.0, "vw": 10.0, "vh": 10.0}

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Rule:
    """Declarations for elements of a tag ("" for any) with an id and classes.

    `certain` is false where it also asks for something that is not looked at: what stands around the element.
    """

    tag: str
    names: frozenset[str]
    weight: tuple[int, int, int]
    declarations: Declarations
    certain: bool

    def fits(self, element: HtmlElement, names: frozenset[str]) -> bool:
        """Whether it is for this element, whose id and classes are `names` ("#a", ".b")."""
        return self.tag in ("", element.tag) and self.names <= names


class Sheets:
    """The rules of a page's style sheets."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._by_key: dict[str, list[tuple[int, Rule]]] = {}
        rules = (rule for text in texts for rule in _rules(text[:_MOST_TEXT]))
        for order, rule in enumerate(rules):
            key = min(rule.names, default=rule.tag)
            self._by_key.setdefault(key, []).append((order, rule))

    def style_of(self, element: HtmlElement) -> dict[str, str | None]:
        """What the sheets and its own attribute say of an element; None where that cannot be told."""
        names = names_of(element)
        found = [
            (rule.weight, order, rule)
            for key in (*names, element.tag, "")
            for order, rule in self._by_key.get(key, ())
            if rule.fits(element, names)
        ]
        style: dict[str, str | None] = {}
        for _, _, rule in sorted(found, key=lambda each: each[:2]):
            if rule.certain:
                style |= rule.declarations
        for _, _, rule in found:
            if not rule.certain:
                style |= {name: None for name, value in rule.declarations.items() if style.get(name, "") != value}
        return style | declarations(element.get("style") or "")


def names_of(element: HtmlElement) -> frozenset[str]:
    """Its id and classes, as selectors name them."""
    names = {f".{name}" for name in (element.get("class") or "").split()}
    return frozenset(names | {f"#{element.get('id')}"} if element.get("id") else names)


def declarations(text: str) -> dict[str, str]:
    """The declarations of a rule or a style attribute; a later one goes before an earlier."""
    found: dict[str, str] = {}
    for part in text.split(";"):
        name, _, value = part.partition(":")
        if value.strip():
            found[name.strip().lower()] = " ".join(value.lower().replace("!important", "").split())
    return found


def _rules(css: str) -> Iterator[Rule]:
    """The rules that hold on a screen of any size."""
    within: list[bool] = []
    prelude = ""
    for match in _PIECE.finditer(_COMMENT.sub("", css)):
        text, brace = match[1].strip(), match[2]
        if brace == "{":
            within.append(not text.startswith("@") or bool(_EVERYWHERE.fullmatch(text)))
            prelude = text
            continue
        if all(within) and prelude and not prelude.startswith("@"):
            yield from _of_selectors(prelude.rpartition(";")[2], declarations(text))
        prelude = ""
        if within:
            within.pop()


def _of_selectors(selectors: str, said: Declarations) -> Iterator[Rule]:
    for selector in selectors.split(","):
        parts = _PARTED.split(selector.strip())
        match = _COMPOUND.fullmatch(parts[-1])
        if match is None or not parts[-1]:
            continue
        names = frozenset(re.findall(r"[.#][\w-]+", match[2]))
        tag = "" if match[1] in (None, "*") else match[1].lower()
        ids = sum(name[0] == "#" for name in names)
        yield Rule(tag, names, (ids, len(names) - ids, int(bool(tag))), said, certain=len(parts) == 1)


def colour(value: str | None) -> Colour | None:
    """Red, green and blue from 0 to 255; None where the value names no colour, or one that shows through."""
    text = _NAMED.get(value or "", value or "")
    if re.fullmatch(r"#[0-9a-f]{3}", text):
        text = "#" + "".join(2 * char for char in text[1:])
    if re.fullmatch(r"#[0-9a-f]{6}", text):
        return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)
    match = _RGB.fullmatch(text)
    if match is None or (match[4] is not None and number(match[4].rstrip("%"), 1.0) == 0):
        return None
    return int(match[1]), int(match[2]), int(match[3])


def pixels(value: str | None) -> float | None:
    """A length in pixels, about; None where it is none."""
    match = _LENGTH.fullmatch(value or "")
    return number(match[1], 0.0) * _IN_PIXELS[match[2]] if match else None


def number(text: str | None, default: float) -> float:
    """The number, or `default` where the text is none."""
    try:
        return float(text or "")
    except ValueError:
        return default
