"""Trains the reranker on the texts in evals/training and writes what training has changed.

python -m evals.train_reranker --write index/e5/reranker.npz

Needs the extra [models]; about an hour a pass on two cores that multiply in bfloat16 (AMX). The loss is listwise:
the log-likelihood of a softmax over the passage's sentences and "nothing here answers", whose score is 0, with the
cross-entropy of each sentence by itself added. A question comes with a passage that answers it and sometimes with one
that does not; one that nothing answers, with the passage that most looks as if it did. Every tenth document is kept
out and measured in the end. Fit the weights that use its scores anew afterwards (`evals.fit_windows`, `evals.fit`).
"""

import argparse
import math
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from corpus.passages import Sentence
from evals.measures import squeeze
from evals.reranker_model import TrainedReranker
from evals.training_texts import FOLDER, TrainingQuestion, TrainingText, load_texts
from index.e5.bundled import bundled_weights, bundled_words
from index.e5.passages import PROBES, Encoded, encode
from index.protocols import Read
from index.splitting import split
from ingest.read import document_of
from service.heap import keep_what_is_freed
from service.rereading import to_read
from service.wiring import part_language

_KEPT_OUT = 10
_TOKENS = 4096
_RATE, _DECAY, _WARM = 1.2e-3, 0.01, 0.06
_SINGLE = 0.1
"""What the cross-entropy of single sentences counts beside the listwise loss."""
_OTHER_PASSAGE, _FOREIGN_PASSAGE, _NEAR_PASSAGE = 0.35, 0.2, 0.75
_LONG = 25
_TOLD = 10


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage to read and, for each of its sentences, whether it answers."""

    read: Read
    answers: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its document's passages: those that answer, and the others, the likeliest to mislead first."""

    question: str
    right: tuple[Passage, ...]
    wrong: tuple[Passage, ...]


def gather(texts: Sequence[TrainingText]) -> list[list[Example]]:
    """The examples of each document, cut into passages as an ingest does; those whose answer is cut up left out."""
    return [_examples(text, number) for number, text in enumerate(texts)]


def _examples(text: TrainingText, number: int) -> list[Example]:
    name = f"{number:04}.md"
    document = document_of(text.markdown().encode(), name, document_id=name, source=name, entry=None)
    passages: dict[str, list[Sentence]] = {}
    for sentence in split(document, part_language).sentences:
        passages.setdefault(sentence.passage_id, []).append(sentence)
    reads = [to_read(document.title, members) for members in passages.values()]
    return [made for question in text.questions if (made := _example(question, reads))]


def _example(question: TrainingQuestion, reads: Sequence[Read]) -> Example | None:
    passages = [Passage(read, tuple(_is_one_of(each, question.answers) for each in read.sentences)) for read in reads]
    right = tuple(each for each in passages if any(each.answers))
    if question.answers and not right:
        return None
    near = (question.near,) if question.near else ()
    wrong = [each for each in passages if not any(each.answers)]
    wrong.sort(key=lambda each: not any(_is_one_of(sentence, near) for sentence in each.read.sentences))
    return Example(question.text, right, tuple(wrong))


def _is_one_of(sentence: str, known: Sequence[str]) -> bool:
    own = squeeze(sentence)
    return any(squeeze(each) in own or (len(own) > _LONG and own in squeeze(each)) for each in known)


def drawn(examples: Sequence[Example], pool: Sequence[Read], chance: random.Random) -> Iterator[tuple[Encoded, Tensor]]:
    """One pass: each question with the passages it is read with this time, and which sentences answer."""
    for example in examples:
        taken = [chance.choice(example.right)] if example.right else []
        if example.wrong and not example.right:
            taken.append(example.wrong[0] if chance.random() < _NEAR_PASSAGE else chance.choice(example.wrong))
        elif example.wrong and chance.random() < _OTHER_PASSAGE:
            taken.append(chance.choice(example.wrong))
        if chance.random() < _FOREIGN_PASSAGE:
            read = chance.choice(pool)
            taken.append(Passage(read, (False,) * len(read.sentences)))
        for passage in taken:
            encoded = encode(bundled_words(), example.question, passage.read)
            yield encoded, torch.tensor(passage.answers[: len(encoded.units)])


def batches(items: Sequence[tuple[Encoded, Tensor]]) -> Iterator[list[tuple[Encoded, Tensor]]]:
    """Texts of like length together, so many that they fill a step."""
    batch: list[tuple[Encoded, Tensor]] = []
    for item in sorted(items, key=lambda item: len(item[0].ids)):
        if batch and (len(batch) + 1) * len(item[0].ids) > _TOKENS:
            yield batch
            batch = []
        batch.append(item)
    yield batch


def loss_of(scores: Tensor, answers: Tensor) -> Tensor:
    """The loss of one passage's sentences."""
    whole = torch.logsumexp(torch.cat([scores, torch.zeros(1)]), 0)
    listwise = whole - torch.logsumexp(scores[answers], 0) if answers.any() else whole
    return listwise + _SINGLE * functional.binary_cross_entropy_with_logits(scores, answers.float(), reduction="sum")


def train(model: TrainedReranker, examples: Sequence[Example], passes: float, seed: int) -> None:
    """Trains in place, telling of the loss now and then."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    pool = [passage.read for example in examples for passage in (*example.right, *example.wrong)]
    steps: list[list[tuple[Encoded, Tensor]]] = []
    for _ in range(math.ceil(passes)):
        made = list(batches(list(drawn(examples, pool, chance))))
        chance.shuffle(made)
        steps += made
    steps = steps[: int(len(steps) * passes / math.ceil(passes))]
    optimiser = torch.optim.AdamW(model.parameters(), lr=_RATE, weight_decay=_DECAY)
    told = 0.0
    model.train()
    for number, batch in enumerate(steps):
        part = number / len(steps)
        for group in optimiser.param_groups:
            group["lr"] = _RATE * min(1, (part + 1e-3) / _WARM) * max(0.02, (1 + math.cos(math.pi * part)) / 2)
        scores = model([encoded for encoded, _ in batch])
        losses = [loss_of(each, answers) for each, (_, answers) in zip(scores, batch, strict=True)]
        loss = torch.stack(losses).mean()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        told += loss.item()
        if number % _TOLD == _TOLD - 1:
            sys.stdout.write(f"{number + 1} of {len(steps)} steps, loss {told / _TOLD:.3f}\n")
            told = 0.0


def measured(model: TrainedReranker, examples: Sequence[Example]) -> tuple[float, float]:
    """How often a document's best sentence answers, and how well its score tells what can be answered (AUROC)."""
    model.eval()
    torch.set_grad_enabled(False)
    first: list[bool] = []
    best: dict[bool, list[float]] = {True: [], False: []}
    for example in examples:
        passages = (*example.right, *example.wrong)
        scores = model([encode(bundled_words(), example.question, passage.read) for passage in passages])
        answers = [
            truth for passage, row in zip(passages, scores, strict=True) for truth in passage.answers[: len(row)]
        ]
        row = torch.cat(scores)
        best[bool(example.right)].append(float(row.max()))
        if example.right:
            first.append(answers[int(row.argmax())])
    yes, no = (np.array(best[kind]) for kind in (True, False))
    return float(np.mean(first)), float((yes[:, None] > no[None]).mean())


def written(model: TrainedReranker, path: Path) -> None:
    """Writes the adapter with the scores of the probes, which a converted model is held against."""
    model.eval()
    scores = torch.cat(model([encode(bundled_words(), *probe) for probe in PROBES])).detach().numpy()
    kept: dict[str, Any] = {name: values.astype(np.float16) for name, values in model.adapter().items()}
    np.savez_compressed(path, **kept, probes=scores)


def main() -> int:
    """Trains, measures, and writes the adapter where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=Path, default=FOLDER, help="a folder of texts in the form of evals/training")
    parser.add_argument("--passes", type=float, default=3.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    keep_what_is_freed()
    torch.manual_seed(options.seed)
    documents = gather(load_texts(sorted(options.texts.glob("*.txt"))))
    kept_out = [example for document in documents[::_KEPT_OUT] for example in document]
    rest = [example for number, document in enumerate(documents) if number % _KEPT_OUT for example in document]
    model = TrainedReranker(bundled_weights(), bundled_words())
    train(model, rest, options.passes, options.seed)
    first, auroc = measured(model, kept_out)
    sys.stdout.write(f"kept out, n={len(kept_out)}: first {first:.3f}, AUROC {auroc:.3f}\n")
    if options.write:
        written(model, options.write)
    return 0


if __name__ == "__main__":
    sys.exit(main())
