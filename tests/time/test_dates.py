"""Dates in running text, and the day a question is asked of."""

import datetime

import pytest

from corpus.dates import PartialDate
from service.time.asked_day import asked_time
from service.time.dates import Role, dates_in, years_long

WRITTEN = PartialDate.parse("2026-05")
BASE = datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "date", "role", "end"),
    [
        ("från och med den 1 juni 2026", "2026-06-01", Role.SINCE, None),
        ("sedan 2020", "2020", Role.SINCE, None),
        ("till och med juni 2023", "2023-06", Role.UNTIL, None),
        ("Den 19–20 mars 2026 möttes vi", "2026-03-20", Role.AT, None),
        ("var koordinator 2014–2019", "2014", Role.SINCE, "2019"),
        ("between 2014 and 2019", "2014", Role.SINCE, "2019"),
        ("On June 1, 2026, it began", "2026-06-01", Role.AT, None),
        ("den 1 juni", "2026-06-01", Role.AT, None),
        ("vid årsskiftet 2025/2026", "2026-01-01", Role.AT, None),
    ],
)
def test_dates_with_their_roles(text: str, date: str, role: Role, end: str | None) -> None:
    (found,) = dates_in(text, WRITTEN)
    assert (str(found.date), found.role) == (date, role)
    assert (str(found.end_date) if found.end_date else None) == end


@pytest.mark.parametrize("text", ["Agenda 2030", "1980-talet", "sida 2010:4", "31 februari 2024", "den 1 juni"])
def test_what_is_no_date(text: str) -> None:
    assert dates_in(text, None) == []


def test_years_in_words() -> None:
    assert years_long("Efter sex år som värd") == 6
    assert years_long("for 12 years") == 12
    assert years_long("i många år") is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Vem är ordförande?", "2026-11-22", "2026-11-22"),
        ("Vem var ordförande 2024?", "2024-01-01", "2024-12-31"),
        ("Vem var ordförande förra året?", "2025-01-01", "2025-12-31"),
        ("Who was chair last year?", "2025-01-01", "2025-12-31"),
        ("Vem var värd i fjol?", "2025-01-01", "2025-12-31"),
        ("Vem var ordförande före 2026?", "2025-12-31", "2025-12-31"),
        ("Vem var ordförande för två år sedan?", "2024-11-22", "2024-11-22"),
        ("Who was the host three years ago?", "2023-11-22", "2023-11-22"),
        ("Vem var ordförande våren 2023?", "2023-03-01", "2023-05-31"),
        ("Vem var värd den 3 maj 2024?", "2024-05-03", "2024-05-03"),
        ("Vad säger Agenda 2030?", "2026-11-22", "2026-11-22"),
    ],
)
def test_the_time_a_question_is_asked_of(text: str, first: str, last: str) -> None:
    found = asked_time(text, BASE)
    assert (str(found.first), str(found.last)) == (first, last)


def test_the_day_is_the_one_of_the_base_within_a_year_under_way() -> None:
    assert asked_time("Vad händer i år?", BASE).day == BASE
    assert asked_time("Vem var ordförande 2024?", BASE).day == datetime.date(2024, 12, 31)


def test_last_year_counts_from_the_day_that_is_given() -> None:
    found = asked_time("Var hölls konferensen förra året?", datetime.date(2020, 5, 5))
    assert found.years == {2019}
    assert found.in_years("Var hölls konferensen förra året?") == "Var hölls konferensen 2019?"
