"""Which documents were in force on a day."""

import datetime

from corpus.dates import PartialDate, Period
from corpus.store import Store


def superseded(store: Store, as_of: datetime.date) -> frozenset[str]:
    """The ids of the documents that another had taken the place of by that day.

    A newer edition does so from the day it was issued or, where it is for a later time, from the beginning of that; the
    original of a summary, always. An edition without any date does so always.
    """
    return frozenset(
        each.older_id
        for each in store.ties.successions()
        if each.renders or _begins(each.issued_on, each.period) <= as_of
    )


def _begins(issued_on: PartialDate | None, period: Period | None) -> datetime.date:
    days = [issued_on.first_day] if issued_on else []
    if period:
        days.append(period.start.first_day)
    return max(days, default=datetime.date.min)
