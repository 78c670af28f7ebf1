from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.arrays import ArrayWriter, blocks, mapped
from index.codes import Codes, write_codes
from index.dense import ExactIndex
from index.protocols import Vectors


def unit(seed: int, count: int, dimension: int, spread: float) -> Vectors:
    """Vectors around a direction in common, as those of e5 are."""
    drawn = np.random.default_rng(seed)
    rows = drawn.standard_normal(dimension) + spread * drawn.standard_normal((count, dimension))
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def coded(folder: Path, vectors: Vectors) -> Codes:
    np.save(folder / "vectors.npy", vectors)
    write_codes(folder, "vectors", vectors.shape[1])
    return Codes.read(folder, "vectors")


@given(st.integers(0, 10_000), st.integers(0, 300), st.sampled_from([1, 2, 7, 64]), st.sampled_from([0.01, 0.5, 3.0]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_score_is_further_off_than_is_said(
    tmp_path: Path, seed: int, count: int, dimension: int, spread: float
) -> None:
    vectors = unit(seed, count + 1, dimension, spread)
    codes, query = coded(tmp_path, vectors[1:]), vectors[0]
    scores, error = codes.scores(query)
    assert len(codes) == len(scores) == count
    assert np.abs(scores - vectors[1:] @ query).max(initial=0) <= error


@given(st.integers(0, 200), st.integers(1, 50))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
def test_shared_out_among_the_cores_scores_are_the_same(tmp_path: Path, count: int, block: int) -> None:
    vectors = unit(count, count + 1, 7, 0.5)
    codes = coded(tmp_path, vectors[1:])
    alone = codes.scores(vectors[0])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("index.codes._SHARED", 0)
        patched.setattr("index.codes._BLOCK", block)
        shared = codes.scores(vectors[0])
    assert shared[0] == pytest.approx(alone[0], abs=1e-6)
    assert shared[1] == alone[1]


def test_vectors_that_are_all_alike(tmp_path: Path) -> None:
    vectors = np.repeat(unit(1, 1, 8, 1.0), 5, axis=0)
    scores, error = coded(tmp_path, vectors).scores(vectors[0])
    assert scores == pytest.approx([1] * 5, abs=1e-4)
    assert error < 1e-4


@pytest.mark.parametrize("seed", range(4))
def test_a_search_by_codes_finds_what_one_without_them_finds(tmp_path: Path, seed: int) -> None:
    vectors = unit(seed, 9000, 32, 0.4)
    ids, documents = [f"p{row}" for row in range(9000)], [f"d{row % 7}" for row in range(9000)]
    plain, by_codes = ExactIndex(ids, documents, vectors), ExactIndex(ids, documents, vectors, coded(tmp_path, vectors))
    for query in unit(seed + 50, 20, 32, 0.4):
        for among in (None, frozenset({"d1", "d3"}), frozenset({"d2"}), frozenset({"okänd"}), frozenset(documents)):
            assert by_codes.search(query, 50, among) == plain.search(query, 50, among)


def test_every_vector_finds_itself(tmp_path: Path) -> None:
    vectors = unit(3, 5000, 32, 0.1)
    ids = [f"p{row:04}" for row in range(5000)]
    index = ExactIndex(ids, ["d"] * 5000, vectors, coded(tmp_path, vectors))
    assert [index.search(vector, 1)[0].id for vector in vectors[::10]] == ids[::10]


def test_what_is_written_in_parts_is_read_in_parts(tmp_path: Path) -> None:
    rows = np.arange(20_000 * 300, dtype=np.float32).reshape(20_000, 300)
    with ArrayWriter(tmp_path / "a.npy", [300], np.float32) as writer:
        for start in range(0, 20_000, 7001):
            writer.add(rows[start : start + 7001])
    assert np.array_equal(mapped(tmp_path / "a.npy"), rows)
    read = list(blocks(tmp_path / "a.npy"))
    assert len(read) == 2
    assert all(np.array_equal(block, rows[start : start + len(block)]) for start, block in read)


@pytest.mark.parametrize("row", [[], [3]])
def test_an_array_without_rows(tmp_path: Path, row: list[int]) -> None:
    with ArrayWriter(tmp_path / "a.npy", row, np.int64):
        pass
    assert mapped(tmp_path / "a.npy").shape == (0, *row)
    assert list(blocks(tmp_path / "a.npy")) == []
