"""Text set in columns by a small typesetter: what the layouts of the tests are drawn with."""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import pyphen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FACES = {"Times-Roman": "Times-Bold", "Helvetica": "Helvetica-Bold", "Vera": "VeraBd"}
"""Typefaces and their bold ones; Vera is embedded, the others are not."""


@dataclass(frozen=True)
class Text:
    r"""A part of a text to be set: a "heading", "paragraph" or "item"; a "\n" in `words` is a line's forced end."""

    kind: str
    words: str


@dataclass(frozen=True)
class Look:
    """How text is set; lengths in points, `leading` in sizes, `drawn` by "line" or "word"."""

    face: str = "Times-Roman"
    size: float = 10.0
    leading: float = 1.25
    justified: bool = False
    hyphenated: bool = False
    indent: float = 0.0
    between: float = 6.0
    heading: float = 1.3
    drawn: str = "line"
    drop_cap: bool = False


@dataclass(frozen=True)
class Frame:
    """A column to be filled: its left edge, its top from the page's top, its width and height."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Placed:
    """A line that has its place: words with their left edges, the baseline from the page's top."""

    words: tuple[tuple[float, str], ...]
    y: float
    face: str
    size: float


@dataclass(frozen=True)
class _Line:
    words: tuple[tuple[float, str], ...]
    face: str
    size: float
    above: float
    keeps: bool = False


def random_look(dice: random.Random, *, narrow: bool) -> Look:
    """A look as a designer might choose it; narrow columns have smaller letters and hyphens."""
    size = dice.choice([7.5, 8.0, 8.5, 9.0, 9.5] if narrow else [9.0, 10.0, 11.0, 12.0])
    leading = dice.choice([1.1, 1.15, 1.2, 1.3, 1.45])
    indented = dice.random() < 0.35
    return Look(
        face=dice.choice(list(FACES)),
        size=size,
        leading=leading,
        justified=dice.random() < 0.5,
        hyphenated=dice.random() < (0.8 if narrow else 0.4),
        indent=size * 1.2 if indented else 0.0,
        between=0.0 if indented else size * leading * dice.choice([0.5, 0.8, 1.0]),
        heading=dice.choice([1.0, 1.15, 1.3] if narrow else [1.0, 1.15, 1.3, 1.6]),
        drawn=dice.choice(["line", "line", "word"]),
        drop_cap=dice.random() < 0.25,
    )


@cache
def _ready(face: str) -> str:
    if face.startswith("Vera"):
        pdfmetrics.registerFont(TTFont(face, f"{face}.ttf"))
    return face


@cache
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="sv_SE")


def width_of(text: str, face: str, size: float) -> float:
    """In points."""
    return stringWidth(text, _ready(face), size)


def broken(words: str, widths: Iterator[float], look: Look, face: str, size: float) -> list[list[str]]:
    """The words by lines of those widths; with hyphens, "ut-" and "veckling" are words of two lines."""
    lines: list[list[str]] = [[]]
    room = next(widths)
    queue = words.split()[::-1]
    while queue:
        word = queue.pop()
        if width_of(" ".join([*lines[-1], word]), face, size) <= room:
            lines[-1].append(word)
            continue
        head, tail = _parted(word, room - width_of("".join(f"{w} " for w in lines[-1]), face, size), look, face, size)
        if head:
            lines[-1].append(head)
            word = tail
        if lines[-1]:
            lines.append([])
            room = next(widths)
            queue.append(word)
        else:
            lines[-1].append(word)
    return [line for line in lines if line]


def _parted(word: str, room: float, look: Look, face: str, size: float) -> tuple[str, str]:
    """What of a word fits with its hyphen, and the rest; nothing where it cannot be parted there."""
    own = [match.end() for match in re.finditer(r"(?<=\w)-(?=\w)", word)]
    places = [(place, word[:place]) for place in own]
    if look.hyphenated and word.isalpha() and len(word) > 5:
        places += [(place, word[:place] + "-") for place in _hyphens().positions(word)]
    for place, head in sorted(places, reverse=True):
        if width_of(head, face, size) <= room:
            return head, word[place:]
    return "", word


def _lines(text: Text, width: float, look: Look, before: Text | None) -> list[_Line]:
    heading = text.kind == "heading"
    face = FACES[look.face] if heading else look.face
    size = look.size * look.heading if heading else look.size
    indent = look.indent if text.kind == "paragraph" and before and before.kind == "paragraph" else 0.0
    lines: list[_Line] = []
    for part in text.words.split("\n"):
        hang = 1.2 * size if text.kind == "item" else 0.0
        first = width - hang - (indent if not lines else 0.0)
        rows = broken(part, _widths(first, width - hang), look, face, size)
        for place, row in enumerate(rows):
            x = hang + (indent if not lines else 0.0)
            last = place == len(rows) - 1
            words = _spread(row, x, first if not lines else width - hang, look, face, size, last=last or heading)
            if text.kind == "item" and not lines:
                words = ((0.0, "•"), *words)
            lines.append(_Line(words, face, size, 0.0, keeps=heading))
    tight = bool(before) and text.kind == "item" and before is not None and before.kind == "item"
    above = 0.0 if before is None or tight else look.between + (0.6 * size if heading else 0.0)
    return [replace(lines[0], above=above), *lines[1:]] if lines else []


def _widths(first: float, rest: float) -> Iterator[float]:
    yield first
    while True:
        yield rest


def _spread(
    row: Sequence[str], x: float, width: float, look: Look, face: str, size: float, *, last: bool
) -> tuple[tuple[float, str], ...]:
    """The words with their left edges; over the whole width where lines are justified."""
    if look.drawn == "line" and (not look.justified or last):
        return ((x, " ".join(row)),)
    space = width_of(" ", face, size)
    if look.justified and not last and len(row) > 1:
        space = (width - sum(width_of(word, face, size) for word in row)) / (len(row) - 1)
    placed = []
    for word in row:
        placed.append((x, word))
        x += width_of(word, face, size) + space
    return tuple(placed)


def fill(texts: Sequence[Text], frames: Iterable[Frame], look: Look) -> Iterator[list[Placed]]:
    """The lines of each frame in turn until all is set; a heading is not left alone at a frame's foot."""
    queue: list[tuple[Text | None, Text]] = list(zip([None, *texts], texts, strict=False))
    lines: list[_Line] = []
    for frame in frames:
        placed: list[Placed] = []
        y = frame.y
        while lines or queue:
            if not lines:
                before, text = queue.pop(0)
                if look.drop_cap and _may_drop(before, text):
                    drop = _with_drop_cap(text, frame, y, look)
                    if drop and drop[-1].y < frame.y + frame.height:
                        placed += drop
                        y = max(line.y for line in drop)
                        continue
                lines = _lines(text, frame.width, look, before if placed else None)
            need = sum(line.size * look.leading for line in lines[: 3 if lines[0].keeps else 1])
            y_next = y + lines[0].size * look.leading + (lines[0].above if placed else 0.0)
            if y_next + need - lines[0].size * look.leading > frame.y + frame.height and placed:
                break
            line = lines.pop(0)
            y = y_next
            placed.append(Placed(tuple((frame.x + x, word) for x, word in line.words), y, line.face, line.size))
        yield placed
        if not lines and not queue:
            return


def _may_drop(before: Text | None, text: Text) -> bool:
    return bool(before) and before is not None and before.kind == "heading" and len(text.words) > 250


def _with_drop_cap(text: Text, frame: Frame, y: float, look: Look) -> list[Placed]:
    """The paragraph with its first letter three lines tall; empty for what begins with no letter."""
    letter, rest = text.words[0], text.words[1:]
    if not letter.isalpha() or text.kind != "paragraph" or rest[:1] == " ":
        return []
    step = look.size * look.leading
    tall = (2 * step + 0.7 * look.size) / 0.7
    face = FACES[look.face]
    aside = width_of(letter, face, tall) + 3

    def widths() -> Iterator[float]:
        yield from [frame.width - aside] * 3
        while True:
            yield frame.width

    y += look.between
    placed = [Placed(((frame.x, letter),), y + 3 * step, face, tall)]
    rows = broken(rest, widths(), look, look.face, look.size)
    for place, row in enumerate(rows):
        x = frame.x + (aside if place < 3 else 0.0)
        placed.append(Placed(((x, " ".join(row)),), y + (place + 1) * step, look.face, look.size))
    return placed


def draw(canvas: Canvas, lines: Iterable[Placed], height: float) -> None:
    """Draws lines in that order."""
    for line in lines:
        canvas.setFont(_ready(line.face), line.size)
        for x, word in line.words:
            canvas.drawString(x, height - line.y, word)
