"""Addresses that answers point to."""

from collections.abc import Sequence
from urllib.parse import quote, urlencode, urlsplit

from corpus.passages import Span
from service.pictures import PictureRequest, View


def document_address(document_id: str, spans: Sequence[Span] = ()) -> str:
    """The address, from the server's root, of a document's page with the spans marked.

    `page` is the first span's page. The first `highlight` is "start-end" on that page; those on other pages carry
    their page, "4:0-40". Without spans: the document itself.
    """
    address = f"/documents/{quote(document_id, safe='')}"
    if not spans:
        return address
    first = spans[0].page
    marks = [("highlight", _mark(span, first)) for span in spans]
    return f"{address}?{urlencode([('page', str(first)), *marks], safe=':')}"


def picture_address(wanted: PictureRequest) -> str:
    """The address, from the server's root, of a page's picture."""
    values = [("highlight", f"{start}-{end}") for start, end in wanted.marks]
    values += [("scale", f"{wanted.scale:g}")] + ([("view", wanted.view.value)] if wanted.view is not View.PAGE else [])
    place = f"/api/v1/documents/{quote(wanted.document_id, safe='')}/pages/{wanted.number}/image"
    return f"{place}?{urlencode(values)}"


def _mark(span: Span, first: int) -> str:
    place = f"{span.start}-{span.end}"
    return place if span.page == first else f"{span.page}:{place}"


def web_address(address: str | None) -> str | None:
    """The address if it is one of the web (http, https), else None: no reader should click on `javascript:`."""
    if address is None:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.netloc else None
