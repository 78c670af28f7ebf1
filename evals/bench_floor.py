"""What bounds every search: the bare embedder, exact search over all vectors, and the speed of memory."""

import random
import statistics
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from index.protocols import Embedder, Vectors

_BYTES = 256 * 2**20
_HIDDEN, _LAYERS, _HEADS, _INNER = 384, 12, 12, 1536
"""The shape of multilingual-e5-small."""
_VOCABULARY = 20_000
"""Fewer word pieces than its 250,000: they are looked up, which costs the same however many there are."""


def milliseconds(work: Callable[[], object], times: int = 9) -> float:
    """The quickest of some rounds: a bound is what can be done, not what another process leaves."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return min(taken)


def bandwidth() -> float:
    """Bytes a millisecond that one core reads from memory, in one long sum."""
    block = np.ones(_BYTES // 4, np.float32)
    return _BYTES / milliseconds(lambda: block.sum())


def exact_search(count: int, dimension: int) -> float:
    """Milliseconds for the best ten of so many vectors, all multiplied and sorted by nobody's index."""
    vectors: Vectors = np.random.default_rng(0).standard_normal((count, dimension), np.float32)
    question = vectors[0] / np.linalg.norm(vectors[0])

    def best() -> object:
        scores = vectors @ question
        return np.argpartition(scores, -10)[-10:]

    return milliseconds(best)


def question(embedder: Embedder, questions: Sequence[str]) -> float:
    """Milliseconds to embed one question."""
    return statistics.median(milliseconds(lambda text=text: embedder.queries([text]), 5) for text in questions)  # type: ignore[misc]


def passages_a_second(embedder: Embedder, texts: Sequence[str]) -> float:
    """How many of the texts are embedded in a second of processor time."""
    began = time.process_time()
    embedder.passages(texts)
    return len(texts) / (time.process_time() - began)


def sentence_transformer(folder: Path, words: Sequence[str]) -> Embedder | None:
    """A model of e5-small's shape with weights by chance, in 32-bit floats; None without the extra `models`."""
    if not find_spec("sentence_transformers"):
        return None
    import torch
    from transformers import BertConfig, BertModel, BertTokenizerFast

    from index.hub_models import SentenceTransformerEmbedder

    torch.manual_seed(0)
    folder.mkdir(parents=True, exist_ok=True)
    _write_pieces(folder / "vocab.txt", words)
    BertTokenizerFast(str(folder / "vocab.txt"), strip_accents=False, model_max_length=512).save_pretrained(folder)
    config = BertConfig(
        vocab_size=_VOCABULARY,
        hidden_size=_HIDDEN,
        num_hidden_layers=_LAYERS,
        num_attention_heads=_HEADS,
        intermediate_size=_INNER,
    )
    BertModel(config).save_pretrained(folder)
    return SentenceTransformerEmbedder(str(folder))


def _write_pieces(file: Path, words: Sequence[str]) -> None:
    """Letters and beginnings and ends of the words, so that a text has about as many pieces as e5 makes of it."""
    chance = random.Random(0)  # noqa: S311 - no secret
    letters = sorted({letter for word in words for letter in word.casefold()})
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{each}" for each in letters)]
    halves = sorted(
        {part for word in words for part in (word.casefold()[:4], f"##{word.casefold()[4:]}") if len(part) > 2}
    )
    pieces += chance.sample(halves, min(len(halves), _VOCABULARY - len(pieces)))
    file.write_text("\n".join(dict.fromkeys(pieces)), "utf-8")
