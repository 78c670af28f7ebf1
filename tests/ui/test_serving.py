from pathlib import Path

from corpus.errors import EmbedderError
from index.protocols import Embedder
from service.indexed import IndexedKnowledgeBase
from service.indexing import DataFolder
from ui.serving import _warm


def test_an_empty_folder_is_no_error_at_the_start(tmp_path: Path, embedder: Embedder) -> None:
    _warm(IndexedKnowledgeBase(DataFolder(tmp_path), embedder))


def test_an_embedder_that_does_not_load_is_told_to_who_asks(tmp_path: Path, embedder: Embedder) -> None:
    class Broken(IndexedKnowledgeBase):
        asked = 0

        def warm(self) -> None:
            Broken.asked += 1
            raise EmbedderError("saknas")

    _warm(Broken(DataFolder(tmp_path), embedder))
    assert Broken.asked == 1
