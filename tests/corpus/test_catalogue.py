from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, find_catalogue, load_catalogue
from corpus.dates import PartialDate, Period
from corpus.documents import Kind, Provenance
from corpus.errors import CatalogueError


def write(folder: Path, text: str) -> Path:
    path = folder / "catalogue.yaml"
    path.write_text(text, "utf-8")
    return path


def test_an_entry_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "documents:\n  a/brev.md:\n    title: Brev\n    kind: newsletter\n    issued_on: '2024-05'\n"
        "    period: 2011/2012\n"
        "    languages: [sv, en]\n    provenance: summary\n  ensam.md: {languages: en, issued_on: 2024}\n",
    )
    entry = load_catalogue(path).entry("a/brev.md")
    assert entry is not None
    assert (entry.title, entry.kind, entry.provenance) == ("Brev", Kind.NEWSLETTER, Provenance.SUMMARY)
    assert (entry.issued_on, entry.period) == (PartialDate(2024, 5), Period(PartialDate(2011), PartialDate(2012)))
    assert entry.languages == ("sv", "en")
    alone = load_catalogue(path).entry("ensam.md")
    assert alone is not None
    assert (alone.languages, alone.issued_on) == (("en",), PartialDate(2024))
    assert load_catalogue(path).entry("okänd.md") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("documents: [", "kan inte läsas"),
        ("- brev.md", "documents:"),
        ("documents:\n  - brev.md", "documents:"),
        ("documents:\n  brev.md: statement", "brev.md"),
        ("documents:\n  brev.md: {knd: statement}", "knd"),
        ("documents:\n  brev.md: {kind: brev}", "kind"),
        ("documents:\n  brev.md: {issued_on: 2024-13}", "issued_on"),
        ("documents:\n  brev.md: {provenance: kopia}", "provenance"),
        ("documents:\n  brev.md: {title: }", "title.*tomt"),
        ("documents:\n  brev.md: {title: [a]}", "title"),
        ("documents:\n  brev.md: {languages: [sv, xx]}", "languages.*två bokstäver"),
        ("documents:\n  brev.md: {languages: []}", "languages"),
        ("documents:\n  brev.md: {languages: no}", "languages"),
        ("documents:\n  brev.md: {period: 2024/2020}", "period"),
        ("documents:\n  brev.md: {origin_url: exempel.se}", "origin_url.*https"),
    ],
)
def test_what_cannot_be_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CatalogueError, match=said) as caught:
        load_catalogue(write(tmp_path, text))
    assert "catalogue.yaml" in str(caught.value)


def test_a_missing_file_is_an_error_only_when_asked_for(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="kan inte läsas"):
        load_catalogue(tmp_path / "catalogue.yaml")
    assert find_catalogue(tmp_path / "folder") == Catalogue()


def test_the_folders_own_catalogue_goes_before_the_one_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "dokument"
    folder.mkdir()
    write(tmp_path, "documents: {a.md: {title: Beside}}")
    beside = find_catalogue(folder).entry("a.md")
    write(folder, "documents: {a.md: {title: Within}}")
    within = find_catalogue(folder).entry("a.md")
    assert beside is not None
    assert within is not None
    assert (beside.title, within.title) == ("Beside", "Within")
