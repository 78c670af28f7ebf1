"""An HTML tree to blocks, as a browser would break its lines."""

import re
from dataclasses import dataclass, field

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from ingest.blocks import BULLET, Block, heading, item, paragraph, rows_of

_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "li", "main",
    "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title",
    "tr", "ul", "h1", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LONG_CELL = 400


def visible_text(element: HtmlElement) -> str:
    """The element's words, with single spaces; block elements and <br> part words."""
    return " ".join(" ".join(_pieces(element)).split())


def _pieces(element: HtmlElement) -> list[str]:
    """Text in runs that a browser would not part with a space."""
    runs = [""]
    for event, node in _events(element):
        if node.tag == "br" or node.tag in _BLOCKS:
            runs.append("")
        runs[-1] += (node.text if event == "start" else node.tail) or ""
    return runs


def _events(element: HtmlElement) -> list[tuple[str, HtmlElement]]:
    """Every element's start, and end (but the outermost's), in document order; without recursion."""
    events = [(event, node) for event, node in iterwalk(element, events=("start", "end")) if isinstance(node.tag, str)]
    return [(event, node) for event, node in events if event == "start" or node is not element]


def blocks_of(root: HtmlElement) -> list[Block]:
    """The blocks of the tree in order: headings, paragraphs, list items, rows of data tables."""
    walk = _Walk()
    body = root.find("body")
    walk.inside(root if body is None else body)
    walk.flush()
    return walk.blocks


@dataclass(slots=True)
class _Walk:
    """Gathers inline text until a block begins or ends."""

    blocks: list[Block] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    marker: str | None = None

    def flush(self) -> None:
        """Ends the paragraph or item that is being gathered."""
        text = "\n".join(" ".join(line.split()) for line in "".join(self.buffer).split("\n"))
        self.buffer.clear()
        if not text.strip():
            return
        self.blocks.append(item(text, self.marker) if self.marker else paragraph(text))
        self.marker = None

    def add(self, text: str | None) -> None:
        """Adds a text node: its line breaks are spaces."""
        if text:
            self.buffer.append(re.sub(r"\s+", " ", text))

    def element(self, element: HtmlElement) -> None:
        """Takes in an element; the text after it is the caller's."""
        if not isinstance(element.tag, str) or element.tag in ("head", "title"):
            return
        if element.tag == "br":
            self.buffer.append("\n")
        elif element.tag in _HEADINGS:
            self.flush()
            self.blocks.append(heading(visible_text(element), _HEADINGS[element.tag]))
        elif element.tag == "table":
            self.flush()
            self.table(element)
            self.flush()
        elif element.tag in ("ul", "ol", "menu"):
            self.flush()
            self.list(element)
        elif element.tag == "pre":
            self.flush()
            self.buffer.append(element.text_content())
            self.flush()
        elif element.tag in _BLOCKS:
            self.flush()
            self.inside(element)
            self.flush()
        else:
            self.inside(element)
            self.add(_hidden_address(element))

    def inside(self, element: HtmlElement) -> None:
        """Takes in what stands in an element."""
        self.add(element.text)
        for child in element:
            self.element(child)
            self.add(child.tail)

    def list(self, element: HtmlElement) -> None:
        """Takes in a list; what stands in it outside <li> is kept too."""
        number = _whole_number(element.get("start"), 1)
        for child in element:
            if child.tag == "li":
                number = _whole_number(child.get("value"), number)
                self.marker = f"{number}." if element.tag == "ol" else BULLET
                self.inside(child)
                number += 1
            else:
                self.element(child)
            self.flush()
            self.marker = None
            self.add(child.tail)
        self.flush()

    def table(self, table: HtmlElement) -> None:
        """Takes in a table: a data table by rows, a layout table as what stands in its cells."""
        rows = [[cell for cell in line if cell.tag in ("td", "th")] for line in table.iter("tr")]
        if not _is_data(table, rows):
            self.inside(table)
            return
        for caption in table.findall("caption"):
            self.blocks.append(paragraph(visible_text(caption)))
        self.blocks += rows_of([visible_text(cell) for cell in cells] for cells in rows)


def _is_data(table: HtmlElement, rows: list[list[HtmlElement]]) -> bool:
    """Whether a table holds data: what is declared, else several rows of several short plain cells."""
    if table.get("role") in ("presentation", "none") or table.find(".//table") is not None:
        return False
    cells = [cell for line in rows for cell in line]
    heavy = any(cell.find(".//" + tag) is not None for cell in cells for tag in ("h1", "h2", "h3", "ul", "ol"))
    if heavy or any(len(visible_text(cell)) > _LONG_CELL for cell in cells):
        return False
    if table.find("caption") is not None or any(cell.tag == "th" for cell in cells):
        return True
    return sum(len([cell for cell in line if visible_text(cell)]) > 1 for line in rows) >= 2


def _hidden_address(element: HtmlElement) -> str | None:
    """The mail address behind a link whose text does not hold it."""
    target = element.get("href") or "" if element.tag == "a" else ""
    if not target.lower().startswith("mailto:"):
        return None
    address = target[len("mailto:") :].split("?")[0].strip()
    return f" ({address})" if "@" in address and address.lower() not in visible_text(element).lower() else None


def _whole_number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text.strip()) else default
