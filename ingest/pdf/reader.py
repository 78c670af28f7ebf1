"""PDF to a reading."""

import math
import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice

import pypdfium2

from corpus.documents import HiddenText, Layout, Page, PageProblem
from corpus.errors import EncryptedFile, UnreadableFile
from ingest.apart.heartbeat import beat
from ingest.blocks import Block, BlockKind, clean, compose, tables_in
from ingest.bounds import check_pages
from ingest.ocr.scanner import ILLEGIBLE, TOO_LARGE, Scanner, Seen, even_sizes
from ingest.pdf.furniture import Bare, Sheet, strip_furniture
from ingest.pdf.glyphs import HYPHEN, Word, by_direction, words_of
from ingest.pdf.headings import heading_levels
from ingest.pdf.hidden import hidden_texts, hidings
from ingest.pdf.hyphens import Hyphens, ends_broken
from ingest.pdf.initials import join_initials
from ingest.pdf.layout import Region, regions_of
from ingest.pdf.lines import line_of
from ingest.pdf.paragraphs import block_of, parts_of
from ingest.pdf.parts import Part, style_of
from ingest.pdf.places import Shown, places_of
from ingest.pdf.scans import Layer, layer_of, picture_of
from ingest.pdf.spreads import label_of, printed_pages
from ingest.pdf.tables_rules import Rules, rules_of
from ingest.reading import BROKEN, NO_TEXT, Facts, Reading

LOCK = threading.Lock()
"""PDFium is not thread-safe: whoever calls it holds this."""

_MORE = 3
"""A picture tells more than the few words over it where it has so many times their letters."""
_DRAWN_BY_ADOBE = re.compile(rb"/NeedsRendering\s+true")
_WRONG_PASSWORD = "password"  # noqa: S105


@dataclass(frozen=True, slots=True)
class _Scanned:
    """What PDFium finds in a file: by page the words by direction, what they are worth, how it is shown, its label.

    Words that a reader does not see are among `hidden` alone.
    """

    pages: list[list[list[Word]]]
    layers: list[Layer]
    shown: list[Shown]
    rules: list[Rules]
    labels: list[str | None]
    facts: Facts
    hidden: tuple[HiddenText, ...]


@dataclass(frozen=True, slots=True)
class _Looked:
    """What PDFium finds on a page: words and their worth, how it is shown, what is drawn and what is hidden."""

    words: tuple[Word, ...]
    layer: Layer
    shown: Shown
    rules: Rules = field(default_factory=Rules)
    hidden: tuple[HiddenText, ...] = ()


def read_pdf(data: bytes, name: str) -> Reading:
    """Physical pages from 1, with their labels; a page without text is read from its picture, or is a problem.

    Raises EncryptedFile where a password is needed, UnreadableFile where the file is broken or no page has text.
    """
    with LOCK, opened(data, name) as document:
        check_pages(len(document), name)
        scanned = _scan(document)
    confidences, reasons = _read_pictures(data, name, scanned)
    bare = _without_furniture(scanned)
    regions = [_regions(*each) for each in zip(scanned.pages, bare, scanned.rules, strict=True)]
    parts, blocks, layout = _composed(regions)
    pages: list[Page] = []
    problems: list[PageProblem] = []
    for number, (content, printed, label) in enumerate(zip(blocks, bare, scanned.labels, strict=True), start=1):
        text, headings = compose(content)
        if text:
            lines = [line for part in parts[number - 1] for line in part.lines]
            places = places_of(text, lines, scanned.shown[number - 1])
            furniture = tuple(clean(line) for page in printed for line in page.furniture)
            confidence = confidences.get(number)
            pages.append(Page(number, label or label_of(printed), text, furniture, headings, places, confidence))
        else:
            problems.append(PageProblem(number, reasons.get(number, NO_TEXT)))
    if not pages:
        raise UnreadableFile(_without_text(data, name, problems))
    return Reading(tuple(pages), tuple(problems), scanned.facts, scanned.hidden, layout)


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


def _without_text(data: bytes, name: str, problems: Sequence[PageProblem]) -> str:
    """Why a file is refused: what most of its pages lack."""
    if _DRAWN_BY_ADOBE.search(data):
        return f"”{name}” är ett formulär som bara Adobes program kan visa (XFA). Spara det som en vanlig PDF."
    reasons = Counter(problem.reason for problem in problems if problem.reason != NO_TEXT)
    why = f": {reasons.most_common(1)[0][0]}" if reasons else ""
    return f"”{name}” har ingen text att läsa{why}."


def _read_pictures(data: bytes, name: str, scanned: _Scanned) -> tuple[dict[int, float], dict[int, str]]:
    """Puts what is read from the pictures of pages in place of their words; confidences and reasons by page number.

    A few words that stand over a picture stay where the picture tells no more.
    """
    seen: dict[int, Seen] = {}
    reasons = {index + 1: BROKEN for index, layer in enumerate(scanned.layers) if layer is Layer.BROKEN}
    scanner: Scanner | None = None
    for index, layer in enumerate(scanned.layers):
        if layer in (Layer.TEXT, Layer.EMPTY, Layer.BROKEN):
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
    beat()
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
    return _looked_at(document, index).words


def _scan(document: pypdfium2.PdfDocument) -> _Scanned:
    count = len(document)
    found = [_looked_at(document, index) for index in range(count)]
    pages = [list(by_direction(each.words)) for each in found]
    labels = [document.get_page_label(index) or None for index in range(count)]
    metadata = document.get_metadata_dict()
    facts = Facts(
        titles=tuple(title for title in (clean(metadata.get("Title", "")),) if title),
        publishers=tuple(author for author in (clean(metadata.get("Author", "")),) if author),
    )
    hidden = tuple(text for each in found for text in each.hidden)
    return _Scanned(
        pages=pages,
        layers=[each.layer for each in found],
        shown=[each.shown for each in found],
        rules=[each.rules for each in found],
        labels=labels,
        facts=facts,
        hidden=hidden,
    )


def _looked_at(document: pypdfium2.PdfDocument, index: int) -> _Looked:
    """What is found on a page (counted from 0); a broken page has no words."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return _Looked((), Layer.BROKEN, Shown((0.0, 0.0, 595.0, 842.0), 0))
    shown = Shown(page.get_bbox(), page.get_rotation())
    try:
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        page.close()
        return _Looked((), Layer.BROKEN, shown)
    try:
        drawn = words_of(textpage)
        why = hidings(page, textpage, drawn, shown)
        words = tuple(word for word in drawn if word.order not in why) if why else drawn
        return _Looked(
            words, layer_of(page, textpage, words), shown, rules_of(page), hidden_texts(index + 1, drawn, why)
        )
    finally:
        textpage.close()
        page.close()


def _without_furniture(scanned: _Scanned) -> list[list[Bare]]:
    """The printed pages on each page (two on a spread, else one), without furniture."""
    sheets = [_sheet(words, shown) for words, shown in zip(scanned.pages, scanned.shown, strict=True)]
    printed = printed_pages(sheets)
    bare = iter(strip_furniture([sheet for pages in printed for sheet in pages]))
    return [list(islice(bare, len(pages))) for pages in printed]


def _sheet(directions: list[list[Word]], shown: Shown) -> Sheet:
    """The words of the main direction, and from where to where the page reaches along and across it."""
    left, bottom, right, top = shown.corners
    words = tuple(directions[0]) if directions else ()
    angle = math.radians(words[0].angle if words else 0)
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    across = [x * math.sin(angle) - y * math.cos(angle) for x, y in corners]
    along = [x * math.cos(angle) + y * math.sin(angle) for x, y in corners]
    return Sheet(words, min(across), max(across), min(along), max(along))


def _regions(directions: list[list[Word]], printed: list[Bare], rules: Rules) -> list[Region]:
    """The regions of a page in reading order; text in other directions comes last, as it was drawn."""
    others = [Region((line_of(words),)) for words in directions[1:]]
    drawn = rules if directions and directions[0][0].angle == 0 else Rules()
    return [region for page in printed for region in regions_of(join_initials(page.words), drawn)] + others


def _composed(pages: list[list[Region]]) -> tuple[list[list[Part]], list[list[Block]], Layout]:
    """The parts and blocks of each page; a word broken by the page's end stands whole on the page where it begins."""
    style = style_of(region for regions in pages for region in regions)
    hyphens = Hyphens(line.text for regions in pages for region in regions for line in region.lines)
    parts = [parts_of(regions, style) for regions in pages]
    levels = heading_levels((part for page in parts for part in page), style)
    blocks = [[block_of(part, style, levels, hyphens) for part in page] for page in parts]
    for page, following in zip(blocks, blocks[1:], strict=False):
        _mend(page, following, hyphens)
    layout = Layout(
        columns=max((region.columns for regions in pages for region in regions), default=1),
        hyphens_joined=hyphens.joined,
        tables=sum(tables_in(page) for page in blocks),
    )
    return parts, [[_plain_hyphens(block) for block in page] for page in blocks], layout


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
