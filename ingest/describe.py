"""What a document is: its title, kind and publisher, by simple rules, where no catalogue says."""

import re
import unicodedata
from pathlib import PurePath

from corpus.documents import Kind, Page
from ingest.reading import Facts

_KIND_WORDS: tuple[tuple[Kind, str], ...] = (
    (Kind.NEWSLETTER, r"nyhetsbrev|newsletter|medlemsbrev"),
    (Kind.ANNUAL_REPORT, r"verksamhetsberattelse|arsredovisning|arsberattelse|arsrapport|annual report"),
    (Kind.PRESS_RELEASE, r"pressmeddelande|press ?release"),
    (Kind.DEBATE_ARTICLE, r"debattartikel|debatt|op ?ed|opinion piece"),
    (Kind.MINUTES, r"protokoll\w*|(?:min(?:nes)?anteckning\w*)|minutes"),
    (Kind.STATEMENT, r"stallningstagande\w*|uttalande|deklaration|position paper|statement|declaration"),
    (
        Kind.STRATEGY,
        r"\w*strategi|\w*strategin|strategy|handlingsplan|verksamhetsplan|policy|\w+program(?:met)?|action plan",
    ),
    (Kind.REPORT, r"\w*rapport|\w*rapporten|report|kartlaggning|utredning|utvardering|samling|kunskapsoversikt"),
)
_SELF_NAMED = {Kind.STATEMENT, Kind.PRESS_RELEASE, Kind.NEWSLETTER, Kind.ANNUAL_REPORT, Kind.MINUTES}
_WEB_SUFFIXES = {".html", ".htm", ".xhtml"}
_PROGRAM_TITLES = re.compile(
    r"^(microsoft (word|powerpoint)|untitled|namnl[oö]s|dokument\d*$|document\d*$|powerpoint)", re.I
)
_ORGANISATION = re.compile(
    r"\b(kommun|region|stad|f[oö]rening|f[oö]rbund|myndighet|n[aä]tverk|landsting|l[aä]nsstyrelse|institut|universitet"
    r"|h[oö]gskola|stiftelse|cities|sverige|sweden|association|ministry|university|organi[sz]ation|who|skr|skl|ab)",
    re.I,
)
_TITLE_PARTS = re.compile(r"\s+[–|\-—·:]\s+")
_ABBREVIATED = r"((?:[A-ZÅÄÖ][\w-]+|och|för|i|av|of|and|the)(?: (?:[A-ZÅÄÖ][\w-]+|och|för|i|av|of|and|the))*) \(({})\)"
_FIRST = 1500


def title_of(pages: tuple[Page, ...], facts: Facts, name: str) -> str:
    """The title: from metadata that says one, else the first heading, else the file's name made readable.

    The publisher's name at the end of a web page's title is left out.
    """
    for title in facts.titles:
        if not _PROGRAM_TITLES.match(title) and PurePath(title).suffix.lower() not in (
            ".doc",
            ".docx",
            ".pdf",
            ".indd",
        ):
            return _without_publisher(title, publisher_of(pages, facts, name))
    headings = [page.text[heading.start : heading.end] for page in pages[:3] for heading in page.headings]
    return headings[0] if headings else _readable(name)


def _without_publisher(title: str, publisher: str | None) -> str:
    parts = _TITLE_PARTS.split(title)
    if publisher and len(parts) > 1 and parts[-1].casefold() == publisher.casefold():
        return title[: title.rindex(parts[-1])].rstrip(" –|-—·:")
    return title


def _readable(name: str) -> str:
    words = re.sub(r"[_\-]+", " ", PurePath(name).stem).strip()
    return words[:1].upper() + words[1:] or name


def kind_of(title: str, pages: tuple[Page, ...], name: str) -> Kind:
    """What the title, else the file's name, else the first headings say it is; else what the text calls itself.

    Other HTML is a web page, anything else OTHER.
    """
    headings = [page.text[heading.start : heading.end] for page in pages[:1] for heading in page.headings[:2]]
    web = PurePath(name).suffix.lower() in _WEB_SUFFIXES
    for said in (title, _readable(name), *([] if web else headings)):
        if found := _kind_in(said):
            return found
    if web:
        return Kind.WEB_PAGE
    return _self_named(" ".join(page.text for page in pages)) or Kind.OTHER


def _kind_in(text: str) -> Kind | None:
    folded = fold(text)
    places = [(match.start(), kind) for kind, words in _KIND_WORDS if (match := re.search(rf"\b(?:{words})\b", folded))]
    return min(places)[1] if places else None


def _self_named(text: str) -> Kind | None:
    """The kind a document calls itself: "detta ställningstagande", "this statement"."""
    folded = fold(text)
    for kind, words in _KIND_WORDS:
        if kind in _SELF_NAMED and re.search(rf"\b(?:detta|denna|det har|this) (?:{words})\b", folded):
            return kind
    return None


def fold(text: str) -> str:
    """Lower case without accents: "Ställningstagande" becomes "stallningstagande"."""
    return unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()


def publisher_of(pages: tuple[Page, ...], facts: Facts, name: str) -> str | None:
    """Who issued it, where the document names them; None where it does not.

    A name in the metadata counts where it is an organisation's or stands in the text; the end of a title counts where
    it stands in the text more than once; the abbreviation that begins the file's name counts where the text spells it
    out.
    """
    text = " ".join(page.text for page in pages)
    for publisher in facts.publishers:
        if _ORGANISATION.search(publisher) or text.count(publisher) > 1:
            return publisher
    for title in facts.titles:
        last = _TITLE_PARTS.split(title)[-1]
        if last != title and text.count(last) > 1 and _ORGANISATION.search(last):
            return last
    first = re.split(r"[-_ ]", PurePath(name).stem)[0]
    if 2 <= len(first) <= 6 and (match := re.search(_ABBREVIATED.format(re.escape(first.upper())), text[:_FIRST])):
        return re.sub(r"^(?:och|för|i|av|of|and|the|har) ", "", match[1])
    return None
