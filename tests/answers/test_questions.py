"""What a question asks for."""

import pytest

from corpus.documents import Kind
from service.kinds import asked_kinds
from service.questions import Expected, analyse, shows

EXPECTED = {
    "Vem är koordinator i dag?": Expected.PERSON,
    "Vad heter ordföranden?": Expected.PERSON,
    "När tar Region Östergötland över?": Expected.DATE,
    "Vilket år bildades nätverket?": Expected.DATE,
    "Var hölls årskonferensen 2025?": Expected.PLACE,
    "Hur många medlemmar är vi?": Expected.NUMBER,
    "Hur ofta kommer nyhetsbrevet?": Expected.NUMBER,
    "Vilken lön har koordinatorn?": Expected.MONEY,
    "Vad kostar det att vara med?": Expected.MONEY,
    "va e mejlen till ordföranden": Expected.EMAIL,
    "Vilket telefonnummer har kansliet?": Expected.PHONE,
    "Vad är Platskompassen?": Expected.DEFINITION,
    "Vad menas med ekologisk hållbarhet?": Expected.DEFINITION,
    "Varför samlades nätverket på nätet?": Expected.REASON,
    "Vilka regioner är medlemmar?": Expected.LIST,
    "Vad tycker nätverket om polarisering?": Expected.ANY,
}
ENGLISH = {
    "Who chairs the board?": Expected.PERSON,
    "When does the host change?": Expected.DATE,
    "Where was the conference held?": Expected.PLACE,
    "How many members are there?": Expected.NUMBER,
    "What was the income in 2024?": Expected.MONEY,
    "Why did the network meet online?": Expected.REASON,
}


@pytest.mark.parametrize(("text", "expected"), EXPECTED.items())
def test_the_kind_of_answer_in_swedish(text: str, expected: Expected) -> None:
    assert analyse(text, "sv").expected is expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH.items())
def test_the_kind_of_answer_in_english(text: str, expected: Expected) -> None:
    assert analyse(text, "en").expected is expected


def test_names_years_and_what_only_names_the_kind() -> None:
    question = analyse("Vilken organisation var värd när Region Östergötland gick med 2024?", "sv")
    assert question.names == {"region", "östergötland"}
    assert question.years == {2024}
    assert question.type_word == "organisation"


def test_what_is_counted() -> None:
    assert analyse("Hur många kommuner är med?", "sv").counted == "kommun"
    assert analyse("How many members are there?", "en").counted == "member"
    assert analyse("Vilka kommuner är med?", "sv").counted is None


@pytest.mark.parametrize("text", ["Vem är ordförande?", "Var hölls den senaste konferensen?", "Who is the host now?"])
def test_some_questions_are_about_today(text: str) -> None:
    assert analyse(text, "en" if text.startswith("Who") else "sv").about_now


def test_a_year_is_not_today() -> None:
    assert not analyse("Vem var ordförande 2021?", "sv").about_now


@pytest.mark.parametrize(
    ("expected", "text", "held"),
    [
        (Expected.PERSON, "Ordförande är Karin Öberg.", True),
        (Expected.PERSON, "Mötet ordnas av Region Halland i Sverige.", False),
        (Expected.NUMBER, "Mötet hölls den 24 april 2024.", False),
        (Expected.NUMBER, "Ungefär 75 personer kom.", True),
        (Expected.NUMBER, "Två nyhetsbrev kom ut.", True),
        (Expected.MONEY, "Intäkterna var 12 500 kronor.", True),
        (Expected.MONEY, "De var 15 personer.", False),
        (Expected.EMAIL, "Skriv till nagon@example.org.", True),
        (Expected.PHONE, "Ring 013-12 34 56.", True),
        (Expected.PHONE, "Det hände 2019–2025.", False),
        (Expected.DATE, "Det sker i maj.", True),
        (Expected.ANY, "Vad som helst.", True),
    ],
)
def test_whether_a_text_holds_that_kind(expected: Expected, text: str, held: bool) -> None:
    assert shows(expected, text, "?") is held


def test_what_the_question_says_itself_does_not_count() -> None:
    assert not shows(Expected.PERSON, "Karin Öberg talade.", "Vad gjorde Karin Öberg?")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Vad säger ställningstagandet från 2026?", {Kind.STATEMENT}),
        ("What does the annual report say?", {Kind.ANNUAL_REPORT, Kind.REPORT}),
        ("Vad stod i debattartikeln?", {Kind.DEBATE_ARTICLE}),
        ("Vad är hälsa?", set()),
    ],
)
def test_kinds_of_documents_that_a_question_names(text: str, kinds: set[Kind]) -> None:
    assert asked_kinds(text) == kinds
