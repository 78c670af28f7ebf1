"""`kallan documents`: what has been read, one document's whole report, and corrections."""

import argparse
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from corpus.documents import Document, Ground, Hiding, Provenance

if TYPE_CHECKING:
    from service.reports import DocumentReport

_FIELDS = {
    "title": ("--title", "titel"),
    "kind": ("--kind", "sort"),
    "issued_on": ("--date", "datum"),
    "period": ("--period", "tid som dokumentet gäller"),
    "publisher": ("--publisher", "utgivare"),
    "languages": ("--language", "språk"),
    "provenance": ("--provenance", "original eller sammanfattning"),
    "origin_url": ("--origin-url", "adress där det är publicerat"),
}
_FORMS = {
    "title": "TEXT",
    "kind": "SORT",
    "issued_on": "ÅÅÅÅ[-MM[-DD]]",
    "period": "ÅR[/ÅR]",
    "publisher": "NAMN",
    "languages": "KOD[,KOD]",
    "provenance": "SLAG",
    "origin_url": "ADRESS",
}
_GROUNDS = {
    Ground.CONTENT: "står i dokumentet",
    Ground.METADATA: "står i filens uppgifter om sig själv",
    Ground.NAME: "filens namn",
    Ground.FORMAT: "filens format",
    Ground.CATALOGUE: "catalogue.yaml",
    Ground.CORRECTION: "rättat med kallan documents set",
}
_HIDINGS = {
    Hiding.NO_CONTRAST: "samma färg som bakgrunden",
    Hiding.OFF_PAGE: "utanför sidan",
    Hiding.TOO_SMALL: "för liten för att ses",
    Hiding.INVISIBLE: "osynlig",
    Hiding.MARKED_HIDDEN: "märkt som dold",
    Hiding.COMMENT: "kommentar",
}
TIES = {
    "duplicate_of": "samma fil som",
    "similar_to": "liknar",
    "supersedes": "ersätter",
    "superseded_by": "är ersatt av",
}


def add_documents(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds the command with what belongs to it."""
    documents = commands.add_parser("documents", help="visa vad som är inläst", description="Visar inlästa dokument.")
    documents.add_argument("--json", action="store_true", help="skriv listan som JSON, som i HTTP-gränssnittet")
    documents.set_defaults(run=_list)
    under = documents.add_subparsers(metavar="KOMMANDO")
    show = under.add_parser("show", help="visa ett dokument", description="Visar allt som är känt om ett dokument.")
    show.add_argument("document", metavar="DOKUMENT", help="dokumentets id eller filens namn")
    show.add_argument("--json", action="store_true", help="skriv det som JSON, som i HTTP-gränssnittet")
    show.set_defaults(run=_show)
    correct = under.add_parser(
        "set",
        help="rätta ett dokument",
        description="Rättar vad som sägs om ett dokument. Rättelsen gäller före catalogue.yaml och finns kvar när "
        "filen läses in igen.",
    )
    correct.add_argument("document", metavar="DOKUMENT", help="dokumentets id eller filens namn")
    for field, (flag, words) in _FIELDS.items():
        correct.add_argument(flag, dest=field, metavar=_FORMS[field], help=words)
    names = [flag.removeprefix("--") for flag, _ in _FIELDS.values()]
    correct.add_argument(
        "--clear", action="append", default=[], choices=names, metavar="FÄLT", help="ta tillbaka rättelsen"
    )
    correct.set_defaults(run=_set)
    removed = under.add_parser("removed", help="visa vad som är borttaget", description="Visar borttagna dokument.")
    removed.set_defaults(run=_removed)
    restore = under.add_parser(
        "restore", help="ta tillbaka ett borttaget dokument", description="Läser in ett borttaget dokument igen."
    )
    restore.add_argument("document", metavar="DOKUMENT", help="dokumentets id eller filens namn")
    restore.set_defaults(run=_restore)


def _list(options: argparse.Namespace) -> int:
    from service.settings import load_settings
    from service.wiring import make_knowledge_base
    from ui.commands import say

    total, found = make_knowledge_base(load_settings()).listing(-1, 0)
    if options.json:
        from service.http.shapes import listed_out

        listed = [listed_out(each).model_dump(mode="json") for each in found]
        say(json.dumps({"total": total, "documents": listed}, indent=1, ensure_ascii=False))
        return 0
    for each in found:
        document = each.document
        pages = each.pages + len(document.problems)
        say(f"{document.issued_on or '–'!s:<12}{document.kind:<16}{pages:>4} s.  {document.title}")
        say(f"{'':12}{document.source}  ({document.id})")
    return 0


def _show(options: argparse.Namespace) -> int:
    from corpus.errors import NotFound
    from service.settings import load_settings
    from service.wiring import make_knowledge_base
    from ui.commands import say

    knowledge_base = make_knowledge_base(load_settings())
    found = knowledge_base.find(options.document)
    if found is None:
        raise NotFound(f"Det finns inget dokument ”{options.document}”, eller fler än ett. Se kallan documents.")
    report = knowledge_base.report(found)
    if options.json:
        from service.http.shapes import reported_out

        say(json.dumps(reported_out(report).model_dump(mode="json"), indent=1, ensure_ascii=False))
    else:
        say("\n".join(report_lines(report)))
    return 0


def _set(options: argparse.Namespace) -> int:
    from corpus.errors import InvalidRequest
    from service.settings import load_settings
    from service.wiring import correct_document
    from ui.commands import say

    flags = {flag.removeprefix("--"): field for field, (flag, _) in _FIELDS.items()}
    changes: dict[str, str | None] = {flags[name]: None for name in options.clear}
    changes.update({field: getattr(options, field) for field in _FIELDS if getattr(options, field) is not None})
    if not changes:
        raise InvalidRequest("Ange vad som ska rättas, till exempel --kind report, eller --clear kind.")
    say(f"Rättat: {correct_document(load_settings(), options.document, changes)}")
    return 0


def _removed(_options: argparse.Namespace) -> int:
    from service.settings import load_settings
    from service.wiring import removed_documents
    from ui.commands import say

    for document_id, removal in removed_documents(load_settings()):
        say(f"{removal.removed_at[:10]}  {removal.title}\n{'':12}{removal.source}  ({document_id})")
    return 0


def _restore(options: argparse.Namespace) -> int:
    from service.settings import load_settings
    from service.wiring import restore_document
    from ui.commands import say

    report = restore_document(load_settings(), options.document)
    for refusal in report.refused:
        say(f"{refusal.source}: {refusal.reason}")
    for source in (*report.new, *report.changed):
        say(f"Taget tillbaka: {source}")
    return 1 if report.refused else 0


def report_lines(report: "DocumentReport") -> Iterator[str]:
    """The whole report on a document, for people."""
    document = report.document
    yield document.title
    yield f"  {document.source}  ({document.id})"
    yield from _said(document)
    yield "Läsningen"
    yield from (f"  {words:<24}{value}" for words, value in _measured(report))
    yield from _part("Språk", (f"{language:<4}{_percent(share)}" for language, share in report.languages.items()))
    machine = (f"sidan {page}: {_percent(sure)} säkert" for page, sure in report.ocr_pages.items())
    yield from _part("Lästa av en maskin ur bilder", machine)
    yield from _part("Gick inte att läsa", (f"sidan {each.number}: {each.reason}" for each in document.problems))
    hidden = (
        f"sidan {each.page}: {each.characters} tecken, {_HIDINGS[each.hiding]}: ”{each.sample}”"
        for each in document.hidden
    )
    yield from _part("Text som ingen ser (söks inte)", hidden)
    spoken = (f"sidan {page}: ”{text}”" for page, text in report.to_machines)
    yield from _part("Meningar som vänder sig till en maskin (citeras aldrig)", spoken)
    yield from _part(
        "Andra dokument",
        (f"{TIES[each.tie]} {each.source} ({_percent(each.similarity)} lika text)" for each in report.ties),
    )


def _said(document: Document) -> Iterator[str]:
    """Each field with what it was read in."""
    found = {each.field: each for each in document.findings}
    values = {
        "kind": document.kind,
        "issued_on": document.issued_on,
        "period": document.period,
        "publisher": document.publisher,
        "languages": ", ".join(document.languages),
        "provenance": "sammanfattning" if document.provenance is Provenance.SUMMARY else "original",
        "origin_url": document.origin_url,
    }
    for field in ("title", *values):
        value = document.title if field == "title" else values[field]
        finding = found.get(field)
        words = (
            f"  [{_GROUNDS[finding.ground]}" + (f": ”{finding.evidence}”" if finding.evidence else "")
            if finding
            else ""
        )
        yield f"  {_NAMES[field]:<12}{'–' if value is None else value}{words}{']' if words else ''}"


_NAMES = {
    "title": "titel",
    "kind": "sort",
    "issued_on": "datum",
    "period": "gäller",
    "publisher": "utgivare",
    "languages": "språk",
    "provenance": "slag",
    "origin_url": "adress",
}


def _measured(report: "DocumentReport") -> Iterator[tuple[str, str]]:
    layout = report.document.layout
    yield "sidor", str(report.pages)
    yield "ord", str(report.words)
    yield "textavsnitt", str(report.passages)
    yield "spalter som mest", str(layout.columns)
    yield "sidhuvuden och -fötter", str(report.furniture_lines)
    yield "hopfogade ord", str(layout.hyphens_joined)
    yield "tabeller", str(layout.tables)
    if report.parallels:
        yield "meningar på två språk", str(report.parallels)
    yield "tid", f"{report.document.reading_seconds:.2f} s"


def _part(heading: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield heading
        yield from (f"  {line}" for line in found)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
