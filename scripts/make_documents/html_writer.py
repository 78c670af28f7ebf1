"""Web pages and newsletters as HTML, with the menus, banners and footers of real sites.

Everything is in the one file: no script, and nothing fetched from elsewhere.
"""

from html import escape
from pathlib import Path
from string import Template

from scripts.make_documents.source import (
    Block,
    Directive,
    Heading,
    ItemList,
    Paragraph,
    Table,
    Text,
    parse_inline,
)

_TEMPLATES = Path(__file__).parent / "templates"


def html_bytes(text: Text) -> bytes:
    """The text in the template that its front matter names as its layout."""
    template = Template((_TEMPLATES / f"{text['layout']}.html").read_text(encoding="utf-8"))
    dateline = text.get("dateline")
    section = text.get("section")
    canonical = text.get("canonical")
    page = template.substitute(
        language=text["language"],
        title=escape(text["title"]),
        author=escape(text["author"]),
        section=escape(section),
        canonical=f'<link rel="canonical" href="{escape(canonical)}">\n' if canonical else "",
        dateline=f'<p class="dateline">{escape(dateline)}</p>\n' if dateline else "",
        note=escape(text["note"]),
        body="\n".join(_blocks(text.blocks)),
    )
    return page.encode()


def _blocks(blocks: tuple[Block, ...]) -> list[str]:
    made: list[str] = []
    signature = False
    for block in blocks:
        if isinstance(block, Directive):
            signature = block.name == "signature"
        elif isinstance(block, Paragraph) and signature:
            made.append('<p class="signature">' + "<br>\n".join(map(inline, block.lines)) + "</p>")
        else:
            made.append(_block(block))
    return made


def _block(block: Heading | Paragraph | ItemList | Table) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{inline(block.text)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f"<p>{inline(block.text)}</p>"
    if isinstance(block, ItemList):
        tag = "ol" if block.ordered else "ul"
        items = "\n".join(f"<li>{inline(item)}</li>" for item in block.items)
        return f"<{tag}>\n{items}\n</{tag}>"
    head = "".join(f"<th>{inline(cell)}</th>" for cell in block.header)
    rows = "\n".join("<tr>" + "".join(f"<td>{inline(cell)}</td>" for cell in row) + "</tr>" for row in block.rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def inline(line: str) -> str:
    """One line of the texts as HTML."""
    parts = []
    for run in parse_inline(line):
        made = escape(run.text, quote=False)
        made = f"<strong>{made}</strong>" if run.bold else made
        made = f"<em>{made}</em>" if run.italic else made
        parts.append(f'<a href="{escape(run.href)}">{made}</a>' if run.href else made)
    return "".join(parts)
