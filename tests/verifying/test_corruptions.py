import json
from pathlib import Path

import pytest

from evals.corruptions import Source, corrupted, varied
from evals.verifying import by_hand, report
from service.verifying.verdicts import Judgement, Quoted
from service.verifying.verify import Verifier

QUESTIONS = Path(__file__).parents[2] / "evals" / "questions"
SOURCES = [
    Source("Region Skåne blir värd för nätverket den 1 juni 2026.", "sv", "a"),
    Source("Styrelsen höll sju möten under 2024, som alla var öppna.", "sv", "a"),
    Source("Kommunen kan betala ungefär 50 000 kronor till Eva Lind.", "sv", "b"),
    Source("Avgiften är högre för städer i Malmö än på landet.", "sv", "b"),
    Source("The network was founded by seven cities in 1988.", "en", "c"),
]


def test_what_is_made_is_the_same_each_time() -> None:
    assert corrupted(SOURCES, 3) == corrupted(SOURCES, 3)
    assert varied(SOURCES, 3) == varied(SOURCES, 3)


def test_false_statements_differ_from_what_they_cite() -> None:
    made = corrupted(SOURCES, 3)
    assert {"year", "number", "amount", "negation", "subject", "other_document", "hedge", "antonym"} <= {
        each.kind for each in made
    }
    assert not any(each.true or each.text in each.quotes for each in made)


def test_true_statements_keep_the_words() -> None:
    for each in varied(SOURCES, 3):
        assert each.true
        if each.kind in ("line_break", "page_break"):
            assert each.text.split() == each.quotes[0].split()


def test_the_verifier_tells_them_apart() -> None:
    verifier = Verifier(None)
    for each in (*corrupted(SOURCES, 3), *varied(SOURCES, 3)):
        verdict = verifier.verify(each.text, each.language, [Quoted(text, each.language) for text in each.quotes])
        assert (verdict.judgement is Judgement.SUPPORTED) == each.true, (each, verdict)


@pytest.mark.parametrize("name", ["statements-dev.jsonl", "statements-held.jsonl"])
def test_statements_by_hand_can_be_used(name: str) -> None:
    # Only their form is looked at: one half is not to be looked at.
    found = list(by_hand(QUESTIONS / name))
    assert len(found) > 150
    assert all(each.quotes and each.language in ("sv", "en") for each in found)
    assert {each.true for each in found} == {True, False}


def test_the_halves_share_no_quote() -> None:
    dev, held = (
        {
            quote["text"]
            for line in (QUESTIONS / name).read_text("utf-8").splitlines()
            for quote in json.loads(line)["quotes"]
        }
        for name in ("statements-dev.jsonl", "statements-held.jsonl")
    )
    assert len(dev & held) <= len(dev) // 10


def test_the_development_statements() -> None:
    verifier = Verifier(None)
    rows = [
        (each, verifier.verify(each.text, each.language, each.quotes))
        for each in by_hand(QUESTIONS / "statements-dev.jsonl")
    ]
    accepted = [each for each, verdict in rows if verdict.judgement is Judgement.SUPPORTED]
    assert [each.text for each in accepted if not each.true] == []
    assert len(accepted) >= 0.9 * sum(each.true for each, _ in rows)
    assert report(rows).splitlines()[-1].startswith("true: ")
