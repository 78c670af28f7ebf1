"""Text of a web page that a reader of the page does not see: taken out of the tree, and told of."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree
from lxml.html import HtmlElement

from corpus.documents import HiddenText, Hiding
from ingest.hidden import told
from ingest.markup.css import Colour, Sheets, colour, number, pixels
from ingest.markup.html_blocks import visible_text

_NEVER_SEEN = ("template", "noscript")
_NO_TEXT = ("script", "style", "head", "svg", "canvas", "iframe", "object", "select", "textarea")
_FOR_SCREEN_READERS = {"visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "screenreader"}
_ICON = re.compile(r"(^|[-_ ])(icon|icons|fa|fas|fab|glyphicon|material-symbols)", re.I)
_FAR = -500.0
_DOT = 1.0
_FAINT = 0.05
_SAME_COLOUR = 24
"""Colours whose red, green and blue each differ by less (of 255) are one to the eye."""
_NOTHING_LEFT = re.compile(r"inset\((50|100)%.*|circle\(0.*|polygon\(0 0, ?0 0.*|rect\((0|1)(px)?[ ,].*")
_WHITE: Colour = (255, 255, 255)
_BLACK: Colour = (0, 0, 0)
_OF_LINKS = "#0000ee"


@dataclass(frozen=True, slots=True)
class _Seen:
    """What an element's own text takes from those around it; a colour is None where it cannot be told."""

    ink: Colour | None = _BLACK
    paper: Colour | None = _WHITE
    shown: bool = True
    tiny: bool = False

    def hiding(self) -> Hiding | None:
        """Why text here is not seen."""
        if not self.shown:
            return Hiding.MARKED_HIDDEN
        if self.tiny:
            return Hiding.TOO_SMALL
        alike = self.ink and self.paper and max(abs(a - b) for a, b in zip(self.ink, self.paper, strict=True))
        return Hiding.NO_CONTRAST if isinstance(alike, int) and alike < _SAME_COLOUR else None


def take_hidden(root: HtmlElement) -> tuple[HiddenText, ...]:
    """Takes the text that is not seen out of the tree, in place, and tells of it.

    Not seen is what is marked or styled so in the page itself: style sheets that stand elsewhere are not fetched, and
    where they may decide, text is taken for seen.
    """
    found = list(_take_comments(root))
    found += _Page(root).take()
    return told(1, found)


def _take_comments(root: HtmlElement) -> Iterator[tuple[Hiding, str]]:
    around = [*root.itersiblings(etree.Comment, preceding=True), *root.itersiblings(etree.Comment)]
    for comment in around + list(root.iter(etree.Comment)):
        yield Hiding.COMMENT, comment.text or ""
        if comment.getparent() is not None:
            comment.drop_tree()


class _Page:
    """A page's styles, and the walk over its elements."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        self._sheets = Sheets([style.text or "" for style in root.iter("style") if _is_for_screens(style)])
        elsewhere = any("stylesheet" in (link.get("rel") or "").lower() for link in root.iter("link"))
        self._paper = None if elsewhere else _WHITE
        self._pictured = next(root.iter("img", "picture", "video", "svg"), None) is not None

    def take(self) -> list[tuple[Hiding, str]]:
        """Takes out what is not seen, in the order of the page; without recursion, however deep the tree."""
        found: list[tuple[Hiding, str]] = []
        waiting = [(self._root, _Seen(paper=self._paper))]
        while waiting:
            element, around = waiting.pop()
            if not isinstance(element.tag, str) or element.tag in _NO_TEXT:
                continue
            style = self._sheets.style_of(element)
            if why := hides_all(element, style):
                found.append((why, visible_text(element)))
                if element.getparent() is not None:
                    element.drop_tree()
                continue
            seen = self._seen(element, style, around)
            found += _take_own(element, seen)
            waiting += [(child, seen) for child in reversed(element)]
        return found

    def _seen(self, element: HtmlElement, style: Mapping[str, str | None], around: _Seen) -> _Seen:
        ink = style.get("color", _own_colour(element))
        paper = self._paper_of(element, style, around.paper)
        size = style.get("font-size", "")
        visibility = style.get("visibility", "")
        return replace(
            around,
            ink=around.ink if ink in ("", "inherit") else colour(ink),
            paper=paper,
            shown=visibility not in ("hidden", "collapse") if visibility else around.shown or visibility is None,
            tiny=(pixels(size) or 0.0) <= _DOT if pixels(size) is not None else around.tiny and size == "",
        )

    def _paper_of(self, element: HtmlElement, style: Mapping[str, str | None], around: Colour | None) -> Colour | None:
        if style.get("position") in ("absolute", "fixed") and self._pictured:
            return None
        if element.get("background") or "background-image" in style:
            return None
        said = style.get("background-color", style.get("background", element.get("bgcolor", "").lower()))
        return around if said in ("", "none", "transparent", "inherit") else colour(said)


def _own_colour(element: HtmlElement) -> str | None:
    """The colour that the element gives its text by itself, "" where it gives none."""
    if element.tag == "a" and element.get("href"):
        return _OF_LINKS
    return (element.get("color") or "").lower() if element.tag == "font" else ""


def _is_for_screens(style: HtmlElement) -> bool:
    return (style.get("media") or "all").lower() in ("all", "screen")


def _take_own(element: HtmlElement, seen: _Seen) -> list[tuple[Hiding, str]]:
    """Takes out the text that stands in the element itself, where that is not seen."""
    why = seen.hiding()
    if why is None:
        return []
    found = [(why, element.text or "")]
    element.text = None
    for child in element:
        found.append((why, child.tail or ""))
        child.tail = " " if child.tail else None
    return found


def hides_all(element: HtmlElement, style: Mapping[str, str | None]) -> Hiding | None:
    """Why nothing in the element is seen, whatever stands there."""
    classes = (element.get("class") or "").lower()
    if element.tag in _NEVER_SEEN or not _FOR_SCREEN_READERS.isdisjoint(classes.split()):
        return Hiding.MARKED_HIDDEN
    # What is hidden "until found" opens for whoever looks for it.
    if (element.get("hidden") or "").lower() != "until-found" and element.get("hidden") is not None:
        return Hiding.MARKED_HIDDEN
    # The letters of an icon's name are drawn as the icon. All else that is hidden from screen readers is seen.
    if element.get("aria-hidden") == "true" and (_ICON.search(classes) or element.get("role") == "img"):
        return Hiding.MARKED_HIDDEN
    if style.get("display") == "none" or number(style.get("opacity"), 1.0) <= _FAINT:
        return Hiding.MARKED_HIDDEN
    if _is_off_page(style):
        return Hiding.OFF_PAGE
    return Hiding.TOO_SMALL if _is_shut(style) else None


def _is_off_page(style: Mapping[str, str | None]) -> bool:
    placed = style.get("position") in ("absolute", "fixed")
    sides = [style.get(side) for side in ("left", "top", "right", "bottom")] if placed else []
    return any((pixels(each) or 0.0) <= _FAR for each in (*sides, style.get("text-indent"), style.get("margin-left")))


def _is_shut(style: Mapping[str, str | None]) -> bool:
    """Whether the element is cut down to nothing or a dot."""
    if any(_NOTHING_LEFT.fullmatch(style.get(name) or "") for name in ("clip", "clip-path")):
        return True
    sizes = [pixels(style.get(name)) for name in ("height", "max-height", "width", "max-width")]
    return style.get("overflow") == "hidden" and any(size is not None and size <= _DOT for size in sizes)
