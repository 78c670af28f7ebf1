"""What the pages say, in one file a language."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from corpus.dates import PartialDate, Period
from corpus.documents import Kind

LANGUAGES = ("sv", "en")
"""The languages of the pages, the main one first."""

FOLDER = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of one language by dotted key ("ask.send")."""

    language: str
    texts: Mapping[str, str]

    @classmethod
    @lru_cache(maxsize=4)
    def read(cls, language: str) -> "Wording":
        """The texts of that language's file; read once."""
        # libyaml is ten times as fast as the loader in Python, which takes a tenth of a second a language.
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        tree = yaml.load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"), loader)  # noqa: S506 - a safe one
        return cls(language, dict(_flat(tree, "")))

    def __call__(self, key: str, **values: object) -> str:
        """The text with `values` in its places; raises KeyError for a key or place that is not there."""
        return self.texts[key].format_map(values) if values else self.texts[key]

    def keys(self, prefix: str) -> list[str]:
        """The next parts of the keys below `prefix`, in the file's order."""
        below = [key.removeprefix(f"{prefix}.") for key in self.texts if key.startswith(f"{prefix}.")]
        return list(dict.fromkeys(key.partition(".")[0] for key in below))

    def kind(self, kind: Kind) -> str:
        """The reader's word for a kind of document."""
        return self(f"kinds.{kind.value}")

    def tongue(self, code: str) -> str:
        """The name of a language, or its code where there is no name."""
        return self.texts.get(f"languages.{code}", code)

    def date(self, date: PartialDate | datetime.date | None) -> str:
        """The date as written in running text, as precise as it is: "20 mars 2026", "maj 2026", "2026"."""
        if date is None:
            return self("sources.undated")
        if date.month is None:
            return str(date.year)
        month = self("dates.months").split()[date.month - 1]
        if date.day is None:
            return self("dates.month", month=month, year=date.year)
        return self("dates.day", day=date.day, month=month, year=date.year)

    def period(self, period: Period) -> str:
        """The period as written: "2024", "mars 2011–2012"."""
        start, end = self.date(period.start), self.date(period.end)
        return start if start == end else f"{start}–{end}"


def _flat(tree: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)
