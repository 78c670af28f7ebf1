import threading
from pathlib import Path

import pytest

from corpus.errors import EmbedderError
from index.protocols import Embedder
from service.indexed import IndexedKnowledgeBase
from service.indexing import DataFolder
from service.onboarding.guide import Guide
from service.onboarding.reading import TourFile
from tests.onboarding.place import STEPS, make_tour
from ui.serving import _open, _warm


def guide_of(knowledge_base: IndexedKnowledgeBase, folder: Path) -> Guide:
    return Guide(knowledge_base.sources, lambda *_: [], TourFile(folder / "tour.yaml").tour)


def start(knowledge_base: IndexedKnowledgeBase, guide: Guide) -> None:
    """What serving does beside the loading of the pages."""
    opening = threading.Thread(target=_open, args=(knowledge_base,))
    opening.start()
    _warm(opening, knowledge_base, guide)


def test_an_empty_folder_is_no_error_at_the_start(tmp_path: Path, embedder: Embedder) -> None:
    knowledge_base = IndexedKnowledgeBase(DataFolder(tmp_path), embedder)
    start(knowledge_base, guide_of(knowledge_base, tmp_path))


def test_an_embedder_that_does_not_load_is_told_to_who_asks(tmp_path: Path, embedder: Embedder) -> None:
    class Broken(IndexedKnowledgeBase):
        asked = 0

        def warm(self) -> None:
            Broken.asked += 1
            raise EmbedderError("saknas")

    knowledge_base = Broken(DataFolder(tmp_path), embedder)
    start(knowledge_base, guide_of(knowledge_base, tmp_path))
    assert Broken.asked == 1


def test_steps_that_cannot_be_read_are_told_to_who_starts_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tour = make_tour(tmp_path, steps=STEPS.replace("answer: money", "answer: cash"))
    start(tour.place.open(), tour.guide)
    assert capsys.readouterr().err.startswith("kallan: tour.yaml: steget ”fee”, fråga 1: answer: ”cash” går inte.")
