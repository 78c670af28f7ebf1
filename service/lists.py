"""Lists are quoted whole: with the line that leads into them, and every item."""

import re
from collections.abc import Callable, Sequence

from corpus.answers import MAX_QUOTE
from corpus.documents import Document
from corpus.passages import Sentence
from service.windows import Window

SentencesBetween = Callable[[str, int, int], list[Sentence]]
"""The sentences of a document from one position to another, both included, in order."""

_REACH = 60
_ORDINAL = re.compile(
    r"(?:(?:den|det|de|för det|the) )?(?:första|andra|tredje|fjärde|femte|sista|first|second|third|fourth|last)\b",
    re.IGNORECASE,
)
_ENDS = (".", "!", "?", "…")


def whole_list(window: Window, between: SentencesBetween, *, from_item: bool) -> list[Window]:
    """The windows, in order, that quote the list the window leads into; [window] where it leads into none.

    With `from_item` an item is enough to quote the list that it stands in. Each window fits a citation.
    """
    last = window.sentences[-1]
    around = between(last.document_id, max(0, last.position - _REACH), last.position + _REACH)
    place = next((at for at, sentence in enumerate(around) if sentence.id == last.id), None)
    if place is None:
        return [window]
    lead = _lead(around, place, window.document, from_item=from_item)
    if lead is None:
        return _without_lead(around, place, window) if from_item else [window]
    end = lead + 1
    while end < len(around) and _is_item(around[end], window.document) and _together(around[lead], around[end]):
        end += 1
    return _quotes(around[lead:end], window) if end > lead + 1 else [window]


def _without_lead(around: Sequence[Sentence], place: int, window: Window) -> list[Window]:
    """The items of a list that only a heading leads into, or what a sentence goes on to count up."""
    if _is_item(around[place], window.document):
        start, end = place, place + 1
        while start > 0 and _goes_with(around[start - 1], around[place], window.document):
            start -= 1
        while end < len(around) and _goes_with(around[end], around[place], window.document):
            end += 1
        return _quotes(around[start:end], window)
    counts = place + 1 < len(around) and bool(_ORDINAL.match(around[place + 1].text))
    goes_on = counts or bool(_ORDINAL.match(around[place].text)) or ": " in window.sentences[0].text
    return [_spread(around, window)] if goes_on else [window]


def split_lead(window: Window) -> list[Window]:
    """The window in two where it ends with a line that leads into a list: what stands before it, and that line."""
    if len(window.sentences) < 2 or not _leads(window.sentences[-1]):
        return [window]
    return [_window(window.sentences[:-1], window), _window(window.sentences[-1:], window)]


def _spread(around: Sequence[Sentence], window: Window) -> Window:
    """The window and what follows it in its section, as far as one citation reaches.

    A sentence that names its parts after a colon often has the other parts in sentences of their own.
    """
    last = window.sentences[-1]
    group = list(window.sentences)
    for sentence in around:
        if sentence.position > last.position:
            if not _together(last, sentence) or _window([*group, sentence], window).length > MAX_QUOTE:
                break
            group.append(sentence)
    return _window(group, window)


def _lead(around: Sequence[Sentence], place: int, document: Document, *, from_item: bool) -> int | None:
    """Where the line that leads into the list stands, or None."""
    if not _leads(around[place]) and not (from_item and _is_item(around[place], document)):
        return None
    while place > 0 and not _leads(around[place]) and _is_item(around[place], document):
        place -= 1
    return place if _leads(around[place]) else None


def _leads(sentence: Sentence) -> bool:
    return sentence.text.rstrip().endswith(":")


def _is_item(sentence: Sentence, document: Document) -> bool:
    """Whether it is marked as an item, or is one or more short lines rather than a sentence."""
    span = sentence.spans[0]
    page = document.page(span.page)
    marked = page is not None and page.text[: span.start].rstrip(" ").endswith("•")
    return marked or not sentence.text.rstrip().endswith((*_ENDS, ":"))


def _goes_with(item: Sentence, other: Sentence, document: Document) -> bool:
    return _is_item(item, document) and _together(min(item, other, key=_position), max(item, other, key=_position))


def _position(sentence: Sentence) -> int:
    return sentence.position


def _together(one: Sentence, other: Sentence) -> bool:
    return one.headings == other.headings and other.spans[-1].page - one.spans[0].page <= 1


def _quotes(sentences: Sequence[Sentence], window: Window) -> list[Window]:
    """As few windows as hold the sentences, each short enough to quote."""
    found: list[Window] = []
    group: list[Sentence] = []
    for sentence in sentences:
        if group and _window([*group, sentence], window).length > MAX_QUOTE:
            found.append(_window(group, window))
            group = []
        group.append(sentence)
    return [*found, _window(group, window)]


def _window(sentences: Sequence[Sentence], like: Window) -> Window:
    return Window(tuple(sentences), like.document, like.passage_rank, (like.similarities[0],) * len(sentences), None)
