"""What the commands of the command line do."""

import datetime
import json
import sys
import textwrap
import time
from collections.abc import Sequence
from pathlib import Path

from corpus.answers import Answer, Citation, Filters, Outcome
from corpus.dates import PartialDate
from corpus.documents import Document, Provenance
from corpus.errors import InvalidRequest, SettingsError
from ingest.pipeline import Report
from service.knowledge_base import Question
from service.settings import load_settings
from service.wiring import make_knowledge_base, run_ingest

_WIDTH = 96


def say(text: str = "") -> None:
    """Writes a line for the reader."""
    sys.stdout.write(text + "\n")


def run_ingest_command(paths: Sequence[Path], *, rebuild: bool) -> int:
    """Ingests and reports; 1 where some file was refused."""
    from tqdm import tqdm

    from service.indexing import Progress

    if not paths and not rebuild:
        raise SettingsError("Ange minst en fil eller mapp att läsa in, eller --rebuild.")
    started = time.perf_counter()
    settings = load_settings()
    with (
        tqdm(desc="Läser filer", unit="fil", leave=False, disable=None) as files,
        tqdm(desc="Indexerar", unit="del", leave=False, disable=None) as vectors,
    ):
        progress = Progress(lambda done, total: _show(files, done, total), lambda d, total: _show(vectors, d, total))
        report = run_ingest(settings, paths, rebuild=rebuild, progress=progress)
    say(_summary(report, time.perf_counter() - started))
    return 1 if report.refused else 0


def _show(bar: object, done: int, total: int) -> None:
    bar.total, bar.n = total, done  # type: ignore[attr-defined]
    bar.refresh()  # type: ignore[attr-defined]


def _summary(report: Report, seconds: float) -> str:
    lines = [f"Klart på {seconds:.1f} s."]
    for name, sources in (("nya", report.new), ("ändrade", report.changed), ("borttagna", report.removed)):
        lines.append(f"  {len(sources):4} {name}" + (": " + ", ".join(sources) if sources else ""))
    lines.append(f"  {len(report.unchanged):4} oförändrade")
    lines.append(f"  {len(report.refused):4} lästes inte")
    for refusal in report.refused:
        kept = " Den tidigare läsningen finns kvar." if refusal.kept else ""
        lines.append(f"       {refusal.source}: {refusal.reason}{kept}")
    for document in report.documents:
        lines += [f"       {document.source}, sida {p.number}: {p.reason}" for p in document.problems]
        lines += _read_by_machine(document)
    return "\n".join(lines)


def _read_by_machine(document: Document) -> list[str]:
    """A line on the pages that were read from pictures: which, and how sure the reading is."""
    sure = {page.number: page.ocr_confidence for page in document.pages if page.ocr_confidence is not None}
    if not sure:
        return []
    pages = ", ".join(map(str, sure))
    percent = round(100 * sum(sure.values()) / len(sure))
    name = "sidan" if len(sure) == 1 else "sidorna"
    return [f"       {document.source}: {name} {pages} lästes av en maskin ur bilder ({percent} % säkert)"]


def run_ask(question: str, as_of: str | None, k: int, *, as_json: bool) -> int:
    """Asks and shows the answer with its sources; 1 where there is none."""
    _check_k(k)
    started = time.perf_counter()
    answer = make_knowledge_base(load_settings()).ask(Question(_text(question), as_of=_day(as_of), k=k))
    if as_json:
        from service.http.shapes import answer_out

        say(answer_out(answer, round((time.perf_counter() - started) * 1000)).model_dump_json(indent=1))
    else:
        say(_shown(answer))
    return 0 if answer.outcome is Outcome.ANSWERED else 1


def run_search(query: str, k: int, *, as_json: bool) -> int:
    """Searches and shows the passages; 1 where nothing is found."""
    _check_k(k)
    found = make_knowledge_base(load_settings()).search(_text(query), Filters(), k)
    if as_json:
        from service.http.shapes import result_out

        say(json.dumps({"results": [result_out(ranked).model_dump(mode="json") for ranked in found]}, indent=1))
        return 0 if found else 1
    for number, ranked in enumerate(found, 1):
        say(f"{number}. {_place(ranked.document, ranked.passage.page, ranked.passage.headings)}")
        say(_indented(ranked.passage.text) + "\n")
    return 0 if found else 1


def run_documents(*, as_json: bool) -> int:
    """Lists the documents, newest first."""
    total, documents = make_knowledge_base(load_settings()).documents(-1, 0)
    if as_json:
        from service.http.shapes import document_out

        listed = [document_out(document).model_dump(mode="json") for document in documents]
        say(json.dumps({"total": total, "documents": listed}, indent=1, ensure_ascii=False))
        return 0
    for document in documents:
        say(f"{_dated(document.issued_on) or '–':<12}{document.kind:<16}{len(document.pages):>4} s.  {document.title}")
        say(f"{'':12}{document.source}  ({document.id})")
    return 0


def _shown(answer: Answer) -> str:
    from service.http.shapes import answer_text

    if answer.outcome is not Outcome.ANSWERED:
        lines = [answer_text(answer), "", "Närmast i dokumenten (inte ett svar):"] if answer.related else []
        lines = lines or [answer_text(answer)]
        for ranked in answer.related:
            lines.append(f"- {_place(ranked.document, ranked.passage.page, ranked.passage.headings)}")
        return "\n".join(lines)
    return "\n\n".join(_source(citation) for citation in answer.citations)


def _source(citation: Citation) -> str:
    section = (citation.section,) if citation.section else ()
    return (
        _indented(f"”{' '.join(citation.quote.split())}”")
        + f"\n  [{citation.number}] {_place(citation.document, citation.page, section)}"
        + (", läst av en maskin ur en inskannad bild" if citation.ocr_confidence is not None else "")
    )


def _place(document: Document, page: int, headings: Sequence[str]) -> str:
    parts = [document.title, _dated(document.issued_on), f"s. {page}", *headings[-1:]]
    if document.provenance is Provenance.SUMMARY:
        parts.append("sammanfattning, inte originalets ord")
    return ", ".join(part for part in parts if part)


def _dated(date: PartialDate | None) -> str:
    return str(date) if date else ""


def _indented(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), _WIDTH, initial_indent="  ", subsequent_indent="  ")


def _text(text: str) -> str:
    if not text.strip():
        raise InvalidRequest("Frågan är tom. Skriv en fråga inom citattecken.")
    return text.strip()


def _check_k(k: int) -> None:
    if k < 1:
        raise InvalidRequest("-k ska vara minst 1.")


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidRequest(f"{text} är ingen dag. Skriv till exempel 2024-06-01.") from error
