"""Which documents were in force on a day."""

import datetime
from functools import cached_property, lru_cache

from corpus.dates import PartialDate, Period
from corpus.store import Store

_DAYS = 64


class Superseded:
    """The documents of a snapshot of the store that another has taken the place of; read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.on = lru_cache(maxsize=_DAYS)(self._on)

    def _on(self, as_of: datetime.date) -> frozenset[str]:
        """The ids of the documents that another had taken the place of by that day.

        A newer edition does so from the day it was issued or, where it is for a later time, from the beginning of that;
        the original of a summary, always. An edition without any date does so always.
        """
        return frozenset(older for older, begins in self._begun if begins <= as_of)

    @cached_property
    def _begun(self) -> list[tuple[str, datetime.date]]:
        """Each superseded document, with the day from which it is so."""
        return [
            (each.older_id, datetime.date.min if each.renders else _begins(each.issued_on, each.period))
            for each in self._store.ties.successions()
        ]


def _begins(issued_on: PartialDate | None, period: Period | None) -> datetime.date:
    days = [issued_on.first_day] if issued_on else []
    if period:
        days.append(period.start.first_day)
    return max(days, default=datetime.date.min)
