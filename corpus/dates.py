"""Dates that are only as precise as their source: a year, a month or a day (ISO 8601 reduced precision)."""

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Self

_MONTH_NAMES = (
    "januari january jan",
    "februari february febr feb",
    "mars march mar",
    "april apr",
    "maj may",
    "juni june jun",
    "juli july jul",
    "augusti august aug",
    "september sept sep",
    "oktober october okt oct",
    "november nov",
    "december dec",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
"""The months' numbers, from 1, by their names and abbreviations in Swedish and English, in lower case."""

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of year, month or day precision; `month` and `day` are None where the source does not say."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        # A month or day of 0 is no "not said": it must be refused.
        datetime.date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @classmethod
    def parse(cls, text: str) -> Self:
        """From "2024", "2024-05" or "2024-05-17"; raises ValueError for anything else."""
        match = _FORM.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"not a date of the form 2024, 2024-05 or 2024-05-17: {text!r}")
        year, month, day = (int(part) if part else None for part in match.groups())
        return cls(int(year or 0), month, day)

    @property
    def first_day(self) -> datetime.date:
        """The first day the date can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> datetime.date:
        """The last day the date can mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Period:
    """The time a document tells of, both ends included: the annual report for 2024 covers 2024/2024."""

    start: PartialDate
    end: PartialDate

    @classmethod
    def parse(cls, text: str) -> Self:
        """From "2024" or "2011/2012"; raises ValueError for anything else."""
        start, _, end = text.partition("/")
        return cls(PartialDate.parse(start), PartialDate.parse(end or start))

    def __str__(self) -> str:
        return str(self.start) if self.start == self.end else f"{self.start}/{self.end}"
