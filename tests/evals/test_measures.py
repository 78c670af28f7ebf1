"""The measures, against figures worked out by hand."""

import math
from pathlib import Path

import pytest

from corpus.errors import InvalidRequest
from evals.measures import (
    ANSWER_HIT,
    ANSWER_MEASURES,
    FALSE_ANSWER,
    FALSE_REFUSAL,
    FIRST_HIT,
    RIGHT_DOCUMENT,
    VERBATIM,
    Row,
    ndcg_at,
    recall_at,
    reciprocal_rank_at,
)
from evals.questions import EvalQuestion, load_questions

YES = EvalQuestion("q1", "sv", "fact", "När?", True, ("brev",), (("1 juni", "juni 2026"), ("Östergötland",)))
NO = EvalQuestion("q2", "sv", "none", "Vem vann?", False, (), ())


def row(question: EvalQuestion, *quotes: tuple[str, str], answered: bool = True) -> Row:
    return Row(question, answered, quotes, tuple(True for _ in quotes), 1.0)


RIGHT = row(YES, ("brev", "Den 1 juni tar Region Öster-\ngötland över."))
WRONG_DOCUMENT = row(YES, ("annat", "Den 1 juni tar Region Östergötland över."))
HALF = row(YES, ("brev", "Den 1 juni."))
SECOND = row(YES, ("brev", "Region Östergötland"), ("brev", "juni 2026"))
REFUSED = row(YES, answered=False)


@pytest.mark.parametrize(("given", "expected"), [(RIGHT, 1), (WRONG_DOCUMENT, 0), (HALF, 0), (SECOND, 1), (REFUSED, 0)])
def test_every_group_of_evidence_must_be_quoted_from_the_right_document(given: Row, expected: float) -> None:
    assert ANSWER_HIT.of([given]) == expected


def test_a_refusal_counts_as_a_miss() -> None:
    rows = [RIGHT, REFUSED, row(NO, answered=False)]
    assert ANSWER_HIT.of(rows) == FALSE_REFUSAL.of(rows) == 0.5


def test_the_first_quote_alone() -> None:
    assert FIRST_HIT.of([RIGHT, SECOND]) == 0.5
    assert FIRST_HIT.of([row(YES, ("brev", "1 juni Östergötland" + "x" * 300))]) == 0


def test_right_document_is_a_share_of_quotes() -> None:
    assert RIGHT_DOCUMENT.of([row(YES, ("brev", "a"), ("annat", "b"), ("brev", "c"))]) == pytest.approx(2 / 3)


def test_answers_to_what_cannot_be_answered() -> None:
    assert FALSE_ANSWER.of([row(NO), row(NO, answered=False), RIGHT]) == 0.5


def test_where_no_row_counts_there_is_no_figure() -> None:
    assert FALSE_ANSWER.of([RIGHT]) is None
    assert VERBATIM.of([REFUSED]) is None


def test_measures_print_as_their_names() -> None:
    names = [str(measure) for measure in ANSWER_MEASURES]
    assert names == [*dict.fromkeys(names)]
    assert "answer_hit" in names


def test_ranking_measures() -> None:
    ranking, relevant = ["x", "a", "y", "b"], frozenset({"a", "b", "c"})
    assert recall_at(3, ranking, relevant) == pytest.approx(1 / 3)
    assert reciprocal_rank_at(10, ranking, relevant) == 0.5
    assert reciprocal_rank_at(1, ranking, relevant) == 0
    ideal = 1 + 1 / math.log2(3) + 1 / 2
    assert ndcg_at(10, ranking, relevant) == pytest.approx((1 / math.log2(3) + 1 / math.log2(5)) / ideal)
    assert recall_at(5, ranking, frozenset()) == reciprocal_rank_at(5, [], relevant) == ndcg_at(5, [], frozenset()) == 0


@pytest.mark.parametrize(
    ("text", "said"), [("", "inga frågor"), ("{", "rad 1"), ('\n{"id": 1}', "rad 2"), ('{"evidence": 1}', "rad 1")]
)
def test_a_file_of_questions_that_cannot_be_used_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(InvalidRequest, match=said):
        load_questions(path)
