"""Pronouns that stand for a noun of the sentence before, and verdicts that rest on both sentences."""

import pytest

from service.verifying.pointing import points_back, resolved
from service.verifying.verdicts import Judgement, Quoted
from service.verifying.verify import Verifier


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        (
            "Kommunen lämnar en ansökan.",
            "Beslutet om den ska fattas av styrelsen.",
            "Beslutet om ansökan ska fattas av styrelsen.",
        ),
        (
            "Årsmötet skulle hållas i Lund.",
            "På grund av snön hölls det i stället i Malmö.",
            "På grund av snön hölls Årsmötet i stället i Malmö.",
        ),
        ("Gruppen arbetar med Ortskartan.", "Det är ett verktyg från Lund.", "Ortskartan är ett verktyg från Lund."),
        ("Kommunen fyller år.", "Den nya styrelsen är vald.", None),
        ("Vi är många.", "Beslutet om den ska fattas nu.", None),
    ],
)
def test_a_pronoun_is_put_as_the_last_noun_that_fits(before: str, text: str, expected: str | None) -> None:
    assert resolved(before, text, "sv") == expected


def test_what_points_back() -> None:
    assert points_back("Den är hög.", "sv")
    assert points_back("På grund av snön hölls det i Malmö.", "sv")
    assert not points_back("Kommunen höjer den nya avgiften.", "sv")
    assert points_back("It is high.", "en")
    assert not points_back("The fee is high.", "en")


QUOTES = [Quoted("Kommunen lämnar en ansökan.", "sv"), Quoted("Beslutet om den ska fattas av styrelsen.", "sv")]


def test_what_two_sentences_say_together_is_supported_by_both() -> None:
    verdict = Verifier(None).verify("Styrelsen ska fatta beslut om ansökan.", "sv", QUOTES)
    assert (verdict.judgement, verdict.quotes) == (Judgement.SUPPORTED, (0, 1))


@pytest.mark.parametrize("statement", ["Kommunen ska fatta beslut om ansökan.", "Styrelsen lämnar en ansökan."])
def test_what_two_sentences_do_not_say_together_is_not_supported(statement: str) -> None:
    assert Verifier(None).verify(statement, "sv", QUOTES).judgement is not Judgement.SUPPORTED
