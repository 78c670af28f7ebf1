"""Follow-ups that point back without a pronoun: definite nouns, missing arguments, adjectives alone, other years."""

import datetime

import pytest

from service.following.completing import complete
from service.knowledge_base import Turn

TODAY = datetime.date(2026, 11, 22)
MEETING = ("Var hölls vårmötet 2025?", "Vårmötet 2025 hölls i Ekeby. [1]")
WEBINARS = ("Hur många deltog i de regionala kurserna?", "")
TOOL = ("Vad är Ljuskompassen?", "Ljuskompassen är ett verktyg. Under en kurs i Ekeby prövades den. [1]")
GROUPS = ("Vilka temagrupper finns det?", "Temagruppen för miljö och temagruppen för trygghet. [1]")
LETTERS = ("Hur många nyhetsbrev kommer ut varje år?", "Två nyhetsbrev. [1]")
CHAIR = ("Vem är ordförande?", "Alma Berg är ordförande. [1]")

CASES = [
    ("Och temat?", "sv", MEETING, "Vad är temat för vårmötet 2025?"),
    ("Temat?", "sv", MEETING, "Vad är temat för vårmötet 2025?"),
    ("Vad var syftet?", "sv", WEBINARS, "Vad var syftet med de regionala kurserna?"),
    ("Vad är skillnaden?", "sv", GROUPS, "Vad är skillnaden mellan temagrupperna?"),
    ("Och prioriteringarna?", "sv", ("Vilka är målen för fas VII?", ""), "Vilka är prioriteringarna för fas VII?"),
    ("mejladressen?", "sv", CHAIR, "Vad är mejladressen till Alma Berg?"),
    ("När var mötet?", "sv", MEETING, "När var vårmötet 2025?"),
    ("Vilka mål har fasen?", "sv", ("När slutar fas VII?", ""), "Vilka mål har fas VII?"),
    (
        "När var seminariet?",
        "sv",
        ("Vad är välfärdsekonomi?", "Det togs upp på ett seminarium. [1]"),
        "När var seminariet om välfärdsekonomi?",
    ),
    ("Vad enades man om?", "sv", MEETING, "Vad enades man om på vårmötet 2025?"),
    ("Vilka var inbjudna?", "sv", MEETING, "Vilka var inbjudna på vårmötet 2025?"),
    (
        "Vilka drabbas värst?",
        "sv",
        ("Vad säger nätverket om buller?", ""),
        "Vilka drabbas värst, när det gäller buller?",
    ),
    ("Vad krävs?", "sv", ("Hur blir en kommun medlem?", ""), "Vad krävs för att bli medlem?"),
    ("Vilken är störst?", "sv", GROUPS, "Vilken av temagrupperna är störst?"),
    ("När kommer nästa?", "sv", LETTERS, "När kommer nästa nyhetsbrev?"),
    ("Vad handlar de om?", "sv", LETTERS, "Vad handlar nyhetsbreven om?"),
    ("Och den andra?", "sv", ("När var den första kursen?", ""), "När var den andra kursen?"),
    ("och året innan?", "sv", MEETING, "Var hölls vårmötet 2024?"),
    ("and two years later?", "en", ("Who was chair in 2019?", ""), "Who was chair in 2021?"),
    ("Vilka regioner?", "sv", ("Vilka kommuner är medlemmar?", ""), "Vilka regioner är medlemmar?"),
    ("Vad vill man göra åt det?", "sv", ("Vad säger nätverket om buller?", ""), "Vad vill man göra åt buller?"),
    ("Är det viktigt?", "sv", TOOL, "Är Ljuskompassen viktigt?"),
    ("Är det fortfarande så?", "sv", ("Vem sköter kassan?", ""), "Vem sköter kassan nu?"),
    ("Vem bestämmer det?", "sv", ("Vad kostar det att vara med?", ""), "Vem bestämmer vad det kostar att vara med?"),
    ("Vad beslutade de?", "sv", MEETING, "Vad beslutade deltagarna på vårmötet 2025?"),
    ("Inte heller Norrby?", "sv", ("Är Ekeby medlem?", ""), "Är Norrby medlem?"),
    ("What's it called in English?", "en", TOOL, "What is Ljuskompassen called in English?"),
    ("And the purpose?", "en", ("What is the light tool?", ""), "What is the purpose of the light tool?"),
    (
        "Which one is the newest?",
        "en",
        ("Which regions are members?", ""),
        "Which one of the regions is the newest?",
    ),
    ("And her predecessor?", "en", ("Who is chair?", "Alma Berg is chair. [1]"), "Who was chair before Alma Berg?"),
    ("And the one from 2020?", "en", ("Who wrote the report from 2024?", ""), "Who wrote the report from 2020?"),
    ("and the vice chair?", "en", CHAIR, "Who is vice chair?"),
    (
        "vilka talade där?",
        "sv",
        ("Where was the annual conference in 2024 held?", ""),
        "Vilka talade på årskonferensen 2024?",
    ),
    ("who spoke there?", "en", ("Var hölls årskonferensen 2024?", ""), "Who spoke at the annual conference in 2024?"),
]


@pytest.mark.parametrize(("question", "language", "before", "whole"), CASES, ids=[case[0] for case in CASES])
def test_what_a_question_lacks_comes_from_what_was_said(
    question: str, language: str, before: tuple[str, str], whole: str
) -> None:
    history = [Turn("user", before[0]), Turn("assistant", before[1])]
    assert complete(question, history, language, TODAY).text == whole


STANDING = [
    ("Vad är syftet med nätverket?", "sv"),
    ("Vad är skillnaden mellan en kommun och en region?", "sv"),
    ("Och vad kostar medlemskapet?", "sv"),
    ("Vad är temat för höstmötet 2026?", "sv"),
    ("Vad gör styrelsen?", "sv"),
    ("Var ligger kansliet?", "sv"),
    ("Finns det någon tidning?", "sv"),
    ("Vilken region är nyast?", "sv"),
    ("Är det dyrt att vara med?", "sv"),
    ("Måste man betala något?", "sv"),
    ("Hur jobbar ni med barn?", "sv"),
    ("Vad kan kommuner göra för barn?", "sv"),
    ("Det nya lärprojektet, vad är det?", "sv"),
    ("What is the purpose of the network?", "en"),
    ("What does the network do?", "en"),
    ("Is it possible to leave the network?", "en"),
    ("Who is the project manager?", "en"),
]


@pytest.mark.parametrize("before", [MEETING, TOOL, GROUPS, LETTERS, CHAIR], ids=lambda pair: pair[0])
@pytest.mark.parametrize(("question", "language"), STANDING)
def test_a_question_that_lacks_nothing_is_left_alone(question: str, language: str, before: tuple[str, str]) -> None:
    history = [Turn("user", before[0]), Turn("assistant", before[1])]
    assert not complete(question, history, language, TODAY).changed
