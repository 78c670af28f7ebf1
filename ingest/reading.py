"""What a reader hands back: pages, problems, and what the file says of itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.documents import HiddenText, Layout, Page, PageProblem
from corpus.errors import UnreadableFile
from ingest.blocks import Block, compose, tables_in

NO_TEXT = "sidan har ingen text att läsa"
BROKEN = "sidan är trasig"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says of itself; evidence for `ingest.describing.describe`, never the last word.

    `titles` holds titles from metadata, the most trusted first; `language` is the declared one (ISO 639-1);
    `publishers` holds names from metadata and copyright lines.
    `published` and `updated` hold what a page says to programs of its own publishing, the surest first; `labels` what
    it says to them of its kind ("Pressmeddelande").
    """

    titles: tuple[str, ...] = ()
    language: str | None = None
    canonical_url: str | None = None
    publishers: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The pages of a file in order, and the pages that could not be read; together they are every page.

    `hidden` is text that a reader does not see, which is in no page.
    """

    pages: tuple[Page, ...]
    problems: tuple[PageProblem, ...] = ()
    facts: Facts = field(default_factory=Facts)
    hidden: tuple[HiddenText, ...] = ()
    layout: Layout = Layout()


def single_page(
    name: str,
    blocks: Iterable[Block],
    facts: Facts,
    furniture: Iterable[str] = (),
    hidden: tuple[HiddenText, ...] = (),
) -> Reading:
    """The reading of a format without pages: one page, number 1, no label.

    Raises UnreadableFile where there is no text at all.
    """
    blocks = list(blocks)
    text, headings = compose(blocks)
    if not text:
        raise UnreadableFile(f"”{name}” har ingen text att läsa.")
    page = Page(number=1, label=None, text=text, furniture=tuple(furniture), headings=headings)
    return Reading(pages=(page,), facts=facts, hidden=hidden, layout=Layout(tables=tables_in(blocks)))
