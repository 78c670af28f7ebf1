"""Killed at any moment, an ingest leaves a whole state, and the next one ends where an undisturbed one would have."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.answers import Filters
from tests.service.ingesting import Place, make_place, write


def killed_at(place: Place, point: str, root: Path) -> None:
    command = [sys.executable, "-m", "tests.service.kill_me", str(place.documents), str(place.data.path), point]
    done = subprocess.run(command, cwd=root, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def state(place: Place) -> list[tuple[str, str, float]]:
    found = place.open().search("barn hälsa värd avgift", Filters(), 99)
    return [(each.document.source, each.passage.text, each.score) for each in found]


@pytest.mark.parametrize("point", ["reading", "embedding", "building", "switching", "clearing"])
def test_killed(place: Place, tmp_path: Path, root: Path, point: str) -> None:
    place.ingest()
    before = state(place)
    write(place.documents, "barn.txt", "Barn har rätt till hälsa.\n")
    write(place.documents, "ny.md", "# Nytt\n\nVärd är Kiruna.")
    (place.documents / "avgift.md").unlink()
    killed_at(place, point, root)
    if point != "clearing":
        assert state(place) == before
    place.ingest()
    undisturbed = make_place(tmp_path / "undisturbed")
    undisturbed.ingest()
    for name in ("barn.txt", "ny.md"):
        write(undisturbed.documents, name, (place.documents / name).read_text("utf-8"))
    (undisturbed.documents / "avgift.md").unlink()
    undisturbed.ingest()
    assert [row[:2] for row in state(place)] == [row[:2] for row in state(undisturbed)]
    assert [row[2] for row in state(place)] == pytest.approx([row[2] for row in state(undisturbed)])


def test_killed_the_first_time_there_is_nothing_yet(place: Place, root: Path) -> None:
    from corpus.errors import IndexMissing

    killed_at(place, "switching", root)
    with pytest.raises(IndexMissing):
        state(place)
    assert len(place.ingest().new) == 3
    assert not list(place.data.index.glob("*.building"))
    assert len(list(place.data.index.iterdir())) == 1
