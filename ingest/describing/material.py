"""What the rules that describe a document read: its text by where it stands, its name, what its file says."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Generic, TypeVar

from corpus.documents import Ground, Page
from ingest.describing.folding import fold
from ingest.reading import Facts

Value = TypeVar("Value")
EVIDENCE = 200
"""The longest evidence, in characters."""
_HEAD_LINES = 14
_HEAD_CHARACTERS = 1600
_COVER_WORDS = 60
_TAIL_LINES = 12
_TOP_LINES = 4
_SITE_LINE = 160
_NEEDED_OF_SITE = 2
_SITE = tuple(
    re.compile(words)
    for words in (
        r"(?:hoppa|ga)(?: direkt)? till (?:sidans |huvud)?innehall|skip to (?:main )?content",
        r"(?:var|hjalpte|hade du nytta av|fick du hjalp av) (?:den har |det har |sidan|informationen|innehallet)"
        r"|was this (?:page|information) (?:helpful|useful)|did you find what",
        r"(?:start(?:sida)?|hem|home|[\w -]{2,40}(?:kommun|stad|\.se))(?: (?:/|>|'|\|) [^/>'|]{2,60}){2,}$",
        r"(?:folj oss|dela (?:sidan|artikeln|pa|det har)|follow us|share (?:this|on))\b",
        r"(?:vi anvander|om|godkann|acceptera|we use|accept)\b.{0,20}\b(?:kakor|cookies)\b",
        r"(?:till(?:baka till)? toppen|back to top|upp till toppen|lyssna|skriv ut(?: sidan)?|print (?:this )?page)\b",
        r"(?:sid(?:an|ans)ansvarig|sidansvarig|innehallsansvarig|webbredaktor|page (?:owner|last updated))\b",
        r"https?://\S+(?: .{0,20})?\s\d+\s?/\s?\d+$",
    )
)
"""What a site puts around its pages and stays when a page is saved as text or printed."""
_WEB_SUFFIXES = {".html", ".htm", ".xhtml"}


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """What a rule found, where, and the words it was read in."""

    value: Value
    ground: Ground
    words: str = ""


def evidence(text: str, start: int = 0, end: int = 0) -> str:
    """At most EVIDENCE characters of one line of text around `text[start:end]`."""
    if len(text) <= EVIDENCE:
        return " ".join(text.split())
    first = max(0, min(start, len(text) - EVIDENCE) - max(0, (EVIDENCE - (end - start)) // 2))
    words = text[first : first + EVIDENCE].split()
    return " ".join(words[1 if first and not text[first - 1].isspace() else 0 :])


def _of_site(lines: tuple[str, ...]) -> int:
    """How many of the things that a site puts around a page stand in the lines."""
    short = [fold(line) for line in lines if len(line) <= _SITE_LINE]
    return sum(any(words.match(line) for line in short) for words in _SITE)


@dataclass(frozen=True)
class Material:
    """A document before it is described: its pages, what its file says of itself, and the file's name."""

    pages: tuple[Page, ...]
    facts: Facts
    name: str

    @cached_property
    def text(self) -> str:
        """All pages' texts."""
        return "\n\n".join(page.text for page in self.pages)

    @cached_property
    def folded(self) -> str:
        """The text as rules compare it."""
        return fold(self.text)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Every line that is not empty, in order."""
        return tuple(line.strip() for page in self.pages for line in page.text.split("\n") if line.strip())

    @cached_property
    def head(self) -> tuple[str, ...]:
        """The first lines: those of the cover and of what follows it."""
        lines = list(self.lines[:_HEAD_LINES])
        if self.pages and len(self.pages[0].text.split()) < _COVER_WORDS:
            first = sum(bool(line.strip()) for line in self.pages[0].text.split("\n"))
            lines = list(self.lines[: first + _HEAD_LINES])
        while len(lines) > 1 and sum(map(len, lines)) > _HEAD_CHARACTERS:
            lines.pop()
        return tuple(lines)

    @cached_property
    def tail(self) -> tuple[str, ...]:
        """The last lines; the first few are never among them."""
        return self.lines[max(_TOP_LINES, len(self.lines) - _TAIL_LINES) :]

    @cached_property
    def furniture(self) -> tuple[str, ...]:
        """The distinct lines beside the text of the first pages."""
        return tuple(dict.fromkeys(line for page in self.pages[:3] for line in page.furniture))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The headings in order."""
        return tuple(page.text[h.start : h.end].strip() for page in self.pages for h in page.headings)

    @cached_property
    def is_web(self) -> bool:
        """Whether it is a page of the web, or one that was saved as text or printed with what its site puts around."""
        return self.is_html or _of_site(self.head + self.furniture + self.tail) >= _NEEDED_OF_SITE

    @property
    def is_html(self) -> bool:
        """Whether its file is of the web's own format."""
        return PurePath(self.name).suffix.lower() in _WEB_SUFFIXES

    @cached_property
    def readable_name(self) -> str:
        """The file's name as words: "en_fil-om_oss.pdf" becomes "en fil om oss"."""
        return " ".join(PurePath(self.name).stem.replace("_", " ").replace("-", " ").split())
