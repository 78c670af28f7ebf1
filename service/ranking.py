"""The linear model that weighs features; its weights are fitted by `evals.fit` and kept beside this file."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from service.evidence import Features
from service.windows import Window

FEATURES = tuple(field.name for field in fields(Features))


@dataclass(frozen=True, slots=True)
class Reading:
    """How a reranker has read a window: the highest and the lowest score of its sentences (see `Reranker`)."""

    best: float
    least: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A window judged; scores are comparable within one question only, higher is better.

    `reading` is None where no reranker has read the question's evidence.
    """

    window: Window
    features: Features
    score: float
    reading: Reading | None = None


@cache
def weights(name: str, order: tuple[str, ...]) -> npt.NDArray[np.float64]:
    """The weights of a model in that order of its features; a feature without a weight counts nothing."""
    kept = json.loads(resources.files("service").joinpath("weights.json").read_text("utf-8"))[name]
    return np.array([kept.get(feature, 0.0) for feature in order], np.float64)


def rank(windows: Sequence[Window], features: Sequence[Features]) -> list[Evidence]:
    """The windows as evidence, best first, ties by document and position."""
    if not windows:
        return []
    scores = np.stack([feature.vector() for feature in features]) @ weights("window", FEATURES)
    found = [Evidence(*parts) for parts in zip(windows, features, map(float, scores), strict=True)]
    return in_order(found)


def in_order(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Best first, ties by document and position."""
    return sorted(evidence, key=_order)


def _order(found: Evidence) -> tuple[float, str, int, int]:
    first = found.window.sentences[0]
    return -found.score, first.document_id, first.position, len(found.window.sentences)
