"""Documents, what is found in them and what reading them found, as a reader sees them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.answers import Filters, RankedPassage
from corpus.documents import Document, Ground, Listed, Provenance
from service.knowledge_base import KnowledgeBase
from service.reports import DocumentReport, Tie, Tied
from service.word_search import MOST_MARKS, WordPlace
from ui.page_text import Excerpt, without_blank_lines
from ui.sources import page_address
from ui.wording import Wording

WORDED, NEAR = 20, 5
"""How many pages with the words, and how many passages near them, a search shows."""
_LONGEST = 320
"""How many characters of a passage are shown."""
_WARNING = frozenset({Tie.SUPERSEDED_BY, Tie.DUPLICATE_OF})


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a search found: the words in `excerpt.quote` are those looked for, or a whole passage.

    `facts` are all there are; `page` and `more` those of them that are not the document's.
    """

    title: str
    facts: str
    page: str
    more: str
    address: str
    excerpt: Excerpt
    is_summary: bool


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document in the list."""

    title: str
    address: str
    facts: str
    is_summary: bool


@dataclass(frozen=True, slots=True)
class TiedDocument:
    """Another document, how this one stands to it in words, and whether a reader should be warned."""

    words: str
    title: str
    address: str
    similarity: str
    warning: bool


def listed_of(listed: Listed, address: str, wording: Wording) -> ListedDocument:
    """The document with its facts on one line."""
    document = listed.document
    pages = listed.pages + len(document.problems)
    size = wording("library.one_page") if pages == 1 else wording("library.pages", count=pages)
    facts = [wording.kind(document.kind).capitalize(), wording.date(document.issued_on), size]
    facts += [document.publisher] if document.publisher else []
    return ListedDocument(document.title, address, " · ".join(facts), document.provenance is Provenance.SUMMARY)


@dataclass(frozen=True, slots=True)
class Hits:
    """What words find: pages that hold them (`more` where not all are shown), and the passages nearest in meaning."""

    worded: tuple[Hit, ...]
    more: bool
    near: tuple[Hit, ...]


def hits(knowledge_base: KnowledgeBase, query: str, filters: Filters, wording: Wording) -> Hits:
    """What the words find in the documents that pass; nothing without words."""
    if not query:
        return Hits((), more=False, near=())
    worded = knowledge_base.find_words(query, filters, WORDED + 1)
    near = knowledge_base.search(query, filters, NEAR)
    return Hits(
        tuple(worded_hit(each, wording) for each in worded[:WORDED]),
        more=len(worded) > WORDED,
        near=tuple(passage_hit(each, wording) for each in near),
    )


def worded_hit(place: WordPlace, wording: Wording) -> Hit:
    """The page with every place marked in its address."""
    count = len(place.spans)
    times = wording("library.times", count=count) if count > 1 else ""
    return Hit(
        title=place.document.title,
        facts=_facts(place.document, place.page, wording, times),
        page=wording("sources.page", number=place.page).capitalize(),
        more=times,
        address=page_address(place.document.id, place.spans[:MOST_MARKS], wording.language),
        excerpt=Excerpt(place.before, place.words, place.after),
        is_summary=place.document.provenance is Provenance.SUMMARY,
    )


def passage_hit(ranked: RankedPassage, wording: Wording) -> Hit:
    """The passage, cut where it is long."""
    passage = ranked.passage
    text = " ".join(without_blank_lines(passage.text).split())
    shown = text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0] + " …"
    section = wording("sources.section", section=passage.headings[-1]) if passage.headings else ""
    return Hit(
        title=ranked.document.title,
        facts=_facts(ranked.document, passage.page, wording, section),
        page=wording("sources.page", number=passage.page).capitalize(),
        more=section,
        address=page_address(ranked.document.id, passage.spans, wording.language),
        excerpt=Excerpt("", shown, ""),
        is_summary=ranked.document.provenance is Provenance.SUMMARY,
    )


def tied_of(tied: Tied, address: str, wording: Wording) -> TiedDocument:
    """The tie in the reader's language."""
    words = {
        Tie.DUPLICATE_OF: wording("library.duplicate_of"),
        Tie.SIMILAR_TO: wording("library.similar_to"),
        Tie.SUPERSEDES: wording("library.supersedes"),
        Tie.SUPERSEDED_BY: wording("library.superseded_by"),
    }[tied.tie]
    share = wording("library.similarity", share=round(100 * tied.similarity))
    return TiedDocument(words, tied.title, address, share, tied.tie in _WARNING)


def measured_of(report: DocumentReport, wording: Wording) -> list[tuple[str, str]]:
    """How much there is, and how the pages were laid out."""
    layout = report.document.layout
    languages = [f"{wording.tongue(code)} {share:.0%}".replace("%", " %") for code, share in report.languages.items()]
    said = {
        wording("library.report_pages"): report.pages,
        wording("library.words"): report.words,
        wording("library.passages"): report.passages,
        wording("library.language_shares"): ", ".join(languages),
        wording("library.columns"): layout.columns,
        wording("library.furniture"): report.furniture_lines,
        wording("library.hyphens"): layout.hyphens_joined,
        wording("library.tables"): layout.tables,
        wording("library.parallels"): report.parallels,
        wording("library.seconds"): f"{report.document.reading_seconds:.2f} s",
    }
    return [(name, str(value)) for name, value in said.items() if value not in ("", 0)]


def findings_of(document: Document, wording: Wording) -> Iterator[tuple[str, str, str, str]]:
    """What each field was taken from: its name, value, ground and the words it was read in."""
    grounds = {
        Ground.CONTENT: wording("library.ground_content"),
        Ground.METADATA: wording("library.ground_metadata"),
        Ground.NAME: wording("library.ground_name"),
        Ground.FORMAT: wording("library.ground_format"),
        Ground.CATALOGUE: wording("library.ground_catalogue"),
        Ground.CORRECTION: wording("library.ground_correction"),
    }
    names = {
        "title": wording("library.field_title"),
        "kind": wording("document.kind"),
        "issued_on": wording("document.date"),
        "period": wording("document.period"),
        "publisher": wording("document.publisher"),
        "languages": wording("document.language"),
        "provenance": wording("library.provenance"),
        "origin_url": wording("document.origin"),
    }
    shown = {
        "kind": wording.kind(document.kind),
        "issued_on": wording.date(document.issued_on),
        "languages": ", ".join(wording.tongue(code) for code in document.languages),
        "provenance": wording("library.summary" if document.provenance is Provenance.SUMMARY else "library.original"),
    }
    for each in document.findings:
        value = shown.get(each.field, each.value)
        yield names.get(each.field, each.field), value, grounds[each.ground], each.evidence


def troubles_of(report: DocumentReport, wording: Wording) -> Iterator[tuple[str, list[str]]]:
    """What a reader should know of the reading, under a heading each; only what there is."""
    document = report.document
    scanned: Iterable[str] = (
        wording("library.scanned_page", number=number, share=round(100 * sure))
        for number, sure in report.ocr_pages.items()
    )
    hidden = (
        wording("library.hidden_text", number=each.page, count=each.characters, sample=each.sample)
        for each in document.hidden
    )
    spoken = (wording("library.spoken_text", number=page, text=text) for page, text in report.to_machines)
    unread = (wording("library.unread_page", number=each.number, reason=each.reason) for each in document.problems)
    for heading, lines in (
        (wording("library.unread"), list(unread)),
        (wording("library.scanned"), list(scanned)),
        (wording("library.hidden"), list(hidden)),
        (wording("library.spoken"), list(spoken)),
    ):
        if lines:
            yield heading, lines


def _facts(document: Document, page: int, wording: Wording, more: str) -> str:
    facts = [wording.kind(document.kind), wording.date(document.issued_on), wording("sources.page", number=page), more]
    text = " · ".join(fact for fact in facts if fact)
    return text[:1].upper() + text[1:]
