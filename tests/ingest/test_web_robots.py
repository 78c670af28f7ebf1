import time
import urllib.robotparser

import pytest

from ingest.web.robots import Robots

ROBOTS = """\ufeff# a comment
Sitemap: https://example.se/sitemap.xml
User-agent: other
User-Agent: KALLAN/9.9   # ours
Disallow: /hemligt
Allow: /hemligt/öppet
Disallow: /*.pdf$
Disallow: /sök?
Disallow: /a%2fb
Crawl-delay: 2.5

User-agent: *
Disallow: /
"""


@pytest.mark.parametrize(
    ("target", "allowed"),
    [
        ("/", True),
        ("/hemligt", False),
        ("/hemligt/mer", False),
        ("/hemligt/%C3%B6ppet", True),
        ("/hemligt/%c3%b6ppet/x", True),
        ("/%68emligt", False),
        ("/rapport.pdf", False),
        ("/rapport.pdf?x=1", True),
        ("/a.pdf.pdf", False),
        ("/s%C3%B6k?q=1", False),
        ("/s%C3%B6k", True),
        ("/a/b", True),
        ("/a%2Fb", False),
    ],
)
def test_the_longest_rule_decides(target: str, allowed: bool) -> None:
    assert Robots.parse(ROBOTS, "Kallan").allows(target) is allowed


def test_others_get_the_rules_for_everyone() -> None:
    assert not Robots.parse(ROBOTS, "Annan").allows("/")
    assert Robots.parse(ROBOTS, "Annan").delay is None
    assert Robots.parse(ROBOTS, "Kallan").delay == 2.5


def test_groups_of_the_same_agent_count_together() -> None:
    robots = Robots.parse(
        "User-agent: kallan\nDisallow: /a\n\nUser-agent: x\n\nUser-agent: Kallan\nDisallow: /b", "Kallan"
    )
    assert [robots.allows(target) for target in ("/a", "/b", "/c")] == [False, False, True]


@pytest.mark.parametrize(
    "text", ["", "Disallow: /", "<!doctype html><p>404", "User-agent: *\nDisallow:", "\x00\xff:::"]
)
def test_what_says_nothing_allows_all(text: str) -> None:
    assert Robots.parse(text, "Kallan").allows("/x")


def test_of_equal_rules_the_one_that_allows() -> None:
    assert Robots.parse("User-agent: *\nDisallow: /x\nAllow: /x", "Kallan").allows("/x")


def test_no_pattern_is_slow() -> None:
    robots = Robots.parse("User-agent: *\nDisallow: /" + "*a" * 200 + "b$", "Kallan")
    started = time.perf_counter()
    assert robots.allows("/" + "a" * 1900)
    assert time.perf_counter() - started < 0.1


@pytest.mark.parametrize("target", ["/", "/a", "/a/b", "/b", "/c/d.html", "/å"])
def test_plain_rules_read_as_the_standard_library_reads_them(target: str) -> None:
    text = "User-agent: Kallan\nDisallow: /a\nDisallow: /c/\n\nUser-agent: *\nDisallow: /b"
    parser = urllib.robotparser.RobotFileParser()
    parser.parse(text.splitlines())
    assert Robots.parse(text, "Kallan").allows(target) == parser.can_fetch("Kallan", target)
