"""Pictures of pages as a reader sees them: where they are, how large, and what they show in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.answers import Citation
from corpus.documents import Document
from corpus.passages import Span
from service.http.links import picture_address
from service.knowledge_base import KnowledgeBase
from service.pictures import PictureRequest, View
from ui.wording import Wording

_PAGE_SCALE = 2.0
_QUOTE_SCALE = 2.5


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its address, its size in pixels, and what stands in its place for who cannot see it."""

    address: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class SourcePictures:
    """The pictures of a source: the quote in its surroundings, and the whole page; `numbers` are all the pages'."""

    quote: Shot
    page: Shot
    number: int
    numbers: tuple[int, ...]


def page_numbers(document: Document) -> tuple[int, ...]:
    """The physical numbers of all pages, those that could not be read among them, in order."""
    return tuple(sorted([page.number for page in document.pages] + [each.number for each in document.problems]))


def pictures_of(knowledge_base: KnowledgeBase, citation: Citation, wording: Wording) -> SourcePictures | None:
    """The pictures of the page that a citation begins on; None where its document has none."""
    document, number = citation.document, citation.page
    said = " ".join(citation.quote.split())
    shots = [
        shot_of(knowledge_base, document, number, citation.spans, wording, quote=said, view=view)
        for view in (View.QUOTE, View.PAGE)
    ]
    if shots[0] is None or shots[1] is None:
        return None
    return SourcePictures(shots[0], shots[1], number, page_numbers(document))


def shot_of(
    knowledge_base: KnowledgeBase,
    document: Document,
    number: int,
    spans: Iterable[Span],
    wording: Wording,
    *,
    quote: str = "",
    view: View = View.PAGE,
) -> Shot | None:
    """The picture of a page with the parts of the spans that lie within its text marked; None where there is none.

    `quote` is said in the words for who cannot see the picture; without it they are the page's text at the marks.
    """
    page = document.page(number)
    text = page.text if page else ""
    ends = [(span.start, min(span.end, len(text))) for span in spans if span.page == number]
    marks = tuple((start, end) for start, end in ends if start < end)
    scale = _QUOTE_SCALE if view is View.QUOTE else _PAGE_SCALE
    wanted = PictureRequest(document.id, number, marks, scale, view)
    size = knowledge_base.picture_size(wanted)
    if size is None:
        return None
    alt = wording("pictures.page", number=number, count=len(page_numbers(document)), title=document.title)
    said = quote or " ".join(" … ".join(text[start:end] for start, end in marks).split())
    if marks:
        alt = f"{alt} {wording('pictures.marked', quote=said)}"
    return Shot(picture_address(wanted), *size, alt)
