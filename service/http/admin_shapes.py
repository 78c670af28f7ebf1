"""The bodies of the editors' API: what may be asked, and what comes back."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from corpus.removals import Removal
from service.editing.cases import Case
from service.editing.documents import Held, Origin, id_of
from service.editing.journal import Entry, Job, State
from service.editing.stale import Reason
from service.editing.tasks import Change
from service.feedback.kept import Kept, Sort
from service.http.requests import Request, Words
from service.http.schemas import ListedOut
from service.http.shapes import listed_out

Text = Annotated[str, Field(max_length=500)]


class CorrectionRequest(Request):
    """What is to be corrected; null takes a correction back, what is left out stays as it is."""

    title: Text | None = None
    kind: Text | None = None
    date: Text | None = Field(default=None, description="2024, 2024-05 or 2024-05-17; empty for none.")
    period: Text | None = Field(default=None, description="2024 or 2011/2012.")
    publisher: Text | None = None

    def changes(self) -> dict[str, str | None]:
        """By the field's own name, only what was sent."""
        sent = self.model_dump(exclude_unset=True)
        return {"issued_on" if name == "date" else name: value for name, value in sent.items()}


class CaseRequest(Request):
    """What a right answer holds; words of documents, which are found by themselves."""

    question: Words = Field(max_length=2000)
    answerable: bool = True
    evidence: list[Text] = Field(default=[], max_length=10)


class FlagOut(BaseModel):
    """Why a document is worth a look, and which others it is about."""

    reason: Reason
    document_ids: list[str]


class HeldOut(BaseModel):
    """A document, where it came from, and why it may be worth a look."""

    document: ListedOut
    origin: Origin
    flags: list[FlagOut]


class HeldListOut(BaseModel):
    """A part of the list."""

    total: int
    documents: list[HeldOut]
    waiting: list[str] = Field(description="Added files that have not been read yet.")


class RemovedOut(BaseModel):
    """A document that was removed and can come back."""

    id: str
    source: str
    title: str
    removed_at: str


class RemovedListOut(BaseModel):
    """Everything that was removed and can come back."""

    removed: list[RemovedOut]


class ProgressOut(BaseModel):
    """How far a change has come."""

    files: int
    files_all: int
    pages: int
    vectors: int
    vectors_all: int


class JobOut(BaseModel):
    """A change: how it stands, what it has done, and why it failed where it has."""

    number: int
    at: str
    change: Change
    document_id: str
    source: str
    state: State
    message: str
    progress: ProgressOut
    new: list[str]
    changed: list[str]
    unchanged: int
    removed: list[str]
    refused: list[tuple[str, str]] = Field(description="Files that were not read: source and reason.")
    problems: list[tuple[str, int, str]] = Field(description="Pages that were not read: source, page and reason.")
    documents: list[tuple[str, str]] = Field(description="What was read: id and source.")


class EntryOut(BaseModel):
    """A line of the change log."""

    at: str
    what: str
    document: str
    detail: str


class ChangesOut(BaseModel):
    """A part of the change log, the latest first."""

    total: int
    changes: list[EntryOut]


class KeptOut(BaseModel):
    """A question that is kept, and what a reader said of its answer."""

    number: int
    at: str
    sort: Sort
    question: str
    language: str
    as_of: str | None
    comment: str
    times: int


class KeptListOut(BaseModel):
    """A part of what is kept; `kept_days` is 0 where nothing is."""

    kept_days: int
    total: int
    questions: list[KeptOut]


class CaseOut(BaseModel):
    """A test case; it is done once somebody has said what a right answer holds."""

    id: str
    question: str
    language: str
    answerable: bool
    documents: list[str]
    evidence: list[str]
    as_of: str | None
    done: bool


class CasesOut(BaseModel):
    """Every test case."""

    cases: list[CaseOut]


class GapOut(BaseModel):
    """A step of the new member's tour that the documents do not support."""

    step: str
    title: str
    lacking: list[str] = Field(description="Its questions and words without an answer.")


class GapsOut(BaseModel):
    """The steps without support."""

    steps: list[GapOut]


SortName = Literal["unanswered", "right", "wrong", "wrong_source"]


def held_out(held: Held) -> HeldOut:
    """As the API gives it."""
    found = [FlagOut(reason=each.reason, document_ids=list(each.others)) for each in held.flags]
    return HeldOut(document=listed_out(held.listed), origin=held.origin, flags=found)


def removed_out(removal: Removal) -> RemovedOut:
    """As the API gives it; where the file lies on the server is nobody's business."""
    return RemovedOut(id=id_of(removal), source=removal.source, title=removal.title, removed_at=removal.removed_at)


def job_out(job: Job) -> JobOut:
    """As the API gives it."""
    done, step = job.summary, job.step
    return JobOut(
        number=job.number,
        at=job.at,
        change=job.change,
        document_id=job.document,
        source=job.source,
        state=job.state,
        message=job.message,
        progress=ProgressOut(
            files=step.files,
            files_all=step.files_all,
            pages=step.pages,
            vectors=step.vectors,
            vectors_all=step.vectors_all,
        ),
        new=list(done.new),
        changed=list(done.changed),
        unchanged=done.unchanged,
        removed=list(done.removed),
        refused=list(done.refused),
        problems=list(done.problems),
        documents=list(done.read),
    )


def entry_out(entry: Entry) -> EntryOut:
    """As the API gives it."""
    return EntryOut(at=entry.at, what=entry.what, document=entry.document, detail=entry.detail)


def kept_out(kept: Kept) -> KeptOut:
    """As the API gives it."""
    return KeptOut(
        number=kept.number,
        at=kept.at.isoformat(timespec="seconds"),
        sort=kept.sort,
        question=kept.question,
        language=kept.language,
        as_of=kept.as_of.isoformat() if kept.as_of else None,
        comment=kept.line,
        times=kept.times,
    )


def case_out(case: Case) -> CaseOut:
    """As the API gives it."""
    return CaseOut(
        id=case.id,
        question=case.question,
        language=case.language,
        answerable=case.answerable,
        documents=list(case.documents),
        evidence=list(case.evidence),
        as_of=case.as_of.isoformat() if case.as_of else None,
        done=case.is_done,
    )
