"""Initials that are several lines tall, put before the word they begin."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from ingest.pdf.glyphs import Word, around

_TALL = 1.8
"""An initial's size in those of the running text, at least."""
_REACH = 1.5
"""How far from the initial its lines may begin, in sizes of the running text."""
_CAPITAL = 0.72
"""The height of a capital, in its size."""
_WORDS_ALONE = {"I", "Å", "Ö", "A"}


def join_initials(words: Sequence[Word]) -> list[Word]:
    """The words of a page, each initial joined to the first word beside it, in the order given.

    An initial is a single capital, much larger than the text, with two lines or more beside it, or with one that
    begins within a word. One that is a word of
    its own in Swedish or English stays one where what follows stands elsewhere on the page as a word.
    """
    if not words:
        return []
    size = median(word.size for word in words)
    known = {word.text.strip(".,:;!?").lower() for word in words}
    joined: dict[int, Word] = {}
    gone: set[int] = set()
    for word in words:
        if not _may_be_initial(word, size):
            continue
        beside = [other for other in words if _is_beside(other, word, size)]
        if not beside:
            continue
        first = min(beside, key=lambda other: (round(other.baseline), other.x0))
        if len({round(other.baseline) for other in beside}) < 2 and not first.text[0].islower():
            continue
        alone = word.text in _WORDS_ALONE and _is_word(first.text, first.order, words, known)
        if first.text[0].isalpha() and not alone:
            joined[first.order] = _together(word, first)
            gone.add(word.order)
        else:
            joined[word.order] = replace(word, baseline=first.baseline, size=first.size)
    return [joined.get(word.order, word) for word in words if word.order not in gone]


def _may_be_initial(word: Word, size: float) -> bool:
    letter = word.text.lstrip("”\"“»'’")
    return len(letter) == 1 and letter.isalpha() and letter.isupper() and word.size >= _TALL * size


def _is_beside(other: Word, initial: Word, size: float) -> bool:
    """Whether a word begins a line to the right of the initial, within its height."""
    near = -0.3 * size <= other.x0 - initial.x1 <= _REACH * size
    top = initial.baseline - _CAPITAL * initial.size + 0.4 * size
    level = top <= other.baseline <= initial.baseline + 0.3 * size
    return near and level and other.size <= 1.3 * size and other.order != initial.order


def _is_word(text: str, order: int, words: Sequence[Word], known: set[str]) -> bool:
    """Whether the text stands elsewhere on the page as a word."""
    plain = text.strip(".,:;!?").lower()
    return plain in known and any(w.order != order and w.text.strip(".,:;!?").lower() == plain for w in words)


def _together(initial: Word, first: Word) -> Word:
    return replace(
        first,
        text=initial.text + first.text,
        box=around([initial.box, first.box]),
        spaced=True,
        glyphs=initial.glyphs + first.glyphs,
    )
