"""Models from elsewhere: any embedder or cross-encoder of sentence-transformers, by name or folder."""

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import EmbedderError
from index.cleaning import cleaned
from index.protocols import Read, Vectors


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by name on a hub or by folder; needs the extra `models`."""

    def __init__(self, model: str) -> None:
        self.name = f"sentence-transformers/{model}{_fingerprint(Path(model))}"
        self._source = model

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - loaded lazily, and only where the extra is installed
        return _loaded("SentenceTransformer", self._source)

    @property
    def dimension(self) -> int:
        """See `Embedder`."""
        # Renamed in sentence-transformers 6.
        model = self._model
        get = getattr(model, "get_embedding_dimension", None) or model.get_sentence_embedding_dimension
        return int(get())

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return self._embed(texts, "query")

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return self._embed(texts, "passage")

    def _embed(self, texts: Sequence[str], role: str) -> Vectors:
        # Models of the e5 family are trained with these words before each text; others bring prompts of their own.
        prompts = self._model.prompts
        prefix = prompts.get(role, "") or (f"{role}: " if "e5" in self._source.casefold() else "")
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        vectors = self._model.encode(
            [prefix + cleaned(text) for text in texts], normalize_embeddings=True, show_progress_bar=False, prompt=""
        )
        return np.asarray(vectors, np.float32)


class CrossEncoderReranker:
    """Any cross-encoder of sentence-transformers with one score a pair; see `Reranker`. Needs the extra `models`.

    Its scores should be log-odds, as those of models trained with binary cross-entropy are. Raises EmbedderError where
    the model cannot be loaded: who has chosen one is not to be answered by another.
    """

    def __init__(self, model: str) -> None:
        self.name = f"sentence-transformers/{model}{_fingerprint(Path(model))}"
        self._source = model

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - loaded lazily, and only where the extra is installed
        return _loaded("CrossEncoder", self._source, num_labels=1)

    def scores(self, question: str, passages: Sequence[Read]) -> list[list[float]]:
        """See `Reranker`."""
        from torch.nn import Identity

        pairs = [
            (question, cleaned(f"{passage.heading or passage.title}: {sentence}"))
            for passage in passages
            for sentence in passage.sentences
        ]
        if not pairs:
            return [[] for _ in passages]
        found = iter(self._model.predict(pairs, activation_fn=Identity(), show_progress_bar=False).tolist())
        return [[float(next(found)) for _ in passage.sentences] for passage in passages]


def _loaded(kind: str, source: str, **options: int) -> Any:  # noqa: ANN401 - the package has no types
    """A model of that class of sentence-transformers; raises EmbedderError where it cannot be loaded."""
    try:
        import sentence_transformers
    except ImportError as error:
        raise EmbedderError(
            f"Modellen {source} behöver tillägget kallan[models]: pip install 'kallan[models]'."
        ) from error
    try:
        return getattr(sentence_transformers, kind)(source, device="cpu", **options)
    except (OSError, ValueError, RuntimeError) as error:
        raise EmbedderError(f"Modellen {source} kan inte läsas in: {error}") from error


def _fingerprint(folder: Path) -> str:
    """Tells the model in a folder from another one put there; empty for a name on a hub, which is not to be reused.

    Weights are told apart by their sizes and their first 64 KiB: reading them whole would take seconds.
    """
    if not folder.is_dir():
        return ""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            digest.update(
                f"{path.relative_to(folder).as_posix()}\n{path.stat().st_size}\n".encode() + file.read(65_536)
            )
    return f"#{digest.hexdigest()[:12]}"
