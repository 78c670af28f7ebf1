"""What a web page says of itself to programs: metadata, JSON-LD and <time>."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from ingest.markup.html_blocks import visible_text
from ingest.reading import Facts

_UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "modified",
)
_PUBLISHED = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "publish-date", "pubdate", "published", "article:published",
)  # fmt: skip
_LABELS = ("article:section", "dc.type", "dcterms.type", "og:article:section", "category", "contenttype")
_PUBLISHERS = ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "article:publisher", "author")
_ISSUE_CLASS = re.compile(
    r"publish|publicer|entry-date|post-date|posted|pubdate|byline|updated|modified|uppdater|article-date|news-date"
)
_TYPES = {"OpinionNewsArticle": "debattartikel", "Report": "rapport"}
_LARGEST = 200_000
_DEEPEST = 4


def facts_of(root: HtmlElement) -> Facts:
    """The facts of a page's head and marks, read before the site around its text is taken away."""
    language = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower()
    heads = root.findall(".//head/title") or root.findall(".//title")[:1]
    titles = (_meta(root, "og:title"), visible_text(heads[0]) if heads else None)
    linked = list(_linked(root))
    updated = [*_metas(root, _UPDATED), *_values(linked, "dateModified"), *_times(root, updated=True)]
    published = [*_metas(root, _PUBLISHED), *_values(linked, "datePublished"), *_times(root, updated=False)]
    types = [_TYPES[kind] for kind in _values(linked, "@type") if kind in _TYPES]
    return Facts(
        titles=tuple(title for title in titles if title),
        language=re.split(r"[-_]", language)[0] or None,
        canonical_url=_canonical(root),
        publishers=tuple(dict.fromkeys((*_values(linked, "publisher"), *_metas(root, _PUBLISHERS)))),
        published=tuple(dict.fromkeys(published)) or _lone_time(root),
        updated=tuple(dict.fromkeys(updated)),
        labels=tuple(dict.fromkeys((*_metas(root, _LABELS), *_values(linked, "articleSection"), *types))),
    )


def _metas(root: HtmlElement, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        if content := _meta(root, name):
            yield content


def _meta(root: HtmlElement, name: str) -> str | None:
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower() == name:
            return " ".join((meta.get("content") or "").split()) or None
    return None


def _times(root: HtmlElement, *, updated: bool) -> Iterator[str]:
    """The days in <time> elements that are marked as the page's own; any other may be an event's."""
    for time in root.iter("time"):
        above = [time, *(each for each, _ in zip(time.iterancestors(), range(2), strict=False))]
        marks = " ".join(
            f"{each.get('class') or ''} {each.get('itemprop') or ''} {each.get('id') or ''}" for each in above
        ).lower()
        if time.get("pubdate") is None and not _ISSUE_CLASS.search(marks):
            continue
        words = f"{marks} {time.getparent().text or ''}".lower()
        if bool(re.search(r"updated|modified|uppdater|ändra", words)) == updated:
            yield time.get("datetime") or visible_text(time)


def _lone_time(root: HtmlElement) -> tuple[str, ...]:
    """The one <time> of a page: of several, any may be an event's."""
    days = list(dict.fromkeys(time.get("datetime") or visible_text(time) for time in root.iter("time")))
    return tuple(days) if len(days) == 1 else ()


def _linked(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD."""
    for script in root.iter("script"):
        text = script.text or ""
        if (script.get("type") or "").lower() != "application/ld+json" or len(text) > _LARGEST:
            continue
        try:
            yield from _objects(json.loads(text), _DEEPEST)
        except (ValueError, RecursionError):
            continue


def _objects(value: object, depth: int) -> Iterator[dict[str, Any]]:
    """The pages and articles of a JSON-LD value; an event's dates are not the page's."""
    if isinstance(value, list) and depth:
        for each in value:
            yield from _objects(each, depth - 1)
    elif isinstance(value, dict):
        if "Event" not in str(value.get("@type")):
            yield value
        if depth and "@graph" in value:
            yield from _objects(value["@graph"], depth - 1)


def _values(linked: list[dict[str, Any]], name: str) -> list[str]:
    found = [each[name] for each in linked if name in each]
    named = [each.get("name") if isinstance(each, dict) else each for each in found]
    return [" ".join(each.split()) for each in named if isinstance(each, str) and each.strip()]


def _canonical(root: HtmlElement) -> str | None:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return _web_address(link.get("href"))
    return _web_address(_meta(root, "og:url"))


def _web_address(text: str | None) -> str | None:
    address = (text or "").strip()
    return address if re.match(r"https?://\S+$", address) else None
