"""What editors work with, as they read it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from corpus.documents import Document
from corpus.removals import Removal
from service.editing.desk import CORRECTABLE
from service.editing.documents import Held, id_of
from service.editing.journal import Entry, Job, State
from service.editing.stale import OLD_YEARS, Flag
from service.editing.tasks import Change, Step
from ui.admin_gate import ROOT
from ui.wording import Wording

_FIELD = re.compile(rf"(?<![^ ])(?:{'|'.join(CORRECTABLE)})(?=: )")


@dataclass(frozen=True, slots=True)
class Row:
    """A document in a list; `flags` say why it is worth a look."""

    id: str
    title: str
    facts: str
    source: str
    origin: str
    flags: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A document that can come back."""

    id: str
    title: str
    source: str
    when: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A change as it goes on and as it ended: a heading, how far it has come, and its report in lines.

    `share` is how much is done in percent, None while that is not known; `document` the id of the one document that
    it was about or read, where there is one.
    """

    number: int
    heading: str
    running: bool
    failed: bool
    told: str
    share: int | None
    lines: tuple[str, ...]
    problems: tuple[str, ...]
    document: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the change log."""

    when: str
    what: str
    document: str
    detail: str


def row_of(held: Held, titles: dict[str, str], wording: Wording) -> Row:
    """The document in the reader's language; `titles` by id, for those that the flags name."""
    document = held.listed.document
    return Row(
        id=document.id,
        title=document.title,
        facts=_facts(document, held.listed.pages + len(document.problems), wording),
        source=document.source,
        origin=wording(f"admin_origins.{held.origin.value}"),
        flags=tuple(_flag(each, titles, wording) for each in held.flags),
        address=document_address(document.id),
    )


def document_address(document_id: str) -> str:
    """Where a document is corrected and removed."""
    return f"{ROOT}/documents/{quote(document_id, safe='')}"


def _facts(document: Document, pages: int, wording: Wording) -> str:
    kind, date = wording.kind(document.kind).capitalize(), wording.date(document.issued_on)
    amount = wording("admin.one_page") if pages == 1 else wording("admin.pages", count=pages)
    return f"{kind} · {date} · {amount}"


def _flag(flag: Flag, titles: dict[str, str], wording: Wording) -> str:
    others = ", ".join(titles[each] for each in flag.others if each in titles)
    return wording(f"admin_reasons.{flag.reason.value}", others=others, years=OLD_YEARS)


def removed_of(removal: Removal) -> Removed:
    """What can come back."""
    return Removed(id_of(removal), removal.title, removal.source, moment(removal.removed_at))


def line_of(entry: Entry, wording: Wording) -> Line:
    """The line in the reader's language."""

    def named(match: re.Match[str]) -> str:
        return wording(f"admin_fields.{match.group()}")

    detail = _FIELD.sub(named, entry.detail)
    return Line(moment(entry.at), wording(f"admin_log.{entry.what}"), entry.document, detail)


def moment(at: str) -> str:
    """A moment (ISO 8601) by this machine's clock: "2026-11-22 06:15"."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")


def job_of(job: Job, wording: Wording) -> Shown:
    """The change in the reader's language."""
    running, failed = job.state is State.RUNNING, job.state is State.FAILED
    problems = tuple(_problems(job, wording))
    told, share = wording("admin_jobs.partly" if problems else "admin_jobs.done"), None
    if running:
        told, share = _progress(job.step, wording)
    elif failed:
        told = job.message
    read = job.summary.read
    return Shown(
        number=job.number,
        heading=wording(f"admin_changes.{job.change.value}", source=job.source),
        running=running,
        failed=failed,
        told=told,
        share=share,
        lines=tuple(_report(job, wording)),
        problems=problems,
        document=job.document if job.change is Change.CORRECT else read[0][0] if len(read) == 1 else "",
    )


def _progress(step: Step, wording: Wording) -> tuple[str, int | None]:
    """What is being done, and how much of it: reading is taken for half of the work, indexing for the other half."""
    if step.vectors_all:
        share = 50 + round(50 * step.vectors / step.vectors_all)
        return wording("admin_jobs.indexing", done=step.vectors, all=step.vectors_all), min(share, 100)
    if step.files_all:
        values = {"done": step.files, "all": step.files_all, "pages": step.pages}
        return wording("admin_jobs.reading", **values), round(50 * step.files / step.files_all)
    return wording("admin_jobs.starting"), None


def _report(job: Job, wording: Wording) -> Sequence[str]:
    if job.state is not State.DONE:
        return []
    done = job.summary
    lists = {"new": done.new, "changed": done.changed, "removed": done.removed}
    if job.change in (Change.REMOVE, Change.CORRECT):
        return [wording(f"admin_report.{job.change.value}", source=job.source)]
    lines = [wording(f"admin_report.{name}", sources=", ".join(found)) for name, found in lists.items() if found]
    if done.pages:
        lines.append(wording("admin_report.pages", count=done.pages))
    if not lines and not done.refused:
        lines.append(wording("admin_report.nothing"))
    for source, pages, percent in done.scanned:
        lines.append(wording("admin_report.scanned", source=source, pages=pages, percent=percent))
    for relation, one, other, percent in done.related:
        lines.append(wording(f"admin_relations.{relation}", one=one, other=other, percent=percent))
    return lines


def _problems(job: Job, wording: Wording) -> Sequence[str]:
    refused = [wording("admin_report.refused", source=source, reason=reason) for source, reason in job.summary.refused]
    pages = [
        wording("admin_report.problem", source=source, page=page, reason=reason)
        for source, page, reason in job.summary.problems
    ]
    return [*refused, *pages]
