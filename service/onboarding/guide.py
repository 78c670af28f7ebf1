"""The tour over what is in service: a step is answered when it is opened."""

import datetime
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from corpus.errors import NotFound
from service.answering import Sources, today
from service.onboarding.answered import AnsweredStep, Asking, FindPositions, answered_step, network_of
from service.onboarding.steps import Step, Tour


@dataclass(frozen=True, slots=True)
class _State:
    """What answers hold for: the same documents, steps and day; `answered` by step and language."""

    sources: Sources
    tour: Tour
    day: datetime.date
    network: str
    answered: dict[tuple[str, str], AnsweredStep] = field(default_factory=dict)


class Guide:
    """Safe to use from several threads. All raise IndexMissing while nothing is ingested, TourError for a bad file.

    A step is answered when it is first opened, and again when the documents, its file or the day have changed.
    Answers are the documents' own words; a language model takes no part.
    """

    def __init__(
        self,
        sources: Callable[[], Sources],
        find_positions: FindPositions,
        tour: Callable[[], Tour],
        day: Callable[[], datetime.date] = today,
    ) -> None:
        self._sources = sources
        self._find_positions = find_positions
        self._tour = tour
        self._day = day
        self._lock = threading.Lock()
        self._making = threading.Lock()
        self._state: _State | None = None

    def steps(self, language: str, limit: int | None = None, offset: int = 0) -> tuple[int, list[AnsweredStep]]:
        """How many steps there are, and those from `offset` on, answered, in order, at most `limit`."""
        state = self._current()
        steps = state.tour.steps
        part = steps[offset:] if limit is None else steps[offset : offset + limit]
        return len(steps), [self._answered(state, step, language) for step in part]

    def step(self, step_id: str, language: str) -> AnsweredStep:
        """The step, answered; raises NotFound."""
        state = self._current()
        step = state.tour.step(step_id)
        if step is None:
            raise NotFound("Steget finns inte. Det kan ha tagits bort.")
        return self._answered(state, step, language)

    def contents(self, language: str) -> list[tuple[str, str]]:
        """The id and title of every step, in order, without asking anything."""
        state = self._current()
        return [(step.id, self._asking(state, language).filled(step.title[language])) for step in state.tour.steps]

    def _answered(self, state: _State, step: Step, language: str) -> AnsweredStep:
        with self._lock:
            known = state.answered.get((step.id, language))
        return known or self._made(state, step, language)

    def _made(self, state: _State, step: Step, language: str) -> AnsweredStep:
        """Answers the step, one at a time: who comes meanwhile for the same one is given what was made."""
        with self._making:
            with self._lock:
                known = state.answered.get((step.id, language))
            if known is None:
                steps = state.tour.steps
                known = answered_step(self._asking(state, language), step, steps.index(step) + 1, len(steps))
                with self._lock:
                    state.answered[step.id, language] = known
            return known

    def _asking(self, state: _State, language: str) -> Asking:
        return Asking(state.sources, self._find_positions, state.day, language, state.network)

    def _current(self) -> _State:
        sources, tour, day = self._sources(), self._tour(), self._day()
        with self._lock:
            state = self._state
            if state is None or state.sources is not sources or state.tour is not tour or state.day != day:
                state = self._state = _State(sources, tour, day, network_of(sources))
            return state
