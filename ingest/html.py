"""HTML to a reading: the page's own text without the site around it."""

import re
from dataclasses import replace

from lxml import etree
from lxml import html as lxml_html

from corpus.errors import UnreadableFile
from ingest.encoding import decode
from ingest.html_blocks import blocks_of, visible_text
from ingest.html_noise import strip_site
from ingest.reading import Facts, Reading, single_page

_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w.:-]+)", re.I)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*,?\s*([^|•·\n.,©]{3,60})", re.I)


def read_html(data: bytes, name: str) -> Reading:
    """One page, number 1, without a label; the site's header and footer are its furniture.

    Raises UnreadableFile where there is no HTML or no text.
    """
    root = _parse(data, name)
    facts = _facts(root)
    furniture = strip_site(root)
    blocks = blocks_of(root)
    names = [found.strip() for line in furniture for found in _COPYRIGHT.findall(line)]
    facts = replace(facts, publishers=(*facts.publishers, *names))
    return single_page(name, blocks, facts, furniture)


def _parse(data: bytes, name: str) -> lxml_html.HtmlElement:
    match = _DECLARED.search(data[:4096])
    declared = (match[1] or match[2]).decode("ascii", "replace") if match else None
    text = decode(data, declared).replace("\x00", "")
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root: lxml_html.HtmlElement = lxml_html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableFile(f"”{name}” kan inte läsas som HTML: filen är tom eller trasig.") from error
    return root


def _facts(root: lxml_html.HtmlElement) -> Facts:
    """What the head says; the document's own headings are found in its text."""
    language = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower()
    titles = (_meta(root, "og:title"), visible_text(title) if (title := root.find(".//title")) is not None else None)
    publishers = (_meta(root, "og:site_name"), _meta(root, "author"), _meta(root, "publisher"))
    return Facts(
        titles=tuple(title for title in titles if title),
        language=re.split(r"[-_]", language)[0] or None,
        canonical_url=_canonical(root),
        publishers=tuple(publisher for publisher in publishers if publisher),
        metadata_date=_meta(root, "article:published_time") or _meta(root, "date"),
    )


def _meta(root: lxml_html.HtmlElement, name: str) -> str | None:
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() == name:
            return " ".join((meta.get("content") or "").split()) or None
    return None


def _canonical(root: lxml_html.HtmlElement) -> str | None:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return _web_address(link.get("href"))
    return _web_address(_meta(root, "og:url"))


def _web_address(text: str | None) -> str | None:
    address = (text or "").strip()
    return address if re.match(r"https?://\S+$", address) else None
