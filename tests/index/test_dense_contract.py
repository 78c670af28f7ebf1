"""What every dense index promises; see `index.protocols.DenseIndex`."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import IndexUnavailable
from index.chroma import ChromaIndex
from index.chroma_server import ChromaServer, ServedIndex
from index.codes import Codes, write_codes
from index.dense import CoveredIndex, ExactIndex
from index.fallback import FallbackIndex
from index.protocols import DenseIndex, Hit, Vectors
from tests.chroma_server import running
from tests.fakes import FakeDenseIndex, Row

Make = Callable[[Sequence[Row]], DenseIndex]
EAST, NORTH = np.array([1, 0], np.float32), np.array([0, 1], np.float32)


def matrix(rows: Sequence[Row]) -> np.ndarray:
    return np.array([row.vector for row in rows], np.float32).reshape(len(rows), 2)


def exact(rows: Sequence[Row]) -> ExactIndex:
    return ExactIndex([row.id for row in rows], [row.document for row in rows], matrix(rows))


def chroma(folder: Path, rows: Sequence[Row]) -> ChromaIndex:
    index = ChromaIndex(folder)
    index.update([], [row.id for row in rows], [row.document for row in rows], matrix(rows))
    return index


class Gone(FakeDenseIndex):
    """Cannot be searched."""

    def __init__(self) -> None:
        super().__init__([])

    def search(self, vector: Vectors, k: int, among: frozenset[str] | None = None) -> list[Hit]:
        raise IndexUnavailable("borta")


def coded(folder: Path, rows: Sequence[Row]) -> ExactIndex:
    """Searched by its codes whatever its size."""
    folder.mkdir()
    np.save(folder / "vectors.npy", matrix(rows))
    write_codes(folder, "vectors", 2)
    codes = Codes.read(folder, "vectors")
    index = ExactIndex([row.id for row in rows], [row.document for row in rows], matrix(rows), codes)
    index.few = 0
    return index


class Narrow(CoveredIndex):
    """Asks the approximate index for two at a time, so that a handful of rows are many."""

    _WIDTH = 2
    _FACTOR = 1


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    with running(tmp_path_factory.mktemp("chroma")) as process:
        found = ChromaServer(process.url)
        yield found
        found.close()


def served(server: ChromaServer, rows: Sequence[Row]) -> ServedIndex:
    index = server.open(Path(uuid.uuid4().hex))
    index.update([], [row.id for row in rows], [row.document for row in rows], matrix(rows))
    return index


@pytest.fixture(params=["fake", "exact", "chroma", "server", "covered", "narrow", "fallback", "fallen"])
def make(request: pytest.FixtureRequest, tmp_path: Path, server: ChromaServer) -> Make:
    # A folder for each index that a test makes: Chroma keeps its folders open.
    folders = iter(tmp_path / str(number) for number in range(99))
    made: dict[str, Make] = {
        "fake": FakeDenseIndex,
        "exact": exact,
        "coded": lambda rows: coded(next(folders), rows),
        "chroma": lambda rows: chroma(next(folders), rows),
        "covered": lambda rows: CoveredIndex(chroma(next(folders), rows), exact(rows), []),
        "server": lambda rows: served(server, rows),
        "narrow": lambda rows: Narrow(FakeDenseIndex(rows), exact(rows), []),
        "fallback": lambda rows: FallbackIndex(FakeDenseIndex(rows), FakeDenseIndex([]), lambda: None),
        "fallen": lambda rows: FallbackIndex(Gone(), FakeDenseIndex(rows), lambda: None),
    }
    return made[str(request.param)]


def at(angle: float) -> tuple[float, float]:
    """The point at that angle from east, in degrees, on the unit circle."""
    return (float(np.cos(np.radians(angle))), float(np.sin(np.radians(angle))))


ROWS = [
    Row("d", "two", vector=at(90)),
    Row("b", "one", vector=at(30)),
    Row("a", "one", vector=at(0)),
    Row("c", "two", vector=at(60)),
]


def names(hits: Sequence[Hit]) -> list[str]:
    return [hit.id for hit in hits]


def test_best_first_with_the_cosine(make: Make) -> None:
    hits = make(ROWS).search(EAST, 4)
    assert names(hits) == ["a", "b", "c", "d"]
    assert [hit.score for hit in hits] == pytest.approx([1, 0.866, 0.5, 0], abs=1e-3)


@pytest.mark.parametrize(
    ("k", "expected"), [(0, []), (-1, []), (1, ["a"]), (3, ["a", "b", "c"]), (99, ["a", "b", "c", "d"])]
)
def test_at_most_k(make: Make, k: int, expected: list[str]) -> None:
    assert names(make(ROWS).search(EAST, k)) == expected


def test_ties_go_by_id(make: Make) -> None:
    rows = [Row(name, "one", vector=at(0)) for name in "dbca"]
    assert names(make(rows).search(EAST, 4)) == ["a", "b", "c", "d"]


def test_ties_at_the_cut_go_by_id(make: Make) -> None:
    rows = [Row(name, "one", vector=at(0)) for name in "gfedcba"]
    index = make(rows)
    if isinstance(index, ChromaIndex | ServedIndex):
        pytest.skip("approximate: which of equals it finds is chance, which is why CoveredIndex scores them again")
    if isinstance(index, Narrow):
        pytest.skip("only as good as what it is offered: two here")
    assert names(index.search(EAST, 2)) == ["a", "b"]


def test_nothing_in_it(make: Make) -> None:
    assert make([]).search(EAST, 3) == []
    assert make([]).search(EAST, 3, frozenset({"one"})) == []


@pytest.mark.parametrize(
    ("among", "expected"),
    [
        ({"two"}, ["c", "d"]),
        ({"one", "two"}, ["a", "b", "c", "d"]),
        (set(), []),
        ({"okänd"}, []),
        ({"okänd", "one"}, ["a", "b"]),
    ],
)
def test_among(make: Make, among: set[str], expected: list[str]) -> None:
    assert names(make(ROWS).search(EAST, 9, frozenset(among))) == expected


def test_among_is_not_cut_before_it_is_filtered(make: Make) -> None:
    rows = [Row(f"near{number}", "near", vector=at(number)) for number in range(5)] + [Row("far", "far", vector=at(80))]
    assert names(make(rows).search(EAST, 1, frozenset({"far"}))) == ["far"]


vectors = st.lists(st.integers(0, 359), min_size=1, max_size=30)


@given(vectors, st.integers(0, 359), st.integers(1, 12), st.none() | st.sets(st.sampled_from("xyz")))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_exact_search_is_what_the_fake_does(angles: list[int], query: int, k: int, among: set[str] | None) -> None:
    rows = [Row(f"{number:02}", "xyz"[number % 3], vector=at(angle)) for number, angle in enumerate(angles)]
    vector = np.array(at(query), np.float32)
    wanted = FakeDenseIndex(rows).search(vector, len(rows), among and frozenset(among) or None)
    found = exact(rows).search(vector, k, among and frozenset(among) or None)
    # Rounding may order near-equal scores either way, so scores are compared and not names.
    assert [hit.score for hit in found] == pytest.approx([hit.score for hit in wanted[:k]], abs=1e-6)
    assert found == sorted(found, key=lambda hit: (-hit.score, hit.id))
