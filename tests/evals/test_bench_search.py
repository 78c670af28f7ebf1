from pathlib import Path

import numpy as np

from evals.bench_search import made_vectors, open_index, recall, write_index
from index.arrays import mapped
from index.protocols import Vectors


def real() -> Vectors:
    rows = 1 + np.random.default_rng(5).standard_normal((40, 24))
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def test_made_vectors_are_of_unit_length_and_follow_from_their_numbers() -> None:
    numbers = np.array([[1, 2, 3], [1, 2, 3], [41, 2, 3], [1, 3, 2]], np.uint64)
    found = made_vectors(real(), numbers)
    assert np.allclose(np.linalg.norm(found, axis=1), 1)
    assert np.array_equal(found[0], found[1])
    assert np.array_equal(found[0], found[2])
    assert not np.allclose(found[0], found[3])


def test_what_is_written_is_searched_exactly(tmp_path: Path) -> None:
    write_index(tmp_path, 3005, real())
    index, vectors = open_index(tmp_path), mapped(tmp_path / "passages.npy")
    assert len(index) == len(vectors) == 3005
    half = frozenset(f"d{number:07}" for number in range(0, 301, 2))
    queries = real()[:10]
    assert recall(index, vectors, queries, None, 1) == 1
    assert recall(index, vectors, queries, half, 2) == 1
    assert recall(index, vectors, queries, frozenset(), 1) == 0
    assert index.search(np.array(vectors[3004]), 1)[0].id == "d0000300:p4"
