"""Bad answers made into test cases that `kallan eval` reads."""

from pathlib import Path

import pytest

from corpus.errors import InvalidRequest, NotFound
from evals.measures import Row, hit
from evals.questions import load_questions
from service.feedback.kept import Mark, Place, Sort, digest_of
from service.knowledge_base import Question
from tests.editing.desk_place import Office

ASKED = "Vad har barn rätt till?"


def marked(office: Office, verdict: Sort) -> int:
    """A reader's mark on the answer to ASKED."""
    answer = office.knowledge_base.ask(Question(ASKED))
    assert answer.citations
    places = tuple(Place(each.document.id, each.spans, digest_of(each.quote)) for each in answer.citations)
    assert office.kept is not None
    office.kept.mark(Mark(verdict, ASKED, "sv", places=places))
    return office.kept.listing([verdict], 1)[1][0].number


def test_a_wrong_answer_becomes_a_case_with_one_press_and_is_missed_until_it_is_filled_in(office: Office) -> None:
    desk = office.desk.answers
    case = desk.make_case(marked(office, Sort.WRONG))
    assert (case.question, case.evidence, case.is_done) == (ASKED, (), False)
    (question,) = load_questions(desk.cases.path)
    assert (question.id, question.question, question.answerable) == (case.id, ASKED, True)
    quotes = (("barn", "Barn har rätt till en meningsfull fritid."),)
    assert not hit(Row(question, True, quotes, (True,), 1.0))
    desk.save_case(case.id, f" {ASKED}  ", answerable=True, evidence="”meningsfull fritid”\n\nmeningsfull  fritid")
    (question,) = load_questions(desk.cases.path)
    assert (question.documents, question.evidence) == (("barn",), (("meningsfull fritid",),))
    assert hit(Row(question, True, quotes, (True,), 1.0))


def test_a_right_answer_brings_its_own_evidence(office: Office) -> None:
    case = office.desk.answers.make_case(marked(office, Sort.RIGHT))
    assert case.is_done
    assert case.evidence == ("Barn har rätt till en meningsfull fritid.",)
    assert case.documents == ("barn",)


def test_an_unanswered_question_becomes_a_case_that_is_to_be_refused(office: Office) -> None:
    answer = office.knowledge_base.ask(Question("Vem sköter månens bibliotek?"))
    assert office.kept is not None
    office.kept.note(answer)
    desk = office.desk.answers
    (kept,) = desk.listing([Sort.UNANSWERED], 9)[1]
    case = desk.make_case(kept.number)
    assert desk.make_case(kept.number) == case
    desk.save_case(case.id, case.question, answerable=False, evidence="struntas i")
    (question,) = load_questions(desk.cases.path)
    assert (question.answerable, question.evidence, desk.cases.find(case.id).is_done) == (False, (), True)


def test_words_that_stand_nowhere_are_no_evidence(office: Office) -> None:
    desk = office.desk.answers
    case = desk.make_case(marked(office, Sort.WRONG_SOURCE))
    with pytest.raises(InvalidRequest, match="står inte ordagrant"):
        desk.save_case(case.id, ASKED, answerable=True, evidence="barn har rätt till ost")
    with pytest.raises(InvalidRequest):
        desk.save_case(case.id, "  ", answerable=True, evidence="")
    with pytest.raises(InvalidRequest):
        desk.save_case(case.id, ASKED, answerable=True, evidence="x" * 601)
    assert desk.cases.find(case.id) == case


def test_sentences_near_the_question_are_offered(office: Office) -> None:
    desk = office.desk.answers
    offered = desk.offered(desk.make_case(marked(office, Sort.WRONG)))
    assert "Barn har rätt till en meningsfull fritid." in offered


def test_a_quote_of_a_document_that_is_gone_is_shown_no_more(office: Office) -> None:
    number = marked(office, Sort.WRONG)
    desk = office.desk.answers
    assert [each is not None for each in desk.quotes(desk.find(number))] == [True]
    removed = next(
        each.listed.document.id for each in office.desk.documents() if each.listed.document.source == "barn.txt"
    )
    office.done(office.desk.remove(removed))
    assert desk.quotes(desk.find(number)) == [None]


def test_what_is_gone_cannot_be_found_or_removed_twice(office: Office, tmp_path: Path) -> None:
    desk = office.desk.answers
    number = marked(office, Sort.WRONG)
    case = desk.make_case(number)
    desk.remove_case(case.id)
    desk.discard(number)
    for act in (
        lambda: desk.remove_case(case.id),
        lambda: desk.discard(number),
        lambda: desk.make_case(number),
        lambda: desk.save_case(case.id, "x", answerable=True, evidence=""),
    ):
        with pytest.raises(NotFound):
            act()
    assert desk.cases.text() == ""
    assert [each.what for each in office.desk.changes(9)[1]] == ["discarded_question", "case_removed", "case_made"]
    assert all(ASKED not in f"{each.document} {each.detail}" for each in office.desk.changes(9)[1])
