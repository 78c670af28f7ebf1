"""Statements that several quotes bear out together, or one with what stands around it."""

import pytest

from service.verifying.verdicts import Judgement, Quoted
from service.verifying.verify import Verifier

SUPPORTED, CONTRADICTED, NOT_FOUND = Judgement.SUPPORTED, Judgement.CONTRADICTED, Judgement.NOT_FOUND
CHAIR = Quoted("Eva Lind är ordförande.", "sv")
TREASURER = Quoted("Karl Ek är kassör.", "sv")
PLACE = "Vårmötet hölls i Lund den 3 maj 2024."
THEME = Quoted("Temat var trygghet och tillit.", "sv", before=(PLACE,))
HELD = Quoted(PLACE, "sv", after=(THEME.text,))
OTHER = Quoted("Höstmötet hölls i Umeå den 9 oktober 2024.", "sv")


def judged(statement: str, *quotes: Quoted, language: str = "sv") -> Judgement:
    return Verifier(None).verify(statement, language, quotes).judgement


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("Ordförande är Eva Lind, medan Karl Ek är kassör.", SUPPORTED),
        ("Eva Lind är ordförande, och Karl Ek är kassör.", SUPPORTED),
        ("Det är Eva Lind som är ordförande.", SUPPORTED),
        ("Karl Ek är ordförande, medan Eva Lind är kassör.", NOT_FOUND),
        ("Eva Lind är ordförande, eftersom Karl Ek är kassör.", NOT_FOUND),
        ("Eva Lind är ordförande, och Karl Ek är sekreterare.", NOT_FOUND),
    ],
)
def test_parts_may_rest_on_a_quote_each(statement: str, expected: Judgement) -> None:
    assert judged(statement, CHAIR, TREASURER) is expected


def test_all_quotes_of_the_parts_are_named() -> None:
    verdict = Verifier(None).verify("Eva Lind är ordförande, och Karl Ek är kassör.", "sv", [CHAIR, TREASURER])
    assert verdict.quotes == (0, 1)


def test_a_part_that_conflicts_contradicts_the_whole() -> None:
    founded = Quoted("Föreningen Solsidan bildades 1994.", "sv")
    statement = "Eva Lind är ordförande, och föreningen Solsidan bildades 1996."
    assert judged(statement, CHAIR, founded) is CONTRADICTED


@pytest.mark.parametrize(
    ("statement", "quotes", "expected"),
    [
        ("Vårmötet hölls i Lund, där trygghet och tillit var tema.", (HELD, THEME), SUPPORTED),
        ("Vårmötet hölls i Lund och hade temat trygghet och tillit.", (HELD, THEME), SUPPORTED),
        ("Höstmötet hölls i Umeå, där trygghet och tillit var tema.", (OTHER, THEME), NOT_FOUND),
        ("Höstmötet hölls i Umeå och hade temat trygghet och tillit.", (OTHER, THEME), NOT_FOUND),
    ],
)
def test_a_part_that_names_nobody_stands_beside_the_one_before(
    statement: str, quotes: tuple[Quoted, ...], expected: Judgement
) -> None:
    assert judged(statement, *quotes) is expected


def test_a_shared_subject_is_not_another_ones() -> None:
    left = Quoted("Karl Ek lämnade styrelsen.", "sv", before=("Eva Lind valdes om till ordförande.",))
    chosen = Quoted("Eva Lind valdes om till ordförande.", "sv", after=(left.text,))
    assert judged("Eva Lind valdes om till ordförande och lämnade styrelsen.", chosen, left) is not SUPPORTED


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("På vårmötet i Lund talade Eva Lind om idrott och hälsa.", SUPPORTED),
        ("På höstmötet i Umeå talade Eva Lind om idrott och hälsa.", NOT_FOUND),
        ("På vårmötet i Lund talade Karl Ek om idrott och hälsa.", CONTRADICTED),
    ],
)
def test_a_place_may_stand_in_the_sentence_before(statement: str, expected: Judgement) -> None:
    assert judged(statement, Quoted("Eva Lind talade om idrott och hälsa.", "sv", before=(PLACE,))) is expected


def test_a_place_of_the_quotes_own_is_not_put_aside() -> None:
    quote = Quoted("Beslutet fattas på årsmötet 2025.", "sv", context="Årsmötet 2024")
    assert judged("Beslutet fattas på årsmötet 2024.", quote) is not SUPPORTED


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("Staten bör betala resorna, enligt uttalandet från Lund.", SUPPORTED),
        ("Staten bör betala resorna, anser nätverkets medlemmar.", SUPPORTED),
        ("Staten bör betala resorna, enligt uttalandet från Umeå.", NOT_FOUND),
        ("Staten bör betala resorna, anser regeringen.", NOT_FOUND),
    ],
)
def test_whose_view_it_is_may_stand_in_the_title(statement: str, expected: Judgement) -> None:
    assert judged(statement, Quoted("Vi vill att staten betalar resorna.", "sv", "Uttalande i Lund")) is expected


@pytest.mark.parametrize(
    ("before", "quote", "statement", "expected"),
    [
        ("Lunds stad är värd.", "Staden sköter bokföringen.", "Lunds stad sköter bokföringen.", SUPPORTED),
        ("Lunds stad är värd.", "Staden sköter bokföringen.", "Umeå stad sköter bokföringen.", NOT_FOUND),
        ("Eva Lind är strateg.", "Hon bor i Lund.", "Eva Lind bor i Lund.", SUPPORTED),
        ("Eva Lind är strateg.", "Hennes uppdrag är att värva medlemmar.", "Eva Linds uppdrag är att värva medlemmar.",
         SUPPORTED),
        ("Eva Lind efterträder Maja Berg.", "Hon bor i Lund.", "Maja Berg bor i Lund.", NOT_FOUND),
    ],
)  # fmt: skip
def test_what_a_sentence_begins_with_is_put_in_full(
    before: str, quote: str, statement: str, expected: Judgement
) -> None:
    assert judged(statement, Quoted(quote, "sv", before=(before,))) is expected


@pytest.mark.parametrize(
    ("statement", "quote", "expected"),
    [
        ("Gruppens arbete gäller buller, luft och vatten i Lund.", "Gruppen behandlar buller, luft och vatten i Lund.",
         SUPPORTED),
        ("Kommunen har hela parken och badet i Lund.", "Kommunen sålde parken och badet i Lund.", NOT_FOUND),
        ("Kommunen äger skolan, parken och badet i Lund.", "Kommunen driver skolan, parken och badet i Lund.",
         NOT_FOUND),
        ("Maja Berg kom in i styrelsen.", "Maja Berg lämnade styrelsen och fick ett tack.", NOT_FOUND),
        ("Skogen är barnens hälsa.", "Skogen skyddar barnens hälsa.", NOT_FOUND),
        ("Kursen gavs till Karl Ek.", "Tillsammans med Karl Ek gav skolan en kurs.", CONTRADICTED),
        ("Final meetings were held in Lund in May.", "Final meetings are planned in Lund in May.", NOT_FOUND),
        ("Kommuner och regioner kan gå med.", "Kommuner och regioner kan gå före.", NOT_FOUND),
    ],
)  # fmt: skip
def test_only_a_word_that_says_little_is_let_in(statement: str, quote: str, expected: Judgement) -> None:
    language = "en" if quote.startswith("Final") else "sv"
    assert judged(statement, Quoted(quote, language), language=language) is expected


@pytest.mark.parametrize(
    ("statement", "quote", "expected"),
    [
        ("Lunds stad har varit värd i åtta år.", "Lunds stad har varit värd i sex år.", CONTRADICTED),
        ("Klyftan ska slutas inom tre generationer.", "Klyftan ska slutas inom en generation.", CONTRADICTED),
        ("Avgiften är 38 000 kronor om året.", "Avgiften beror på kommunens storlek.", NOT_FOUND),
        ("Vårmötet 2027 hålls i Kiruna.", "Vårmötet hölls i Lund den 3 maj 2024.", NOT_FOUND),
        ("Perioden löper från 2019 till 2025.", "Perioden tog slut 2025.", NOT_FOUND),
        ("Den 12 maj höll gruppen ett möte.", "Den 12 april höll gruppen ett möte.", CONTRADICTED),
    ],
)
def test_contradicted_is_only_what_is_said_otherwise(statement: str, quote: str, expected: Judgement) -> None:
    assert judged(statement, Quoted(quote, "sv")) is expected


def test_a_month_takes_the_year_that_stands_around_it() -> None:
    quote = Quoted("Den 12 april höll gruppen ett möte.", "sv", context="Berättelse 2024")
    assert judged("I april 2024 höll gruppen ett möte.", quote) is SUPPORTED
    assert judged("I april 2023 höll gruppen ett möte.", quote) is not SUPPORTED
