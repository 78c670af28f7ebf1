"""Pictures of pages made straight: how far the text is turned, and whether there is any."""

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_LOOK_AT = 1000
"""The longer side in pixels of the picture that is looked at: lines of text still stand apart."""
_FARTHEST = 10.0
"""Text turned by more degrees than this, beyond quarter turns, is left as it is."""
_MOST_DARK = 200_000
_LEAST_DARK = 30
_TELLING_DARK = 1500
_LEAST_CONTRAST = 40


def is_blank(picture: Image.Image) -> bool:
    """Whether nothing dark stands on the picture (grey)."""
    return len(_dark(picture)[0]) < _LEAST_DARK


def skew_of(picture: Image.Image) -> float:
    """How many degrees the lines of text in a grey picture rise to the right (negative: fall), to a twentieth.

    The turn at which the rows of the picture differ most from their neighbours: then lines and the space between
    them do not mix.
    """
    y, x = _dark(picture)
    if len(y) < _TELLING_DARK:
        return 0.0
    coarse = max(np.arange(-_FARTHEST, _FARTHEST + 0.25, 0.5), key=lambda angle: _sharpness(y, x, float(angle)))
    fine = max(np.arange(coarse - 0.5, coarse + 0.525, 0.05), key=lambda angle: _sharpness(y, x, float(angle)))
    return round(float(fine), 2) if abs(fine) < _FARTHEST else 0.0


def turned(picture: Image.Image, degrees: float) -> Image.Image:
    """The picture turned clockwise about its middle, on white."""
    if degrees % 360 == 0:
        return picture
    return picture.rotate(-degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def _dark(picture: Image.Image) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where the dark points are in a smaller copy: rows and columns."""
    shrink = max(picture.size) / _LOOK_AT
    if shrink > 1:
        size = (max(round(picture.width / shrink), 1), max(round(picture.height / shrink), 1))
        picture = picture.resize(size, Image.Resampling.BOX)
    grey = np.asarray(picture, dtype=np.float64)
    paper, ink = np.percentile(grey, 60), grey.min()
    if paper - ink < _LEAST_CONTRAST:
        return np.empty(0), np.empty(0)
    rows, columns = np.nonzero(grey < (paper + ink) / 2 + (paper - ink) / 8)
    step = max(len(rows) // _MOST_DARK, 1)
    return rows[::step].astype(np.float64), columns[::step].astype(np.float64)


def _sharpness(y: NDArray[np.float64], x: NDArray[np.float64], degrees: float) -> float:
    rows = y + x * math.tan(math.radians(degrees))
    counts = np.bincount((rows - rows.min()).astype(np.int64))
    return float((np.diff(counts).astype(np.float64) ** 2).sum())
