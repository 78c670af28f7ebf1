"""Nothing is embedded twice: not for a new name, not for a rebuild, not for a copy."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.describing.language import language_of
from ingest.read import READER_VERSION, read_document
from service.indexing import DataFolder, ingest
from tests.fakes import FakeEmbedder

TEXT = "# Avgift\n\nAvgiften betalas varje år. Den är lika för alla.\n\n# Barn\n\nBarn har rätt till fritid.\n"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "avgift.md").write_text(f"# Om nätverket\n\n{TEXT}", "utf-8")
    return folder


def embedded(tmp_path: Path, paths: Sequence[Path], *, rebuild: bool = False) -> list[str]:
    embedder = FakeEmbedder()
    ingest(
        DataFolder(tmp_path / "data"),
        paths,
        embedder,
        lambda path, document_id, source, entry: read_document(
            path, document_id=document_id, source=source, entry=entry
        ),
        READER_VERSION,
        lambda text, languages: language_of(text) if len(languages) > 1 else languages[0],
        rebuild=rebuild,
    )
    return embedder.embedded


def test_what_is_unchanged_renamed_copied_or_rebuilt(tmp_path: Path, documents: Path) -> None:
    first = embedded(tmp_path, [documents])
    assert first
    assert len(first) == len(set(first))
    assert embedded(tmp_path, [documents]) == []
    assert embedded(tmp_path, [documents], rebuild=True) == []
    (documents / "avgift.md").rename(documents / "avgifter 2024.md")
    assert embedded(tmp_path, [documents]) == []
    (documents / "kopia.md").write_bytes((documents / "avgifter 2024.md").read_bytes())
    assert embedded(tmp_path, [documents]) == []


def test_of_a_changed_document_only_what_has_changed(tmp_path: Path, documents: Path) -> None:
    embedded(tmp_path, [documents])
    file = documents / "avgift.md"
    file.write_text(file.read_text("utf-8").replace("fritid", "lek"), "utf-8")
    assert {text for text in embedded(tmp_path, [documents]) if "Avgiften" in text} == set()


def test_a_killed_ingest_embeds_the_rest(tmp_path: Path, documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("index.building.update_lexical", killed)
        with pytest.raises(KeyboardInterrupt):
            embedded(tmp_path, [documents])
    assert embedded(tmp_path, [documents]) == []
