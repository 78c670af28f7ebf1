"""From a document to its passages and sentences, each with the spans it stands on.

The units a reader would quote are sentences of running text, list items, and runs of short lines such as an address
or a list of names. Passages are whole units of one section, about a hundred words: e5 models are best at 100–250
tokens and read 512 at most.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from corpus.documents import Document, Page
from corpus.passages import Passage, Sentence, Span, text_of
from index.sentences import sentence_ranges

SPLITTER_VERSION = 2
LanguageOf = Callable[[str, tuple[str, ...]], str]
"""Gives the language of a text, one of those of its document; the first is the likeliest."""

_PASSAGE_WORDS = 110
_PASSAGE_LIMIT = 170
_RUN_CHARACTERS = 300
_SHORT_LINE = 90
_BAR = " | "
"""What parts the cells of a table's row."""
_ENDS = tuple('.!?…:”"»)')


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence to be: its spans, the headings above it, whether it is a short line, and its paragraph's number.

    `section` is the number of the nearest heading: two sections may have the same name. A heading is `whole`: nothing
    is joined to it. `head` is the first row of the table that it is a later row of.
    """

    spans: tuple[Span, ...]
    headings: tuple[str, ...]
    section: int
    short: bool
    paragraph: int
    whole: bool = False
    head: Span | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """A document's passages and sentences, each in order."""

    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]


def split(document: Document, language_of: LanguageOf) -> Parts:
    """Splits a document. Every character of its pages but white space, list marks and headings is in one sentence.

    A passage that begins within a table begins with the table's first row, which names the columns, once more.
    A heading with nothing under it becomes a sentence itself, so that it can be found and quoted.
    """
    texts = {page.number: page.text for page in document.pages}
    units = _merge_runs(_join_over_pages(list(_units(document)), texts), texts)
    groups = list(_group(units, texts))
    passages: list[Passage] = []
    sentences: list[Sentence] = []
    for group in groups:
        passage = _passage(document, len(passages), group, texts, language_of)
        for unit in group:
            sentences.append(_sentence(passage, len(sentences), unit, texts, document.languages, language_of))
        passages.append(passage)
    return Parts(tuple(passages), tuple(sentences))


def _units(document: Document) -> Iterator[_Unit]:
    path: list[tuple[int, str, int]] = []
    pending: _Unit | None = None  # a heading that nothing has followed yet
    paragraph = 0
    for page in document.pages:
        for start, end, level in _blocks(page):
            paragraph += 1
            if level is None:
                pending = None
                yield from _block_units(page, start, end, _above(path), paragraph)
                continue
            if pending is not None and path and level <= path[-1][0]:
                yield pending
            path = [heading for heading in path if heading[0] < level]
            span = Span(page.number, start, end)
            pending = _Unit((span,), *_above(path), short=False, paragraph=paragraph, whole=True)
            path.append((level, " ".join(page.text[start:end].split()), paragraph))
    if pending is not None:
        yield pending


def _above(path: list[tuple[int, str, int]]) -> tuple[tuple[str, ...], int]:
    """The headings, outermost first, and the section's number: 0 before the first heading."""
    return tuple(text for _, text, _ in path), path[-1][2] if path else 0


def _blocks(page: Page) -> Iterator[tuple[int, int, int | None]]:
    """Ranges of paragraphs and headings in order; the third is the heading's level."""
    position = 0
    for heading in page.headings:
        yield from ((start, end, None) for start, end in _paragraphs(page.text, position, heading.start))
        yield heading.start, heading.end, heading.level
        position = heading.end
    yield from ((start, end, None) for start, end in _paragraphs(page.text, position, len(page.text)))


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield start, stop
        start = stop + 2


def _block_units(
    page: Page, start: int, end: int, above: tuple[tuple[str, ...], int], paragraph: int
) -> Iterator[_Unit]:
    position = start
    head = _table_head(page, start, end)
    for line in page.text[start:end].split("\n"):
        skip = len(line) - len(line.lstrip("•–*- \t"))
        marked = skip > 0 and line[:1] in "•–*-"
        # A dash before a line is a list's or a speaker's: only the bullet is no part of the words.
        offset = skip if line.lstrip().startswith("•") else len(line) - len(line.lstrip())
        text = line[offset:]
        for first, last in sentence_ranges(text):
            span = Span(page.number, position + offset + first, position + offset + last)
            short = not marked and len(text) <= _SHORT_LINE and not text.rstrip().endswith(_ENDS)
            yield _Unit((span,), *above, short, paragraph, head=head if head and head.end <= span.start else None)
        position += len(line) + 1


def _table_head(page: Page, start: int, end: int) -> Span | None:
    """The first row of a block that is a table; None where it is none."""
    rows = page.text[start:end].split("\n")
    if len(rows) < 3 or sum(_BAR in row or row.startswith(_BAR[1:]) for row in rows) < 0.5 * len(rows):
        return None
    return Span(page.number, start, start + len(rows[0]))


def _join_over_pages(units: list[_Unit], texts: dict[int, str]) -> list[_Unit]:
    """Joins the two halves of a sentence that a page break cuts."""
    joined: list[_Unit] = []
    for unit in units:
        if joined and _continues(joined[-1], unit, texts):
            before = joined[-1]
            joined[-1] = replace(before, spans=(*before.spans, *unit.spans), short=False)
        else:
            joined.append(unit)
    return joined


def _continues(before: _Unit, unit: _Unit, texts: dict[int, str]) -> bool:
    first, second = before.spans[-1], unit.spans[0]
    if len(before.spans) > 1 or second.page != first.page + 1 or before.section != unit.section:
        return False
    if before.whole or unit.whole:
        return False
    if texts[first.page][first.end :].strip() or texts[second.page][: second.start].strip(" \n•"):
        return False
    begins = texts[second.page][second.start]
    return not texts[first.page][first.start : first.end].endswith(_ENDS) and begins.islower()


def _merge_runs(units: list[_Unit], texts: dict[int, str]) -> list[_Unit]:
    """Merges neighbouring short lines of a page and section: alone, a name or an address line says nothing."""
    merged: list[_Unit] = []
    for unit in units:
        before = merged[-1] if merged else None
        if before and before.short and unit.short and _same_place(before, unit) and _run_fits(before, unit, texts):
            span = Span(unit.spans[0].page, before.spans[0].start, unit.spans[0].end)
            merged[-1] = replace(before, spans=(span,))
        else:
            merged.append(unit)
    return merged


def _same_place(before: _Unit, unit: _Unit) -> bool:
    return before.section == unit.section and before.spans[0].page == unit.spans[0].page


def _run_fits(before: _Unit, unit: _Unit, texts: dict[int, str]) -> bool:
    start, end = before.spans[0].start, unit.spans[0].end
    return end - start <= _RUN_CHARACTERS and bool(texts[unit.spans[0].page][start:end].strip())


def _group(units: list[_Unit], texts: dict[int, str]) -> Iterator[list[_Unit]]:
    group: list[_Unit] = []
    words = 0
    for unit in units:
        length = len(text_of(unit.spans, texts).split())
        if group and _parts_from(group, unit, words, length):
            yield group
            group, words = [], 0
        group.append(unit)
        words += length
    if group:
        yield group


def _parts_from(group: list[_Unit], unit: _Unit, words: int, length: int) -> bool:
    if unit.section != group[-1].section or unit.spans[-1].page > group[0].spans[0].page + 1:
        return True
    new_paragraph = unit.paragraph != group[-1].paragraph
    return words + length > _PASSAGE_LIMIT or (new_paragraph and words >= _PASSAGE_WORDS)


def _over_pages(units: list[_Unit]) -> tuple[Span, ...]:
    """One span a page, from the first unit's beginning to the last one's end."""
    edges: dict[int, tuple[int, int]] = {}
    for span in (span for unit in units for span in unit.spans):
        start, end = edges.get(span.page, (span.start, span.end))
        edges[span.page] = (min(start, span.start), max(end, span.end))
    return tuple(Span(page, start, end) for page, (start, end) in sorted(edges.items()))


def _passage(
    document: Document, position: int, group: list[_Unit], texts: dict[int, str], language_of: LanguageOf
) -> Passage:
    spans = _over_pages(group)
    head = group[0].head
    if head and len(spans) == 1:
        spans = (head, *spans)
    text = text_of(spans, texts)
    return Passage(
        id=f"{document.id}:p{position}",
        document_id=document.id,
        position=position,
        spans=spans,
        text=text,
        headings=group[0].headings,
        language=language_of(text, document.languages),
    )


def _sentence(
    passage: Passage,
    position: int,
    unit: _Unit,
    texts: dict[int, str],
    languages: tuple[str, ...],
    language_of: LanguageOf,
) -> Sentence:
    text = text_of(unit.spans, texts)
    likeliest = (passage.language, *(code for code in languages if code != passage.language))
    return Sentence(
        id=f"{passage.document_id}:s{position}",
        document_id=passage.document_id,
        passage_id=passage.id,
        position=position,
        spans=unit.spans,
        text=text,
        headings=unit.headings,
        language=language_of(text, likeliest),
    )
