"""Sources as a person walks through them: the marked page, by mouse and by keyboard, in a real Chromium."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.ui.conftest import Visit
from tests.ui.test_browser import QUESTION, REPORT_PAGE

if TYPE_CHECKING:
    from playwright.sync_api import Route

pytestmark = pytest.mark.browser

Begin = Callable[..., Visit]
LOADED = "image => image.complete && image.naturalWidth > 0"


def answered(visit: Begin, **facts: object) -> Visit:
    here = visit(**{"viewport": {"width": 1280, "height": 900}, **facts})
    here.open()
    here.ask(QUESTION)
    return here


def wait_for_picture(here: Visit, selector: str) -> None:
    here.page.locator(selector).scroll_into_view_if_needed()
    here.page.wait_for_function(
        "selector => { const i = document.querySelector(selector); return i.complete && i.naturalWidth > 0 }",
        arg=selector,
    )


def test_the_place_is_seen_beside_the_answer_without_a_click(visit: Begin) -> None:
    here = answered(visit)
    wait_for_picture(here, "#kalla-1-2 .k-shot img")
    assert not here.page.locator("#kalla-1-2 blockquote").is_visible()
    assert here.page.locator("#kalla-1-1 blockquote").is_visible()


def test_nothing_jumps_when_a_picture_comes(visit: Begin) -> None:
    here = visit(viewport={"width": 1280, "height": 900})
    waiting: list[Route] = []
    here.page.route("**/image?*", lambda route: waiting.append(route))
    here.open()
    here.ask(QUESTION)
    place = "document.querySelector('#kalla-1-3').getBoundingClientRect().top + scrollY"
    before = here.page.evaluate(place)
    assert not here.page.locator("#kalla-1-2 .k-shot img").evaluate(LOADED)
    assert waiting
    here.page.unroute("**/image?*")  # lets those that wait go on
    wait_for_picture(here, "#kalla-1-2 .k-shot img")
    assert here.page.evaluate(place) == pytest.approx(before, abs=2)


def test_the_whole_page_is_loaded_when_it_is_opened_and_can_be_turned(visit: Begin) -> None:
    here = answered(visit)
    source = here.page.locator("#kalla-1-2")
    picture = source.locator(".k-leaf img")
    assert not picture.evaluate(LOADED)
    source.get_by_text("Visa hela sidan här").click()
    wait_for_picture(here, "#kalla-1-2 .k-leaf img")
    assert "highlight=40-82" in (picture.get_attribute("src") or "")
    for name, place in (("Nästa sida", "Sida 3 av 4"), ("Nästa sida", "Sida 4 av 4")):
        source.get_by_role("button", name=name).click()
        assert source.locator(".k-place").inner_text() == place
        wait_for_picture(here, "#kalla-1-2 .k-leaf img")
        assert picture.get_attribute("alt") == f"{place} i Verksamhetsberättelse 2024."
    assert "highlight=0-18" in (picture.get_attribute("src") or "")
    onwards = source.get_by_role("button", name="Nästa sida")
    assert onwards.get_attribute("aria-disabled") == "true"
    onwards.focus()
    here.page.keyboard.press("Enter")
    assert source.locator(".k-place").inner_text() == "Sida 4 av 4"
    for _ in range(2):
        source.get_by_role("button", name="Föregående sida").click()
    assert "Markerat på sidan" in (picture.get_attribute("alt") or "")


def test_sources_are_walked_through_by_keyboard(visit: Begin) -> None:
    here = answered(visit)
    keys = here.page.keyboard
    active = "document.activeElement.id"
    here.page.locator("#svar-1-1").focus()
    keys.press("Enter")
    assert here.page.evaluate(active) == "kalla-1-1"
    keys.press("ArrowDown")
    assert here.page.evaluate(active) == "kalla-1-2"
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    assert here.page.evaluate(active) == "kalla-1-3"
    keys.press("ArrowUp")
    assert here.page.evaluate(active) == "kalla-1-2"
    keys.press("Tab")
    assert here.page.evaluate("document.activeElement.tagName") == "SUMMARY"
    keys.press("Enter")
    wait_for_picture(here, "#kalla-1-2 .k-leaf img")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Enter")
    assert here.page.locator("#kalla-1-2 .k-place").inner_text() == "Sida 3 av 4"
    assert "Nästa sida" in here.page.evaluate("document.activeElement.innerText")
    keys.press("Escape")
    assert here.page.evaluate(active) == "svar-1-2"


def test_the_way_back_is_a_link_too(visit: Begin) -> None:
    here = answered(visit)
    back = here.page.locator("#kalla-1-2").get_by_role("link", name="Tillbaka till svaret")
    back.focus()
    assert (back.bounding_box() or {"x": -1})["x"] > 0
    here.page.keyboard.press("Enter")
    assert here.page.evaluate("document.activeElement.id") == "svar-1-2"


def test_a_narrow_column_shows_the_quote_s_text_and_the_picture_on_demand(visit: Begin) -> None:
    here = answered(visit, viewport={"width": 390, "height": 844})
    source = here.page.locator("#kalla-1-2")
    assert source.locator("blockquote").is_visible()
    assert not source.locator(".k-shot").is_visible()
    assert not source.locator(".k-shot img").evaluate(LOADED)
    source.get_by_text("Visa hela sidan här").click()
    wait_for_picture(here, "#kalla-1-2 .k-leaf img")


def test_where_the_picture_is_gone_the_text_stands_in_for_it(visit: Begin) -> None:
    here = visit(viewport={"width": 1280, "height": 900})
    here.page.route("**/image?*", lambda route: route.fulfill(status=200, content_type="image/png", body=b"none"))
    here.open()
    here.ask(QUESTION)
    here.page.locator("#kalla-1-2 blockquote").wait_for(state="visible")
    assert not here.page.locator("#kalla-1-2 .k-shot img").is_visible()


def test_the_link_of_a_place_opens_it_for_a_colleague(visit: Begin) -> None:
    here = answered(visit, permissions=["clipboard-read", "clipboard-write"])
    here.page.locator("#kalla-1-2").get_by_role("button", name="Kopiera länk").click()
    here.page.locator("#kalla-1-2").get_by_role("button", name="Kopierat").wait_for()
    address = here.page.evaluate("() => navigator.clipboard.readText()")
    colleague = visit()
    colleague.page.goto(address)
    wait_for_picture(colleague, ".k-sheet-picture")
    assert colleague.page.locator("mark").inner_text() == "Nätverket hade 25 medlemmar, och styrelsen"


def test_the_document_s_page_is_turned_with_its_picture(visit: Begin) -> None:
    here = visit()
    here.page.goto(f"{here.site.address}{REPORT_PAGE}")
    wait_for_picture(here, ".k-sheet-picture")
    here.page.get_by_role("link", name="Nästa sida").first.click()
    here.page.get_by_text("gick inte att läsa").wait_for()
    wait_for_picture(here, ".k-sheet-picture")


def test_the_day_of_the_answer_is_set_and_told(visit: Begin) -> None:
    here = visit()
    here.open()
    here.ask(QUESTION)
    assert "Svar utifrån" not in here.page.locator("article").inner_text()
    here.page.get_by_role("button", name="Avgränsa").click()
    here.page.get_by_label(re.compile("Fråga om en tidigare dag")).fill("i våras")
    here.ask(QUESTION)
    assert "Skriv dagen som" in here.page.locator("article").first.inner_text()
    here.page.get_by_label(re.compile("Fråga om en tidigare dag")).fill("2024-06")
    here.ask(QUESTION)
    assert "Frågan ställdes om den 30 juni 2024." in here.page.locator("article").first.inner_text()
    assert str(here.site.knowledge_base.asked[-1].as_of) == "2024-06-30"
    here.page.get_by_role("button", name="Ta bort avgränsningarna").click()
    here.page.wait_for_function("!document.querySelector('#k-day textarea, #k-day input').value")
    here.ask(QUESTION)
    assert here.site.knowledge_base.asked[-1].as_of is None


def test_nothing_moves_for_who_wants_no_motion(visit: Begin) -> None:
    here = answered(visit, reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll('*')].filter(each => {
        const style = getComputedStyle(each);
        const still = times => times.split(',').every(time => parseFloat(time) === 0);
        return style.animationName !== 'none' || !still(style.transitionDuration);
    }).length"""
    assert here.page.evaluate(moving) == 0
    here.page.locator("#svar-1-3").click()
    assert here.page.evaluate("document.getAnimations().length") == 0


def test_at_twice_the_size_everything_is_there_and_can_be_used(visit: Begin) -> None:
    here = answered(visit, viewport={"width": 640, "height": 450}, device_scale_factor=2)
    here.page.evaluate("document.documentElement.style.fontSize = '200%'")
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not here.page.evaluate(wider)
    cut = """() => [...document.querySelectorAll('#k-send, #k-new button, .k-button, summary')].filter(each =>
        each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflow !== 'visible').length"""
    assert here.page.evaluate(cut) == 0
    here.page.locator("#kalla-1-2").get_by_text("Visa hela sidan här").click()
    wait_for_picture(here, "#kalla-1-2 .k-leaf img")
    assert not here.page.evaluate(wider)


def test_the_first_words_come_at_once(visit: Begin) -> None:
    here = visit()
    here.open()
    here.ask(QUESTION)
    here.page.locator("#k-question textarea").fill(QUESTION)
    took = here.page.evaluate(
        """() => new Promise(done => {
            const began = performance.now();
            new MutationObserver((_, watcher) => {
                if (!document.querySelector("article[data-exchange='2'] [data-said]")) return;
                watcher.disconnect();
                done(performance.now() - began);
            }).observe(document.body, { childList: true, subtree: true });
            document.querySelector("#k-send").click();
        })"""
    )
    assert took < 500


def test_what_there_is_to_ask_of_is_a_link_away(visit: Begin) -> None:
    here = visit()
    here.open()
    with here.page.expect_popup() as popup:
        here.page.get_by_role("link", name="Om kunskapsbasen").click()
    assert "4 dokument med 7 sidor" in popup.value.locator("main").inner_text()
