"""Sheets that show two printed pages side by side, parted at the fold."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf.furniture import Bare, Sheet

_WIDE = 1.15
"""A spread is at least this many times as wide as it is tall."""
_FOLD = 0.03
"""No word stands nearer to the fold than half this share of the sheet's width."""
_SHARE = 0.7
"""So many of the wide sheets with text must be free at the fold."""


def printed_pages(sheets: Sequence[Sheet]) -> list[list[Sheet]]:
    """The printed pages of each sheet in reading order: left and right where the sheets are spreads, else itself.

    A sheet on which something crosses the fold stays whole.
    """
    wide = [sheet for sheet in sheets if sheet.words and _is_wide(sheet)]
    free = [sheet for sheet in wide if _is_free(sheet)]
    facing = [sheet for sheet in free if all(half.words for half in _halves(sheet))]
    if not facing or len(free) < _SHARE * len(wide):
        return [[sheet] for sheet in sheets]
    parted = {id(sheet) for sheet in free}
    return [_halves(sheet) if id(sheet) in parted else [sheet] for sheet in sheets]


def label_of(pages: Sequence[Bare]) -> str | None:
    """What the printed pages of a sheet are labelled with: "4–5" where both are, None where none is."""
    labels = [page.label for page in pages if page.label]
    return "–".join(labels) or None


def _is_wide(sheet: Sheet) -> bool:
    return sheet.right - sheet.left >= _WIDE * (sheet.bottom - sheet.top)


def _is_free(sheet: Sheet) -> bool:
    """Whether no word stands at the fold."""
    fold, reach = (sheet.left + sheet.right) / 2, _FOLD / 2 * (sheet.right - sheet.left)
    return not any(word.x0 < fold + reach and word.x1 > fold - reach for word in sheet.words)


def _halves(sheet: Sheet) -> list[Sheet]:
    fold = (sheet.left + sheet.right) / 2
    left = tuple(word for word in sheet.words if word.x1 <= fold)
    right = tuple(word for word in sheet.words if word.x1 > fold)
    return [replace(sheet, words=left, right=fold), replace(sheet, words=right, left=fold)]
