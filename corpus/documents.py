"""Documents and their pages, as a reader of the original would know them."""

from dataclasses import dataclass, field
from enum import StrEnum

from corpus.dates import PartialDate, Period
from corpus.places import PagePlaces


class Kind(StrEnum):
    """What a document is."""

    STATEMENT = "statement"
    ANNUAL_REPORT = "annual_report"
    NEWSLETTER = "newsletter"
    WEB_PAGE = "web_page"
    REPORT = "report"
    DEBATE_ARTICLE = "debate_article"
    PRESS_RELEASE = "press_release"
    MINUTES = "minutes"
    STRATEGY = "strategy"
    OTHER = "other"


class Provenance(StrEnum):
    """Whether the text is the original's own words or a summary written for this project."""

    ORIGINAL = "original"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a page's text: `text[start:end]`, code points, half-open; `level` from 1 (highest) to 6."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Page:
    r"""One page as a person reads it.

    `number` is the physical page from 1; `label` what is printed on it ("ii", "12"), None where nothing is printed.
    `text` is NFC, in reading order, with line-end hyphenation joined and without furniture. A blank line ("\n\n")
    parts paragraphs; a single "\n" parts the lines of a list, an address or a table. `headings` lie within `text`
    in order. `furniture` holds running headers, footers and page numbers. `places` says where the text stands in the
    page's picture; a reader of a format with pictures sets it, the store keeps it apart and gives it on its own
    (`Store.places`), and it is no part of what makes two pages the same. `ocr_confidence` is set where the page was
    read from a picture by a machine: its mean confidence, from 0 to 1.
    """

    number: int
    label: str | None
    text: str
    furniture: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    places: PagePlaces | None = field(default=None, compare=False, repr=False)
    ocr_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class PageProblem:
    """A page that could not be read; it keeps its number so that the others keep theirs."""

    number: int
    reason: str


class Ground(StrEnum):
    """Where what is said of a document was read."""

    CONTENT = "content"
    METADATA = "metadata"
    NAME = "name"
    FORMAT = "format"
    CATALOGUE = "catalogue"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one field of a document (`kind`, `title`, …) was taken from.

    `value` is the field's value as text, `evidence` the words it was read in, at most 200 characters; a catalogue's
    and a correction's evidence is empty.
    """

    field: str
    value: str
    ground: Ground
    evidence: str = ""


class Hiding(StrEnum):
    """Why a reader does not see a text that the file holds."""

    NO_CONTRAST = "no_contrast"
    OFF_PAGE = "off_page"
    TOO_SMALL = "too_small"
    INVISIBLE = "invisible"
    MARKED_HIDDEN = "marked_hidden"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class HiddenText:
    """Text that the file holds and a reader does not see: never indexed, only told of.

    `characters` is how much there is on that page, `sample` its beginning, at most 200 characters.
    """

    page: int
    hiding: Hiding
    characters: int
    sample: str


@dataclass(frozen=True, slots=True)
class Layout:
    """How the pages were laid out: the most columns side by side on a page, hyphens at line ends joined, tables."""

    columns: int = 1
    hyphens_joined: int = 0
    tables: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A document at a source.

    `id` is URL-safe and follows from the source's place alone, so new bytes at the same place are a new version of
    the same document. `source` is the file's name relative to the folder it was ingested from, with "/" between
    folders. `languages` holds ISO 639-1 codes, the main one first. `issued_on` is empty where the document does not
    say; a file's own time never stands in for it. `content_digest` is the SHA-256 of the bytes, in hexadecimal.
    `findings` say what the fields were taken from, at most one a field.
    """

    id: str
    source: str
    title: str
    kind: Kind
    languages: tuple[str, ...]
    issued_on: PartialDate | None
    period: Period | None
    publisher: str | None
    origin_url: str | None
    provenance: Provenance
    content_digest: str
    pages: tuple[Page, ...]
    problems: tuple[PageProblem, ...] = ()
    findings: tuple[Finding, ...] = ()
    hidden: tuple[HiddenText, ...] = ()
    layout: Layout = Layout()
    reading_seconds: float = field(default=0.0, compare=False)

    @property
    def language(self) -> str:
        """The main language."""
        return self.languages[0]

    def page(self, number: int) -> Page | None:
        """The page with that physical number, or None where it is missing or could not be read."""
        return next((page for page in self.pages if page.number == number), None)


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in a list: `document` comes without its pages, with how many there are, and words and passages."""

    document: Document
    pages: int
    words: int
    passages: int
