"""What holds for the documents that come with the program: summaries, made by a script, known to the catalogue."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.catalogue import find_catalogue, load_catalogue
from corpus.documents import Provenance
from index.splitting import split
from tests.making import first_language
from tests.shipped.reading import FOLDER, NAMES, READABLE, SCANNED, shipped

OTHERS_TEXTS = Path(__file__).parents[3] / "shared" / "texts"
LONG = 8


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    command = [sys.executable, "-m", "scripts.make_documents", str(folder)]
    subprocess.run(command, cwd=FOLDER.parents[1], check=True, capture_output=True)
    return folder


def test_the_script_makes_these_files_and_no_others(made: Path) -> None:
    assert sorted(path.name for path in made.iterdir()) == NAMES


@pytest.mark.parametrize("name", READABLE)
def test_the_script_makes_the_same_bytes(made: Path, name: str) -> None:
    # Not so the scanned one: its picture depends on the version of the font renderer.
    assert (made / name).read_bytes() == (FOLDER / name).read_bytes()


def test_the_catalogue_knows_every_document_and_nothing_else() -> None:
    entries = load_catalogue(FOLDER.parent / "catalogue.yaml").entries
    assert sorted(entries) == NAMES
    for name, entry in entries.items():
        assert entry.title, name
        assert entry.kind, name
        assert entry.publisher, name
        assert entry.provenance is Provenance.SUMMARY, name


def test_a_document_without_a_date_is_meant_to_have_none() -> None:
    dateless = [name for name in READABLE if shipped(name).issued_on is None]
    assert dateless == ["om-healthy-cities-sverige.html"]
    assert find_catalogue(FOLDER).entry(dateless[0])


@pytest.mark.parametrize("name", READABLE)
def test_each_says_that_it_is_a_summary(name: str) -> None:
    document = shipped(name)
    text = " ".join(" ".join((page.text, *page.furniture)) for page in document.pages)
    assert re.search(r"sammanfatt|summary", text, re.I)
    assert document.provenance is Provenance.SUMMARY


def squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


@pytest.mark.skipif(not OTHERS_TEXTS.is_dir(), reason="the originals are not on this machine")
def test_no_sentence_is_an_originals() -> None:
    # Running text, that is: names, roles and addresses on lines of their own are facts.
    originals = "\n".join(
        squeezed(path.read_text("utf-8", errors="replace"))
        for path in sorted(OTHERS_TEXTS.rglob("*"))
        if path.is_file()
    )
    copied = [
        sentence.text
        for name in READABLE
        for sentence in split(shipped(name), first_language).sentences
        if "\n" not in sentence.text and len(sentence.text.split()) >= LONG and squeezed(sentence.text) in originals
    ]
    assert copied == []


def test_the_scanned_one_is_a_picture() -> None:
    assert (FOLDER / SCANNED).stat().st_size > 100_000
