import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import PartialDate, Period


@pytest.mark.parametrize("text", ["2024", "2024-05", "2024-05-17", "0999"])
def test_a_date_is_written_as_it_is_read(text: str) -> None:
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "24", "2024-13", "2024-00", "2024-05-00", "2024-02-30", "2024-5", "maj 2024", "2024-05-17T10"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="."):
        PartialDate.parse(text)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValueError, match="month"):
        PartialDate(2024, None, 3)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2023-02", (2023, 2, 1), (2023, 2, 28)),
        ("2024-05-17", (2024, 5, 17), (2024, 5, 17)),
    ],
)
def test_a_date_covers_every_day_it_can_mean(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    date = PartialDate.parse(text)
    assert (date.first_day, date.last_day) == (datetime.date(*first), datetime.date(*last))


@pytest.mark.parametrize("text", ["2024", "2011/2012", "2024-01/2024-06"])
def test_a_period_is_written_as_it_is_read(text: str) -> None:
    assert str(Period.parse(text)) == text


@given(st.dates())
def test_every_day_is_read_back(day: datetime.date) -> None:
    date = PartialDate.parse(day.isoformat())
    assert date.first_day == date.last_day == day
