"""Statements kept and refused, and answer_hit both ways, with a model whose words are known."""

import datetime
from collections.abc import Sequence

from corpus.answers import Answer
from evals.generating import CountedChecks, Pair, is_worse, pairs, report
from evals.questions import EvalQuestion
from service.knowledge_base import Question
from service.verifying.verdicts import Judgement
from tests.generating.scripted import ScriptedGenerator, WordChecks, answer_of

QUOTES = ("Region Skåne är värd.", "Avgiften är hög.")


class FixedAnswers:
    """Answers every question with the same two quotes."""

    def ask(self, question: Question) -> Answer:
        return answer_of(*QUOTES, question=question.text)


def question(evidence: str) -> EvalQuestion:
    return EvalQuestion("q1", "sv", "fact", "Vem är värd?", True, ("doc-1",), ((evidence,),), datetime.date(2026, 1, 1))


def found(pieces: Sequence[str], evidence: str = "Region Skåne är värd") -> list[Pair]:
    return pairs(FixedAnswers(), [question(evidence)], ScriptedGenerator(pieces), WordChecks(), 5.0)  # type: ignore[arg-type]


def test_each_statement_is_counted_once_as_kept_or_refused() -> None:
    (pair,) = found(["Skåne är värd. [1]\n", "Norge är värd. [1]\n", "Avgiften är hög. [2]\n"])
    assert [verdict.judgement for _, verdict in pair.judged] == [
        Judgement.SUPPORTED,
        Judgement.NOT_FOUND,
        Judgement.SUPPORTED,
    ]
    assert pair.in_own_words
    assert pair.unsupported == 0


def test_an_answer_counts_the_same_where_nothing_of_the_model_holds() -> None:
    (pair,) = found(["Norge är värd. [1]\n"])
    assert not pair.in_own_words
    assert pair.without.quotes == pair.worded.quotes
    assert not is_worse([pair])


def test_the_table_tells_both_figures() -> None:
    table = report("few", found(["Skåne är värd. [1]\n", "Norge är värd. [1]\n"]))
    head, _, cells = (line.strip("| ").split(" | ") for line in table.splitlines())
    row = dict(zip(head, cells, strict=True))
    assert (row["statements kept"], row["refused"], row["unsupported"]) == ("1", "1", "0")
    assert row["answer_hit without"] == row["with"] == "1.000"


def test_what_a_lenient_check_lets_through_is_worse() -> None:
    class Lenient(WordChecks):
        """Finds everything true the first time, and nothing the second."""

        def verify(self, statement, language, quotes):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
            self.asked = getattr(self, "asked", 0) + 1
            return super().verify(quotes[0].text if self.asked == 1 else statement, language, quotes)

    lenient = Lenient()
    counted = pairs(FixedAnswers(), [question("x")], ScriptedGenerator(["Norge är värd. [1]\n"]), lenient, 5.0)  # type: ignore[arg-type]
    assert counted[0].unsupported == 1
    assert is_worse(counted)


def test_counted_checks_judge_as_the_others_do() -> None:
    counted = CountedChecks(WordChecks())
    assert counted.verify("Okänt.", "sv", []).judgement is Judgement.NOT_FOUND
    assert [text for text, _ in counted.judged] == ["Okänt."]
