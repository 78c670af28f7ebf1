"""A sentence-transformers model small enough to make on the spot: two layers, sixteen numbers a vector."""

from pathlib import Path
from typing import Any

from tests.extras import need

LETTERS = "abcdefghijklmnopqrstuvwxyzåäö0123456789?.,:-"


def make_tiny_model(folder: Path) -> None:
    """Writes the model into the folder; skips the test where the extra [models] is not installed."""
    need("sentence_transformers", "needs the extra [models]")
    from transformers import BertModel

    # sentence-transformers reads a bare model as one whose words' mean is the text's vector.
    BertModel(_configured(folder)).save_pretrained(folder)


def make_tiny_cross_encoder(folder: Path) -> None:
    """Writes a cross-encoder with one score a pair into the folder; skips as `make_tiny_model` does."""
    need("sentence_transformers", "needs the extra [models]")
    from transformers import BertForSequenceClassification

    BertForSequenceClassification(_configured(folder, num_labels=1)).save_pretrained(folder)


def _configured(folder: Path, **more: int) -> Any:  # noqa: ANN401 - the package has no types
    import torch
    from transformers import BertConfig, BertTokenizerFast

    torch.manual_seed(0)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LETTERS, *(f"##{letter}" for letter in LETTERS)]
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(words), "utf-8")
    BertTokenizerFast(str(vocabulary), strip_accents=False, model_max_length=128).save_pretrained(folder)
    return BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=128,
        **more,
    )
