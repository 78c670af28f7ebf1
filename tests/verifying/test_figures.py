import pytest

from service.verifying.dates import Date, dates
from service.verifying.numbers import Number, numbers


def only_date(text: str) -> Date:
    (found,) = dates(text)
    return found


def only_number(text: str, language: str) -> Number:
    (found,) = numbers(text, language, dates(text))
    return found


@pytest.mark.parametrize(
    ("text", "year", "month", "day", "last_day"),
    [
        ("den 1 juni 2026", 2026, 6, 1, None),
        ("2026-06-01", 2026, 6, 1, None),
        ("1 June 2026", 2026, 6, 1, None),
        ("June 1, 2026", 2026, 6, 1, None),
        ("den 10–11 maj 2022", 2022, 5, 10, 11),
        ("den 19 och 20 mars 2026", 2026, 3, 19, 20),
        ("on 10–11 May 2022", 2022, 5, 10, 11),
        ("mars 2013", 2013, 3, None, None),
        ("i juni", None, 6, None, None),
        ("år 1988", 1988, None, None, None),
    ],
)
def test_dates(text: str, year: int | None, month: int | None, day: int | None, last_day: int | None) -> None:
    found = only_date(text)
    assert (found.year, found.month, found.day, found.last_day) == (year, month, day, last_day)


@pytest.mark.parametrize("text", ["2019–2025", "2019-2025", "2019–25", "från 2019 till 2025", "from 2019 to 2025"])
def test_runs_of_years(text: str) -> None:
    found = only_date(text)
    assert (found.year, found.last_year) == (2019, 2025)


def test_a_coarser_date_lies_within_a_finer_one_and_not_the_other_way() -> None:
    assert only_date("maj 2022").within(only_date("den 10–11 maj 2022"))
    assert not only_date("den 10 maj 2022").within(only_date("maj 2022"))
    assert not only_date("den 10 maj 2022").within(only_date("den 10–11 maj 2022"))
    assert not only_date("2019").within(only_date("2019–2025"))


@pytest.mark.parametrize("text", ["may be held", "2 000 kronor", "SOU 2017:4", "2024 personer"])
def test_what_is_no_date(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "language", "low", "high", "unit", "hedge"),
    [
        ("878 050 kronor", "sv", 878_050, 878_050, "kr", ""),
        ("SEK 878,050", "en", 878_050, 878_050, "kr", ""),
        ("drygt 750 000 kr", "sv", 750_000, 750_000, "kr", "over"),
        ("2,5 miljoner kronor", "sv", 2_500_000, 2_500_000, "kr", ""),
        ("EUR 2.5 million", "en", 2_500_000, 2_500_000, "eur", ""),
        ("10–15 procent", "sv", 10, 15, "percent", ""),
        ("hälften", "sv", 50, 50, "percent", ""),
        ("3 procentenheter", "sv", 3, 3, "points", ""),
        ("just over 80 per cent", "en", 80, 80, "percent", "over"),
        ("dubbelt så", "sv", 2, 2, "times", ""),
        ("tjugofem skolor", "sv", 25, 25, "", ""),
        ("twenty-five schools", "en", 25, 25, "", ""),
        ("minst tre", "sv", 3, 3, "", "least"),
    ],
)
def test_numbers(text: str, language: str, low: float, high: float, unit: str, hedge: str) -> None:
    found = only_number(text, language)
    assert (found.low, found.high, found.unit, found.hedge) == (low, high, unit, hedge)


@pytest.mark.parametrize(
    ("mine", "other", "holds"),
    [
        ("tre", "3", True),
        ("drygt 878 000 kronor", "878 050 kronor", True),
        ("nästan 900 000 kronor", "878 050 kronor", True),
        ("ungefär 880 000 kronor", "878 050 kronor", True),
        ("878 000 kronor", "878 050 kronor", False),
        ("drygt 879 000 kronor", "878 050 kronor", False),
        ("ungefär 102", "ungefär 100", False),
        ("minst 3", "3", False),
        ("3", "minst 3", False),
        ("15 procent", "10–15 procent", False),
        ("10 procent", "10 procentenheter", False),
        ("hälften", "50 procent", True),
        ("10 euro", "10 kronor", False),
    ],
)
def test_what_bears_a_number_out(mine: str, other: str, holds: bool) -> None:
    assert only_number(mine, "sv").borne_out_by(only_number(other, "sv")) is holds
