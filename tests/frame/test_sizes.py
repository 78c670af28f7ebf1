import ast
from pathlib import Path

import pytest

from tests.frame.trees import PACKAGES, ROOT, files, tree

FILE_LINES = 400
FUNCTION_LINES = 50
# Larger ones, each with the reason.
LARGE_FILES: dict[str, str] = {}
LARGE_FUNCTIONS: dict[str, str] = {}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", files(*PACKAGES, "scripts", "tests"), ids=name)
def test_files_and_functions_are_short(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= FILE_LINES or name(path) in LARGE_FILES, f"{lines} lines"
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= FUNCTION_LINES or f"{name(path)}:{node.name}" in LARGE_FUNCTIONS, f"{node.name}: {length}"


def test_every_exception_is_still_needed() -> None:
    for large in LARGE_FILES:
        assert len((ROOT / large).read_text("utf-8").splitlines()) > FILE_LINES
    known = {
        f"{name(path)}:{node.name}"
        for path in files(*PACKAGES, "scripts", "tests")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
    }
    assert LARGE_FUNCTIONS.keys() <= known
