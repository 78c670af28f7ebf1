"""Tesseract through pytesseract, the one file that imports it: a picture in, lines of words with their places out."""

import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from lxml import etree
from PIL import Image

_T = TypeVar("_T")
_ONE_AT_A_TIME = threading.Lock()
_THREADS = "OMP_THREAD_LIMIT"
_NUMBER = r"(-?[\d.]+(?:e-?\d+)?)"
_BASELINE = re.compile(rf"baseline {_NUMBER} {_NUMBER}")
_SIZE = re.compile(rf"x_size {_NUMBER}")
_CONFIDENCE = re.compile(rf"x_wconf {_NUMBER}")
_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_SURE_OF_TURN = 2.0


class TookTooLong(Exception):
    """The program was stopped because its time was out."""


class Failed(Exception):
    """The program could not read the picture."""


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word as the program sees it: its box in pixels (left, top, right, bottom), its confidence from 0 to 1."""

    text: str
    box: tuple[int, int, int, int]
    confidence: float


@dataclass(frozen=True, slots=True)
class SeenLine:
    """Words on one line, from the left; the baseline at its middle and the letters' height are in pixels."""

    words: tuple[SeenWord, ...]
    baseline: float
    size: float

    @property
    def confidence(self) -> float:
        """Of its words, by their letters."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / max(letters, 1)


def languages() -> frozenset[str]:
    """The data that is installed ("swe", "eng", "osd"); empty where the program is not."""
    if shutil.which("tesseract") is None:
        return frozenset()
    import pytesseract  # type: ignore[import-untyped]

    try:
        with _alone():
            return frozenset(pytesseract.get_languages())
    except (pytesseract.TesseractError, OSError):
        return frozenset()


def lines_of_picture(picture: Image.Image, language: str, until: float) -> list[SeenLine]:
    """The lines in the order the program reads them; `until` is a time of `time.monotonic`.

    Raises TookTooLong when that has come, Failed where the program gives up.
    """
    import pytesseract

    def read(seconds: float) -> bytes:
        found: bytes = pytesseract.image_to_pdf_or_hocr(picture, language, extension="hocr", timeout=seconds)
        return found

    return _parsed(_run(read, until))


def turn_of(picture: Image.Image, until: float) -> int | None:
    """The quarter turns clockwise (0, 90, 180, 270) that make the text upright; None where that is not plain.

    Needs the data "osd". Raises TookTooLong.
    """
    import pytesseract

    def look(seconds: float) -> dict[str, object]:
        found: dict[str, object] = pytesseract.image_to_osd(
            picture, config="--psm 0", output_type=pytesseract.Output.DICT, timeout=seconds
        )
        return found

    try:
        found = _run(look, until)
    except Failed:  # too few letters to tell
        return None
    sure = float(str(found["orientation_conf"])) >= _SURE_OF_TURN
    return int(str(found["rotate"])) % 360 if sure else None


def _run(call: Callable[[float], _T], until: float) -> _T:
    import pytesseract

    with _alone():
        seconds = until - time.monotonic()
        if seconds <= 0:
            raise TookTooLong
        try:
            return call(seconds)
        except (pytesseract.TesseractError, OSError) as error:
            raise Failed(str(error)) from error
        except RuntimeError as error:  # what pytesseract raises when the time is out
            raise TookTooLong from error


@contextmanager
def _alone() -> Iterator[None]:
    """One picture at a time, on one thread: several threads of one page cost more than they gain.

    The program takes its limit from the environment, where this process's own libraries must not meet it.
    """
    with _ONE_AT_A_TIME:
        before = os.environ.get(_THREADS)
        os.environ[_THREADS] = "1"
        try:
            yield
        finally:
            if before is None:
                del os.environ[_THREADS]
            else:
                os.environ[_THREADS] = before


def _parsed(hocr: bytes) -> list[SeenLine]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=True)
    root = etree.fromstring(hocr, parser)
    if root is None:
        return []
    lines = []
    for line in root.iter("{*}span"):
        words = tuple(_words(line))
        if words and line.get("class") != "ocrx_word":
            lines.append(_line(line.get("title") or "", words))
    return lines


def _words(line: etree._Element) -> Iterator[SeenWord]:
    for word in line.iterchildren("{*}span"):
        title = word.get("title") or ""
        text = "".join(str(piece) for piece in word.itertext()).strip()
        box, confidence = _BOX.search(title), _CONFIDENCE.search(title)
        if word.get("class") == "ocrx_word" and text and box and confidence:
            corners = (int(box[1]), int(box[2]), int(box[3]), int(box[4]))
            yield SeenWord(text, corners, float(confidence[1]) / 100)


def _line(title: str, words: tuple[SeenWord, ...]) -> SeenLine:
    left, bottom = min(word.box[0] for word in words), max(word.box[3] for word in words)
    box, base, size = _BOX.search(title), _BASELINE.search(title), _SIZE.search(title)
    if box:
        left, bottom = int(box[1]), int(box[4])
    middle = (left + max(word.box[2] for word in words)) / 2
    baseline = bottom + float(base[2]) + float(base[1]) * (middle - left) if base else float(bottom)
    tall = float(size[1]) if size else float(max(word.box[3] - word.box[1] for word in words))
    return SeenLine(words, baseline, max(tall, 1.0))
