"""The library as a reader meets it, in a real Chromium."""

from collections.abc import Callable

import pytest

from tests.service_http.fakes import HOSTILE_DOCUMENT, NEWSLETTER, REPORT
from tests.ui.conftest import Visit

pytestmark = pytest.mark.browser

Begin = Callable[..., Visit]
PHONE = {"viewport": {"width": 320, "height": 800}}
STATES = (
    "/documents",
    "/documents?kind=annual_report&language=sv&provenance=original",
    "/documents?kind=minutes",
    "/documents?query=N%C3%A4tverket",
    f"/documents/{REPORT.id}?page=2&query=medlemmar",
    f"/documents/{REPORT.id}/report",
    f"/documents/{HOSTILE_DOCUMENT.id}?query=Text",
)


def go(here: Visit, path: str) -> None:
    here.page.goto(f"{here.site.address}{path}")


def test_filter_search_and_open_without_a_script(visit: Begin) -> None:
    here = visit(java_script_enabled=False)
    go(here, "/documents")
    here.page.get_by_text("Typ, språk och original").click()
    here.page.get_by_role("checkbox", name="Verksamhetsberättelse").check()
    here.page.get_by_role("radio", name="Bara original").check()
    here.page.get_by_label("Sök i alla dokument").fill("Nätverket")
    here.page.get_by_role("button", name="Sök").click()
    assert here.page.get_by_role("heading", name="1 av 4 dokument").is_visible()
    here.page.locator(".k-hits a").first.click()
    assert here.page.locator("mark").inner_text() == "Nätverket"
    here.page.get_by_label("Sök i det här dokumentet").fill("möttes")
    here.page.get_by_role("button", name="Sök").click()
    here.page.locator(".k-hits a").first.click()
    assert here.page.locator("mark").inner_text() == "möttes"
    here.page.get_by_role("link", name="Så lästes dokumentet").click()
    assert here.page.get_by_role("heading", name="I siffror").is_visible()


def test_the_keyboard_is_enough(visit: Begin) -> None:
    here = visit()
    go(here, "/documents")
    keys = here.page.keyboard
    seen = []
    for _ in range(60):
        keys.press("Tab")
        focused = "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"
        seen.append(here.page.evaluate(f"({focused} || document.activeElement.id).trim()"))
        if seen[-1].startswith("Nyhetsbrev maj 2026, maj 2026"):
            break
    assert {"query", "year_from", "Typ, språk och original", "Sök", NEWSLETTER.title} <= set(seen)
    keys.press("Enter")
    here.page.wait_for_url(f"**/documents/{NEWSLETTER.id}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_access_rules_hold_in_every_state(visit: Begin, axe: Callable[..., list[str]], lang: str, scheme: str) -> None:
    for facts in ({}, PHONE):
        here = visit(color_scheme=scheme, **facts)
        for path in STATES:
            go(here, f"{path}{'&' if '?' in path else '?'}lang={lang}")
            assert here.page.locator("html").get_attribute("lang") == lang
            assert axe(here.page) == []
            assert not here.page.evaluate("document.documentElement.scrollWidth > innerWidth"), path
        go(here, f"/documents?year_from=x&lang={lang}")
        assert here.page.get_by_role("alert").is_visible()
        assert axe(here.page) == []
        here.complaints.clear()  # Chromium notes the status 422
