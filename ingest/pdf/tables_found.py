"""Where on a page the drawn lines make a table, and what stands in a box of its own."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import mean, median

from ingest.pdf.glyphs import Word
from ingest.pdf.lines import rows_of
from ingest.pdf.tables_rules import Box, Rule, Rules

_NEAR = 4.0
"""Ends of rules this many points apart are the same."""
_TALLEST = 8
"""A table's row has fewer lines of running text than this."""
_GOES_ON = 0.3
"""Running text has at least this share of lines that begin in lower case."""
_LEAST_TALL = 2.5
_LARGER = 1.12
_MOST = 0.9
"""A box that holds more of a page's words is the page."""


def ruled_words(words: Sequence[Word], rules: Rules) -> Iterator[list[Word]]:
    """The words of each table that three or more level rules of the same reach make, from the top."""
    for cluster in _clusters(_joined(rules.level)):
        left, right = cluster[0].start - 2, cluster[0].end + 2
        bands = [_inside(words, Box(left, above.at, right, below.at)) for above, below in pairwise(cluster)]
        for run in _runs(bands, [below.at - above.at for above, below in pairwise(cluster)]):
            inside = _without_title([word for band in run for word in band])
            if len(run) > 1 and len(inside) > 2 and not _is_running(run):
                yield inside


def _runs(bands: Sequence[list[Word]], heights: Sequence[float]) -> list[list[list[Word]]]:
    """The bands between rules in runs that may be tables, parted by text between two tables and by space."""
    usual = median([height for band, height in zip(bands, heights, strict=True) if band] or [0.0])
    runs: list[list[list[Word]]] = [[]]
    for band, height in zip(bands, heights, strict=True):
        rows = rows_of(band)
        text = len(rows) > 2 and not any(_parted(row) for row in rows)
        if text or (not band and 0.3 * _NEAR < height < 0.8 * usual):
            runs.append([])
        elif band:
            runs[-1].append(band)
    return [run for run in runs if run]


def _without_title(words: list[Word]) -> list[Word]:
    """The words without lines at the top in larger letters, which stand below a rule that is the page's."""
    rows = rows_of(words)
    largest = _LARGER * median(word.size for word in words)
    while len(rows) > 1 and not _parted(rows[0]) and min(word.size for word in rows[0]) > largest:
        rows.pop(0)
    return [word for row in rows for word in row]


def _parted(row: Sequence[Word]) -> bool:
    """Whether the words of a row are of several cells."""
    return any(after.x0 - before.x1 > before.size for before, after in pairwise(row))


def box_words(words: Sequence[Word], rules: Rules) -> Iterator[list[Word]]:
    """The words of each box that holds lines of its own, the largest first; no word is in two."""
    gone: set[int] = set()
    for box in sorted(rules.boxes, key=lambda box: (box.left - box.right) * (box.bottom - box.top)):
        inside = [word for word in _inside(words, box) if word.order not in gone]
        if len(inside) < 2 or len(inside) > _MOST * len(words):
            continue
        em = median(word.size for word in inside)
        tall = box.bottom - box.top >= _LEAST_TALL * em and len(rows_of(inside)) > 1
        if tall and not _touched(inside, words, em):
            gone |= {word.order for word in inside}
            yield inside


def is_prose(rows: list[list[Word]]) -> bool:
    """Whether lines are of running text: many go on in lower case, or most fill the column with several words."""
    if sum(row[0].text[0].islower() for row in rows) >= max(2, _GOES_ON * len(rows)):
        return True
    widths = [row[-1].x1 - row[0].x0 for row in rows]
    return mean(len(row) for row in rows) >= 3 and median(widths) > 0.75 * max(widths)


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """The rules, those drawn in pieces (cell by cell) put together, from the top."""
    joined: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at), rule.start)):
        before = joined[-1] if joined else None
        if before and abs(before.at - rule.at) <= 1.5 and rule.start <= before.end + _NEAR:
            joined[-1] = Rule(before.at, before.start, max(before.end, rule.end))
        else:
            joined.append(rule)
    return sorted(joined, key=lambda rule: rule.at)


def _clusters(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that reach from and to the same, three at least."""
    clusters: list[list[Rule]] = []
    for rule in rules:
        own = next((c for c in clusters if abs(c[-1].start - rule.start) + abs(c[-1].end - rule.end) <= _NEAR), None)
        if own is None:
            clusters.append([rule])
        else:
            own.append(rule)
    return [cluster for cluster in clusters if len(cluster) >= 3]


def _inside(words: Sequence[Word], box: Box) -> list[Word]:
    return [
        word
        for word in words
        if box.left <= (word.x0 + word.x1) / 2 <= box.right
        and box.top <= word.baseline - 0.25 * word.size <= box.bottom
    ]


def _is_running(bands: Sequence[list[Word]]) -> bool:
    """Whether rules part running text: a stretch between two of them has many lines, and they go on in lower case."""
    rows = [rows_of(band) for band in bands]
    return any(len(each) > _TALLEST and is_prose(each) for each in rows)


def _touched(inside: Sequence[Word], words: Sequence[Word], em: float) -> bool:
    """Whether a line in a box goes on outside it: then the box only marks some of its words."""
    own = {word.order for word in inside}
    for row in rows_of(words):
        for before, after in pairwise(row):
            if (before.order in own) is not (after.order in own) and after.x0 - before.x1 < 0.6 * em:
                return True
    return False
