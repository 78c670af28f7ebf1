import pytest

from service.verifying.clauses import is_condition
from service.verifying.parsing import parse
from service.verifying.relations import excluded, related
from service.verifying.shortening import is_shortening
from service.verifying.tokens import Token, clean, tokens


def word(text: str, language: str = "sv") -> Token:
    (found,) = tokens(text, language)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hälso\u00adfrämjande", "hälsofrämjande"),
        ("hälso-\nfrämjande", "hälsofrämjande"),
        ("hälso- \f främjande arbete", "hälsofrämjande arbete"),
        ("hälso-\f\nfrämjande", "hälsofrämjande"),
        ("text-\noch ljudfiler", "text- och ljudfiler"),
        ("två \n\n rader ", "två rader"),
        ("Så är det [1] [12].", "Så är det."),
        ("Region O\u0308stergo\u0308tland", "Region Östergötland"),
        ("HELA MENINGEN STÅR MED VERSALER", "hela meningen står med versaler"),
        ("WHO och SKR", "WHO och SKR"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Eva Lind leder mötet och Karl Ek skriver.", [0, 0, 0, 0, 1, 1, 1, 1]),
        ("Eva Lind och Karl Ek leder mötet.", [0] * 7),
        ("Eva Lind, som leder mötet, talar.", [0, 0, 0, 0, 0, 1]),
        ("Vi vill att staten betalar.", [0, 0, 1, 1, 1]),
    ],
)
def test_clauses(text: str, clauses: list[int]) -> None:
    assert list(parse(text, "sv").clauses) == clauses


def test_a_condition_is_told_from_a_preposition() -> None:
    found = tokens("Stöd ges om kommunen ansöker, och vi talar om hälsa.", "sv")
    places = [place for place, token in enumerate(found) if token.word == "om"]
    assert [is_condition(found, place, "sv") for place in places] == [True, False]


@pytest.mark.parametrize(
    ("mine", "language", "other", "others"),
    [
        ("kommunerna", "sv", "kommun", "sv"),
        ("samverkan", "sv", "samverkar", "sv"),
        ("konferensen", "sv", "årskonferensen", "sv"),
        ("preparedness", "en", "beredskapen", "sv"),
        ("invånare", "sv", "inhabitants", "en"),
        ("webinariet", "sv", "webbinariet", "sv"),
    ],
)
def test_related_words(mine: str, language: str, other: str, others: str) -> None:
    assert related(word(mine, language), word(other, others), language, others) > 0


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        ("ökar", "minskar"),
        ("jämlik", "ojämlik"),
        ("bättre", "sämre"),
        ("ordförande", "koordinator"),
        ("våren", "hösten"),
    ],
)
def test_words_that_exclude_each_other(mine: str, other: str) -> None:
    assert excluded(word(mine), word(other))
    assert excluded(word(other), word(mine))
    assert related(word(mine), word(other), "sv", "sv") == 0


@pytest.mark.parametrize(
    ("text", "quote", "holds"),
    [
        ("Mötet hölls i Lund.", "Mötet hölls i Lund, som är medlem.", True),
        ("Mötet hölls i Lund.", "Mötet hölls i Lund för att öka takten.", True),
        ("Eva Lind (S) talade.", "Eva Lind (S), som är rektor, talade.", True),
        ("Eva Lind talade.", "Eva Lind (S) talade.", True),
        ("Eva Lind har slutat.", "Eva Lind möter Karl Ek, som har slutat.", False),
        ("Medlemmar får rösta.", "Medlemmar som betalar får rösta.", False),
        ("Stöd ges.", "Stöd ges, som inte räcker.", False),
        ("Mötet hölls.", "Mötet hölls inte.", False),
    ],
)
def test_shortenings(text: str, quote: str, holds: bool) -> None:
    assert is_shortening(text, quote) is holds
