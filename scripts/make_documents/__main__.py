"""Write every shipped document anew: ``python -m scripts.make_documents [folder]``."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from scripts.make_documents.docx_writer import docx_bytes
from scripts.make_documents.html_writer import html_bytes
from scripts.make_documents.pdf_article import article_pdf
from scripts.make_documents.pdf_columns import columns_pdf
from scripts.make_documents.pdf_report import report_pdf
from scripts.make_documents.pdf_scan import scan_pdf
from scripts.make_documents.source import Text, read_text
from scripts.make_documents.text_writer import markdown_bytes, plain_bytes

_TEXTS = Path(__file__).parent / "texts"
_DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"

# By the layout that a text names: the ending of the file, and what writes it.
_LAYOUTS: dict[str, tuple[str, Callable[[Text], bytes]]] = {
    "columns": ("pdf", columns_pdf),
    "report": ("pdf", report_pdf),
    "article": ("pdf", article_pdf),
    "scan": ("pdf", scan_pdf),
    "docx": ("docx", docx_bytes),
    "site": ("html", html_bytes),
    "blog": ("html", html_bytes),
    "newsletter": ("html", html_bytes),
    "markdown": ("md", markdown_bytes),
    "plain": ("txt", plain_bytes),
}


def main(arguments: list[str]) -> int:
    """Write the documents to the folder; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m scripts.make_documents", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=_DOCUMENTS)
    folder: Path = parser.parse_args(arguments).folder
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(_TEXTS.glob("*.md")):
        text = read_text(path)
        ending, write = _LAYOUTS[text["layout"]]
        target = folder / f"{text['stem']}.{ending}"
        target.write_bytes(write(text))
        sys.stdout.write(f"{target.name}: {target.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
