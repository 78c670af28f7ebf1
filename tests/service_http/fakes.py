"""A knowledge base of a few fixed documents whose answers can be read off the script."""

import datetime
import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from corpus.answers import ALL_DOCUMENTS, Answer, Citation, Disagreement, Filters, Outcome, RankedPassage, Statement
from corpus.dates import PartialDate, Period
from corpus.documents import (
    Document,
    Finding,
    Ground,
    Heading,
    HiddenText,
    Hiding,
    Kind,
    Layout,
    Listed,
    Page,
    PageProblem,
    Provenance,
)
from corpus.errors import IndexMissing, NotFound
from corpus.passages import Passage, Span
from corpus.places import PagePlaces
from ingest.pdf.reader import read_pdf
from service.filtering import document_ids
from service.knowledge_base import Holdings, Question
from service.originals import Originals
from service.pictures import Picture, PictureRequest, Pictures
from service.reports import DocumentReport, Tie, Tied
from service.word_search import WordPlace
from tests.ingest.pdfs import at, pdf_of

TODAY = datetime.date(2026, 11, 21)
HOSTILE = (
    '<script>window.hacked=1</script><img src=x onerror="window.hacked=1"> [klicka](javascript:window.hacked=1) '
    "![bild](http://example.invalid/x.png) ${window.hacked=1} {{constructor}} </textarea></li></article>"
)


def document(name: str, title: str, kind: Kind, date: str | None, *texts: str, **facts: object) -> Document:
    """A document with one page a text; `facts` replace the standard ones."""
    standard: dict[str, object] = {
        "id": f"{name.rpartition('.')[0]}-a1b2c3",
        "source": name,
        "title": title,
        "kind": kind,
        "languages": ("sv",),
        "issued_on": PartialDate.parse(date) if date else None,
        "period": None,
        "publisher": "Healthy Cities Sverige",
        "origin_url": None,
        "provenance": Provenance.ORIGINAL,
        "content_digest": "0" * 64,
        "pages": tuple(Page(number, None, text) for number, text in enumerate(texts, 1)),
    }
    return Document(**{**standard, **facts})  # type: ignore[arg-type]


NEWSLETTER = document(
    "nyhetsbrev-maj-2026.html",
    "Nyhetsbrev maj 2026",
    Kind.NEWSLETTER,
    "2026-05",
    "Ny värd\n\nRegion Östergötland tar över som värd för nätverket den 1 juni 2026. Emma Hjalte blir koordinator."
    "\n\nÅrskonferensen hölls i Borås." + "\n\nEtt stycke till, så att sidan blir lång." * 60,
    origin_url="https://example.org/nyhetsbrev/maj-2026",
)
REPORT = document(
    "berattelser/verksamhetsberattelse-2024.pdf",
    "Verksamhetsberättelse 2024",
    Kind.ANNUAL_REPORT,
    "2025-03-20",
    id="verksamhetsberattelse-2024-b2c3d4",
    content_digest=hashlib.sha256(b"report").hexdigest(),
    period=Period.parse("2024"),
    pages=(
        Page(1, None, "Verksamhetsberättelse 2024", ("Healthy Cities",)),
        Page(
            2,
            "ii",
            "Ekonomi\n\nIntäkterna var 878 050 kronor. Nätverket hade 25 medlemmar, och styrelsen",
            ("ii",),
            (Heading(0, 7, 1),),
        ),
        Page(4, "2", "möttes sex gånger. Ordförande var Fredrik Hansson.", ("2",)),
    ),
    problems=(PageProblem(3, "bild utan text"),),
    findings=(Finding("kind", "annual_report", Ground.CONTENT, "Verksamhetsberättelse 2024"),),
    hidden=(HiddenText(2, Hiding.NO_CONTRAST, 12, "dold text här"),),
    layout=Layout(2, 4, 1),
    reading_seconds=0.5,
)
SUMMARY = document(
    "sa-blir-du-medlem.md",
    "Så blir du medlem",
    Kind.WEB_PAGE,
    None,
    "Kommuner och regioner kan bli medlemmar. Ansökan görs till koordinatorn.",
    provenance=Provenance.SUMMARY,
    origin_url="javascript:alert(1)",
)
HOSTILE_DOCUMENT = document(
    "fientligt.html", f"Fientligt {HOSTILE}", Kind.OTHER, "2001", f"Text: {HOSTILE} slut.", publisher=HOSTILE
)
DOCUMENTS = (NEWSLETTER, REPORT, HOSTILE_DOCUMENT, SUMMARY)


def _drawn(*lines: str, heading: str = "") -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        if heading:
            at(canvas, 60, 100, heading, "Times-Bold", 16)
        for place, line in enumerate(lines):
            at(canvas, 60, 130 + 12 * place, line)

    return draw


@cache
def report_pdf() -> bytes:
    """REPORT as a PDF: the same words on the same pages, the third a picture without text."""
    return pdf_of(
        _drawn("Verksamhetsberättelse 2024"),
        _drawn("Intäkterna var 878 050 kronor. Nätverket hade 25 medlemmar, och", "styrelsen", heading="Ekonomi"),
        lambda canvas: canvas.circle(200, 400, 90),
        _drawn("möttes sex gånger. Ordförande var Fredrik Hansson."),
    )


@cache
def report_places() -> dict[int, PagePlaces]:
    """Where the words of REPORT stand, checked to be its own."""
    pages = read_pdf(report_pdf(), "a.pdf").pages
    for page in pages:
        known = REPORT.page(page.number)
        assert known is not None
        assert page.text == known.text
    return {page.number: page.places for page in pages if page.places}


class ReportOriginal(Originals):
    """The original of REPORT alone, kept nowhere."""

    def __init__(self) -> None:
        super().__init__(Path("nowhere"))

    def read(self, digest: str) -> bytes | None:
        return report_pdf() if self.holds(digest) else None

    def holds(self, digest: str) -> bool:
        return digest == REPORT.content_digest


def passage(source: Document, page: int = 1) -> RankedPassage:
    """The whole of a page as a passage."""
    text = next(each.text for each in source.pages if each.number == page)
    spans = (Span(page, 0, len(text)),)
    return RankedPassage(
        Passage(f"{source.id}:{page}", source.id, page - 1, spans, text, ("Rubrik", "Avsnitt"), source.language),
        source,
        1.0 / page,
    )


def citation(number: int, source: Document, quote: str, *pages: int, section: str | None = None) -> Citation:
    """A citation of `quote`, which stands on the page, or runs from the first page's end to the second's start."""
    first = source.page(pages[0])
    assert first is not None
    if len(pages) == 1:
        start = first.text.index(quote)
        spans: tuple[Span, ...] = (Span(pages[0], start, start + len(quote)),)
    else:
        start = next(at for at in range(len(first.text)) if quote.startswith(first.text[at:] + " "))
        rest = len(quote) - len(first.text[start:]) - 1
        spans = (Span(pages[0], start, len(first.text)), Span(pages[1], 0, rest))
    return Citation(number, source, spans, first.label, section, quote)


HOST_QUOTE = "Region Östergötland tar över som värd för nätverket den 1 juni 2026."
BROKEN_QUOTE = "Nätverket hade 25 medlemmar, och styrelsen möttes sex gånger."
MEMBER_QUOTE = "Kommuner och regioner kan bli medlemmar."


def words_of(source: Document) -> int:
    return sum(len(page.text.split()) for page in source.pages)


@dataclass
class FakeKnowledgeBase:
    """Answers by what the question says; keeps what it was asked.

    "värd" is answered from three documents, "fientlig" from the hostile one, "fel" raises, "långsam" takes a second,
    "utanför" is out of scope, a question with a history that begins with "och" is completed, and
    anything else is refused with the nearest passages.
    """

    empty: bool = False
    trouble: str | None = None
    asked: list[Question] = field(default_factory=list)
    searched: list[tuple[str, Filters, int]] = field(default_factory=list)
    pictures: Pictures = field(default_factory=lambda: Pictures(ReportOriginal()))

    def answers(self, question: Question) -> Iterator[Answer]:
        yield self.ask(question)

    def ask(self, question: Question) -> Answer:
        self._open()
        self.asked.append(question)
        text = question.text.casefold()
        if "fel" in text:
            raise RuntimeError(f"hemlig fråga: {question.text}")
        if "långsam" in text:
            time.sleep(1)
        if "fientlig" in text or "<" in text:
            return self._answer(question, citation(1, HOSTILE_DOCUMENT, f"Text: {HOSTILE} slut.", 1, section=HOSTILE))
        if "värd" in text or "host" in text:
            return self._answer(
                question,
                citation(1, NEWSLETTER, HOST_QUOTE, 1, section="Ny värd"),
                citation(2, REPORT, BROKEN_QUOTE, 2, 4, section="Ekonomi"),
                citation(3, SUMMARY, MEMBER_QUOTE, 1),
            )
        outcome = Outcome.OUT_OF_SCOPE if "utanför" in text else Outcome.NO_SUPPORT
        return Answer(
            question.text,
            question.language or "sv",
            outcome,
            (),
            (),
            question.as_of or TODAY,
            related=(passage(NEWSLETTER), passage(HOSTILE_DOCUMENT)),
        )

    def _answer(self, question: Question, *citations: Citation) -> Answer:
        text = question.text.casefold()
        citations = citations[: question.k]
        disagreements = (Disagreement("värden", (1, 2)),) if len(citations) > 1 else ()
        return Answer(
            question.text,
            question.language or "sv",
            Outcome.ANSWERED,
            tuple(Statement(each.quote, (each.number,)) for each in citations),
            citations,
            question.as_of or TODAY,
            disagreements,
            understood_as=f"Vem är värd för {HOSTILE}" if question.history and text.startswith("och") else None,
        )

    def search(self, query: str, filters: Filters, k: int) -> list[RankedPassage]:
        self._open()
        self.searched.append((query, filters, k))
        return [passage(REPORT, 2), passage(SUMMARY)][:k]

    def documents(self, limit: int, offset: int) -> tuple[int, list[Document]]:
        self._open()
        return len(DOCUMENTS), list(DOCUMENTS[offset : offset + limit])

    def listing(self, limit: int, offset: int, filters: Filters = ALL_DOCUMENTS) -> tuple[int, list[Listed]]:
        self._open()
        ids = document_ids(DOCUMENTS, filters)
        kept = [each for each in DOCUMENTS if ids is None or each.id in ids]
        listed = [Listed(replace(each, pages=()), len(each.pages), words_of(each), 3) for each in kept]
        return len(kept), listed[offset : offset + limit]

    def find_words(self, words: str, filters: Filters, k: int) -> list[WordPlace]:
        """The words as they are written, on every page of the documents that pass."""
        self._open()
        ids = document_ids(DOCUMENTS, filters)
        found = []
        for each in DOCUMENTS:
            for page in each.pages if ids is None or each.id in ids else ():
                start = page.text.find(words)
                if start >= 0:
                    end = start + len(words)
                    around = page.text[max(0, start - 20) : start], words, page.text[end : end + 20]
                    found.append(WordPlace(each, page.number, page.label, (Span(page.number, start, end),), *around))
        return found[:k]

    def report(self, document_id: str) -> DocumentReport:
        found = self.document(document_id)
        tied = Tied(Tie.SUPERSEDES, SUMMARY.id, SUMMARY.source, SUMMARY.title, 0.25)
        return DocumentReport(found, words_of(found), 3, {2: 0.9}, {"sv": 0.75, "en": 0.25}, 3, 1, (tied,))

    def document(self, document_id: str) -> Document:
        self._open()
        for each in DOCUMENTS:
            if each.id == document_id:
                return each
        raise NotFound(f"Det finns inget dokument {document_id}.")

    def page(self, document_id: str, number: int) -> Page:
        page = self.document(document_id).page(number)
        if page is None:
            raise NotFound(f"Dokumentet har ingen läsbar sida {number}.")
        return page

    def picture(self, wanted: PictureRequest) -> Picture:
        document = self.document(wanted.document_id)
        return self.pictures.picture(document, lambda _, number: report_places().get(number), wanted)

    def picture_size(self, wanted: PictureRequest) -> tuple[int, int] | None:
        document = self.document(wanted.document_id)
        return self.pictures.size(document, lambda _, number: report_places().get(number), wanted)

    def holdings(self) -> Holdings:
        self._open()
        return Holdings(len(DOCUMENTS), 7, 12, NEWSLETTER)

    def problem(self) -> str | None:
        return self.trouble

    def _open(self) -> None:
        if self.empty:
            raise IndexMissing("Det finns inga dokument än. Kör: kallan ingest MAPP")
