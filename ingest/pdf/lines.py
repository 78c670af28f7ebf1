"""Words to lines."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.pdf.glyphs import Word

_LEVEL = 0.35
"""Words whose baselines differ by less than this many font sizes are on one line."""
_GLUED = 0.2
"""Words drawn without a space between them, nearer than this many font sizes, are one."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its words in reading order, never empty. Places as in `Word`.

    `x0` and `x1` are its edges, `baseline` is where most of its letters stand.
    """

    words: tuple[Word, ...]
    text: str
    size: float
    bold: bool
    x0: float
    x1: float
    baseline: float


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """The words by baseline, from the top; within a row from the left."""
    rows: list[list[Word]] = []
    main: Word | None = None
    for word in sorted(words, key=lambda word: (word.baseline, word.x0)):
        if main is not None and _on_row(rows[-1], main, word):
            rows[-1].append(word)
            main = word if word.size > main.size else main
        else:
            rows.append([word])
            main = word
    return [sorted(row, key=lambda word: word.x0) for row in _raised(rows)]


def _on_row(row: list[Word], main: Word, word: Word) -> bool:
    """Whether a word stands on a row, whose first word of the largest letters is `main`."""
    step = word.baseline - main.baseline
    return step <= _LEVEL * max(main.size, word.size) and (step < 0.1 * main.size or not _crosses(row, word))


def _crosses(row: Iterable[Word], word: Word) -> bool:
    return any(other.x0 < word.x1 - 0.5 and word.x0 < other.x1 - 0.5 for other in row)


def _raised(rows: list[list[Word]]) -> list[list[Word]]:
    """Rows with raised small signs (footnote marks) put on the line they belong to, the one below."""
    merged: list[list[Word]] = []
    for row in rows:
        above = merged[-1] if merged else None
        small = max(word.size for word in row)
        if above is not None:
            size = max(word.size for word in above)
            near = row[0].baseline - above[0].baseline <= 0.5 * max(small, size)
            if near and not any(_crosses(above, word) for word in row) and size < 0.8 * small:
                above.extend(row)
                continue
        merged.append(row)
    return merged


def line_of(words: Sequence[Word]) -> Line:
    """The line of words that stand on one row, ordered from the left; right to left scripts are turned."""
    ordered = list(reversed(words)) if _is_right_to_left(words) else list(words)
    text = ordered[0].text
    for before, word in zip(ordered, ordered[1:], strict=False):
        text += word.text if not word.spaced and _is_glued(before, word) else " " + word.text
    sizes: Counter[float] = Counter()
    for word in ordered:
        sizes[round(word.size, 1)] += len(word.text)
    letters = sum(len(word.text) for word in ordered)
    bold = sum(len(word.text) for word in ordered if word.bold) > 0.8 * letters
    return Line(
        words=tuple(ordered),
        text=text,
        size=sizes.most_common(1)[0][0],
        bold=bold,
        x0=min(word.x0 for word in words),
        x1=max(word.x1 for word in words),
        baseline=max(words, key=lambda word: (word.size, len(word.text))).baseline,
    )


def _is_glued(before: Word, word: Word) -> bool:
    """Whether two words drawn one after the other without a space stand so near that they are one."""
    gap = max(word.x0 - before.x1, before.x0 - word.x1)
    return word.order == before.order + 1 and gap < _GLUED * max(word.size, before.size)


def lines_of(words: Iterable[Word]) -> list[Line]:
    """The lines of one column, from the top."""
    return [line_of(row) for row in rows_of(words)]


def _is_right_to_left(words: Sequence[Word]) -> bool:
    kinds = Counter(unicodedata.bidirectional(char) for word in words for char in word.text)
    return kinds["R"] + kinds["AL"] > kinds["L"]
