"""From the domain's types to the contract's shapes."""

from typing import Any

from corpus.answers import Answer, Citation, Disagreement, Outcome, RankedPassage
from corpus.dates import PartialDate
from corpus.documents import Document, Listed, Page
from service.http import schemas
from service.http.links import document_address, web_address
from service.reports import DocumentReport
from service.word_search import MOST_MARKS, WordPlace

REFUSALS = {
    (Outcome.NO_SUPPORT, "sv"): "Jag hittar inget om detta i nätverkets dokument.",
    (Outcome.NO_SUPPORT, "en"): "I find nothing about this in the network's documents.",
    (Outcome.OUT_OF_SCOPE, "sv"): "Det här kan jag inte svara på. Jag svarar bara på vad nätverkets dokument säger.",
    (Outcome.OUT_OF_SCOPE, "en"): "I cannot answer this. I only answer what the network's documents say.",
}


def answer_text(answer: Answer) -> str:
    """The answer in one line: each statement followed by its numbers, or the refusal in the question's language."""
    if answer.outcome is not Outcome.ANSWERED:
        return REFUSALS.get((answer.outcome, answer.language), REFUSALS[answer.outcome, "sv"])
    said = [
        " ".join([statement.text, *(f"[{number}]" for number in statement.citations)])
        for statement in answer.statements
    ]
    return " ".join([*said, *(differs(item, answer.language) for item in answer.disagreements)])


def differs(item: Disagreement, language: str) -> str:
    """One sentence that says that the documents differ, and which citations show it."""
    numbers = " ".join(f"[{number}]" for number in item.citations)
    begins = "The documents differ on" if language == "en" else "Dokumenten säger olika saker om"
    return f"{begins} {item.about} {numbers}."


def answer_out(answer: Answer, took_ms: int) -> schemas.AnswerOut:
    """The whole answer; no citation leaves with a refusal, whatever the answer holds."""
    answered = answer.outcome is Outcome.ANSWERED
    return schemas.AnswerOut(
        question=answer.question,
        understood_as=answer.understood_as,
        language=answer.language,
        answered=answered,
        outcome=answer.outcome,
        answer=answer_text(answer),
        mode=answer.mode,
        citations=[citation_out(citation) for citation in answer.citations] if answered else [],
        disagreements=[_disagreement_out(item) for item in answer.disagreements] if answered else [],
        related=[] if answered else [_related_out(ranked) for ranked in answer.related],
        as_of=answer.as_of,
        took_ms=took_ms,
    )


def statements_out(answer: Answer) -> list[schemas.StatementOut]:
    """The statements in order, each with the citations it rests on; empty for a refusal."""
    by_number = {citation.number: citation_out(citation) for citation in answer.citations}
    return [
        schemas.StatementOut(
            text=statement.text,
            citations=[by_number[number] for number in statement.citations if number in by_number],
        )
        for statement in (answer.statements if answer.outcome is Outcome.ANSWERED else ())
    ]


def citation_out(citation: Citation) -> schemas.CitationOut:
    """The citation with its document's facts and the address of the marked page."""
    document = citation.document
    return schemas.CitationOut(
        number=citation.number,
        document_id=document.id,
        source=document.source,
        title=document.title,
        kind=document.kind,
        date=_date(document.issued_on),
        provenance=document.provenance,
        page=citation.page,
        label=citation.label,
        section=citation.section,
        quote=citation.quote,
        url=document_address(document.id, citation.spans),
        origin_url=web_address(document.origin_url),
        ocr_confidence=citation.ocr_confidence,
    )


def result_out(ranked: RankedPassage) -> schemas.ResultOut:
    """The passage with its document's facts; `section` is the innermost heading."""
    passage, document = ranked.passage, ranked.document
    page = document.page(passage.page)
    return schemas.ResultOut(
        passage_id=passage.id,
        document_id=document.id,
        source=document.source,
        title=document.title,
        kind=document.kind,
        date=_date(document.issued_on),
        page=passage.page,
        label=page.label if page else None,
        section=passage.headings[-1] if passage.headings else None,
        text=passage.text,
        score=ranked.score,
        parallel=list(ranked.parallel),
    )


def word_place_out(place: WordPlace) -> schemas.WordPlaceOut:
    """The page with every place marked in its address."""
    document = place.document
    return schemas.WordPlaceOut(
        document_id=document.id,
        source=document.source,
        title=document.title,
        kind=document.kind,
        date=_date(document.issued_on),
        provenance=document.provenance,
        page=place.page,
        label=place.label,
        spans=[(span.start, span.end) for span in place.spans],
        text=f"{place.before}{place.words}{place.after}",
        url=document_address(document.id, place.spans[:MOST_MARKS]),
    )


def listed_out(listed: Listed) -> schemas.ListedOut:
    """The facts of a document in a list."""
    return schemas.ListedOut(**_facts(listed.document, listed.pages), words=listed.words, passages=listed.passages)


def reported_out(report: DocumentReport) -> schemas.ReportedOut:
    """The document's facts with what was found in reading it."""
    document = report.document
    found = schemas.ReportOut(
        words=report.words,
        passages=report.passages,
        columns=document.layout.columns,
        furniture_lines=report.furniture_lines,
        hyphens_joined=document.layout.hyphens_joined,
        tables=document.layout.tables,
        ocr_pages=[schemas.OcrPageOut(page=page, confidence=sure) for page, sure in report.ocr_pages.items()],
        hidden=[
            schemas.HiddenTextOut(page=each.page, reason=each.hiding, characters=each.characters, sample=each.sample)
            for each in document.hidden
        ],
        to_machines=[schemas.SpokenOut(page=page, text=text) for page, text in report.to_machines],
        language_shares={language: round(share, 3) for language, share in report.languages.items()},
        parallel_sentences=report.parallels,
        findings=[
            schemas.FindingOut(field=each.field, value=each.value, ground=each.ground, evidence=each.evidence)
            for each in document.findings
        ],
        relations=[
            schemas.TiedOut(
                relation=each.tie, document_id=each.id, source=each.source, title=each.title, similarity=each.similarity
            )
            for each in report.ties
        ],
        reading_seconds=round(document.reading_seconds, 3),
    )
    return schemas.ReportedOut(**_facts(document, len(document.pages)), report=found)


def _facts(document: Document, pages: int) -> dict[str, Any]:
    return {
        "id": document.id,
        "source": document.source,
        "title": document.title,
        "kind": document.kind,
        "language": document.language,
        "languages": list(document.languages),
        "date": _date(document.issued_on),
        "period": str(document.period) if document.period else None,
        "publisher": document.publisher,
        "provenance": document.provenance,
        "pages": pages + len(document.problems),
        "problems": [schemas.PageProblemOut(number=each.number, reason=each.reason) for each in document.problems],
        "url": document_address(document.id),
        "origin_url": web_address(document.origin_url),
    }


def page_out(page: Page) -> schemas.PageOut:
    """The page's text and what was kept beside it."""
    return schemas.PageOut(
        number=page.number,
        label=page.label,
        text=page.text,
        furniture=list(page.furniture),
        ocr_confidence=page.ocr_confidence,
    )


def _disagreement_out(item: Disagreement) -> schemas.DisagreementOut:
    return schemas.DisagreementOut(about=item.about, citations=list(item.citations))


def _related_out(ranked: RankedPassage) -> schemas.RelatedOut:
    passage = ranked.passage
    return schemas.RelatedOut(document_id=ranked.document.id, page=passage.page, text=passage.text)


def _date(date: PartialDate | None) -> str | None:
    return None if date is None else str(date)
