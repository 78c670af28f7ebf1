"""Text of a Markdown file that a reader of its page does not see: comments, and what raw HTML hides."""

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from lxml.html import Element
from markdown_it.token import Token

from corpus.documents import HiddenText, Hiding
from ingest.hidden import told
from ingest.markup.css import declarations
from ingest.markup.hidden_html import hides_all

_EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_CODE = {"script", "style"}
_DEEPEST = 500
_HTML = ("html_block", "html_inline")


def take_hidden(tokens: list[Token]) -> tuple[list[Token], tuple[HiddenText, ...]]:
    """The tokens without what is not seen, and what is told of it. Structure stays: empty items and cells are none."""
    walk = _Walk()
    return [walk.seen(token) for token in tokens], told(1, walk.found)


@dataclass(slots=True)
class _Walk:
    found: list[tuple[Hiding, str]] = field(default_factory=list)
    raw: "_Raw" = field(default_factory=lambda: _Raw())

    def seen(self, token: Token) -> Token:
        """The token with only what is seen."""
        if token.type in _HTML:
            kept = self.raw.read(token.content)
            self.found += self.raw.taken()
            return _with(token, kept)
        if token.children is not None:
            return _with_children(token, [self.seen(child) for child in token.children])
        why = self.raw.hiding
        if why is None or not token.content:
            return token
        self.found.append((why, token.content))
        return _with(token, "")


class _Raw(HTMLParser):
    """The raw HTML of a file, piece after piece: which elements are open, and which of them hide what they hold."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._open: list[tuple[str, Hiding | None]] = []
        self._kept: list[str] = []
        self._taken: list[tuple[Hiding, str]] = []

    @property
    def hiding(self) -> Hiding | None:
        """Why what stands here is not seen."""
        return self._open[-1][1] if self._open else None

    def read(self, piece: str) -> str:
        """The piece without what is not seen."""
        self._kept.clear()
        self.feed(piece)
        if self.rawdata.startswith("<!--"):  # a comment that nothing ends
            self._taken.append((Hiding.COMMENT, self.rawdata[4:]))
        elif not self.hiding:
            self._kept.append(self.rawdata)
        self.rawdata = ""
        return "".join(self._kept)

    def taken(self) -> list[tuple[Hiding, str]]:
        """What was not seen since the last time."""
        taken, self._taken = self._taken, []
        return taken

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self._keep(self.get_starttag_text() or "")
        if tag not in _EMPTY:
            named = {name: value or "" for name, value in attrs if name in ("class", "hidden", "style", "aria-hidden")}
            why = hides_all(Element(tag, named), declarations(named.get("style", "")))
            self._open.append((tag, self.hiding or why))
        if len(self._open) > _DEEPEST:
            raise RecursionError("raw HTML without end")

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and with it those within that nothing has ended."""
        places = [place for place, (name, _) in enumerate(self._open) if name == tag]
        if places:
            del self._open[places[-1] :]
        self._keep(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Text."""
        if not any(name in _CODE for name, _ in self._open):
            self._keep(data)

    def handle_entityref(self, name: str) -> None:
        """A character by its name."""
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """A character by its number."""
        self._keep(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """A comment."""
        self._taken.append((Hiding.COMMENT, data))

    def _keep(self, text: str) -> None:
        why = self.hiding
        if why is None:
            self._kept.append(text)
        elif not text.startswith("<"):
            self._taken.append((why, text))


def _with(token: Token, content: str) -> Token:
    return token if token.content == content else replace(token, content=content)


def _with_children(token: Token, children: list[Token]) -> Token:
    return replace(token, children=children)
