"""What lines make up: paragraphs, list items, headings, rows; and what most of a document looks like."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.pdf.layout import Region
from ingest.pdf.lines import Line
from ingest.pdf.tables import Row

UNMARKED = "#"
"""The marker of a heading that looks like the text below it."""


@dataclass(frozen=True, slots=True)
class Style:
    """What most of a document's text looks like.

    The size of its letters, the distance of its baselines in sizes, whether it is bold, and how wide its columns are.
    """

    size: float
    leading: float
    bold: bool
    measure: float


@dataclass(slots=True)
class Part:
    """Lines that belong together on a page; `made` holds the places of lines that begin after an author's break.

    `edge` is how far to the right the column reaches; `marker` what begins a list item; `row` a table's row, `begins`
    whether it is the table's first; `aside` whether it stands in a box of its own.
    """

    lines: list[Line]
    edge: float
    marker: str | None = None
    made: set[int] = field(default_factory=set)
    row: Row | None = None
    begins: bool = False
    aside: bool = False

    @property
    def text(self) -> str:
        """The words of all lines, as they stand."""
        return " ".join(line.text for line in self.lines)


def style_of(regions: Iterable[Region]) -> Style:
    """The style of a document's running text, by characters."""
    sizes: Counter[float] = Counter()
    bold: Counter[bool] = Counter()
    distances: Counter[float] = Counter()
    widths: Counter[float] = Counter()
    for region in regions:
        for line in region.lines:
            sizes[line.size] += len(line.text)
            bold[line.bold] += len(line.text)
            widths[round(line.x1 - line.x0)] += len(line.text)
        for above, below in zip(region.lines, region.lines[1:], strict=False):
            distance = round((below.baseline - above.baseline) / below.size, 1)
            if above.size == below.size and region.rows is None and 0.9 <= distance <= 2.5:
                distances[distance] += len(above.text)
    return Style(
        size=_commonest(sizes, 10.0),
        leading=_commonest(distances, 1.3),
        bold=bold[True] > bold[False],
        measure=_middle(widths),
    )


def _commonest(counts: Counter[float], default: float) -> float:
    return counts.most_common(1)[0][0] if counts else default


def _middle(counts: Counter[float]) -> float:
    """The weighted median; 0 where there is nothing."""
    passed = 0
    for value in sorted(counts):
        passed += counts[value]
        if 2 * passed >= counts.total():
            return value
    return 0.0
