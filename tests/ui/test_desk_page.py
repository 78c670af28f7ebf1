"""The writer's desk as a person meets it, in a real Chromium."""

import io
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import docx
import pytest
from playwright.sync_api import Download

from service.http.desk import LONGEST_DRAFT
from tests.service_http.desk_place import CHILDREN, FUNDING, HOSTILE_DEMAND, READINESS
from tests.service_http.fakes import HOSTILE
from tests.ui.conftest import Visit

pytestmark = pytest.mark.browser

Begin = Callable[..., Visit]
PHONE = {"viewport": {"width": 320, "height": 800}}


def go(here: Visit, path: str) -> None:
    here.page.goto(f"{here.site.address}{path}")


def pick(here: Visit, *quotes: str) -> None:
    for quote in quotes:
        here.page.locator(".k-position").filter(has_text=quote).locator("[data-pick]").click()


def basket(here: Visit) -> list[str]:
    return here.page.locator("[data-items] blockquote").all_inner_texts()


def told(here: Visit) -> str:
    return here.page.locator("[data-live]").inner_text()


def saved(here: Visit, name: str) -> bytes:
    with here.page.expect_download() as download:
        here.page.get_by_role("button", name=name, exact=True).click()
    return read(download.value)


def read(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def test_search_without_a_script(visit: Begin) -> None:
    here = visit(java_script_enabled=False)
    go(here, "/positions")
    here.page.get_by_label("Ämne").fill("finansiering av mötesplatser")
    here.page.get_by_label("Från år").fill("2024")
    here.page.get_by_role("checkbox", name="Ställningstagande").check()
    here.page.get_by_role("button", name="Sök").click()
    first = here.page.locator(".k-position").first
    assert first.locator("blockquote").first.inner_text() == FUNDING
    assert first.locator("h3").inner_text().split() == ["Kräver", "Ställningstagande", "om", "barn"]
    assert "Riktas till: staten" in first.inner_text()
    assert "Ställningstagande · 15 mars 2024 · sida 1" in first.inner_text()
    assert here.page.get_by_role("checkbox", name="Ställningstagande").is_checked()
    assert here.page.get_by_text("Korgen behöver JavaScript").is_visible()


def test_nothing_found_and_wrong_years_are_told(visit: Begin, axe: Callable[..., list[str]]) -> None:
    here = visit()
    go(here, "/positions?kind=minutes")
    assert here.page.get_by_role("heading", name="Inga ställningstaganden").is_visible()
    assert axe(here.page) == []
    here.complaints.clear()
    go(here, "/positions?year_from=2025&year_to=2020")
    assert "senare än" in here.page.get_by_role("alert").inner_text()
    assert axe(here.page) == []
    here.complaints.clear()  # Chromium notes the status 422


def test_pick_order_and_save(visit: Begin) -> None:
    here = visit()
    go(here, "/positions")
    pick(here, READINESS, FUNDING)
    assert basket(here) == [READINESS, FUNDING]
    here.page.locator("[data-items] li").nth(1).get_by_role("button", name="Flytta upp").click()
    assert basket(here) == [FUNDING, READINESS]
    assert told(here) == "Citatet står nu på plats 1 av 2."
    for name in ("Markdown", "Ren text"):
        text = saved(here, name).decode()
        assert 0 < text.index(FUNDING) < text.index(READINESS) < text.index("Läslista")
    paragraphs = docx.Document(io.BytesIO(saved(here, "Word (DOCX)"))).paragraphs
    quoted = [each.text for each in paragraphs if each.style and each.style.name == "Quote"]
    assert quoted == [f"”{FUNDING}”", f"”{READINESS}”"]
    go(here, "/positions?query=barn")
    assert basket(here) == [FUNDING, READINESS]
    here.page.locator("[data-items] li").first.get_by_role("button", name="Ta bort").click()
    assert basket(here) == [READINESS]
    assert here.page.evaluate("document.activeElement.dataset.remove !== undefined")
    here.page.get_by_role("button", name="Töm korgen").click()
    assert here.page.get_by_text("Korgen är tom.").is_visible()
    assert here.page.evaluate("document.activeElement.id") == "korg"


def test_the_keyboard_is_enough(visit: Begin) -> None:
    here = visit()
    go(here, "/positions")
    keys = here.page.keyboard

    def tab_to(name: str) -> None:
        for _ in range(80):
            keys.press("Tab")
            if here.page.evaluate("document.activeElement.innerText || document.activeElement.id").startswith(name):
                shown = "getComputedStyle(document.activeElement).outlineStyle"
                assert here.page.evaluate(shown) != "none"
                return
        pytest.fail(f"{name} cannot be reached by Tab")

    tab_to("query")
    keys.type("barn")
    keys.press("Enter")
    here.page.wait_for_url("**query=barn**")
    go(here, "/positions")
    tab_to("Lägg i korgen")
    keys.press("Enter")
    tab_to("Lägg i korgen")
    keys.press("Space")
    assert told(here) == "Citatet ligger i korgen. Antal: 2."
    before = basket(here)
    tab_to("Flytta ned")
    keys.press("Enter")
    assert basket(here) == before[::-1]
    tab_to("Markdown")
    with here.page.expect_download() as download:
        keys.press("Enter")
    assert download.value.suggested_filename == "citat.md"
    go(here, "/draft")
    tab_to("text")
    keys.type(FUNDING)
    tab_to("Granska")
    keys.press("Enter")
    here.page.locator("#resultat").wait_for()
    assert here.page.evaluate("document.activeElement.id") == "resultat"


def test_two_visitors_baskets_never_mix(visit: Begin) -> None:
    first, second = visit(), visit()
    for here in (first, second):
        go(here, "/positions")
    pick(first, FUNDING)
    pick(second, CHILDREN)
    for here, quote in ((first, FUNDING), (second, CHILDREN)):
        here.page.reload()
        assert basket(here) == [quote]
        assert quote in saved(here, "Markdown").decode()
    assert visit().page.context.cookies() == first.page.context.cookies() == []


def test_a_basket_that_somebody_has_tampered_with_exports_no_words_of_theirs(visit: Begin) -> None:
    here = visit()
    go(here, "/positions")
    pick(here, FUNDING)
    here.page.evaluate(
        "() => sessionStorage.setItem('kallan-basket', sessionStorage.getItem('kallan-basket')"
        '.replace(/"quote":"[^"]*"/, \'"quote":"Egna ord"\'))'
    )
    here.page.reload()
    assert basket(here) == ["Egna ord"]
    text = saved(here, "Markdown").decode()
    assert "Egna ord" not in text
    assert FUNDING in text
    here.page.evaluate("() => sessionStorage.setItem('kallan-basket', '{\"a\": 1}')")
    here.page.reload()
    assert basket(here) == []


def test_what_is_gone_is_told_on_a_page(visit: Begin, axe: Callable[..., list[str]]) -> None:
    here = visit()
    go(here, "/positions")
    pick(here, FUNDING)
    here.page.locator("[data-fields] input").evaluate("field => { field.value = '1:0-9 borta' }")
    here.page.get_by_role("button", name="Markdown").click()
    here.page.get_by_role("heading", name="Filen gick inte att skapa").wait_for()
    assert axe(here.page) == []
    here.page.get_by_role("link", name="Tillbaka till ställningstagandena").click()
    assert basket(here) == [FUNDING]
    here.complaints.clear()  # Chromium notes the status 404


def test_a_draft_is_judged_sentence_by_sentence(visit: Begin) -> None:
    here = visit()
    go(here, "/draft")
    negated = FUNDING.replace("kräver", "kräver inte")
    here.page.get_by_label("Ditt utkast").fill(f"{FUNDING} {negated}\nMånen är gjord av ost.\n{HOSTILE}")
    here.page.get_by_role("button", name="Granska", exact=True).click()
    here.page.locator("#resultat").wait_for()
    verdicts = here.page.locator(".k-verdict")
    assert [each.split() for each in verdicts.locator(".k-mark").all_inner_texts()[:3]] == [
        ["✓", "Stöds"],
        ["✗", "Motsägs"],
        ["?", "Hittas", "inte"],
    ]
    assert verdicts.locator("[data-own]").all_inner_texts()[:3] == [FUNDING, negated, "Månen är gjord av ost."]
    assert verdicts.nth(1).locator("blockquote").inner_text() == FUNDING
    assert "Den ena nekar" in verdicts.nth(1).inner_text()
    assert here.page.locator("main script, main img").count() == 0


def test_a_draft_that_is_too_long_or_empty_is_told(visit: Begin, axe: Callable[..., list[str]]) -> None:
    here = visit()
    go(here, "/draft")
    here.page.get_by_label("Ditt utkast").fill("å" * (LONGEST_DRAFT + 1))
    here.page.get_by_role("button", name="Granska", exact=True).click()
    assert f"{LONGEST_DRAFT + 1} tecken" in here.page.get_by_role("alert").inner_text()
    assert axe(here.page) == []
    here.page.get_by_label("Ditt utkast").fill(" ")
    here.page.get_by_role("button", name="Granska", exact=True).click()
    here.page.get_by_text("Skriv eller klistra in en text först.").wait_for()
    assert axe(here.page) == []
    here.complaints.clear()  # Chromium notes the status 422


def test_hostile_text_is_text(visit: Begin) -> None:
    here = visit()
    go(here, "/positions")
    pick(here, HOSTILE_DEMAND)
    assert basket(here) == [HOSTILE_DEMAND]
    assert here.page.locator("main img, main script, main a[href^=javascript]").count() == 0
    assert "<script" not in saved(here, "Markdown").decode().replace("\\<script", "")
    go(here, "/positions?query=%3C/title%3E%3Cscript%3Ewindow.hacked=1%3C/script%3E&lang=%22%3E")
    assert here.page.locator("main script").count() == 0
    assert here.page.locator("html").get_attribute("lang") == "sv"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_access_rules_hold_in_every_state(visit: Begin, axe: Callable[..., list[str]], lang: str, scheme: str) -> None:
    for facts in ({}, PHONE):
        here = visit(color_scheme=scheme, **facts)
        for path in ("/positions", "/positions?query=barn", "/draft"):
            go(here, f"{path}{'&' if '?' in path else '?'}lang={lang}")
            assert here.page.locator("html").get_attribute("lang") == lang
            assert axe(here.page) == []
            assert not here.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        here.page.locator("#text").fill(f"{FUNDING} {FUNDING.replace('kräver', 'kräver inte')} Månen är gjord av ost.")
        here.page.locator(".k-main").click()
        here.page.locator("#resultat").wait_for()
        assert axe(here.page) == []
        go(here, f"/positions?lang={lang}")
        pick(here, HOSTILE_DEMAND, CHILDREN)
        assert axe(here.page) == []
        assert not here.page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_the_time_line_is_a_picture_and_a_list(visit: Begin) -> None:
    here = visit()
    go(here, "/positions")
    picture = here.page.get_by_role("img", name="Ställningstaganden efter år och slag, från 2020 till 2026.")
    assert picture.locator("circle").count() == here.page.locator(".k-moments li").count() == 4
    assert here.page.locator(".k-moments strong").all_inner_texts() == [
        "1 maj 2020",
        "15 mars 2024",
        "15 mars 2024",
        "20 mars 2026",
    ]


def test_the_chat_leads_to_the_desk(visit: Begin) -> None:
    here = visit()
    here.open()
    with here.page.expect_popup() as popup:
        here.page.get_by_role("link", name="Ställningstaganden").click()
    assert popup.value.get_by_role("heading", name="Ställningstaganden", level=1).is_visible()


def test_a_quote_from_an_answer_is_offered(visit: Begin, axe: Callable[..., list[str]]) -> None:
    here = visit()
    go(here, "/positions")
    key = here.page.locator("button[data-pick]").nth(1).get_attribute("data-pick")
    assert key
    go(here, f"/positions?{urlencode({'pick': key, 'query': 'beredskap'})}")
    offered = here.page.get_by_role("region", name="Citatet från svaret")
    assert offered.locator("blockquote").inner_text() == CHILDREN
    offered.get_by_role("button", name="Lägg i korgen").click()
    assert basket(here) == [CHILDREN]
    assert axe(here.page) == []
    here.open()
    here.ask("Vem är värd?")
    address = here.page.get_by_role("link", name="Lägg i korgen").first.get_attribute("href")
    assert address == "/positions?pick=1%3A9-77+nyhetsbrev-maj-2026-a1b2c3&lang=sv"
