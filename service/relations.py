"""How two documents stand to each other: duplicates, near-duplicates, editions, originals and their summaries."""

import re

from corpus.documents import Document, Kind, Provenance
from corpus.relations import Related, Relation
from ingest.describing.folding import fold

SIMILAR = 0.5
"""Documents that share this much of their text are named as near-duplicates."""
_EDITION = 0.3
"""A page of the web that shares this much with an earlier one of its title is a later edition of it."""
_SAME_TEXT = 0.8
_SERIAL = {Kind.ANNUAL_REPORT, Kind.NEWSLETTER, Kind.MINUTES, Kind.PRESS_RELEASE, Kind.DEBATE_ARTICLE, Kind.STATEMENT}
"""Kinds whose next one does not replace the one before."""
_VERSION = re.compile(r"\b(?:version|ver|utgava|edition|rev(?:ision)?|v)\.? ?(\d{1,2}(?:\.\d{1,2})?)\b")
_REVISED = re.compile(r"\b(?:revidera[dt]\w*|uppdatera[dt]\w*|revised|updated|rattad|omarbetad)\b")
_DRAFT = re.compile(r"\b(?:utkast|draft|preliminar\w*|arbetsmaterial|remissversion)\b")
_TIMES = re.compile(
    r"\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|january|february"
    r"|march|may"
    r"|june|july|august|october|slutlig\w*|slutversion|final)\b|\d+(?:[.:/-]\d+)*"
)
_NOT_WORDS = re.compile(r"[^a-z]+")


def related(one: Document, other: Document, similarity: float) -> list[Related]:
    """The relations between two documents whose texts are that similar; pages are not needed.

    A newer edition supersedes an older one of the same series; the same relation holds from an original to its summary.
    """
    found: list[Related] = []
    first, second = sorted((one.id, other.id))
    if one.content_digest == other.content_digest:
        found.append(Related(first, second, Relation.DUPLICATE, 1.0))
    elif similarity >= SIMILAR:
        found.append(Related(first, second, Relation.SIMILAR, round(similarity, 3)))
    for newer, older in ((one, other), (other, one)):
        if _renders(newer, older) or _is_edition(newer, older, similarity):
            found.append(Related(newer.id, older.id, Relation.SUPERSEDES, round(similarity, 3)))
            break
    return found


def series(title: str) -> str:
    """What a title has in common with other editions': its words without years, numbers, months and versions."""
    folded = fold(title)
    for words in (_VERSION, _REVISED, _DRAFT, _TIMES):
        folded = words.sub(" ", folded)
    return _NOT_WORDS.sub(" ", folded).strip()


def _renders(original: Document, summary: Document) -> bool:
    """Whether one is the original of the publication that the other sums up."""
    if (original.provenance, summary.provenance) != (Provenance.ORIGINAL, Provenance.SUMMARY):
        return False
    if original.kind is not summary.kind or fold(original.title) != fold(summary.title):
        return False
    one, other = str(original.issued_on or ""), str(summary.issued_on or "")
    return one.startswith(other) or other.startswith(one)


def _is_edition(newer: Document, older: Document, similarity: float) -> bool:
    """Whether one takes the other's place: the same thing said anew, not the next of a series."""
    if newer.kind is not older.kind or newer.provenance is not older.provenance:
        return False
    if newer.content_digest == older.content_digest or not _same_publisher(newer, older):
        return False
    if not set(newer.languages) & set(older.languages) or not _is_newer(newer, older):
        return False
    same_title = fold(newer.title) == fold(older.title)
    if newer.kind is Kind.STRATEGY:
        return bool(series(newer.title)) and series(newer.title) == series(older.title)
    if newer.kind is Kind.WEB_PAGE:
        same_page = newer.origin_url is not None and newer.origin_url == older.origin_url
        return same_page or (same_title and similarity >= _EDITION)
    if newer.kind in _SERIAL:
        again = same_title and newer.period == older.period and similarity >= _SAME_TEXT
        return again or (_marked(newer, older) and similarity >= SIMILAR and newer.period == older.period)
    return (same_title or _marked(newer, older)) and similarity >= SIMILAR


def _same_publisher(one: Document, other: Document) -> bool:
    return one.publisher is None or other.publisher is None or fold(one.publisher) == fold(other.publisher)


def _is_newer(one: Document, other: Document) -> bool:
    """Whether one is surely later: by its version where both tell, else by its date, else by its period."""
    versions = version(one), version(other)
    if versions[0] != versions[1]:
        return versions[0] > versions[1]
    if one.issued_on and other.issued_on and one.issued_on.first_day != other.issued_on.first_day:
        return one.issued_on.first_day > other.issued_on.last_day
    if one.period and other.period:
        return one.period.start.first_day > other.period.start.first_day
    return False


def _marked(newer: Document, older: Document) -> bool:
    """Whether the title or the name says that it is a later version of a title that is otherwise the same."""
    return version(newer) > version(older) and series(newer.title) == series(older.title)


def version(document: Document) -> tuple[int, float]:
    """What a title and a file's name say of the version: drafts come first, then those unmarked, then revised ones."""
    words = re.sub(r"[_-]+", " ", fold(f"{document.title} {document.source.rpartition('/')[2].rpartition('.')[0]}"))
    if match := _VERSION.search(words):
        return (1, float(match[1]))
    if _REVISED.search(words):
        return (1, 1.5)
    return (-1, 0.0) if _DRAFT.search(words) else (1, 1.0)
