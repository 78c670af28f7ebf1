import pytest

from corpus.errors import AddressRefused, SettingsError
from ingest.web.addresses import AllowedHosts, WebAddress, is_web_address


@pytest.mark.parametrize(
    ("written", "one_form"),
    [
        ("https://Example.SE", "https://example.se/"),
        ("HTTPS://example.se:443/a#b", "https://example.se/a"),
        ("http://example.se.:80/a/./b/../c?x=1&y=å", "http://example.se/a/c?x=1&y=%C3%A5"),
        ("https://hälsa.se/år", "https://xn--hlsa-loa.se/%C3%A5r"),
        ("https://example.se:8443/%20a", "https://example.se:8443/%20a"),
        ("http://[2001:DB8::1]/", "http://[2001:db8::1]/"),
        ("https://example.se?q=1", "https://example.se/?q=1"),
    ],
)
def test_an_address_has_one_form(written: str, one_form: str) -> None:
    assert str(WebAddress.parse(written)) == one_form
    assert str(WebAddress.parse(one_form)) == one_form


@pytest.mark.parametrize(
    "written",
    [
        "ftp://example.se/",
        "file:///etc/passwd",
        "gopher://example.se/",
        "https://",
        "https:///etc",
        "https://user@example.se/",
        "https://user:secret@example.se/",
        "https://example.se\\@evil.example/",
        "https://exam ple.se/",
        "https://example.se/\r\nHost: evil",
        "https://example.se:99999/",
        "https://exa_mple..se/",
        "https://[::1/",
        "https://example.se/" + "a" * 3000,
        "//example.se/",
        "",
    ],
)
def test_what_is_no_address_to_fetch_is_refused(written: str) -> None:
    with pytest.raises(AddressRefused):
        WebAddress.parse(written)


def test_a_password_is_not_repeated() -> None:
    with pytest.raises(AddressRefused) as refused:
        WebAddress.parse("https://user:secret@example.se/")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "javascript:alert(1)", "http://u:p@b.se/", "http://[", "\n"]
)
def test_a_redirect_is_parsed_again(location: str) -> None:
    here = WebAddress.parse("https://example.se/a/b")
    if location.strip():
        with pytest.raises(AddressRefused):
            here.joined(location)
    assert str(here.joined("../c")) == "https://example.se/c"
    assert str(here.joined("//other.se/c")) == "https://other.se/c"


@pytest.mark.parametrize(
    ("setting", "address", "allowed"),
    [
        ("", "https://example.se/", False),
        ("example.se", "https://example.se/a", True),
        ("example.se", "http://example.se/a", True),
        ("Example.SE , other.se", "https://other.se/", True),
        ("example.se", "https://www.example.se/", False),
        ("example.se", "https://evil-example.se/", False),
        ("example.se", "https://example.se.evil.test/", False),
        (".example.se", "https://a.b.example.se/", True),
        (".example.se", "https://example.se/", True),
        (".example.se", "https://badexample.se/", False),
        ("example.se", "https://example.se:8443/", False),
        ("example.se", "http://example.se:443/", False),
        ("example.se:8443", "https://example.se:8443/", True),
        ("example.se:8443", "https://example.se/", False),
        ("hälsa.se", "https://xn--hlsa-loa.se/", True),
        ("[::1]:8000", "http://[::1]:8000/", True),
    ],
)
def test_only_hosts_that_are_named(setting: str, address: str, allowed: bool) -> None:
    hosts = AllowedHosts.parse(setting)
    if allowed:
        hosts.check(WebAddress.parse(address))
    else:
        with pytest.raises(AddressRefused, match="KALLAN_WEB_HOSTS="):
            hosts.check(WebAddress.parse(address))


def test_only_a_number_that_is_named_may_lie_inside() -> None:
    hosts = AllowedHosts.parse("127.0.0.1:8123,localhost:8124,10.0.0.7")
    assert hosts.named_by_number("127.0.0.1", 8123)
    assert hosts.named_by_number("10.0.0.7", 443)
    assert not hosts.named_by_number("10.0.0.7", 8080)
    assert not hosts.named_by_number("127.0.0.1", 8124)
    assert not hosts.named_by_number("localhost", 8124)


@pytest.mark.parametrize(
    "setting", ["https://example.se", "example.se/a", "u@example.se", "exa mple.se", "a.se:x", "."]
)
def test_a_setting_that_names_no_host_is_told(setting: str) -> None:
    with pytest.raises(SettingsError, match="KALLAN_WEB_HOSTS"):
        AllowedHosts.parse(setting)


def test_addresses_and_files_are_told_apart() -> None:
    assert is_web_address("https://example.se")
    assert is_web_address("HTTP://example.se")
    assert is_web_address("ftp://example.se")
    assert not is_web_address("mapp/https/fil.pdf")
    assert not is_web_address("C:/mapp")
