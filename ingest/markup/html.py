"""HTML to a reading: the page's own text without the site around it."""

import re
from dataclasses import replace

from lxml import etree
from lxml import html as lxml_html

from corpus.errors import UnreadableFile
from ingest.encoding import decode
from ingest.markup.hidden_html import take_hidden
from ingest.markup.html_blocks import blocks_of
from ingest.markup.html_facts import facts_of
from ingest.markup.html_noise import strip_site
from ingest.reading import Reading, single_page

_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w.:-]+)", re.I)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*,?\s*([^|•·\n.,©]{3,60})", re.I)


def read_html(data: bytes, name: str) -> Reading:
    """One page, number 1, without a label; the site's header and footer are its furniture.

    Raises UnreadableFile where there is no HTML or no text.
    """
    root = _parse(data, name)
    hidden = take_hidden(root)
    facts = facts_of(root)
    furniture = strip_site(root)
    blocks = blocks_of(root)
    names = [found.strip() for line in furniture for found in _COPYRIGHT.findall(line)]
    facts = replace(facts, publishers=(*facts.publishers, *names))
    return single_page(name, blocks, facts, furniture, hidden)


def _parse(data: bytes, name: str) -> lxml_html.HtmlElement:
    match = _DECLARED.search(data[:4096])
    declared = (match[1] or match[2]).decode("ascii", "replace") if match else None
    text = decode(data, declared).replace("\x00", "")
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=False, remove_pis=True)
    try:
        root: lxml_html.HtmlElement = lxml_html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableFile(f"”{name}” kan inte läsas som HTML: filen är tom eller trasig.") from error
    return root
