"""Filters as a reader writes them."""

from collections.abc import Sequence

from corpus.answers import Filters
from corpus.documents import Kind


def read_filters(kinds: Sequence[str], year_from: str, year_to: str, languages: Sequence[str]) -> Filters:
    """The filters as chosen; raises ValueError with a key of the texts where the years cannot be used."""
    years = [(year or "").strip() for year in (year_from, year_to)]
    if any(year and not (year.isascii() and year.isdigit() and len(year) == 4) for year in years):
        raise ValueError("errors.year")
    first, last = (int(year) if year else None for year in years)
    if first and last and first > last:
        raise ValueError("errors.years")
    return Filters(frozenset(Kind(kind) for kind in kinds or ()), first, last, frozenset(languages or ()))
