"""Fetching from a site on this machine that behaves in every way a site can."""

import gzip
import time
import zlib
from collections.abc import Iterator

import pytest

from corpus.errors import AddressRefused, FetchFailed
from ingest.web.addresses import AllowedHosts, WebAddress
from ingest.web.fetch import Fetched, Fetcher, Limits, Validators
from tests.ingest.sites import PAGE, Site, leads_to, raw, says, serve_site, versioned

SMALL = Limits(most_bytes=50_000, connect=1, read=0.4, total=1.2, pause=0)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve_site() as served:
        yield served


@pytest.fixture
def fetcher(site: Site) -> Iterator[Fetcher]:
    with Fetcher(AllowedHosts.parse(site.host), "1.2", SMALL) as made:
        yield made


def fetch(fetcher: Fetcher, site: Site, path: str = "/a", known: Validators | None = None) -> Fetched | None:
    return fetcher.fetch(WebAddress.parse(site.url(path)), known)


def given(fetcher: Fetcher, site: Site, path: str = "/a") -> Fetched:
    found = fetch(fetcher, site, path)
    assert found is not None
    return found


def test_a_page_is_fetched_under_our_name(site: Site, fetcher: Fetcher) -> None:
    site.answers["/om/avgifter"] = says(PAGE, ETag='"1"', Last_Modified="Sun, 01 Nov 2026 00:00:00 GMT")
    found = given(fetcher, site, "/om/avgifter")
    assert (found.name, found.data.decode()) == ("avgifter.html", PAGE)
    assert found.validators == Validators(site.url("/om/avgifter"), '"1"', "Sun, 01 Nov 2026 00:00:00 GMT")
    assert site.paths() == ["/robots.txt", "/om/avgifter"]
    assert all(headers["User-Agent"] == "Kallan/1.2" for _, headers in site.asked)
    assert all(headers["Host"] == site.host for _, headers in site.asked)


def test_nothing_is_asked_of_a_host_that_is_not_allowed(site: Site) -> None:
    hosts = AllowedHosts.parse("example.se")
    with Fetcher(hosts, "1", SMALL) as made, pytest.raises(AddressRefused, match="KALLAN_WEB_HOSTS"):
        fetch(made, site)
    assert site.asked == []


@pytest.mark.parametrize("number", ["127.0.0.1", "::ffff:127.0.0.1", "10.0.0.1"])
def test_a_name_that_leads_inside_is_refused(site: Site, number: str) -> None:
    hosts = AllowedHosts.parse(f"example.se:{site.port}")
    address = WebAddress.parse(f"http://example.se:{site.port}/a")
    with (
        Fetcher(hosts, "1", SMALL, find=lambda _host, _port: [number]) as made,
        pytest.raises(FetchFailed, match="öppna nätet"),
    ):
        made.fetch(address)
    assert site.asked == []


def test_redirects_are_followed_and_the_last_address_kept(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {"/a": leads_to("b", 301), "/b": leads_to("/c?x=1", 307), "/c": says(PAGE, ETag='"c"')}
    assert given(fetcher, site).validators.address == site.url("/c?x=1")
    assert site.paths() == ["/robots.txt", "/a", "/b", "/c?x=1"]


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:1/",
        "http://localhost/",
        "http://other.se/",
        "http://user:pass@127.0.0.1/",
        "ftp://127.0.0.1/",
        "http://[::1]/",
    ],
)
def test_a_redirect_is_checked_like_any_address(site: Site, fetcher: Fetcher, location: str) -> None:
    site.answers["/a"] = leads_to(location)
    with pytest.raises(AddressRefused):
        fetch(fetcher, site)
    assert site.paths() == ["/robots.txt", "/a"]


def test_a_redirect_to_what_robots_forbid_is_refused(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {
        "/robots.txt": says("User-agent: *\nDisallow: /b", Content_Type="text/plain"),
        "/a": leads_to("/b"),
        "/b": says(),
    }
    with pytest.raises(AddressRefused, match=r"robots\.txt"):
        fetch(fetcher, site)
    assert "/b" not in site.paths()


def test_a_redirect_without_end_or_address_is_told(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {"/a": leads_to("/b"), "/b": leads_to("/a"), "/c": says("", 302)}
    with pytest.raises(FetchFailed, match="skickar vidare mer än 5"):
        fetch(fetcher, site)
    assert len(site.paths()) == 1 + 6
    with pytest.raises(FetchFailed, match="skickar vidare"):
        fetch(fetcher, site, "/c")


@pytest.mark.parametrize(
    ("status", "said"), [(404, None), (403, None), (401, None), (500, "500"), (503, "503"), (429, "429")]
)
def test_robots_that_answer_with_an_error(site: Site, fetcher: Fetcher, status: int, said: str | None) -> None:
    site.answers |= {"/robots.txt": says("", status), "/a": says()}
    if said is None:
        assert fetch(fetcher, site)
        return
    with pytest.raises(FetchFailed, match=said):
        fetch(fetcher, site)
    assert site.paths() == ["/robots.txt"]


def test_robots_that_do_not_answer_mean_no_and_are_asked_once(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {"/robots.txt": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nUser"), "/a": says()}
    for _ in range(2):
        with pytest.raises(FetchFailed, match=r"robots\.txt kunde inte läsas"):
            fetch(fetcher, site)
    assert site.paths() == ["/robots.txt"]


def test_robots_are_followed_to_where_they_lie_but_not_inside(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {"/robots.txt": leads_to("http://10.0.0.1/robots.txt"), "/a": says()}
    with pytest.raises(FetchFailed, match=r"robots\.txt"):
        fetch(fetcher, site)


def test_robots_that_never_end_count_as_far_as_they_are_read(site: Site) -> None:
    body = b"User-agent: *\nDisallow: /b\n" + b"# and so on\n" * 100_000
    site.answers |= {"/robots.txt": says(body, Content_Type="text/plain"), "/a": says(), "/b": says()}
    with Fetcher(AllowedHosts.parse(site.host), "1", Limits(pause=0)) as made:
        assert fetch(made, site)
        with pytest.raises(AddressRefused):
            fetch(made, site, "/b")


def test_the_site_is_given_the_pause_it_asks_for(site: Site) -> None:
    waited: list[float] = []
    robots = "User-agent: *\nCrawl-delay: {}"
    site.answers |= {"/a": says(), "/robots.txt": says(robots.format(3), Content_Type="text/plain")}
    with Fetcher(AllowedHosts.parse(site.host), "1", Limits(pause=1), sleep=waited.append) as made:
        for _ in range(3):
            fetch(made, site)
    assert [round(seconds) for seconds in waited] == [3, 3]
    site.answers["/robots.txt"] = says(robots.format(9999), Content_Type="text/plain")
    waited.clear()
    with Fetcher(AllowedHosts.parse(site.host), "1", Limits(pause=1), sleep=waited.append) as made:
        for _ in range(2):
            fetch(made, site)
    assert [round(seconds) for seconds in waited] == [30]


def test_what_has_not_changed_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a"] = versioned(PAGE, '"7"')
    known = given(fetcher, site).validators
    assert fetch(fetcher, site, "/a", known) is None
    site.answers["/a"] = versioned(PAGE, '"8"')
    assert fetch(fetcher, site, "/a", known) is not None


def test_a_version_counts_only_where_it_lay(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {"/old": leads_to("/new"), "/new": versioned(PAGE, '"7"')}
    known = given(fetcher, site, "/old").validators
    assert fetch(fetcher, site, "/old", known) is None
    assert "If-None-Match" not in site.asked[-2][1]
    site.answers["/old"] = leads_to("/other")
    site.answers["/other"] = versioned("<p>Ett annat dokument.", '"7"')
    assert b"annat" in (fetch(fetcher, site, "/old", known) or given(fetcher, site)).data


def test_not_modified_without_having_asked_is_an_error(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a"] = says("", 304)
    with pytest.raises(FetchFailed, match="304"):
        fetch(fetcher, site)


@pytest.mark.parametrize(
    ("status", "said"),
    [(401, "inloggning"), (403, "behörighet"), (404, "finns inte"), (410, "inte längre"), (418, "418"), (500, "500"),
     (204, "204"), (206, "206"), (503, "inte i drift")],
)  # fmt: skip
def test_an_answer_that_is_no_document(site: Site, fetcher: Fetcher, status: int, said: str) -> None:
    site.answers["/a"] = says("" if status == 204 else PAGE, status)
    with pytest.raises(FetchFailed, match=said):
        fetch(fetcher, site)


def test_a_page_that_asks_to_log_in_is_no_document(site: Site, fetcher: Fetcher) -> None:
    form = "<!doctype html><title>Logga in</title><form><input name=u><input type=PASSWORD name=p></form>"
    site.answers |= {"/a": says(form), "/b": says(f"{form}<p>{'ord ' * 300}</p>")}
    with pytest.raises(FetchFailed, match="inloggning"):
        fetch(fetcher, site)
    assert fetch(fetcher, site, "/b")


def test_too_much_is_refused_before_it_is_read(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a"] = raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999\r\n\r\n")
    with pytest.raises(FetchFailed, match="KALLAN_WEB_MAX_MB"):
        fetch(fetcher, site)


def test_a_body_without_end_is_cut_off(site: Site, fetcher: Fetcher) -> None:
    parts = [b"1000\r\n" + b"x" * 4096 + b"\r\n"] * 1000
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    site.answers["/a"] = raw(head, *parts)
    with pytest.raises(FetchFailed, match="KALLAN_WEB_MAX_MB"):
        fetch(fetcher, site)


def test_a_bomb_does_not_go_off(site: Site, fetcher: Fetcher) -> None:
    bomb = gzip.compress(b"\0" * 30_000_000)
    assert len(bomb) < SMALL.most_bytes
    site.answers["/a"] = says(bomb, Content_Encoding="gzip")
    with pytest.raises(FetchFailed, match="större än"):
        fetch(fetcher, site)


def test_packed_text_is_unpacked(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {
        "/a": says(gzip.compress(PAGE.encode()), Content_Encoding="GZIP"),
        "/cut": says(gzip.compress(PAGE.encode())[:-12], Content_Encoding="gzip"),
        "/junk": says(b"no gzip", Content_Encoding="gzip"),
        "/other": says(zlib.compress(PAGE.encode()), Content_Encoding="br"),
    }
    assert given(fetcher, site).data.decode() == PAGE
    for path, said in (("/cut", "inte helt fram"), ("/junk", "trasigt packat"), ("/other", "br")):
        with pytest.raises(FetchFailed, match=said):
            fetch(fetcher, site, path)


def test_less_than_was_promised_is_no_document(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a"] = raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n<p>Hej")
    with pytest.raises(FetchFailed, match="inte helt"):
        fetch(fetcher, site)


@pytest.mark.parametrize(
    "answer",
    [raw(b"SSH-2.0-OpenSSH\r\n"), raw(b""), raw(b"HTTP/1.1 200 OK\r\n" + b"A: " + b"x" * 300_000 + b"\r\n\r\n")],
)
def test_what_is_no_http_is_told(site: Site, fetcher: Fetcher, answer: object) -> None:
    site.answers["/a"] = answer  # type: ignore[assignment]
    with pytest.raises(FetchFailed):
        fetch(fetcher, site)


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n"])
def test_a_server_that_drips_is_left_in_time(site: Site, fetcher: Fetcher, head: bytes) -> None:
    site.answers["/a"] = raw(head, *([b"H"] * 40), pause=0.1)
    started = time.monotonic()
    with pytest.raises(FetchFailed):
        fetch(fetcher, site)
    assert time.monotonic() - started < 3


def test_a_server_that_says_nothing_is_left_in_time(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a"] = lambda _: time.sleep(2)
    with pytest.raises(FetchFailed, match="i tid"):
        fetch(fetcher, site)


def test_no_server_at_all(site: Site) -> None:
    with (
        Fetcher(AllowedHosts.parse("127.0.0.1:1"), "1", SMALL) as made,
        pytest.raises(FetchFailed, match="kan inte nås"),
    ):
        made.fetch(WebAddress.parse("http://127.0.0.1:1/"))


def test_after_a_failure_the_next_is_fetched(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {"/a": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"), "/b": says()}
    with pytest.raises(FetchFailed):
        fetch(fetcher, site)
    assert fetch(fetcher, site, "/b")
