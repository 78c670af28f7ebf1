from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import ids as module
from index.ids import IdWriter, KeptIds, ListedIds


def kept(folder: Path, *batches: list[str]) -> KeptIds:
    with IdWriter(folder, "x") as writer:
        for batch in batches:
            writer.add(batch)
    return KeptIds(folder, "x")


@given(st.lists(st.text(max_size=12), unique=True, max_size=40), st.integers(0, 40), st.text(max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_kept_ids_are_what_a_list_of_them_is(tmp_path: Path, names: list[str], cut: int, other: str) -> None:
    names = [name.encode("utf-8", "replace").decode() for name in names]
    names = list(dict.fromkeys(names))
    other = other.encode("utf-8", "replace").decode()
    found, listed = kept(tmp_path, names[:cut], names[cut:]), ListedIds(names)
    assert list(found) == names
    assert len(found) == len(names)
    assert found[1:3] == names[1:3]
    wanted = [*reversed(names), other]
    assert found.rows_of(wanted).tolist() == listed.rows_of(wanted).tolist()
    assert found.known_by([module.hash_of(name) for name in wanted]) == [
        name if name in names else None for name in wanted
    ]


def test_ids_of_one_hash_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "hash_of", lambda text: len(text))
    found = kept(tmp_path, ["ab", "cd", "efg"])
    assert found.rows_of(["cd", "efg", "ab", "xy", "xyz", "x"]).tolist() == [1, 2, 0, -1, -1, -1]
    assert found.known_by([3, 2, 9]) == ["efg", None, None]


@pytest.mark.parametrize("part", ["x.ids", "x.ends.npy", "x.order.npy", "x.hashes.npy"])
def test_files_that_are_not_whole_are_refused(tmp_path: Path, part: str) -> None:
    kept(tmp_path, ["ab", "cd"])
    file = tmp_path / part
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises((OSError, ValueError)):
        KeptIds(tmp_path, "x")


def test_an_interrupted_writer_leaves_nothing_that_can_be_opened(tmp_path: Path) -> None:
    def interrupted() -> None:
        with IdWriter(tmp_path, "x") as writer:
            writer.add(["ab"])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with pytest.raises(OSError, match="ends"):
        KeptIds(tmp_path, "x")


def test_rows_are_whole_numbers(tmp_path: Path) -> None:
    assert kept(tmp_path).rows_of([]).dtype == np.int64
