"""Tours with the real embedder over the shipped documents and over the real ones, ingested once a run."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.indexing import Progress
from service.onboarding.guide import Guide
from service.settings import Settings
from service.wiring import make_desk, make_guide, make_knowledge_base, run_ingest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Toured:
    """A guide over a folder of documents that can be changed and ingested again."""

    guide: Guide
    documents: Path
    settings: Settings

    def without(self, *names: str) -> None:
        """Takes documents away, as an operator would."""
        for name in names:
            (self.documents / name).unlink()
        run_ingest(self.settings, [self.documents], rebuild=False, progress=Progress())


def make_toured(documents: Path, data: Path) -> Toured:
    """A tour over the documents, read into the data folder."""
    settings = Settings(data=data)
    run_ingest(settings, [documents], rebuild=False, progress=Progress())
    knowledge_base = make_knowledge_base(settings)
    return Toured(make_guide(settings, knowledge_base, make_desk(knowledge_base)), documents, settings)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Toured:
    folder = tmp_path_factory.mktemp("shipped")
    documents = ROOT / "corpus" / "documents"
    shutil.copytree(documents, folder / "documents")
    shutil.copy(documents.parent / "catalogue.yaml", folder)
    return make_toured(folder / "documents", folder / "data")


@pytest.fixture
def lessened(shipped: Toured, tmp_path: Path) -> Toured:
    """The shipped tour in a folder of its own, where documents may be taken away."""
    shutil.copytree(shipped.documents, tmp_path / "documents")
    shutil.copy(shipped.documents.parent / "catalogue.yaml", tmp_path)
    (tmp_path / "data").mkdir()
    # What has been embedded need not be again.
    shutil.copy(shipped.settings.data / "vectors.sqlite", tmp_path / "data")
    shutil.copytree(shipped.settings.data / "models", tmp_path / "data" / "models")
    return make_toured(tmp_path / "documents", tmp_path / "data")


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Toured:
    documents = ROOT.parent / "shared" / "corpus"
    if not documents.is_dir():
        pytest.skip("the real documents are not part of the project")
    return make_toured(documents, tmp_path_factory.mktemp("real"))
