"""Running headers, footers and page numbers: what repeats at the edges of the pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.pdf.glyphs import Word
from ingest.pdf.labels import folded, is_number_alone, is_page_number, labels_of
from ingest.pdf.lines import line_of, rows_of

_OUTERMOST = 3
_SHARE = 0.6
_MARGIN = 0.2
"""Furniture stands within this share of the page's height from its upper or lower edge."""
_LARGEST = 1.3
"""Letters larger than this many times the running text's are a heading's."""
_SMALL = 0.95
_SAME_PLACE = 4.0
_SHORT_DOCUMENT = 3
_FAR_BELOW, _FAR_BESIDE = 4.0, 4.0
_FARTHEST_OUT = 0.055
"""No text stands within this share of the page's height from an edge."""
_OUTER = 0.08
"""A number alone is a page's within this share of its height from an edge."""
_APART = 1.3
"""What is as large as the text stands further from it than this many times the usual distance of lines."""
_LOOSEST = 2.0
"""The lines of a text are at most this many font sizes from each other."""
_LONGEST = 90
_HEADS_FROM = 4
"""Running heads that change are recognised in documents of at least this many pages."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page before its furniture is taken off: words of its main direction, and where its edges are, y downwards."""

    words: tuple[Word, ...]
    top: float
    bottom: float
    left: float = 0.0
    right: float = 0.0


@dataclass(frozen=True, slots=True)
class Bare:
    """A page without its furniture: the words that stay, the furniture's lines from the top, the printed label."""

    words: tuple[Word, ...]
    furniture: tuple[str, ...] = ()
    label: str | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """A row near an edge; `key` is its text with numbers folded, `place` its distance from its edge (below: negative).

    `outermost` says whether nothing stands between it and the edge, `gap` how far it is from the next row inwards, in
    the usual distances of the page's lines, `apart` whether it is a lower one that stands far below the rest and ends
    in a word set apart, `far_out` whether it is where no text stands.
    """

    words: tuple[Word, ...]
    text: str
    key: str
    place: float
    outermost: bool
    gap: float
    apart: bool
    far_out: bool

    @property
    def upper(self) -> bool:
        return self.place > 0

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)


def strip_furniture(sheets: Sequence[Sheet]) -> list[Bare]:
    """The pages without what repeats at their edges, in the same order.

    A row is furniture where rows like it (numbers apart) stand at the same place on at least 60 % of the pages, of
    the even or of the odd ones; where the outermost rows of most pages stand at one place and recur or count the
    pages; where it is a number alone far out; and in a short document where small letters, the page's number or the
    title tell it. What repeats in letters as large as the text's, and no further from it than its lines are from each
    other, is text. Pages that would all be left empty are left as they are.
    """
    body = _body_size(sheets)
    edges = [_edges(sheet, _LARGEST * body) for sheet in sheets]
    repeated, heads = _repeated(edges), _running_heads(edges)
    titles = _titles(sheets, body)
    taken = []
    for number, (sheet, rows) in enumerate(zip(sheets, edges, strict=True), start=1):
        found = [row for row in rows if _is_repeated(row, number, repeated) or _is_head(row, heads)]
        found = [row for row in found if not _is_of_the_text(row, found, body)]
        found += [row for row in rows if row not in found and row.outermost and _is_number(row, sheet)]
        if len(sheets) <= _SHORT_DOCUMENT:
            found += [row for row in rows if row not in found and row.outermost and _is_edge(row, number, body, titles)]
        taken.append(found)
    labels = labels_of([[row.text for row in rows] for rows in taken])
    bare = [_bare(sheet, rows, label) for sheet, rows, label in zip(sheets, taken, labels, strict=True)]
    return bare if any(page.words for page in bare) else [Bare(sheet.words) for sheet in sheets]


def _is_of_the_text(row: _Row, found: Sequence[_Row], body: float) -> bool:
    """Whether a row that repeats is a line of the text: a form's heading, a refrain."""
    inner = [other for other in found if other.upper is row.upper and abs(other.place) >= abs(row.place)]
    return all(not other.far_out and other.gap <= _APART and other.size >= _SMALL * body for other in inner)


def _is_number(row: _Row, sheet: Sheet) -> bool:
    """Whether a row is nothing but a page's number, far out and apart."""
    out = abs(row.place) <= _OUTER * (sheet.bottom - sheet.top)
    return out and row.gap > _APART and is_number_alone(row.text)


def _titles(sheets: Sequence[Sheet], body: float) -> set[str]:
    """What stands in large letters on the first page, as the keys of rows."""
    rows = rows_of(sheets[0].words) if sheets else []
    return {folded(line_of(row).text) for row in rows if max(word.size for word in row) >= _LARGEST * body}


def _is_edge(row: _Row, number: int, body: float, titles: set[str]) -> bool:
    """Whether an outermost row of a short document is its furniture.

    It is nothing but the page's number, or stands apart and begins or ends with it, or is in smaller letters than the
    text, or the title again, above the text of a page that is not the first (where a letterhead or a date would be).
    """
    if is_page_number(row.text, number):
        return True
    small = row.size < _SMALL * body
    ends = {row.text.split()[0], row.text.split()[-1]}
    if str(number) in ends and (small or (row.gap > _APART and len(row.text) <= _LONGEST)):
        return True
    if number > 1 and row.upper and (small or row.key in titles):
        return True
    return small and row.apart and _is_short_number(row.text.split()[-1])


def _is_short_number(text: str) -> bool:
    """Whether the text may be a page's number that was misread from a picture."""
    return text.isdigit() and len(text) <= 3


def _bare(sheet: Sheet, rows: list[_Row], label: str | None) -> Bare:
    taken = {word.order for row in rows for word in row.words}
    ordered = sorted(rows, key=lambda row: row.words[0].baseline)
    return Bare(
        words=tuple(word for word in sheet.words if word.order not in taken),
        furniture=tuple(dict.fromkeys(row.text for row in ordered)),
        label=label,
    )


def _body_size(sheets: Iterable[Sheet]) -> float:
    """The size of most letters of a document."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for word in sheet.words:
            sizes[round(word.size, 1)] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _edges(sheet: Sheet, largest: float) -> list[_Row]:
    """The outermost rows of a page with letters up to that size, from the top."""
    rows = rows_of(sheet.words)
    reach, far = (share * (sheet.bottom - sheet.top) for share in (_MARGIN, _FARTHEST_OUT))
    steps = [below[0].baseline - above[0].baseline for above, below in zip(rows, rows[1:], strict=False)]
    largest_usual = _LOOSEST * median(word.size for word in sheet.words) if steps else 1.0
    usual = max(min(median(steps), largest_usual), 1.0) if steps else 1.0
    edges = []
    for place, row in enumerate(rows):
        if max(word.size for word in row) > largest:
            continue
        above, below = row[0].baseline - sheet.top, row[0].baseline - sheet.bottom
        from_end = len(rows) - 1 - place
        if place < _OUTERMOST and above <= reach:
            gap = steps[place] / usual if from_end else 0.0
            edges.append(_row(row, above, outermost=place == 0, gap=gap, far_out=above < far))
        elif from_end < _OUTERMOST and -below <= reach:
            alone = place > 0 and steps[place - 1] > _FAR_BELOW * row[0].size
            set_apart = len(row) > 1 and row[-1].x0 - row[-2].x1 > _FAR_BESIDE * row[0].size
            gap = steps[place - 1] / usual if place else 0.0
            apart = alone and set_apart
            edges.append(_row(row, below, outermost=from_end == 0, gap=gap, far_out=-below < far, apart=apart))
    return edges


def _row(words: list[Word], place: float, *, outermost: bool, gap: float, far_out: bool, apart: bool = False) -> _Row:
    text = line_of(words).text
    return _Row(tuple(words), text, folded(text), place, outermost, gap, apart, far_out)


def _repeated(edges: Sequence[Iterable[_Row]]) -> dict[tuple[str, bool, int], float]:
    """The keys that repeat, by edge (whether the upper) and parity of the pages they repeat on, with their place."""
    places: dict[tuple[str, bool, int], list[float]] = defaultdict(list)
    pages = Counter(number % 2 for number in range(1, len(edges) + 1))
    for number, rows in enumerate(edges, start=1):
        for row in {(row.key, row.upper): row for row in rows}.values():
            places[row.key, row.upper, number % 2].append(row.place)
    repeated = {}
    for (key, upper, parity), found in places.items():
        on_all = len(found) + len(places.get((key, upper, 1 - parity), [])) >= max(2, _SHARE * len(edges))
        if on_all or len(found) >= max(2, _SHARE * pages[parity]):
            repeated[key, upper, parity] = sorted(found)[len(found) // 2]
    return repeated


def _is_repeated(row: _Row, number: int, repeated: dict[tuple[str, bool, int], float]) -> bool:
    place = repeated.get((row.key, row.upper, number % 2))
    return place is not None and abs(row.place - place) <= _SAME_PLACE


def _running_heads(edges: Sequence[Sequence[_Row]]) -> tuple[float, ...]:
    """The places of outermost rows whose text changes (a chapter's name, the page's number) but not the place."""
    if len(edges) < _HEADS_FROM:
        return ()
    places: dict[int, list[tuple[int, _Row]]] = defaultdict(list)
    for number, rows in enumerate(edges):
        for row in rows:
            if row.outermost:
                places[round(row.place / _SAME_PLACE)].append((number, row))
    found = []
    for standing in places.values():
        keys = Counter(row.key for _, row in standing)
        recurring = sum(keys[row.key] > 1 for _, row in standing)
        steps = Counter(int(n) - at for at, row in standing for n in set(re.findall(r"\d{1,4}", row.text)))
        counting = max(steps.values(), default=0)
        if len(standing) >= _SHARE * len(edges) and max(recurring, counting) >= _SHARE * len(standing):
            found.append(sorted(row.place for _, row in standing)[len(standing) // 2])
    return tuple(found)


def _is_head(row: _Row, heads: tuple[float, ...]) -> bool:
    return row.outermost and any(abs(row.place - place) <= _SAME_PLACE / 2 for place in heads)
