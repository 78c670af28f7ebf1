"""The desk behind a gate of its own: a draft is many questions, and may not keep out those who ask one."""

from collections.abc import Callable

from corpus.answers import Filters
from service.admission import Gate
from service.answering import Sources
from service.drafts import DraftSentence
from service.positions.desk import Desk
from service.positions.entries import Position
from service.verifying.verify import Verifier


class BoundedDesk(Desk):
    """See `Desk`; searching positions and checking drafts raise Busy where more is wanted than can be done in time."""

    def __init__(self, sources: Callable[[], Sources], verifier: Verifier) -> None:
        super().__init__(sources, verifier)
        self._gate = Gate(1, waiting=4, seconds=5.0)

    def positions(self, query: str, filters: Filters, k: int) -> list[Position]:
        """See `Desk`."""
        with self._gate.passing():
            return super().positions(query, filters, k)

    def draft(self, text: str, filters: Filters) -> list[DraftSentence]:
        """See `Desk`."""
        with self._gate.passing():
            return super().draft(text, filters)
