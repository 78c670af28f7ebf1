"""The plainest formats: Markdown as written, and text without any marks."""

import textwrap

from scripts.make_documents.source import Heading, ItemList, Paragraph, Text, plain

_WIDTH = 76


def markdown_bytes(text: Text) -> bytes:
    """Title, dateline and note, then the text as it was written."""
    head = f"# {text['title']}\n\n*{text['dateline']}*\n\n> {text['note']}\n\n"
    return f"{head}{text.body}\n".encode()


def plain_bytes(text: Text) -> bytes:
    """Lines of at most 76 characters, headings underlined."""
    parts = [f"{text['title']}\n{'=' * len(text['title'])}", text["dateline"], _wrapped(text["note"])]
    for block in text.blocks:
        if isinstance(block, Heading):
            parts.append(f"{block.text}\n{'-' * len(block.text)}")
        elif isinstance(block, Paragraph):
            parts.append(_wrapped(plain(block.text)))
        elif isinstance(block, ItemList):
            parts.append("\n".join(_wrapped(f"- {plain(item)}", "  ") for item in block.items))
    return ("\n\n".join(parts) + "\n").encode()


def _wrapped(line: str, indent: str = "") -> str:
    return textwrap.fill(line, _WIDTH, subsequent_indent=indent, break_on_hyphens=False)
