"""Follow-ups that mean what was held, who acted, or all that a question asked: completed by form."""

import datetime

import pytest

from service.following.completing import complete
from service.following.context import Exchange, exchange_of
from service.following.phrases import phrases_of
from service.following.shape import shape_of
from service.following.widened import widened
from service.knowledge_base import Turn

TODAY = datetime.date(2026, 11, 22)
BOARD = ("Hur många möten hade styrelsen 2024?", "Styrelsen höll sju möten. [1]")
CHAIR = ("Vem var ordförande före Alma Berg?", "Före Alma Berg var Nils Ek ordförande. [1]")
FEES = ("What did the board propose about parking fees?", "It laid forward a model. [1]")
NOISE = ("Vad säger rapporten från Ekeby om buller?", "Att det stör. [1]")
TOLD = ("Ska Ljusby vara med på årskonferensen?", "Ljusby är med på årskonferensen 2025. [1]")
TRAFFIC = ("Vad handlade webbinariet om trafik om?", "Det handlade om trafik. [1]")

CASES = [
    ("Var var den?", "sv", [TOLD], "Var var årskonferensen 2025?"),
    ("Vilket parti?", "sv", [CHAIR], "Vilket parti tillhör Nils Ek?"),
    (
        "Which party?",
        "en",
        [("Who is Alma Berg?", "Alma Berg is a doctor. [1]")],
        "Which party does Alma Berg belong to?",
    ),
    ("vilka satt i den", "sv", [BOARD], "Vilka satt i styrelsen 2024?"),
    ("Och vad vill de att staten ska göra?", "sv", [NOISE], "Vad vill rapporten från Ekeby att staten ska göra?"),
    ("Berätta mer", "sv", [NOISE], "Berätta mer om vad rapporten från Ekeby säger om buller."),
    ("How many times did they meet?", "en", [FEES], "How many times did the board meet?"),
    ("When is that decided?", "en", [FEES], "When is the board decided?"),
    ("Vad får de betala?", "sv", [("Kan en region bli medlem?", "Ja. [1]")], "Vad får en region betala?"),
    ("Vem står bakom?", "sv", [("När är kulturveckan i Ekeby?", "I maj. [1]")], "Vem står bakom kulturveckan i Ekeby?"),
    ("Vem bjöd in?", "sv", [("När var vårmötet i Ekeby?", "I maj. [1]")], "Vem bjöd in till vårmötet i Ekeby?"),
    ("What comes next?", "en", [("What are phase VII's goals?", "Health. [1]")], "What comes after phase VII?"),
    ("Vilka var webbinariet till för?", "sv", [TRAFFIC], "Vilka var webbinariet om trafik till för?"),
    (
        "Vilka höll i det?",
        "sv",
        [TRAFFIC, ("Vad tog Norrby upp?", "Bussarna. [1]")],
        "Vilka höll i webbinariet om trafik?",
    ),
    (
        "o vad gjorde dom i verkstaden",
        "sv",
        [("Vilka gäster kom till vårmötet i Ekeby?", "Många. [1]")],
        "Vad gjorde gästerna i verkstaden på vårmötet i Ekeby?",
    ),
    (
        "How often did the committee meet?",
        "en",
        [("Who is Alma Berg?", "Alma Berg sat on the Harbour Committee. [1]")],
        "How often did the Harbour Committee meet?",
    ),
]


@pytest.mark.parametrize(("asked", "language", "before", "whole"), CASES, ids=[case[0] for case in CASES])
def test_completed(asked: str, language: str, before: list[tuple[str, str]], whole: str) -> None:
    history = [turn for said, told in before for turn in (Turn("user", said), Turn("assistant", told))]
    assert complete(asked, history, language, TODAY).text.removeprefix("Och ").casefold() == whole.casefold()


def test_how_many_there_are_is_asked_of_nothing_before() -> None:
    history = (Turn("user", "Är Region Norrby med?"), Turn("assistant", "Region Norrby är med. [1]"))
    assert not complete("Hur många regioner är det totalt?", history, "sv", TODAY).changed


@pytest.mark.parametrize(
    ("asked", "phrases"),
    [
        ("What did the board propose about parking fees?", ["the board", "parking fees"]),
        ("What did WHO find out about digital services?", ["WHO", "digital services"]),
        ("What did the debate article say?", ["the debate article"]),
        ("How many meetings did the annual conference of the network hold?", ["the annual conference of the network"]),
    ],
)
def test_an_english_infinitive_is_no_part_of_its_subject(asked: str, phrases: list[str]) -> None:
    found = [phrase.text for phrase in phrases_of(shape_of(asked, "en"))]
    assert [text for text in found if text != "the network"] == phrases


@pytest.mark.parametrize(
    ("asked", "follows"),
    [
        ("Kom det politiker?", True),
        ("Vilka fler var talare?", True),
        ("Hur ska bussarna gå då?", True),
        ("Hur många kommuner och regioner?", True),
        ("När bildades nätverket?", False),
        ("Vad sa Alma Berg?", False),
        ("Vad kostade mötet?", False),
    ],
)
def test_what_by_its_form_follows(asked: str, follows: bool) -> None:
    context = completed_context()
    found = widened(shape_of(asked, "sv"), context)
    assert (found is not None and found.before is not None) is follows


def completed_context() -> list[Exchange]:
    return [exchange_of("Vad är Ljuskompassen?", "sv", "Ljuskompassen är ett verktyg.")]
