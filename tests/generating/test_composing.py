"""Nothing that a model writes leaves unchecked, and no model can hold an answer up."""

import time
from dataclasses import replace

import pytest

from corpus.answers import Answer, Outcome
from service.generating.composing import GENERATED, Writer
from tests.generating.scripted import EndlessGenerator, ScriptedGenerator, WordChecks, answer_of

QUOTES = ("Den 1 juni 2026 blir Region Östergötland värd.", "Avgiften beror på kommunens storlek.")
TRUE = "Region Östergötland blir värd den 1 juni 2026. [1]"
FALSE = "Region Skåne blir värd den 1 juni 2026. [1]"


def parts(*pieces: str, seconds: float = 5.0, **options: object) -> list[Answer]:
    writer = Writer(ScriptedGenerator(pieces, **options), WordChecks(), seconds)  # type: ignore[arg-type]
    return list(writer.partial_answers(answer_of(*QUOTES)))


def test_what_holds_is_said_and_the_rest_is_quoted() -> None:
    whole = parts(TRUE)[-1]
    assert [s.text for s in whole.statements] == [TRUE.removesuffix(" [1]"), QUOTES[1]]
    assert [s.citations for s in whole.statements] == [(1,), (2,)]
    assert whole.mode == GENERATED


@pytest.mark.parametrize(
    "written",
    [
        FALSE,
        "",
        "[1]",
        "Svaret är okänt.",
        "Avgiften beror på kommunens storlek. [1]",
        "Avgiften beror på kommunens storlek. [9]",
        "<b>Avgiften beror på kommunens storlek.</b> [2]",
        "x" * 20_000,
    ],
)
def test_where_nothing_holds_the_answer_is_the_documents_own(written: str) -> None:
    assert parts(written) == [answer_of(*QUOTES)]


def test_a_false_sentence_among_true_ones_is_left_out_wherever_it_stands() -> None:
    for written in ([FALSE, TRUE], [TRUE, FALSE]):
        texts = [s.text for s in parts(" ".join(written))[-1].statements]
        assert texts == [TRUE.removesuffix(" [1]"), QUOTES[1]]


def test_statements_come_one_by_one_and_only_checked_ones() -> None:
    letters = list(f"{TRUE} {FALSE} Avgiften beror på kommunens storlek. [2]")
    grown = [[s.text for s in part.statements] for part in parts(*letters)]
    assert grown == [
        [TRUE.removesuffix(" [1]")],
        [TRUE.removesuffix(" [1]"), "Avgiften beror på kommunens storlek."],
        [TRUE.removesuffix(" [1]"), "Avgiften beror på kommunens storlek."],
    ]


def test_what_a_model_repeats_is_said_once() -> None:
    assert len(parts(f"{TRUE} {TRUE}\n{TRUE}")[-1].statements) == 2


def test_a_refusal_is_not_put_in_other_words() -> None:
    generator = ScriptedGenerator([TRUE])
    refusal = replace(answer_of(), outcome=Outcome.NO_SUPPORT)
    assert list(Writer(generator, WordChecks(), 1.0).partial_answers(refusal)) == [refusal]
    assert generator.prompts == []


def test_a_model_that_fails_halfway_leaves_what_was_checked(caplog: pytest.LogCaptureFixture) -> None:
    whole = parts(f"{TRUE} Avgiften", fails=True)[-1]
    assert whole.statements[0].text == TRUE.removesuffix(" [1]")
    assert "answered without" in caplog.text
    assert "Vem är värd" not in caplog.text


def test_a_model_that_hangs_costs_its_time_and_no_more() -> None:
    began = time.monotonic()
    assert parts(TRUE, pause=30.0, seconds=0.2) == [answer_of(*QUOTES)]
    assert time.monotonic() - began < 2


def test_the_limit_holds_for_the_answer_and_not_for_the_model_alone() -> None:
    began = time.monotonic()
    assert parts(TRUE, pause=30.0, seconds=1.0) == [answer_of(*QUOTES)]
    assert time.monotonic() - began < 1.0


def test_a_model_that_never_ends_is_cut_off() -> None:
    began = time.monotonic()
    answer = answer_of(*QUOTES)
    assert list(Writer(EndlessGenerator(), WordChecks(), 5.0).partial_answers(answer)) == [answer]
    assert time.monotonic() - began < 4
