"""The tour's pages as they are sent, without a browser."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

from service.http.app import create_app
from tests.onboarding.place import DEFINED, DEMAND, FEE, NEW_COORDINATOR, OLD_COORDINATOR, STEPS, Tour, make_tour
from tests.service_http.fakes import HOSTILE, FakeKnowledgeBase
from ui.tour_pages import tour_pages_router


def client_of(tour: Tour) -> TestClient:
    app = create_app(FakeKnowledgeBase())
    app.include_router(tour_pages_router(tour.guide))
    return TestClient(app)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return client_of(make_tour(tmp_path_factory.mktemp("tour")))


def read(client: TestClient, address: str, status: int = 200) -> html.HtmlElement:
    response = client.get(address)
    assert response.status_code == status
    assert "unsafe" not in response.headers["content-security-policy"]
    return html.document_fromstring(response.text)


def quotes(page: html.HtmlElement) -> list[str]:
    return [each.text_content() for each in page.iter("blockquote")]


def test_the_overview_names_every_step_and_where_support_is_missing(client: TestClient) -> None:
    page = read(client, "/tour")
    steps = page.findall(".//ol/li")
    assert [step.find(".//a").get("href") for step in steps] == [
        f"/tour/{each}" for each in ("fee", "who", "said", "words", "moon")
    ]
    warned = [step.get("data-step") for step in steps if step.find(".//p[@class='k-summary']") is not None]
    assert warned == ["who", "moon"]
    assert page.find(".//noscript//a").get("href") == "/tour/fee"


def test_a_step_shows_quotes_with_where_they_stand(client: TestClient) -> None:
    page = read(client, "/tour/fee")
    assert page.findtext(".//h1") == "Avgiften"
    assert page.findtext(".//section/h2") == "Vad är medlemsavgiften?"
    assert quotes(page) == [FEE]
    source = page.find(".//section//p[@class='k-facts']")
    assert source.find("a").get("href").endswith("#citat")
    assert "Annat dokument · 3 maj 2026 · sida 1" in source.text_content()
    assert page.find(".//a[@rel='next']").get("href") == "/tour/who"
    assert page.find(".//a[@rel='prev']") is None
    assert [each.get("aria-current") for each in page.findall(".//nav[@class='k-contents']//a")] == [
        "step",
        *[None] * 4,
    ]


def test_who_held_an_office_before_is_named_as_earlier(client: TestClient) -> None:
    for lang, earlier, none in (("sv", "Tidigare:", "inget svar"), ("en", "Earlier:", "no answer")):
        page = read(client, f"/tour/who?lang={lang}")
        assert page.get("lang") == lang
        first, before = page.findall(".//section[1]/div")
        assert quotes(first) == [NEW_COORDINATOR]
        assert first.find("p[@class='k-lead']") is None
        assert (before.findtext("p[@class='k-lead']"), quotes(before)) == (earlier, [OLD_COORDINATOR])
        assert none in page.find(".//p[@class='k-none']").text_content()
        assert page.find(".//blockquote").get("lang") == "sv"


def test_positions_words_and_missing_words(client: TestClient) -> None:
    assert quotes(read(client, "/tour/said")) == [DEMAND]
    page = read(client, "/tour/words")
    assert page.findtext(".//dt") == "Platskompassen "
    assert quotes(page)[0] == DEFINED
    assert "Dokumenten förklarar inte: rymdhiss." in page.text_content()


def test_a_step_without_support_says_so(client: TestClient) -> None:
    text = read(client, "/tour/moon").text_content()
    assert "Dokumenten ger inte längre något stöd för det här steget" in text
    assert quotes(read(client, "/tour/moon")) == []


def test_hostile_text_is_text(client: TestClient) -> None:
    page = read(client, "/tour/words")
    assert " ".join(HOSTILE.split()) in quotes(page)[1]
    assert [each.get("src") for each in page.iter("script")] == ["/assets/tour.js"]
    assert not page.findall(".//img")
    assert read(client, "/tour/%3Cscript%3E", 404).findall(".//script") == []
    assert read(client, "/tour?lang=%22%3E").get("lang") == "sv"


def test_what_cannot_be_shown_is_told(tmp_path: Path) -> None:
    empty = client_of(make_tour(tmp_path / "a", {}))
    for address in ("/tour", "/tour/fee"):
        assert "går inte att visa" in read(empty, address, 503).text_content()
    broken = client_of(make_tour(tmp_path / "b", steps=STEPS.replace("answer: money", "answer: <b>")))
    page = read(broken, "/tour", 503)
    assert "tour.yaml: steget ”fee”, fråga 1: answer: ”<b>” går inte" in page.text_content()
    assert not page.findall(".//main//b")
