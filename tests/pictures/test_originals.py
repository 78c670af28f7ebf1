import hashlib
from pathlib import Path

import pytest

from corpus.errors import NotFound, StoreError
from corpus.store import Store
from index.protocols import Embedder
from ingest.read import READER_VERSION, read_document
from service.indexed import IndexedKnowledgeBase
from service.indexing import DataFolder, ingest
from service.originals import Originals
from service.pictures import PictureRequest
from tests.ingest.pdfs import lines_at, pdf_of
from tests.making import first_language

FIRST = pdf_of(lambda canvas: lines_at(canvas, 60, 100, ["Kommuner betalar en avgift.", "Den beror på antalet barn."]))
SECOND = pdf_of(lambda canvas: lines_at(canvas, 60, 100, ["En annan värd tar över."]))


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Place:
    """A folder of documents and the data folder that it is read into."""

    def __init__(self, path: Path, embedder: Embedder) -> None:
        self.files, self.folder, self.embedder = path / "files", DataFolder(path / "data"), embedder
        self.files.mkdir()

    def write(self, **files: bytes) -> None:
        for name, data in files.items():
            (self.files / f"{name}.pdf").write_bytes(data)

    def ingest(self) -> None:
        ingest(
            self.folder,
            [self.files],
            self.embedder,
            lambda path, known, source, entry: read_document(path, document_id=known, source=source, entry=entry),
            READER_VERSION,
            first_language,
        )

    def kept(self) -> set[str]:
        folder = self.folder.originals.folder
        return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


@pytest.fixture
def place(tmp_path: Path, embedder: Embedder) -> Place:
    return Place(tmp_path, embedder)


def test_each_pdf_is_kept_once_and_nothing_else(place: Place) -> None:
    place.write(a=FIRST, b=FIRST, c=SECOND)
    (place.files / "d.txt").write_text("Kommuner betalar en avgift.", "utf-8")
    place.ingest()
    assert place.kept() == {f"{digest(FIRST)}.pdf", f"{digest(SECOND)}.pdf"}
    assert place.folder.originals.read(digest(FIRST)) == FIRST


def test_an_original_goes_with_its_document_and_stays_while_another_has_its_bytes(place: Place) -> None:
    place.write(a=FIRST, b=FIRST, c=SECOND)
    place.ingest()
    (place.files / "a.pdf").unlink()
    (place.files / "c.pdf").unlink()
    place.ingest()
    assert place.kept() == {f"{digest(FIRST)}.pdf"}
    place.write(b=SECOND)
    place.ingest()
    assert place.kept() == {f"{digest(SECOND)}.pdf"}


def test_a_lost_original_comes_back_with_the_next_ingest(place: Place) -> None:
    place.write(a=FIRST)
    place.ingest()
    (place.folder.originals.folder / f"{digest(FIRST)}.pdf").unlink()
    place.ingest()
    assert place.kept() == {f"{digest(FIRST)}.pdf"}


def test_an_ingest_that_fails_leaves_every_original_of_the_last_state(place: Place) -> None:
    place.write(a=FIRST)
    place.ingest()
    place.write(a=SECOND)

    class Broken:
        name = place.embedder.name
        dimension = place.embedder.dimension

        def queries(self, _: object) -> object:
            raise StoreError("trasig")

        passages = queries

    whole, place.embedder = place.embedder, Broken()  # type: ignore[assignment]
    with pytest.raises(StoreError):
        place.ingest()
    assert f"{digest(FIRST)}.pdf" in place.kept()
    store = Store(place.folder.store)
    assert list(store.digests().values()) == [digest(FIRST)]
    store.close()
    place.embedder = whole
    place.ingest()
    assert place.kept() == {f"{digest(SECOND)}.pdf"}


def test_other_bytes_than_those_read_are_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(SECOND)
    originals = Originals(tmp_path / "originals")
    assert not originals.keep(path, digest(FIRST))
    assert not originals.keep(tmp_path / "gone.pdf", digest(FIRST))
    assert originals.read(digest(FIRST)) is None
    assert originals.keep(path, digest(SECOND))


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(FIRST)
    (tmp_path / "originals").write_text("a file in its place")
    with pytest.raises(StoreError, match="kan inte sparas"):
        Originals(tmp_path / "originals").keep(path, digest(FIRST))


def test_pictures_go_with_the_document(place: Place) -> None:
    place.write(a=FIRST, b=SECOND)
    place.ingest()
    knowledge_base = IndexedKnowledgeBase(place.folder, place.embedder)
    document = next(each for each in knowledge_base.documents(9, 0)[1] if each.source == "a.pdf")
    wanted = PictureRequest(document.id, 1, ((0, 8),))
    assert knowledge_base.picture(wanted).draw().media_type == "image/png"
    assert knowledge_base.picture_size(wanted) == (893, 1263)
    assert knowledge_base._pictures.held > 0
    (place.files / "a.pdf").unlink()
    place.ingest()
    with pytest.raises(NotFound):
        knowledge_base.picture(wanted)
    assert knowledge_base._pictures.held == 0


def test_the_store_gives_the_places_of_a_page_until_its_document_goes(place: Place) -> None:
    place.write(a=FIRST)
    place.ingest()
    store = Store(place.folder.store)
    (known,) = store.known()
    places = store.places(known.id, 1)
    assert places is not None
    page = store.page(known.id, 1)
    assert page is not None
    assert len(places.boxes()) == len(page.text)
    assert store.places(known.id, 2) is None
    with store.transaction():
        store.remove(known.id)
    assert store.places(known.id, 1) is None
    store.close()
