"""A page's text cut into paragraphs and headings, with the quote marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.documents import Page
from corpus.passages import Span

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"»)]*\s+(?=\S)")
_CONTEXT = 180
_LONGEST_QUOTE = 180
_MARK = re.compile(r"(?:(\d{1,7}):)?(\d{1,7})-(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, within the quote or not."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or, where `heading`, a heading."""

    pieces: tuple[Piece, ...]
    heading: bool


def blocks(page: Page, spans: Iterable[Span]) -> list[Block]:
    """The page's blocks in order; the marked pieces, joined, are what the spans on this page stand for.

    Parts of spans beyond the text are left out.
    """
    size = len(page.text)
    marks = sorted((min(span.start, size), min(span.end, size)) for span in spans if span.page == page.number)
    headings = {(heading.start, heading.end) for heading in page.headings}
    return [
        Block(tuple(_pieces(page.text, start, end, marks)), (start, end) in headings)
        for start, end in _paragraphs(page.text)
    ]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _BLANK.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def _pieces(text: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    cuts = {start, end, *(min(max(edge, start), end) for mark in marks for edge in mark)}
    for left, right in pairwise(sorted(cuts)):
        yield Piece(text[left:right], any(first <= left and right <= last for first, last in marks))


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quote as it stands on its page: the sentence before it, the quote (short), the sentence after it."""

    before: str
    quote: str
    after: str


def excerpt_of(quote: str, first: Page | None, last: Page | None, spans: Sequence[Span]) -> Excerpt:
    """The quote in its paragraph; `first` and `last` are the pages of the first and the last span."""
    before = _before(first.text, spans[0].start) if first else ""
    after = _after(last.text, spans[-1].end) if last else ""
    return Excerpt(before, _shortened(without_blank_lines(quote)), after)


def without_blank_lines(text: str) -> str:
    """The text with its lines close together: a short list would be pulled apart by them."""
    return _BLANK.sub("\n", text)


def _before(text: str, start: int) -> str:
    sentence = _SENTENCE_END.split(text[text.rfind("\n\n", 0, start) + 1 : start].strip())[-1]
    return sentence if len(sentence) <= _CONTEXT else "… " + sentence[-_CONTEXT:].partition(" ")[2]


def _after(text: str, end: int) -> str:
    paragraph = text[end:].partition("\n\n")[0]
    rest = paragraph.lstrip('.!?…”"»)')  # a quote that was cut before its sentence's stop takes it along
    sentence = _SENTENCE_END.split(rest.strip())[0]
    shown = sentence if len(sentence) <= _CONTEXT else sentence[:_CONTEXT].rpartition(" ")[0] + " …"
    return paragraph[: len(paragraph) - len(rest)] + (" " if shown and rest[:1].isspace() else "") + shown


def _shortened(quote: str) -> str:
    if len(quote) <= _LONGEST_QUOTE:
        return quote
    half = _LONGEST_QUOTE // 2
    return f"{quote[:half].rpartition(' ')[0]} … {quote[-half:].partition(' ')[2]}"


def parse_marks(marks: Iterable[str], page: int) -> tuple[Span, ...]:
    """Spans from "start-end" on `page` and "page:start-end"; what has another form is left out."""
    found = (_MARK.fullmatch(mark) for mark in marks)
    return tuple(
        Span(int(match[1]) if match[1] else page, int(match[2]), int(match[3]))
        for match in found
        if match and int(match[2]) < int(match[3])
    )
