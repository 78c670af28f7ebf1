"""What surrounds a web page's own text: menus, the site's header and footer, banners, controls."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from ingest.markup.html_blocks import visible_text

_NEVER_TEXT = {
    "script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "embed", "audio", "video", "map",
    "button", "input", "select", "textarea", "datalist", "meter", "progress", "dialog", "head",
}  # fmt: skip
_SITE_ROLES = {"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar"}
_SITE_WORDS = {
    "cookie", "cookies", "cookiebar", "cookiebanner", "cookieconsent", "consent", "gdpr", "breadcrumb", "breadcrumbs",
    "navbar", "menu", "navigation", "skiplink", "skiplinks", "offcanvas", "pagination", "pager", "megamenu", "submenu",
    "preheader",
}  # fmt: skip
_SITE_LINE = re.compile(
    r"(visa|öppna|läs) (mejlet |brevet |nyhetsbrevet )?i (din )?webbläsare|avprenumerera|avsluta prenumeration"
    r"|view (this email )?in (your )?browser|unsubscribe|hoppa till|gå till innehåll|skip to |till toppen|back to top",
    re.I,
)
_OWN_SHARE = 0.4
"""An element that holds more of the page's text than this is the page, whatever its class is called."""
_MAIN_SHARE = 0.5


def strip_site(root: HtmlElement) -> tuple[str, ...]:
    """Takes the site out of the tree, in place, and returns the lines of its header and footer in order.

    <main> or a lone <article> that holds most of the text is all that stays of the body. A <header> or <footer>
    inside it is the page's own.
    """
    _drop(element for element in root.iter() if element.tag in _NEVER_TEXT)
    body = root.find("body")
    body = root if body is None else body
    most = _OWN_SHARE * max(_length(body), 1)
    furniture = [line for element in _landmarks(root) for line in _lines(element)]
    for element in list(body.iterdescendants()):
        if (element.tag == "form" or _is_site(element)) and _length(element) <= most:
            _remove(element)
    _keep_main(body)
    furniture += _drop_site_lines(body)
    return tuple(dict.fromkeys(furniture))


def _length(element: HtmlElement) -> int:
    return len(" ".join(element.text_content().split()))


def _drop(elements: Iterator[HtmlElement]) -> None:
    for element in list(elements):
        _remove(element)


def _remove(element: HtmlElement) -> None:
    """Takes the element out; the text after it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def _landmarks(root: HtmlElement) -> list[HtmlElement]:
    """The site's headers and footers, in order."""
    return [element for element in root.iter("header", "footer") if not _within_page(element)]


def _lines(element: HtmlElement) -> list[str]:
    texts = (visible_text(part) for part in element.iter("p", "li", "address", "h1", "h2"))
    return [text for text in texts if text] or [text for text in (visible_text(element),) if text]


def _within_page(element: HtmlElement) -> bool:
    return any(above.tag in ("main", "article") or above.get("role") == "main" for above in element.iterancestors())


def _is_site(element: HtmlElement) -> bool:
    if element.tag == "nav" or element.get("role") in _SITE_ROLES:
        return True
    if element.tag in ("header", "footer", "aside"):
        return not _within_page(element) and not _holds_only_title(element)
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return element.tag not in ("main", "article") and not _SITE_WORDS.isdisjoint(re.split(r"[^a-zåäö]+", names))


def _holds_only_title(element: HtmlElement) -> bool:
    """A header with the page's only h1, where no <main> or <article> says what the page is."""
    tree = element.getroottree().getroot()
    first = tree.findall(".//h1")
    marked = next(tree.iter("main", "article"), None)
    return element.tag == "header" and marked is None and len(first) == 1 and element in first[0].iterancestors()


def _keep_main(body: HtmlElement) -> None:
    """Leaves in the body only the page's main part, where it is marked and holds most of the text."""
    mains = [element for element in body.iter() if element.tag == "main" or element.get("role") == "main"]
    articles = [each for each in body.iter("article") if next(each.iterancestors("article"), None) is None]
    whole = max(_length(body), 1)
    for found in (mains, articles):
        if len(found) == 1 and _length(found[0]) >= _MAIN_SHARE * whole:
            headings = [h for h in body.iter("h1") if found[0] not in h.iterancestors()]
            keep = headings[:1] if found[0].find(".//h1") is None else []
            for child in list(body):
                body.remove(child)
            body.text = None
            body.extend([*keep, found[0]])
            found[0].tail = None
            return


def _drop_site_lines(body: HtmlElement) -> list[str]:
    """Removes lines of links about the page rather than of it ("Avprenumerera"); returns them."""
    dropped = []
    for element in list(body.iter("p", "div", "td", "li", "a")):
        text = visible_text(element)
        if not text or len(text) > 120 or not _SITE_LINE.search(text):
            continue
        linked = text if element.tag == "a" else " ".join(visible_text(link) for link in element.iter("a"))
        if len(linked) >= 0.8 * len(text) - 3:
            dropped.append(text)
            _remove(element)
    return dropped
