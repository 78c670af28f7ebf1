"""Knowledge bases with the real embedder, ingested once a run."""

from pathlib import Path

import pytest

from service.indexed import IndexedKnowledgeBase
from service.indexing import Progress
from service.settings import Settings
from service.wiring import make_knowledge_base, run_ingest

ROOT = Path(__file__).parents[2]


def _ingested(data: Path, documents: Path) -> IndexedKnowledgeBase:
    settings = Settings(data=data)
    run_ingest(settings, [documents], rebuild=False, progress=Progress())
    return make_knowledge_base(settings)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> IndexedKnowledgeBase:
    return _ingested(tmp_path_factory.mktemp("shipped"), ROOT / "corpus" / "documents")


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> IndexedKnowledgeBase:
    documents = ROOT.parent / "shared" / "corpus"
    if not documents.is_dir():
        pytest.skip("the real documents are not part of the project")
    return _ingested(tmp_path_factory.mktemp("real"), documents)
