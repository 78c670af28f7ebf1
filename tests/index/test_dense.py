from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexError_
from index.chroma import ChromaIndex
from index.dense import CoveredIndex, ExactIndex
from tests.fakes import FakeDenseIndex, Row
from tests.index.test_dense_contract import EAST, Narrow, at, chroma, exact, matrix, names

ROWS = [Row(f"r{number}", "one", vector=at(number * 10)) for number in range(9)]


def test_what_the_graph_cannot_reach_is_found_all_the_same() -> None:
    blind = FakeDenseIndex(ROWS[1:])
    assert names(Narrow(blind, exact(ROWS), []).search(EAST, 1)) == ["r1"]
    assert names(Narrow(blind, exact(ROWS), ["r0"]).search(EAST, 1)) == ["r0"]


def test_candidates_are_scored_again() -> None:
    backwards = FakeDenseIndex(
        [Row(row.id, row.document, vector=at(80 - number * 10)) for number, row in enumerate(ROWS)]
    )
    assert names(Narrow(backwards, exact(ROWS), []).search(EAST, 2)) == ["r7", "r8"]


def test_a_small_index_is_searched_exactly() -> None:
    assert names(CoveredIndex(FakeDenseIndex([]), exact(ROWS), []).search(EAST, 2)) == ["r0", "r1"]


def test_scores_of_chosen_passages_leave_out_unknown_ones() -> None:
    assert names(exact(ROWS).score(EAST, ["r5", "okänd", "r2"], 5)) == ["r2", "r5"]
    assert exact(ROWS).score(EAST, [], 5) == []
    assert len(ExactIndex([], [], np.empty((0, 0), np.float32))) == 0


def test_chroma_keeps_what_it_was_given_and_forgets_what_is_gone(tmp_path: Path) -> None:
    index = chroma(tmp_path / "dense", ROWS)
    index.update(["r0", "r3"], ["r1"], ["two"], matrix([Row("r1", "two", vector=at(85))]))
    index.close()
    again = ChromaIndex(tmp_path / "dense")
    assert names(again.search(EAST, 9)) == ["r2", "r4", "r5", "r6", "r7", "r8", "r1"]
    assert names(again.search(EAST, 9, frozenset({"two"}))) == ["r1"]
    again.close()


def test_more_rows_than_one_batch(tmp_path: Path) -> None:
    rows = [Row(f"r{number}", "one", vector=at(number / 2)) for number in range(600)]
    index = chroma(tmp_path / "dense", rows)
    assert names(index.search(EAST, 3)) == ["r0", "r1", "r2"]
    assert index.unreachable([row.id for row in rows], matrix(rows)) == []
    index.update([row.id for row in rows[:590]], [], [], matrix([]))
    assert names(index.search(EAST, 3)) == ["r599", "r598", "r597"]
    index.close()


def test_a_broken_folder_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "dense"
    chroma(folder, ROWS).close()
    (folder / "chroma.sqlite3").write_bytes(b"broken" * 4000)
    with pytest.raises(IndexError_, match="--rebuild"):
        ChromaIndex(folder).search(EAST, 1)
