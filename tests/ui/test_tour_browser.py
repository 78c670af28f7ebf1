"""The tour as a new member meets it, in a real Chromium."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.onboarding.place import FEE
from tests.ui.conftest import Visit

pytestmark = pytest.mark.browser

Begin = Callable[..., Visit]
PHONE = {"viewport": {"width": 320, "height": 800}}
STEPS = ("fee", "who", "said", "words", "moon")


def go(here: Visit, path: str) -> None:
    here.page.goto(f"{here.site.address}{path}")


def kept(here: Visit) -> object:
    return here.page.evaluate("() => JSON.parse(localStorage.getItem('kallan-tour'))")


def test_it_works_without_a_script(visit: Begin) -> None:
    here = visit(java_script_enabled=False)
    go(here, "/tour")
    here.page.get_by_role("link", name="Börja med första steget").click()
    assert here.page.locator("blockquote").inner_text() == FEE
    for _ in STEPS[1:]:
        here.page.get_by_role("link", name="Nästa:").click()
    assert here.page.get_by_role("heading", name="Månen", level=1).is_visible()
    assert here.page.locator("[data-done]").is_hidden()
    here.page.locator("a.k-go", has_text="Till alla steg").click()
    assert here.page.get_by_role("heading", name="Ny medlem", level=1).is_visible()


def test_progress_is_kept_in_the_browser_and_can_be_taken_back(visit: Begin) -> None:
    here, other = visit(), visit()
    go(here, "/tour")
    assert here.page.locator("[data-reset]").is_hidden()
    here.page.get_by_role("link", name="Börja med första steget").click()
    button = here.page.get_by_role("button", name="Det här steget är klart")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    expect(here.page.locator("[data-live]")).to_have_text("Steget är markerat som klart.")
    here.page.get_by_role("link", name="Nästa:").click()
    go(here, "/tour")
    assert here.page.locator("[data-progress]").inner_text() == "1 av 5 steg är klara."
    assert here.page.locator("[data-step=fee] [data-mark]").is_visible()
    assert here.page.locator("[data-step=who] [data-mark]").is_hidden()
    here.page.get_by_role("link", name="Fortsätt där du var: Vem som är vem").click()
    assert here.page.url.endswith("/tour/who")
    go(here, "/tour/fee")
    button.click()
    assert kept(here) == {"done": [], "last": "fee"}
    go(other, "/tour")
    assert other.page.locator("[data-progress]").inner_text() == ""
    assert here.page.context.cookies() == []


def test_all_done_and_start_over(visit: Begin) -> None:
    here = visit()
    for step in STEPS:
        go(here, f"/tour/{step}")
        here.page.locator("[data-done]").click()
    go(here, "/tour?lang=en")
    assert here.page.locator("[data-progress]").inner_text() == "All 5 steps are done."
    here.page.get_by_role("button", name="Start over").click()
    assert here.page.locator("[data-progress]").inner_text() == "All marks have been removed."
    assert here.page.locator("[data-mark]:visible").count() == 0
    assert kept(here) is None
    assert here.page.evaluate("document.activeElement.dataset.continue !== undefined")


@pytest.mark.parametrize("text", ["{", "[]", '{"done": 7, "last": {}}', '{"done": ["<img src=x>", null], "last": "x"}'])
def test_what_somebody_has_put_in_the_browser_harms_nothing(visit: Begin, text: str) -> None:
    here = visit()
    go(here, "/tour")
    here.page.evaluate("text => localStorage.setItem('kallan-tour', text)", text)
    here.page.reload()
    assert here.page.locator("[data-continue]").get_attribute("href")
    assert here.page.locator("main img").count() == 0
    go(here, "/tour/fee")
    assert here.page.locator("[data-done]").get_attribute("aria-pressed") == "false"


def test_the_keyboard_is_enough(visit: Begin) -> None:
    here = visit()
    go(here, "/tour")
    keys = here.page.keyboard

    def tab_to(name: str) -> None:
        for _ in range(60):
            keys.press("Tab")
            if here.page.evaluate("document.activeElement.innerText").strip().startswith(name):
                assert here.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
                return
        pytest.fail(f"{name} cannot be reached by Tab")

    tab_to("Börja")
    keys.press("Enter")
    here.page.wait_for_url("**/tour/fee")
    tab_to("Det här steget är klart")
    keys.press("Space")
    assert here.page.locator("[data-done]").get_attribute("aria-pressed") == "true"
    tab_to("Nästa:")
    keys.press("Enter")
    here.page.wait_for_url("**/tour/who")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_access_rules_hold_in_every_state(visit: Begin, axe: Callable[..., list[str]], lang: str, scheme: str) -> None:
    for facts in ({}, PHONE):
        here = visit(color_scheme=scheme, **facts)
        for path in ("/tour", *(f"/tour/{step}" for step in STEPS)):
            go(here, f"{path}?lang={lang}")
            assert here.page.locator("html").get_attribute("lang") == lang
            assert axe(here.page) == []
            assert not here.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        here.page.locator("[data-done]").click()
        assert axe(here.page) == []
        go(here, f"/tour?lang={lang}")
        assert axe(here.page) == []


def test_the_chat_leads_to_the_tour_and_a_quote_to_its_page(visit: Begin) -> None:
    here = visit()
    here.open()
    with here.page.expect_popup() as popup:
        here.page.get_by_role("link", name="Ny medlem").click()
    assert popup.value.get_by_role("heading", name="Ny medlem", level=1).is_visible()
    go(here, "/tour/fee")
    assert "page=1&highlight=" in (here.page.locator(".k-reply a").first.get_attribute("href") or "")
