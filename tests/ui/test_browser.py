"""The chat as a person meets it, in a real Chromium."""

from collections.abc import Callable

import pytest

from corpus.answers import Filters
from corpus.documents import Kind
from tests.service_http.fakes import HOST_QUOTE, HOSTILE, HOSTILE_DOCUMENT
from tests.ui.conftest import Visit

pytestmark = pytest.mark.browser

Begin = Callable[..., Visit]
QUESTION = "Vem är värd?"
REPORT_PAGE = "/documents/verksamhetsberattelse-2024-b2c3d4?page=2&highlight=40-82"


def test_ask_read_and_follow_a_source(visit: Begin) -> None:
    here = visit()
    here.open()
    assert here.page.title().startswith("Källan")
    assert here.page.locator("html").get_attribute("lang") == "sv"
    assert "4 dokument, 7 sidor" in here.page.locator(".k-holdings").inner_text()
    here.page.locator("#k-question textarea").fill(QUESTION)
    here.page.get_by_role("button", name="Fråga", exact=True).click()
    answer = here.page.locator("article[data-complete=yes]")
    assert answer.locator("[data-said] p").first.inner_text().split() == [*HOST_QUOTE.split(), "[1]"]
    assert answer.get_by_role("complementary").locator("ol > li").count() == 3
    answer.get_by_role("link", name="källa 1", exact=True).click()
    assert here.page.evaluate("document.activeElement.id") == "kalla-1-1"
    with here.page.expect_popup() as popup:
        answer.get_by_role("link", name="Öppna sidan med citatet markerat").first.click()
    assert popup.value.locator("mark").inner_text() == HOST_QUOTE
    assert here.page.locator("article").count() == 1


def test_a_page_of_text_can_be_shown_beside_the_answer(visit: Begin) -> None:
    here = visit()
    here.open()
    here.ask(QUESTION)
    long = here.page.locator("#kalla-1-1")
    assert long.locator("blockquote mark").inner_text() == HOST_QUOTE
    assert long.locator("blockquote").inner_text() == f"{HOST_QUOTE} Emma Hjalte blir koordinator."
    long.get_by_text("Visa hela sidan här").click()
    assert long.locator(".k-page mark").inner_text() == HOST_QUOTE
    assert long.get_by_role("region", name="Sidan som källa 1 står på").evaluate("e => e.scrollHeight > e.clientHeight")


def test_the_keyboard_is_enough(visit: Begin) -> None:
    here = visit()
    here.open()
    keys = here.page.keyboard

    def tab_to(name: str) -> None:
        for _ in range(60):
            keys.press("Tab")
            if name in here.page.evaluate(
                "(document.activeElement.ariaLabel || document.activeElement.innerText || '')"
            ):
                return
        pytest.fail(f"{name} cannot be reached by Tab")

    here.page.locator("#k-question textarea").focus()
    keys.type(QUESTION)
    keys.press("Enter")
    here.page.locator("article[data-complete=yes]").wait_for()
    assert here.page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    tab_to("källa 2")
    keys.press("Enter")
    assert here.page.evaluate("document.activeElement.id") == "kalla-1-2"
    tab_to("Visa hela sidan här")
    keys.press("Enter")
    here.page.locator("#kalla-1-2 .k-leaf img").wait_for()
    tab_to("Öppna sidan med citatet markerat")
    with here.page.expect_popup() as popup:
        keys.press("Enter")
    popup.value.get_by_role("link", name="Nästa sida").first.focus()
    popup.value.keyboard.press("Enter")
    popup.value.get_by_text("gick inte att läsa").wait_for()


def test_an_example_asks_and_a_new_conversation_begins_anew(visit: Begin) -> None:
    here = visit()
    here.open()
    examples = here.page.locator("#k-examples")
    assert examples.get_by_role("button").count() == 9
    examples.get_by_role("button", name="När tar Region Östergötland").click()
    here.page.locator("article[data-complete=yes]").wait_for()
    examples.wait_for(state="hidden")
    assert here.page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    here.page.get_by_role("button", name="Nytt samtal").click()
    examples.wait_for()
    assert here.page.locator("article").count() == 0


def test_filters_go_along_and_wrong_years_are_told(visit: Begin) -> None:
    here = visit()
    here.open()
    here.page.get_by_role("button", name="Avgränsa").click()
    here.page.get_by_role("checkbox", name="Nyhetsbrev").check()
    here.page.get_by_role("checkbox", name="Svenska").check()
    here.page.get_by_label("Från år").fill("2026")
    here.page.get_by_label("Till år").fill("2020")
    here.ask(QUESTION)
    assert "senare än" in here.page.locator("article").inner_text()
    assert here.page.locator("#k-question textarea").input_value() == QUESTION
    here.page.get_by_label("Till år").fill("")
    here.ask("Hur blir vädret?")
    assert here.site.knowledge_base.asked[-1].filters == Filters(
        frozenset({Kind.NEWSLETTER}), 2026, None, frozenset({"sv"})
    )
    assert "Du har avgränsat" in here.page.locator("article").first.inner_text()
    here.page.get_by_role("button", name="Ta bort avgränsningarna").click()
    here.page.wait_for_function("!document.querySelector('#k-filters input:checked')")
    here.ask(QUESTION)
    assert here.site.knowledge_base.asked[-1].filters == Filters()


def test_screen_readers_are_told_when_the_answer_is_whole(visit: Begin) -> None:
    here = visit()
    here.open()
    live = here.page.get_by_role("status").and_(here.page.locator("#k-live"))
    here.page.locator("#k-question textarea").fill("En långsam fråga om värd")
    here.page.locator("#k-question textarea").press("Enter")
    here.page.get_by_text("Söker i dokumenten").first.wait_for()
    assert "Söker" in live.inner_text()
    here.page.locator("article[data-complete=yes]").wait_for()
    here.page.wait_for_function("document.querySelector('#k-live').innerText.includes('Källor: 3')")
    assert HOST_QUOTE in live.inner_text()


def test_a_completed_question_is_shown_and_told(visit: Begin, axe: Callable[..., list[str]]) -> None:
    here = visit(viewport={"width": 390, "height": 800})
    here.open()
    for question in (QUESTION, "Och värd 2019?", "Hur blir vädret?"):
        here.ask(question)
        assert here.page.locator("article").first.locator("[data-understood]").count() == question.startswith("Och")
    here.ask("Och värd 2018?")
    understood = here.page.locator("article").first.get_by_text("Jag förstod frågan som: Vem är värd för")
    assert HOSTILE in understood.inner_text()
    here.page.wait_for_function("document.querySelector('#k-live').innerText.includes('Jag förstod frågan som: Vem')")
    assert HOST_QUOTE in here.page.locator("#k-live").inner_text()
    history = here.site.knowledge_base.asked[-1].history
    assert [turn.content for turn in history if turn.role == "user"] == [QUESTION, "Och värd 2019?", "Hur blir vädret?"]
    assert not here.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert axe(here.page) == []


def test_the_answer_is_copied_with_its_sources(visit: Begin) -> None:
    here = visit(permissions=["clipboard-read", "clipboard-write"])
    here.open()
    here.ask(QUESTION)
    here.page.get_by_role("button", name="Kopiera svaret med källor").click()
    here.page.get_by_role("button", name="Kopierat").wait_for()
    copied = here.page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith(f"Fråga: {QUESTION}\n\n{HOST_QUOTE} [1]")
    assert f"sida 1. {here.site.address}/documents/nyhetsbrev-maj-2026-a1b2c3?page=1&highlight=9-77#citat" in copied
    source = here.page.locator("#kalla-1-1")
    source.get_by_role("button", name="Kopiera länk").click()
    source.get_by_role("button", name="Kopierat").wait_for()
    assert here.page.evaluate("() => navigator.clipboard.readText()").startswith(f"{here.site.address}/documents/")


def test_hostile_text_is_text(visit: Begin) -> None:
    here = visit()
    here.open()
    for question in (f"fientlig {HOSTILE}", f"Hur blir vädret? {HOSTILE.replace('<', '‹')}", f"fel {HOSTILE}"):
        here.ask(question)
    page = here.page
    assert page.get_by_text("[klicka](javascript:window.hacked=1)").count() >= 6
    assert page.get_by_text("${window.hacked=1} {{constructor}}").count() >= 6
    assert page.locator("article img, article script, article a[href^=javascript]").count() == 0
    for path in (f"/documents/{HOSTILE_DOCUMENT.id}?page=1&highlight=0-40", "/documents"):
        page.goto(f"{here.site.address}{path}")
        assert page.locator("img, script").count() == 0
        assert HOSTILE in page.locator("main").inner_text()


def test_visitors_never_see_each_other(visit: Begin) -> None:
    first, second = visit(), visit()
    for here in (first, second):
        here.open()
    first.page.get_by_role("button", name="Avgränsa").click()
    first.page.get_by_role("checkbox", name="Protokoll").check()
    first.ask(QUESTION)
    second.ask("Hur blir vädret?")
    first.ask("fientlig")
    assert first.page.locator("article h2 [dir=auto]").all_inner_texts() == ["fientlig", QUESTION]
    assert second.page.locator("article h2 [dir=auto]").all_inner_texts() == ["Hur blir vädret?"]
    assert [bool(each.filters) for each in first.site.knowledge_base.asked[-3:]] == [True, False, True]


@pytest.mark.parametrize("locale", ["sv-SE", "en-GB", "de-DE"])
def test_the_language_is_the_pages_not_the_browsers(visit: Begin, locale: str) -> None:
    for path, language in (("/chatt/", "sv"), ("/chat/", "en")):
        here = visit(locale=locale)
        here.open(path)
        here.page.wait_for_timeout(300)
        assert here.page.locator("html").get_attribute("lang") == language


def test_the_other_language(visit: Begin) -> None:
    here = visit()
    here.open()
    here.page.get_by_role("link", name="In English").click()
    here.page.get_by_role("button", name="Ask", exact=True).wait_for()
    assert here.page.locator("html").get_attribute("lang") == "en"
    here.ask("Who is the host?")
    assert here.page.get_by_text("Newsletter · May 2026 · page 1").count() == 1
    with here.page.expect_popup() as popup:
        here.page.get_by_role("link", name="Open the page with the quote marked").first.click()
    assert popup.value.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("width", [640, 390, 320])
def test_no_page_needs_scrolling_sideways(visit: Begin, width: int) -> None:
    """640 pixels is what remains of 1280 at 200 % zoom, 320 at 400 %."""
    here = visit(viewport={"width": width, "height": 800})
    here.open()
    for question in (QUESTION, f"fientlig {'å' * 300}", "vädret"):
        here.ask(question)
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not here.page.evaluate(wider)
    for path in ("/documents", "/about", f"/documents/{HOSTILE_DOCUMENT.id}?page=1", REPORT_PAGE):
        here.page.goto(f"{here.site.address}{path}")
        assert not here.page.evaluate(wider)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/chatt/", "/chat/"])
def test_access_rules_hold_in_every_state(visit: Begin, axe: Callable[..., list[str]], path: str, scheme: str) -> None:
    here = visit(color_scheme=scheme)
    here.open(path)
    assert axe(here.page) == []
    here.page.locator("#k-filters button").first.click()
    here.page.locator("#k-filters fieldset").first.wait_for()
    for question in (QUESTION, "Hur blir vädret?", "fientlig", "fel"):
        here.ask(question)
        assert axe(here.page) == []
    for details in here.page.locator("details").all():
        details.locator("summary").click()
    assert axe(here.page) == []
    here.page.get_by_label("2024-06-01").fill("2020")
    here.ask(QUESTION)
    assert axe(here.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "/documents",
        "/documents?lang=en",
        "/about",
        "/about?lang=en",
        "/documents/verksamhetsberattelse-2024-b2c3d4?page=2&highlight=40-82",
        "/documents/verksamhetsberattelse-2024-b2c3d4?page=3&lang=en",
        "/documents/sa-blir-du-medlem-a1b2c3",
    ],
)
def test_access_rules_hold_on_the_plain_pages(
    visit: Begin, axe: Callable[..., list[str]], path: str, scheme: str
) -> None:
    here = visit(color_scheme=scheme)
    here.page.goto(f"{here.site.address}{path}")
    assert axe(here.page) == []
