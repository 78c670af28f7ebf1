"""The editors' pages of what readers asked and said, the test cases made of it, and the tour's gaps."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi.responses import HTMLResponse, Response

from corpus.errors import InvalidRequest, KallanError
from service.editing.answers import WRONG, AnswersDesk
from service.editing.cases import Case
from service.editing.sessions import Session
from service.feedback.kept import Kept, Sort
from ui.admin_forms import AdminPages, Form, first
from ui.admin_gate import ROOT
from ui.admin_shown import moment
from ui.desk_shown import Place, place_of
from ui.markup import Templates
from ui.plain_pages import with_values

PER_PAGE = 50
QUESTIONS = f"{ROOT}/questions"
ANSWERS = f"{ROOT}/answers"
CASES = f"{ROOT}/cases"


@dataclass(frozen=True, slots=True)
class Asked:
    """A kept question; `places` holds the answer's quotes, None for one that does not stand there any more."""

    number: int
    question: str
    language: str
    verdict: str
    facts: str
    line: str
    places: tuple[Place | None, ...]


class AnswersPages(AdminPages):
    """The pages in one language."""

    def __init__(self, templates: Templates, desk: AnswersDesk) -> None:
        super().__init__(templates)
        self._desk = desk

    def counts(self) -> dict[str, int]:
        """How much there is of each, for the overview."""
        return {
            "unanswered": self._desk.listing([Sort.UNANSWERED], 1)[0],
            "wrong": self._desk.listing(WRONG, 1)[0],
            "open_cases": sum(not each.is_done for each in self._desk.cases.all()),
        }

    def unanswered(self, session: Session, offset: int) -> HTMLResponse:
        """Questions that got no answer, the most asked first."""
        return self._kept_page(session, "unanswered", QUESTIONS, [Sort.UNANSWERED], offset)

    def marked(self, session: Session, offset: int, *, right: bool) -> HTMLResponse:
        """Answers that readers have marked as wrong, or as right."""
        sorts = [Sort.RIGHT] if right else WRONG
        return self._kept_page(session, "marked", ANSWERS, sorts, offset, show="right" if right else None)

    def cases(self, session: Session) -> HTMLResponse:
        """The test cases."""
        return self.page(session, "cases", CASES, cases=self._desk.cases.all())

    def case(self, session: Session, case_id: str, typed: Form | None = None, error: str = "") -> HTMLResponse:
        """One test case with the form to fill it in; `typed` and `error` where what was sent cannot be."""
        case = self._desk.cases.find(case_id)
        shown = {
            "question": first(typed, "question") if typed else case.question,
            "evidence": first(typed, "evidence") if typed else "\n".join(case.evidence),
            "answerable": first(typed, "answerable") != "no" if typed else case.answerable,
        }
        offered = [each for each in self._desk.offered(case) if each not in case.evidence]
        address = f"{CASES}/{case_id}"
        return self.page(
            session, "case", address, 422 if error else 200, case=case, shown=shown, error=error, offered=offered
        )

    def saved(self, session: Session, case_id: str, form: Form) -> Response:
        """Fills in a case, or shows the form again with what is wrong."""
        evidence = "\n".join([first(form, "evidence"), *form.get("offered", [])])
        answerable = first(form, "answerable") != "no"
        try:
            self._desk.save_case(case_id, first(form, "question")[:2000], answerable=answerable, evidence=evidence)
        except InvalidRequest as error:
            return self.case(session, case_id, {**form, "evidence": [evidence.strip()]}, str(error))
        return self.leading(CASES)

    def made(self, number: int) -> Response:
        """Makes a case of a kept question; leads to it, since what the right answer is may be missing."""
        case: Case = self._desk.make_case(number)
        return self.leading(f"{CASES}/{case.id}")

    def tour(self, session: Session) -> HTMLResponse:
        """The steps of the new member's tour that the documents do not carry."""
        error = ""
        try:
            gaps = self._desk.gaps(self._t.language) if self._desk.gaps else ()
        except KallanError as wrong:
            gaps, error = (), str(wrong)
        return self.page(session, "tour", f"{ROOT}/tour", gaps=gaps, error=error)

    def _kept_page(
        self, session: Session, template: str, address: str, sorts: Sequence[Sort], offset: int, show: str | None = None
    ) -> HTMLResponse:
        total, found = self._desk.listing(sorts, PER_PAGE, offset)
        before = self._at(address, show=show, offset=max(0, offset - PER_PAGE) or None) if offset else None
        after = self._at(address, show=show, offset=offset + PER_PAGE) if offset + PER_PAGE < total else None
        own = with_values(address, show=show, offset=offset or None)
        return self.page(
            session,
            template,
            own,
            total=total,
            asked=[self._asked(each) for each in found],
            days=self._desk.kept.days if self._desk.kept else 0,
            pager=(before, after),
            show=show or "wrong",
        )

    def _asked(self, kept: Kept) -> Asked:
        quotes = self._desk.quotes(kept)
        times = self._t("admin_questions.times", count=kept.times) if kept.times > 1 else ""
        as_of = self._t("admin_questions.as_of", date=self._t.date(kept.as_of)) if kept.as_of else ""
        facts = [moment(kept.at.isoformat()), self._t.tongue(kept.language), times, as_of]
        return Asked(
            number=kept.number,
            question=kept.question,
            language=kept.language,
            verdict=self._t(f"admin_verdicts.{kept.sort.value}"),
            facts=" · ".join(each for each in facts if each),
            line=kept.line,
            places=tuple(place_of(each, self._t) if each else None for each in quotes),
        )
