"""The editors' pages of documents: what there is, what is worth a look, and adding, correcting and removing."""

from collections.abc import Mapping, Sequence

from fastapi.responses import HTMLResponse, Response

from corpus.corrections import UNSAID
from corpus.documents import Document, Kind
from corpus.errors import InvalidRequest, KallanError
from ingest.formats import FORMATS
from service.editing.desk import CORRECTABLE, EditorsDesk
from service.editing.documents import Held, Origin
from service.editing.journal import Job
from service.editing.sessions import Session
from service.editing.stale import OLD_YEARS, Reason
from service.editing.uploads import MOST_FILES
from ui.admin_forms import AdminPages, Form, first
from ui.admin_gate import ROOT
from ui.admin_shown import Row, document_address, job_of, line_of, removed_of, row_of
from ui.markup import Templates
from ui.plain_pages import with_values

PER_PAGE = 50
DOCUMENTS = f"{ROOT}/documents"


class DocumentsPages(AdminPages):
    """The pages of documents in one language."""

    def __init__(self, templates: Templates, desk: EditorsDesk, upload_bytes: int) -> None:
        super().__init__(templates)
        self._desk = desk
        self._upload_mb = upload_bytes // 2**20

    def overview(self, session: Session, counts: Mapping[str, int]) -> HTMLResponse:
        """What there is to do, in numbers (`counts` those of the answers), and the latest changes."""
        documents = self._desk.documents()
        latest = self._desk.jobs.latest()
        return self.page(
            session,
            "overview",
            ROOT,
            documents=len(documents),
            stale=sum(bool(each.flags) for each in documents),
            waiting=len(self._desk.waiting()),
            counts=counts,
            job=job_of(latest, self._t) if latest else None,
            lines=[line_of(each, self._t) for each in self._desk.changes(5)[1]],
        )

    def listing(self, session: Session, query: str, offset: int, error: str = "", status: int = 200) -> HTMLResponse:
        """The documents whose title or file holds the query, what waits, what was removed, and the form to add."""
        everything = self._desk.documents()
        wanted = query.casefold().strip()
        found = [
            each
            for each in everything
            if wanted in f"{each.listed.document.title} {each.listed.document.source}".casefold()
        ]
        latest = self._desk.jobs.latest()
        return self.page(
            session,
            "documents",
            with_values(DOCUMENTS, query=query, offset=offset or None),
            status,
            query=query,
            error=error,
            total=len(everything),
            found=len(found),
            rows=self._rows(found[offset : offset + PER_PAGE]),
            pager=self._pager(DOCUMENTS, len(found), offset, query=query),
            waiting=self._desk.waiting(),
            removed=[removed_of(each) for each in self._desk.removed()],
            job=job_of(latest, self._t) if latest and latest.state == "running" else None,
            formats=", ".join(FORMATS),
            most_files=MOST_FILES,
            most_mb=self._upload_mb,
        )

    def stale(self, session: Session, offset: int) -> HTMLResponse:
        """The documents that are worth a look, and why."""
        found = self._desk.stale()
        return self.page(
            session,
            "stale",
            with_values(f"{ROOT}/stale", offset=offset or None),
            total=len(found),
            rows=self._rows(found[offset : offset + PER_PAGE]),
            pager=self._pager(f"{ROOT}/stale", len(found), offset),
            rules=[self._t(f"admin_rules.{each.value}", years=OLD_YEARS) for each in Reason],
        )

    def document(
        self, session: Session, document_id: str, typed: Form | None = None, errors: Mapping[str, str] | None = None
    ) -> HTMLResponse:
        """One document with the form to correct it; `typed` and `errors` where what was sent cannot be."""
        held = self._desk.document(document_id)
        corrected = self._desk.corrections(document_id)
        now = values_of(held.listed.document)
        return self.page(
            session,
            "document",
            document_address(document_id),
            422 if errors else 200,
            row=self._rows([held])[0],
            held=held,
            values={name: first(typed, name) if typed else now[name] for name in CORRECTABLE},
            kinds=[(kind.value, self._t.kind(kind).capitalize()) for kind in Kind],
            corrected=corrected,
            errors=errors or {},
        )

    def corrected(self, session: Session, document_id: str, form: Form) -> Response:
        """Begins the correction, or shows the form again with what is wrong; nothing to correct changes nothing."""
        document = self._desk.document(document_id).listed.document
        changes = changes_in(form, values_of(document), self._desk.corrections(document_id))
        if not changes:
            return self.leading(document_address(document_id))
        errors = {}
        for name, value in changes.items():
            try:
                self._desk.check({name: value})
            except InvalidRequest as error:
                errors[name] = str(error).partition(": ")[2] or str(error)
        if errors:
            return self.document(session, document_id, form, errors)
        return self.begun(self._desk.correct(document_id, changes))

    def confirm(self, session: Session, document_id: str) -> HTMLResponse:
        """Asks before a document is removed, and says whether it can come back."""
        held = self._desk.document(document_id)
        added = held.origin is Origin.UPLOADED
        address = f"{document_address(document_id)}/remove"
        return self.page(session, "confirm", address, row=self._rows([held])[0], is_added=added)

    def changes(self, session: Session, offset: int) -> HTMLResponse:
        """The change log."""
        total, found = self._desk.changes(PER_PAGE, offset)
        return self.page(
            session,
            "log",
            with_values(f"{ROOT}/log", offset=offset or None),
            total=total,
            lines=[line_of(each, self._t) for each in found],
            pager=self._pager(f"{ROOT}/log", total, offset),
        )

    def job(self, session: Session, job: Job) -> HTMLResponse:
        """A change: how far it has come, or its report."""
        return self.page(session, "job", f"{ROOT}/jobs/{job.number}", job=job_of(job, self._t))

    def too_large(self) -> str:
        """What is told of an upload that is too large."""
        return self._t("admin_documents.too_large", most=self._upload_mb)

    def told(self, session: Session, error: KallanError) -> HTMLResponse:
        """The list of documents with what could not be done above it."""
        if isinstance(error, InvalidRequest):
            return self.listing(session, "", 0, str(error), 422)
        return self.failed(session, error, DOCUMENTS)

    def _rows(self, found: Sequence[Held]) -> list[Row]:
        titles = {each.listed.document.id: each.listed.document.title for each in self._desk.documents()}
        return [row_of(each, titles, self._t) for each in found]

    def _pager(self, address: str, total: int, offset: int, **values: object) -> tuple[str | None, str | None]:
        """Addresses of the page before and after, None where there is none."""
        before = self._at(address, offset=max(0, offset - PER_PAGE) or None, **values) if offset else None
        after = self._at(address, offset=offset + PER_PAGE, **values) if offset + PER_PAGE < total else None
        return before, after


def values_of(document: Document) -> dict[str, str]:
    """The correctable fields as text, empty where the document does not say."""
    found = {name: getattr(document, name) for name in CORRECTABLE}
    return {name: str(value) if value is not None else "" for name, value in found.items()}


def changes_in(form: Form, now: Mapping[str, str], corrected: Mapping[str, str]) -> dict[str, str | None]:
    """What a form changes: other values; an emptied field says nothing any more, or, None, is again as it was read."""
    changes: dict[str, str | None] = {}
    for name in CORRECTABLE:
        typed = " ".join(first(form, name).split()) if name in form else now[name]
        if typed and typed != now[name]:
            changes[name] = typed
        elif not typed and name in corrected:
            changes[name] = None
        elif not typed and now[name] and name in UNSAID:
            changes[name] = ""
    return changes
