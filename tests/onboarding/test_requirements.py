"""A quote that only lies near is no support."""

import pytest

from service.onboarding.requirements import holds_what
from service.questions import Expected


@pytest.mark.parametrize(
    ("quote", "about"),
    [
        ("Region Östergötland tar över som värdorganisation.", ["värd"]),
        ("Det finns två temagrupper.", ["temagrupp"]),
        ("Syftet är att stödja medlemskommunernas arbete.", ["stödja medlem"]),
        ("The chair was elected.", ["ordförande", "chair"]),
        ("Avgiften bestäms av hur många invånare som finns.", ["avgift storlek", "avgift invånare"]),
        ("Vad som helst.", []),
    ],
)
def test_the_words_stand_there_inflected_or_in_compounds(quote: str, about: list[str]) -> None:
    language = "en" if quote.startswith("The") else "sv"
    assert holds_what(quote, language, about, Expected.ANY, "?")


@pytest.mark.parametrize(
    ("quote", "about"),
    [
        ("Trollhättans stad tackas.", ["värd"]),
        ("Målet är fler medlemmar. Externt stöd söks.", ["medlem stöd"]),
        ("Region Norrbotten är ny medlem.", ["bli medlem uppfylla"]),
        ("", ["värd"]),
    ],
)
def test_a_near_miss_is_no_support(quote: str, about: list[str]) -> None:
    assert not holds_what(quote, "sv", about, Expected.ANY, "?")


@pytest.mark.parametrize(
    ("quote", "answer", "held"),
    [
        ("Avgiften är 12 000 kronor.", Expected.MONEY, True),
        ("Avgiften räknas upp.", Expected.MONEY, False),
        ("Mötet hölls den 3 maj 2026.", Expected.DATE, True),
        ("Mötet var bra.", Expected.DATE, False),
        ("Emma Hjalte är koordinator.", Expected.PERSON, True),
        ("Nätverket har en koordinator.", Expected.PERSON, False),
    ],
)
def test_the_quote_has_what_is_asked_for(quote: str, answer: Expected, held: bool) -> None:
    assert holds_what(quote, "sv", [], answer, "Vad är det?") is held
