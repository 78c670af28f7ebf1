"""Pictures of pages to words with their places, by OCR."""

import contextlib
import math
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from PIL import Image

from corpus.documents import PageProblem
from ingest.blocks import BULLET
from ingest.describing.language import language_of
from ingest.ocr.tesseract import Failed, SeenLine, SeenWord, TookTooLong, languages, lines_of_picture, turn_of
from ingest.ocr.upright import is_blank, skew_of, turned
from ingest.pdf.glyphs import Word
from ingest.pdf.places import Corners, Shown
from ingest.reading import NO_TEXT

SECONDS = 60.0
"""How long one page may take."""

INSTALL = "apt-get install tesseract-ocr tesseract-ocr-swe"
NO_PROGRAM = f"sidan är en bild, och programmet Tesseract som läser text ur bilder saknas (på Debian: {INSTALL})"
NO_SWEDISH = f"sidan är en bild, och Tesseract saknar svenska (på Debian: {INSTALL})"
TOO_LARGE = "bilden på sidan är för stor för att läsas"
ILLEGIBLE = "texten i bilden går inte att tyda"

_DATA = {"sv": "swe", "en": "eng"}
_QUARTERS = (180, 90, 270)
_POOR = 0.6
_ILLEGIBLE = 0.45
_LEAST_OF_LINE = 0.3
"""A line with less confidence is a picture's pattern, not text."""
_TELLING = 200
"""So many letters tell the language."""
_LEAST_SKEW = 0.1
_SAME_SIZE = 0.12
_SEEN_FOR_BULLETS = set("•·°«»©®¢*eo")
"""What a list's bullet is taken for."""
_TORN = 0.1
_ASCENT, _DESCENT = 0.72, 0.22
"""How far letters reach over and under the baseline, in their size."""


def awaits_program(problems: Iterable[PageProblem]) -> bool:
    """Whether a page among those would be read if more were installed."""
    return any(problem.reason in (NO_PROGRAM, NO_SWEDISH) for problem in problems)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read on a page: words as those of a text layer, and the confidence from 0 to 1 by their letters."""

    words: tuple[Word, ...]
    confidence: float

    @property
    def letters(self) -> int:
        """How many letters and digits there are."""
        return sum(char.isalnum() for word in self.words for char in word.text)


@dataclass(frozen=True, slots=True)
class _Try:
    """The lines of a picture that was turned clockwise by quarter turns and then by `skew`; its size in pixels."""

    lines: list[SeenLine]
    size: tuple[int, int]
    quarter: int
    skew: float

    @property
    def letters(self) -> int:
        return sum(char.isalnum() for line in self.lines for word in line.words for char in word.text)

    @property
    def confidence(self) -> float:
        letters = sum(len(word.text) for line in self.lines for word in line.words)
        sure = sum(word.confidence * len(word.text) for line in self.lines for word in line.words)
        return sure / letters if letters else 0.0

    @property
    def text(self) -> str:
        return "\n".join(" ".join(word.text for word in line.words) for line in self.lines)


@dataclass(slots=True)
class Scanner:
    """Reads the scanned pages of one document in order; the language of one page is tried first on the next."""

    language: str = "sv"
    seconds: float = SECONDS
    installed: frozenset[str] = field(default_factory=languages)

    @property
    def lack(self) -> str | None:
        """What must be installed before anything can be read; None where nothing is missing."""
        if not self.installed:
            return NO_PROGRAM
        return None if "swe" in self.installed else NO_SWEDISH

    def read(self, picture: Image.Image, scale: float, shown: Shown) -> Seen | str:
        """The words of a page's grey picture (`scale` pixels a point), or the reason why there are none."""
        if self.lack:
            return self.lack
        if is_blank(picture):
            return NO_TEXT
        until = time.monotonic() + self.seconds
        try:
            best = self._upright(picture, until)
        except TookTooLong:
            return f"sidan tog längre än {self.seconds:g} s att läsa ur bilden"
        except Failed:
            return ILLEGIBLE
        if best.letters >= _TELLING:
            with contextlib.suppress(TookTooLong, Failed):
                best = self._in_its_language(picture, best, until)
        if not best.letters:
            return NO_TEXT
        if best.confidence < _ILLEGIBLE:
            return ILLEGIBLE
        lined = replace(best, lines=_with_bullets(best.lines))
        return Seen(tuple(_words(lined, scale, shown)), round(best.confidence, 3))

    def _upright(self, picture: Image.Image, until: float) -> _Try:
        """The reading of the picture turned so that it makes most sense."""
        turn = turn_of(picture, until) if "osd" in self.installed else None
        best = self._tried(picture, turn or 0, until)
        if best.confidence >= _POOR:
            return best
        others = _QUARTERS if turn is None else (0,) if turn else ()
        with contextlib.suppress(TookTooLong):
            for quarter in others:
                other = self._tried(picture, quarter, until)
                best = max(best, other, key=lambda each: each.confidence * each.letters)
        return best

    def _in_its_language(self, picture: Image.Image, read: _Try, until: float) -> _Try:
        """The reading with the data of the language that the text is in, where that is another and is installed."""
        found = language_of(read.text, self.language)
        if found == self.language or _DATA.get(found) not in self.installed:
            return read
        self.language = found
        other = self._tried(picture, read.quarter, until, read.skew)
        return max(read, other, key=lambda each: each.confidence)

    def _tried(self, picture: Image.Image, quarter: int, until: float, skew: float | None = None) -> _Try:
        upright = turned(picture, quarter)
        skew = skew_of(upright) if skew is None else skew
        straight = turned(upright, skew) if abs(skew) >= _LEAST_SKEW else upright
        lines = lines_of_picture(straight, _DATA[self.language], until)
        legible = [line for line in lines if line.confidence >= _LEAST_OF_LINE]
        return _Try(legible, straight.size, quarter, skew)


def _with_bullets(lines: list[SeenLine]) -> list[SeenLine]:
    """The lines, single signs that begin several of them read as bullets."""
    begun = [line for line in lines if len(line.words) > 1 and line.words[0].text in _SEEN_FOR_BULLETS]
    if len(begun) < 2:
        return lines
    return [
        replace(line, words=(replace(line.words[0], text=BULLET), *line.words[1:])) if line in begun else line
        for line in lines
    ]


def even_sizes(pages: Iterable[tuple[Word, ...]]) -> list[tuple[Word, ...]]:
    """The words of a document's scanned pages, sizes that are about the same made the same.

    OCR measures the height of each line a little differently; the sizes that most letters have are kept.
    """
    kept = list(pages)
    letters: dict[float, int] = {}
    for words in kept:
        for word in words:
            letters[word.size] = letters.get(word.size, 0) + len(word.text)
    even: dict[float, float] = {}
    while rest := {size: count for size, count in letters.items() if size not in even}:
        middle = max(rest, key=lambda size: sum(n for other, n in rest.items() if abs(other - size) < 0.05 * size))
        near = [size for size in rest if abs(size - middle) <= _SAME_SIZE * middle]
        even |= dict.fromkeys(near, round(middle, 1))
    return [tuple(replace(word, size=even[word.size]) for word in words) for words in kept]


def _words(read: _Try, scale: float, shown: Shown) -> Iterator[Word]:
    """The words with places as on the page: along the writing for the layout, in the PDF's own for the marks."""
    angle = (shown.rotation + read.quarter) % 360
    frame = _Frame(read.size, scale, shown, angle, read.skew)
    order = 0
    for line in read.lines:
        for before, word in zip([None, *line.words], line.words, strict=False):
            left, _, right, _ = word.box
            x0, baseline = frame.along(left, line.baseline)
            x1, _ = frame.along(right, line.baseline)
            glyphs = tuple(_glyphs(word, line, frame))
            boxes = [box for _, box in glyphs]
            box = min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
            size = line.size / scale
            spaced = before is None or not _is_torn(before, word, line)
            yield Word(word.text, x0, x1, baseline, size, False, angle, order, spaced, box, glyphs)
            order += 1


def _is_torn(before: SeenWord, word: SeenWord, line: SeenLine) -> bool:
    """Whether a word's large first letter was taken for a word of its own ("Å måla")."""
    initial = len(before.text) == 1 and before.text.isupper() and before.text not in "AI"
    return initial and word.text[0].islower() and word.box[0] - before.box[2] < _TORN * line.size


def _glyphs(word: SeenWord, line: SeenLine, frame: "_Frame") -> Iterator[tuple[str, Corners]]:
    """The word's characters, each with an equal part of its box; all of a line as tall."""
    left, _, right, _ = word.box
    top, bottom = line.baseline - _ASCENT * line.size, line.baseline + _DESCENT * line.size
    step = (right - left) / len(word.text)
    for place, char in enumerate(word.text):
        yield char, frame.corners(left + place * step, top, left + (place + 1) * step, bottom)


@dataclass(frozen=True, slots=True)
class _Frame:
    """From pixels of an upright picture to the page: both have the same middle."""

    size: tuple[int, int]
    scale: float
    shown: Shown
    angle: int
    skew: float

    def along(self, u: float, v: float) -> tuple[float, float]:
        """The place along and across the writing, as `Word` has it."""
        x, y = self._middle
        cosine, sine = math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))
        du, dv = self._from_middle(u, v)
        return x * cosine + y * sine + du, x * sine - y * cosine + dv

    def corners(self, u0: float, v0: float, u1: float, v1: float) -> Corners:
        """The box in the PDF's own coordinates that holds the upright one."""
        places = [self._place(u, v) for u in (u0, u1) for v in (v0, v1)]
        xs, ys = [x for x, _ in places], [y for _, y in places]
        return min(xs), min(ys), max(xs), max(ys)

    def _place(self, u: float, v: float) -> tuple[float, float]:
        turn = math.radians(self.angle + self.skew)
        du, dv = self._from_middle(u, v)
        x, y = self._middle
        return (
            x + du * math.cos(turn) + dv * math.sin(turn),
            y + du * math.sin(turn) - dv * math.cos(turn),
        )

    def _from_middle(self, u: float, v: float) -> tuple[float, float]:
        return (u - self.size[0] / 2) / self.scale, (v - self.size[1] / 2) / self.scale

    @property
    def _middle(self) -> tuple[float, float]:
        left, bottom, right, top = self.shown.corners
        return (left + right) / 2, (bottom + top) / 2
