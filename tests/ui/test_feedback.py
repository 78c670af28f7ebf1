"""The chat tells that questions are kept, and lets answers be marked, only where that is switched on."""

from collections.abc import Callable

import pytest

from tests.ui.conftest import Visit
from ui.conversation import Exchange, marking_of, shown
from ui.markup import Site, Templates
from ui.wording import Wording

Begin = Callable[..., Visit]


@pytest.mark.browser
def test_off_nothing_is_asked_and_nothing_is_told(visit: Begin) -> None:
    here = visit()
    here.open()
    here.ask("Vem är värd?")
    here.ask("Vad är klockan?")
    assert here.page.locator(".k-keeping, [data-feedback]").count() == 0
    assert "Redaktion" not in here.page.inner_text("body")
    here.page.goto(f"{here.site.address}/about")
    assert "skrivs aldrig till disk" in here.page.inner_text("main")
    assert here.page.get_by_role("link", name="Redaktion").count() == 0


def test_an_exchange_without_an_answer_cannot_be_marked() -> None:
    exchange = Exchange(1, "Vem?", error="Det gick inte.", complete=True)
    assert marking_of(exchange) == ""
    templates = Templates(Wording.read("sv"), Site(kept_days=30))
    assert "data-feedback" not in shown(templates, (exchange,))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_on_the_knowledge_base_tells_what_is_kept(language: str) -> None:
    values = {
        "chat_address": "/", "documents_address": "/", "about_address": "/", "other_address": "/",
        "other_language": "sv", "documents": 1, "pages": 1, "years": None, "undated": 0, "newest": None,
        "newest_address": None, "newest_date": None, "kinds": [], "tongues": "",
    }  # fmt: skip
    wording = Wording.read(language)
    on = Templates(wording, Site(kept_days=45)).fill("about", **values)
    off = Templates(wording).fill("about", **values)
    assert "45" in on
    assert wording("about.private") in off
    assert wording("about.private") not in on
