"""The steps of the tour as their file tells them; what the documents say of them is found when a step is opened."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.questions import Expected

LANGUAGES = ("sv", "en")
"""The languages a step is written in, the main one first."""

Texts = Mapping[str, str]
"""A text by language; every one of LANGUAGES is there."""


@dataclass(frozen=True, slots=True)
class StepQuestion:
    """A question that a step puts to the documents.

    `wordings` holds, by language, the ways to put it in the order they are tried; the first is also the heading.
    A quote counts as an answer where it holds all the words of one of the phrases `about` (no phrase: any quote), and
    something of the kind `answer`. `quotes` is how many are shown at most. `years` lets in only documents issued at
    most so many years ago. `now`: it asks for what holds now, so beside the answer itself only what the answer names
    as earlier is shown. A step stands without its `optional` questions, which are shown only where answered.
    """

    wordings: Mapping[str, tuple[str, ...]]
    about: tuple[str, ...] = ()
    answer: Expected = Expected.ANY
    quotes: int = 2
    years: int | None = None
    now: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class StepPositions:
    """What the network has said, newest first: at most `most` positions, on the subject `query` where it is told."""

    title: Texts
    query: Texts
    most: int = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the glossary; by language, the ways it is written, the first one shown."""

    names: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `id` is what its address ends in. It has questions, positions or words, or several of them."""

    id: str
    title: Texts
    text: Texts
    questions: tuple[StepQuestion, ...] = ()
    positions: StepPositions | None = None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Tour:
    """The steps in order; ids are unique."""

    steps: tuple[Step, ...]

    def step(self, step_id: str) -> Step | None:
        """The step with that id, or None."""
        return next((step for step in self.steps if step.id == step_id), None)
