import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from lxml import html

from service.http.app import create_app
from tests.service_http.fakes import (
    BROKEN_QUOTE,
    HOST_QUOTE,
    HOSTILE,
    HOSTILE_DOCUMENT,
    NEWSLETTER,
    REPORT,
    SUMMARY,
    FakeKnowledgeBase,
)
from ui.pages import pages_router


def client_of(knowledge_base: FakeKnowledgeBase) -> TestClient:
    app: FastAPI = create_app(knowledge_base)
    app.include_router(pages_router(knowledge_base))
    return TestClient(app)


@pytest.fixture
def client() -> TestClient:
    return client_of(FakeKnowledgeBase())


def read(client: TestClient, address: str, status: int = 200) -> html.HtmlElement:
    response = client.get(address)
    assert response.status_code == status
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src" not in response.headers["content-security-policy"]
    return html.document_fromstring(response.text)


def marked(page: html.HtmlElement) -> str:
    return " ".join(each.text_content() for each in page.findall(".//mark"))


def test_where_a_citation_points_the_quote_is_marked(client: TestClient) -> None:
    answer = client.post("/api/v1/ask", json={"question": "värd"}).json()
    page = read(client, answer["citations"][0]["url"])
    assert marked(page) == HOST_QUOTE == page.get_element_by_id("citat").text_content()


def test_a_quote_over_a_page_break_is_marked_on_both_pages(client: TestClient) -> None:
    answer = client.post("/api/v1/ask", json={"question": "värd"}).json()
    first = read(client, answer["citations"][1]["url"])
    missing = read(client, first.find(".//a[@rel='next']").get("href"))
    second = read(client, missing.find(".//a[@rel='next']").get("href"))
    assert f"{marked(first)} {marked(second)}" == BROKEN_QUOTE
    assert "gick inte att läsa: bild utan text" in missing.text_content()
    assert second.find(".//a[@rel='next']") is None
    assert marked(read(client, missing.find(".//a[@rel='prev']").get("href"))) == marked(first)


def test_a_document_tells_its_facts(client: TestClient) -> None:
    page = read(client, f"/documents/{REPORT.id}?page=2")
    assert page.get("lang") == "sv"
    assert page.findtext(".//h1") == "Verksamhetsberättelse 2024"
    assert page.get_element_by_id("sida").text == "Sida 2 av 4 (tryckt sidnummer ii)"
    facts = [(each.findtext("dt"), each.findtext("dd")) for each in page.findall(".//dl/div")]
    assert ("Datum", "20 mars 2025") in facts
    assert ("Avser", "2024") in facts
    assert page.findtext(".//h4") == "Ekonomi"


def test_a_pdf_s_page_is_there_as_picture_and_as_text(client: TestClient) -> None:
    page = read(client, f"/documents/{REPORT.id}?page=2&highlight=40-82")
    (picture,) = page.findall(".//img")
    assert picture.get("alt") == (
        "Sida 2 av 4 i Verksamhetsberättelse 2024. Markerat på sidan: ”Nätverket hade 25 medlemmar, och styrelsen”"
    )
    assert client.get(picture.get("src")).headers["content-type"] == "image/png"
    assert (picture.get("width"), picture.get("height")) == ("1191", "1684")
    assert marked(page) == "Nätverket hade 25 medlemmar, och styrelsen"
    assert [each.text for each in page.findall(".//section/h3")] == ["Sidan som bild", "Sidans text"]
    link = next(each for each in page.findall(".//a") if each.text == "Länk till det här stället")
    assert link.get("href") == f"/documents/{REPORT.id}?page=2&highlight=2:40-82"
    assert marked(read(client, link.get("href"))) == marked(page)


def test_a_page_that_could_not_be_read_is_there_as_picture(client: TestClient) -> None:
    page = read(client, f"/documents/{REPORT.id}?page=3&lang=en")
    assert page.find(".//img").get("alt") == "Page 3 of 4 in Verksamhetsberättelse 2024."
    assert client.get(page.find(".//img").get("src")).status_code == 200


@pytest.mark.parametrize("highlight", ["0-99999", "500-600", "9-3"])
def test_marks_beyond_the_text_leave_a_picture(client: TestClient, highlight: str) -> None:
    picture = read(client, f"/documents/{REPORT.id}?page=2&highlight={highlight}").find(".//img")
    assert client.get(picture.get("src")).status_code == 200


def test_what_the_knowledge_base_holds(client: TestClient) -> None:
    page = read(client, "/about")
    text = " ".join(page.text_content().split())
    assert "4 dokument med 7 sidor. De är från 2001 till 2026. Utan eget datum: 1." in text
    assert "Det nyaste är Nyhetsbrev maj 2026 (maj 2026)." in text
    rows = [(row.findtext("th"), row.findtext("td")) for row in page.findall(".//tbody/tr")]
    assert ("Nyhetsbrev", "1") in rows
    assert read(client, page.find(".//a[@hreflang='en']").get("href")).get("lang") == "en"


def test_without_a_page_the_first_is_shown(client: TestClient) -> None:
    assert "Sida 1 av 4" in read(client, f"/documents/{REPORT.id}").text_content()


def test_english_stays_english_while_turning_pages(client: TestClient) -> None:
    page = read(client, f"/documents/{REPORT.id}?page=2&highlight=40-82&lang=en")
    assert page.get("lang") == "en"
    following = read(client, page.find(".//a[@rel='next']").get("href"))
    assert following.get("lang") == "en"
    assert read(client, page.find(".//a[@hreflang='sv']").get("href")).get("lang") == "sv"


def test_a_summary_says_so_and_links_to_no_script(client: TestClient) -> None:
    page = read(client, f"/documents/{SUMMARY.id}")
    assert "Sammanfattning, inte originalets ord" in page.text_content()
    assert not [each for each in page.findall(".//a") if "javascript" in each.get("href")]


def test_the_origin_is_linked(client: TestClient) -> None:
    page = read(client, f"/documents/{NEWSLETTER.id}")
    assert page.find(f".//a[@href='{NEWSLETTER.origin_url}']").get("rel") == "noopener noreferrer"


@pytest.mark.parametrize("address", [f"/documents/{HOSTILE_DOCUMENT.id}?page=1&highlight=6-60", "/documents"])
def test_hostile_text_is_text(client: TestClient, address: str) -> None:
    page = read(client, address)
    assert not page.findall(".//script")
    assert not page.findall(".//img")
    assert HOSTILE in page.text_content()
    assert not [name for each in page.iter() for name in each.attrib if str(name).startswith("on")]


def test_hostile_addresses_come_out_as_nothing(client: TestClient) -> None:
    page = read(client, f"/documents/{REPORT.id}?page=2&highlight=%22%3E%3Cscript%3E&lang=%22%3E%3Cscript%3E")
    assert not page.findall(".//script")
    assert page.get("lang") == "sv"


def test_the_list_names_all_documents(client: TestClient) -> None:
    page = read(client, "/documents")
    assert "4 dokument" in page.text_content()
    links = page.findall(".//ul[@class='k-documents']//a")
    assert links[0].get("href") == f"/documents/{NEWSLETTER.id}"
    assert read(client, "/documents?lang=en").findall(".//ul//a")[0].get("href").endswith("?lang=en")


@pytest.mark.parametrize(
    "address",
    [
        "/documents/okand",
        f"/documents/{REPORT.id}?page=9",
        f"/documents/{REPORT.id}?page=x",
        f"/documents/{REPORT.id}?page=0",
    ],
)
def test_what_is_not_there_is_told_on_a_page(client: TestClient, address: str) -> None:
    assert "Sidan finns inte" in read(client, address, 404).text_content()


def test_without_an_index_the_pages_say_so() -> None:
    client = client_of(FakeKnowledgeBase(empty=True))
    for address in ("/documents", "/about", f"/documents/{REPORT.id}"):
        assert "går inte att visa" in read(client, address, 503).text_content()


@pytest.mark.parametrize("offset", ["-1", "x", "9" * 400, "1e3"])
def test_an_offset_that_is_no_number_starts_from_the_beginning(client: TestClient, offset: str) -> None:
    assert "Nyhetsbrev maj 2026" in read(client, f"/documents?offset={offset}").text_content()
