"""PDF to a reading."""

import math
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pypdfium2

from corpus.documents import Page, PageProblem
from corpus.errors import EncryptedFile, UnreadableFile
from ingest.blocks import Block, BlockKind, clean, compose
from ingest.furniture import Bare, Sheet, strip_furniture
from ingest.glyphs import HYPHEN, Word, by_direction, words_of
from ingest.headings import heading_levels
from ingest.hyphens import Hyphens, ends_broken
from ingest.layout import Region, regions_of
from ingest.lines import line_of
from ingest.ocr import ILLEGIBLE, TOO_LARGE, Scanner, Seen, even_sizes
from ingest.paragraphs import block_of, parts_of
from ingest.parts import style_of
from ingest.places import Shown, places_of
from ingest.reading import NO_TEXT, Facts, Reading
from ingest.scans import Layer, layer_of, picture_of

LOCK = threading.Lock()
"""PDFium is not thread-safe: whoever calls it holds this."""

_MORE = 3
"""A picture tells more than the few words over it where it has so many times their letters."""
_WRONG_PASSWORD = "password"  # noqa: S105


@dataclass(frozen=True, slots=True)
class _Scanned:
    """What PDFium finds in a file: by page the words by direction, what they are worth, how it is shown, its label."""

    pages: list[list[list[Word]]]
    layers: list[Layer]
    shown: list[Shown]
    labels: list[str | None]
    facts: Facts


def read_pdf(data: bytes, name: str) -> Reading:
    """Physical pages from 1, with their labels; a page without text is read from its picture, or is a problem.

    Raises EncryptedFile where a password is needed, UnreadableFile where the file is broken or no page has text.
    """
    with LOCK, opened(data, name) as document:
        scanned = _scan(document)
    confidences, reasons = _read_pictures(data, name, scanned)
    bare = strip_furniture([_sheet(words, shown) for words, shown in zip(scanned.pages, scanned.shown, strict=True)])
    regions = [_regions(words, page) for words, page in zip(scanned.pages, bare, strict=True)]
    blocks = _blocks(regions)
    pages: list[Page] = []
    problems: list[PageProblem] = []
    for number, (content, page, label) in enumerate(zip(blocks, bare, scanned.labels, strict=True), start=1):
        text, headings = compose(content)
        if text:
            lines = [line for region in regions[number - 1] for line in region.lines]
            places = places_of(text, lines, scanned.shown[number - 1])
            furniture = tuple(map(clean, page.furniture))
            confidence = confidences.get(number)
            pages.append(Page(number, label or page.label, text, furniture, headings, places, confidence))
        else:
            problems.append(PageProblem(number, reasons.get(number, NO_TEXT)))
    if not pages:
        raise UnreadableFile(_without_text(name, problems))
    return Reading(tuple(pages), tuple(problems), scanned.facts)


@contextmanager
def opened(data: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """The pypdfium2 document, with an empty password tried. The caller holds LOCK; errors as for `read_pdf`."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if _WRONG_PASSWORD in str(error).lower():
            raise EncryptedFile(f"”{name}” är låst med lösenord. Spara en kopia utan lösenord.") from error
        raise UnreadableFile(f"”{name}” kan inte läsas: filen är trasig eller ingen PDF.") from error
    try:
        yield document
    finally:
        document.close()


def _without_text(name: str, problems: Sequence[PageProblem]) -> str:
    """Why a file is refused: what most of its pages lack."""
    reasons = Counter(problem.reason for problem in problems if problem.reason != NO_TEXT)
    why = f": {reasons.most_common(1)[0][0]}" if reasons else ""
    return f"”{name}” har ingen text att läsa{why}."


def _read_pictures(data: bytes, name: str, scanned: _Scanned) -> tuple[dict[int, float], dict[int, str]]:
    """Puts what is read from the pictures of pages in place of their words; confidences and reasons by page number.

    A few words that stand over a picture stay where the picture tells no more.
    """
    seen: dict[int, Seen] = {}
    reasons: dict[int, str] = {}
    scanner: Scanner | None = None
    for index, layer in enumerate(scanned.layers):
        if layer in (Layer.TEXT, Layer.EMPTY):
            continue
        scanner = scanner or Scanner()
        small = layer is not Layer.TOO_LARGE
        found = _from_picture(data, name, index, scanned.shown[index], scanner) if small else TOO_LARGE
        if layer is Layer.LITTLE and not _tells_more(found, scanned.pages[index]):
            continue
        scanned.pages[index] = []
        if isinstance(found, Seen):
            seen[index] = found
        else:
            reasons[index + 1] = ILLEGIBLE if layer is Layer.JUNK and found == NO_TEXT else found
    for index, words in zip(seen, even_sizes(each.words for each in seen.values()), strict=True):
        scanned.pages[index] = [list(words)]
    return {index + 1: each.confidence for index, each in seen.items()}, reasons


def _from_picture(data: bytes, name: str, index: int, shown: Shown, scanner: Scanner) -> Seen | str:
    """What stands in the picture of a page (counted from 0), or why it cannot be read."""
    if scanner.lack:
        return scanner.lack
    try:
        with LOCK, opened(data, name) as document:
            page = document[index]
            try:
                picture, scale = picture_of(page)
            finally:
                page.close()
    except (pypdfium2.PdfiumError, MemoryError):
        return ILLEGIBLE
    return scanner.read(picture, scale, shown)


def _tells_more(found: Seen | str, words: Sequence[Sequence[Word]]) -> bool:
    letters = sum(char.isalnum() for direction in words for word in direction for char in word.text)
    return isinstance(found, Seen) and found.letters >= _MORE * letters


def page_words(document: pypdfium2.PdfDocument, index: int) -> tuple[Word, ...]:
    """The words of a page (counted from 0) with their boxes, in the order drawn; none where the page is broken.

    What is needed to mark a quote on the page: a quote's words are found among these, and `Word.box` says where.
    The caller holds LOCK.
    """
    return _looked_at(document, index)[0]


def _scan(document: pypdfium2.PdfDocument) -> _Scanned:
    count = len(document)
    found = [_looked_at(document, index) for index in range(count)]
    pages = [list(by_direction(_inside(words, shown))) for words, _, shown in found]
    labels = [document.get_page_label(index) or None for index in range(count)]
    metadata = document.get_metadata_dict()
    facts = Facts(
        titles=tuple(title for title in (clean(metadata.get("Title", "")),) if title),
        publishers=tuple(author for author in (clean(metadata.get("Author", "")),) if author),
        metadata_date=metadata.get("CreationDate") or None,
    )
    return _Scanned(pages, [layer for _, layer, _ in found], [shown for *_, shown in found], labels, facts)


def _looked_at(document: pypdfium2.PdfDocument, index: int) -> tuple[tuple[Word, ...], Layer, Shown]:
    """A page's words, what they are worth, and how the page is shown; a broken page has no words."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return (), Layer.EMPTY, Shown((0.0, 0.0, 595.0, 842.0), 0)
    shown = Shown(page.get_bbox(), page.get_rotation())
    try:
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        page.close()
        return (), Layer.EMPTY, shown
    try:
        words = words_of(textpage)
        return words, layer_of(page, textpage, words), shown
    finally:
        textpage.close()
        page.close()


def _inside(words: Sequence[Word], shown: Shown) -> tuple[Word, ...]:
    """The words whose middle is on the page as shown."""
    left, bottom, right, top = shown.corners
    return tuple(
        word
        for word in words
        if left <= (word.box[0] + word.box[2]) / 2 <= right and bottom <= (word.box[1] + word.box[3]) / 2 <= top
    )


def _sheet(directions: list[list[Word]], shown: Shown) -> Sheet:
    """The words of the main direction, and from where to where the page reaches across it."""
    left, bottom, right, top = shown.corners
    words = tuple(directions[0]) if directions else ()
    angle = math.radians(words[0].angle if words else 0)
    across = [x * math.sin(angle) - y * math.cos(angle) for x in (left, right) for y in (bottom, top)]
    return Sheet(words, min(across), max(across))


def _regions(directions: list[list[Word]], page: Bare) -> list[Region]:
    """The regions of a page in reading order; text in other directions comes last, as it was drawn."""
    others = [Region((line_of(words),)) for words in directions[1:]]
    return regions_of(page.words) + others


def _blocks(pages: list[list[Region]]) -> list[list[Block]]:
    """The blocks of each page; a word broken by the page's end stands whole on the page where it begins."""
    style = style_of(region for regions in pages for region in regions)
    hyphens = Hyphens(line.text for regions in pages for region in regions for line in region.lines)
    parts = [parts_of(regions, style) for regions in pages]
    levels = heading_levels((part for page in parts for part in page), style)
    blocks = [[block_of(part, style, levels, hyphens) for part in page] for page in parts]
    for page, following in zip(blocks, blocks[1:], strict=False):
        _mend(page, following, hyphens)
    return [[_plain_hyphens(block) for block in page] for page in blocks]


def _mend(page: list[Block], following: list[Block], hyphens: Hyphens) -> None:
    """Moves the rest of a word that is broken by the page's end to the page where it begins, in place."""
    if not page or not following or not ends_broken(page[-1].text) or not following[0].text[:1].islower():
        return
    if following[0].kind is not BlockKind.PARAGRAPH:
        return
    rest, _, text = following[0].text.partition(" ")
    whole = hyphens.join(page[-1].text, rest)
    if whole.endswith(f"- {rest}"):
        return
    page[-1] = replace(page[-1], text=whole)
    following[0] = replace(following[0], text=text)


def _plain_hyphens(block: Block) -> Block:
    return replace(block, text=block.text.replace(HYPHEN, "-"))
