"""Rerankers by name: the one that comes with the program, any cross-encoder of sentence-transformers, or none."""

from pathlib import Path

from index.e5.reranker import BundledReranker
from index.hub_models import CrossEncoderReranker
from index.protocols import Reranker

DEFAULT_RERANKER = "e5"
NO_RERANKER = ""


def make_reranker(name: str = DEFAULT_RERANKER, models: Path | None = None) -> Reranker | None:
    """The reranker of that name: "e5", "" for none, or else a cross-encoder's name or folder.

    Nothing is loaded before the first question. `models` is a folder for what is made once, on first use.
    """
    if name == NO_RERANKER:
        return None
    return BundledReranker(models) if name == DEFAULT_RERANKER else CrossEncoderReranker(name)
