"""The reranker that comes with the program: multilingual-e5-small, trained on to tell what answers a question.

`evals.train_reranker` makes its adapter; what it gains is told in docs/quality.md, how it came to be in decision 014.
"""

import hashlib
import logging
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from index.e5.conversion import CONVERSION_VERSION
from index.e5.passages import PassageReader, adapter_file, load
from index.protocols import Read

_ADAPTER = "reranker.npz"

_log = logging.getLogger(__name__)


class BundledReranker:
    """See `Reranker`. Nothing is loaded before the first question.

    `models` is the folder where the model is kept once it is made; with None each process makes it anew.
    """

    def __init__(self, models: Path | None) -> None:
        self._models = models
        self._lock = threading.Lock()
        self._reader: PassageReader | None = None
        self._has_failed = False

    @cached_property
    def name(self) -> str:
        """See `Reranker`; told by the adapter's content, so that a model kept from another one is not used."""
        digest = hashlib.sha256(adapter_file(_ADAPTER).read_bytes()).hexdigest()
        return f"e5-reranker-{digest[:12]}-int8-v{CONVERSION_VERSION}"

    def scores(self, question: str, passages: Sequence[Read]) -> list[list[float]] | None:
        """See `Reranker`."""
        reader = self._loaded()
        return None if reader is None else [found.tolist() for found in reader.scores(question, passages)]

    def _loaded(self) -> PassageReader | None:
        with self._lock:
            if self._reader is None and not self._has_failed:
                try:
                    self._reader = load(_ADAPTER, self._models / f"{self.name}.onnx" if self._models else None)
                except Exception as error:  # noqa: BLE001 - whatever foreign libraries raise, there are answers without it
                    self._has_failed = True
                    _log.warning("the reranker cannot be used (%s); answers are ordered without it", error)
            return self._reader
