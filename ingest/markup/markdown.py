"""Markdown to a reading."""

import datetime
import re
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.blocks import BULLET, Block, heading, item, paragraph, rows_of
from ingest.encoding import decode
from ingest.markup.hidden_markdown import take_hidden
from ingest.reading import Facts, Reading, single_page

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_TAG = re.compile(r"<[^<>]+>")
_LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.I)


def read_markdown(data: bytes, name: str) -> Reading:
    """One page, number 1; front matter gives facts and is no text. Raises UnreadableFile where there is no text."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    matter = _FRONT_MATTER.match(text)
    facts = _facts(matter[1]) if matter else Facts()
    tokens = (
        MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(text[matter.end() if matter else 0 :])
    )
    seen, hidden = take_hidden(tokens)
    return single_page(name, _blocks(seen), facts, hidden=hidden)


_LONGEST_MATTER = 10_000


def _facts(matter: str) -> Facts:
    try:
        said: Any = yaml.safe_load(matter) if len(matter) <= _LONGEST_MATTER else None
    except (yaml.YAMLError, ValueError):
        said = None
    # Lists and what aliases fold into them are nothing a document says of itself, and may unfold without end.
    plain = [(key, value) for key, value in said.items() if _is_plain(value)] if isinstance(said, dict) else []
    fields = {str(key).lower(): str(value) for key, value in plain if _is_plain(key)}
    names = [fields[key] for key in ("publisher", "organization", "author") if key in fields]
    return Facts(
        titles=(fields["title"],) if "title" in fields else (),
        language=fields.get("lang", fields.get("language", ""))[:2].lower() or None,
        canonical_url=fields.get("url"),
        publishers=tuple(names),
        published=tuple(fields[key] for key in ("date", "published") if key in fields),
    )


def _is_plain(value: object) -> bool:
    return bool(value) and isinstance(value, str | int | float | datetime.date)


def _blocks(tokens: list[Token]) -> list[Block]:
    """The blocks of a token stream, in order."""
    blocks: list[Block] = []
    lists: list[int | None] = []
    marker: str | None = None
    table: list[list[str]] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(int(token.attrGet("start") or 1) if token.type == "ordered_list_open" else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            marker = _next_marker(lists)
        elif token.type == "table_open":
            table = []
        elif token.type == "tr_open":
            table.append([])
        elif token.type == "table_close":
            blocks += rows_of(table)
        elif before is not None and before.type in ("td_open", "th_open"):
            table[-1].append(_inline(token))
        elif token.type in ("inline", "fence", "code_block", "html_block"):
            blocks.append(_block(before, token, marker))
            marker = None
    return blocks


def _next_marker(lists: list[int | None]) -> str:
    number = lists[-1]
    if number is None:
        return BULLET
    lists[-1] = number + 1
    return f"{number}."


def _block(before: Token | None, token: Token, marker: str | None) -> Block:
    if before is not None and before.type == "heading_open":
        return heading(_inline(token), int(before.tag[1:]))
    if token.type == "html_block":
        return paragraph(_TAG.sub("", _LINE_BREAK_TAG.sub("\n", token.content)))
    text = _inline(token) if token.type == "inline" else token.content
    return item(text, marker) if marker else paragraph(text)


def _inline(token: Token) -> str:
    """The words of an inline token; a soft break is a space, a hard one a line break."""
    parts: list[str] = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak" or (child.type == "html_inline" and _LINE_BREAK_TAG.fullmatch(child.content)):
            parts.append("\n")
    return "".join(parts)
