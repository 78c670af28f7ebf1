"""The library's pages as they are sent, without a browser."""

import pytest
from fastapi.testclient import TestClient
from lxml import html

from service.http.app import create_app
from tests.service_http.fakes import HOSTILE, HOSTILE_DOCUMENT, NEWSLETTER, REPORT, SUMMARY, FakeKnowledgeBase
from ui.library import LibrarySearch
from ui.pages import pages_router


def client_of(knowledge_base: FakeKnowledgeBase) -> TestClient:
    app = create_app(knowledge_base)
    app.include_router(pages_router(knowledge_base))
    return TestClient(app)


@pytest.fixture
def knowledge_base() -> FakeKnowledgeBase:
    return FakeKnowledgeBase()


@pytest.fixture
def client(knowledge_base: FakeKnowledgeBase) -> TestClient:
    return client_of(knowledge_base)


def read(client: TestClient, address: str, status: int = 200) -> html.HtmlElement:
    response = client.get(address)
    assert response.status_code == status
    assert "script-src" not in response.headers["content-security-policy"]
    return html.document_fromstring(response.text)


def titles(page: html.HtmlElement) -> list[str]:
    return [each.text_content() for each in page.findall(".//section[@aria-labelledby='listan']/ul//a")]


def test_filters_leave_out_what_does_not_pass_and_stay_in_the_form(client: TestClient) -> None:
    page = read(client, "/documents?kind=newsletter&kind=annual_report&year_from=2025&provenance=original&language=sv")
    assert titles(page) == [NEWSLETTER.title, REPORT.title]
    assert "2 av 4 dokument" in page.text_content()
    checked = {each.get("value") for each in page.findall(".//input[@checked]")}
    assert checked == {"newsletter", "annual_report", "original", "sv"}
    assert page.find(".//details").get("open") is not None
    assert titles(read(client, page.find(".//section/p/a").get("href"))) == [
        each.title for each in (NEWSLETTER, REPORT, HOSTILE_DOCUMENT, SUMMARY)
    ]
    other = read(client, page.find(".//a[@hreflang='en']").get("href"))
    assert other.get("lang") == "en"
    assert titles(other) == titles(page)


def test_a_summary_is_marked_in_the_list_and_pages_that_cannot_be_read_count(client: TestClient) -> None:
    lines = [each.text_content() for each in read(client, "/documents").findall(".//ul[@class='k-documents']/li")]
    assert "sammanfattning" in lines[3]
    assert "4 sidor" in lines[1]


def test_words_are_found_in_all_documents_and_lead_to_the_marked_page(client: TestClient) -> None:
    page = read(client, "/documents?query=N%C3%A4tverket")
    exact, near = page.findall(".//ul[@class='k-documents k-hits']")
    (hit,) = exact.findall("li")
    assert hit.findtext(".//mark") == "Nätverket"
    marked = read(client, hit.find("a").get("href"))
    assert marked.findtext(".//mark") == "Nätverket"
    assert len(near.findall("li")) == 2
    assert near.find(".//mark") is None


def test_a_search_that_finds_nothing_exact_says_so(client: TestClient) -> None:
    assert "Orden står inte precis så" in read(client, "/documents?query=gr%C3%B6nsak").text_content()


def test_a_search_keeps_its_filters(client: TestClient, knowledge_base: FakeKnowledgeBase) -> None:
    read(client, "/documents?query=medlem&provenance=summary")
    (_, filters, _) = knowledge_base.searched[0]
    assert [each.value for each in filters.provenances] == ["summary"]


def test_a_search_within_a_document_stays_there(client: TestClient, knowledge_base: FakeKnowledgeBase) -> None:
    page = read(client, f"/documents/{REPORT.id}?query=medlemmar")
    hit = page.find(".//ul[@class='k-documents k-hits']/li")
    assert hit.find("a").text == "Sida 2"
    assert hit.find("a").get("href").startswith(f"/documents/{REPORT.id}?page=2&highlight=")
    (_, filters, _) = knowledge_base.searched[0]
    assert filters.documents == {REPORT.id}
    form = page.find(".//form")
    assert form.get("action") == f"/documents/{REPORT.id}"
    assert form.find(".//input[@name='query']").get("value") == "medlemmar"
    assert read(client, page.find(".//a[@hreflang='en']").get("href")).find(".//form//input[@name='query']").get(
        "value"
    ) == ("medlemmar")


def test_wrong_years_are_told_and_filter_nothing(client: TestClient) -> None:
    page = read(client, "/documents?year_from=2025&year_to=2020", 422)
    assert "senare än" in page.find(".//*[@role='alert']").text_content()
    assert page.find(".//input[@name='year_from']").get("aria-invalid") == "true"


def test_the_time_line_has_a_mark_for_each_dated_document(client: TestClient) -> None:
    page = read(client, "/documents")
    picture = page.find(".//svg")
    assert picture.get("aria-label") == "Dokument efter år och typ, från 2001 till 2026"
    marks = {each.get("aria-label"): each.get("href") for each in picture.iter("a")}
    assert marks["Nyhetsbrev maj 2026, maj 2026"] == f"/documents/{NEWSLETTER.id}"
    assert len(marks) == 3
    assert "Utan datum, och därför inte med i bilden: 1." in page.text_content()


def test_a_document_names_its_relations_pages_and_report(client: TestClient) -> None:
    page = read(client, f"/documents/{REPORT.id}?page=2")
    tie = page.find(".//ul[@class='k-ties']/li")
    assert "Ersätter:" in tie.text_content()
    assert "(25 % lika text)" in tie.text_content()
    assert tie.find("a").get("href") == f"/documents/{SUMMARY.id}"
    numbers = page.findall(".//ol[@class='k-numbers']//a")
    assert [(each.text, each.get("aria-current")) for each in numbers] == [
        ("1", None),
        ("2", "page"),
        ("3", None),
        ("4", None),
    ]
    assert numbers[3].get("href") == f"/documents/{REPORT.id}?page=4"
    report = read(client, next(a for a in page.iter("a") if a.text == "Så lästes dokumentet").get("href"))
    assert report.findtext(".//h1") == REPORT.title


def test_the_report_tells_what_reading_found(client: TestClient) -> None:
    page = read(client, f"/documents/{REPORT.id}/report")
    rows = {row.findtext("th"): row.findtext("td") for row in page.findall(".//tbody/tr")}
    assert rows["Sidor"] == "4"
    assert rows["Spalter som mest"] == "2"
    assert rows["Språk"] == "svenska 75 %, engelska 25 %"
    text = " ".join(page.text_content().split())
    (kind,) = page.findall(".//dl/div")
    assert (kind.findtext("dt"), kind.findtext("dd/span")) == ("Typ", "verksamhetsberättelse")
    assert kind.find("dd").text_content().endswith("Står i dokumentet: ”Verksamhetsberättelse 2024”")
    assert "Sida 3: bild utan text" in text
    assert "Sida 2: 90 % säkert" in text
    assert "Sida 2, 12 tecken: ”dold text här”" in text
    english = read(client, page.find(".//a[@hreflang='en']").get("href"))
    assert "How the document was read" in english.text_content()


def test_what_is_not_there_or_not_ready_is_told(client: TestClient) -> None:
    assert "Sidan finns inte" in read(client, "/documents/okand/report", 404).text_content()
    empty = client_of(FakeKnowledgeBase(empty=True))
    for address in ("/documents?query=x", f"/documents/{REPORT.id}/report"):
        assert "går inte att visa" in read(empty, address, 503).text_content()


@pytest.mark.parametrize(
    "address",
    [
        "/documents?query=%3Cscript%3Ewindow.hacked=1%3C/script%3E&kind=%22%3E&language=%3Cb&year_from=%22%3E%3Cb%3E",
        f"/documents/{HOSTILE_DOCUMENT.id}?query=%22%3E%3Cscript%3E",
        f"/documents/{HOSTILE_DOCUMENT.id}/report",
    ],
)
def test_hostile_text_is_text(client: TestClient, address: str) -> None:
    response = client.get(address)
    page = html.document_fromstring(response.text)
    assert not page.findall(".//script")
    assert not page.findall(".//main//img")
    assert not page.findall(".//main//b")
    assert not [name for each in page.iter() for name in each.attrib if str(name).startswith("on")]
    assert not [each for each in page.iter("a") if "javascript:" in (each.get("href") or "")]
    if HOSTILE_DOCUMENT.id in address:
        assert HOSTILE in page.text_content()


@pytest.mark.parametrize("offset", ["-1", "x", "9" * 400, "²"])
def test_an_address_that_makes_no_sense_searches_from_the_start(offset: str) -> None:
    search = LibrarySearch.of({"query": [" barn "], "kind": ["minutes", "x"], "offset": [offset], "language": ["xxx"]})
    assert (search.query, search.kinds, search.offset, search.languages) == ("barn", ("minutes",), 0, ())
    assert search.address("en", 20) == "/documents?query=barn&kind=minutes&offset=20&lang=en"
    assert len(LibrarySearch.of({"query": ["å" * 9000]}).query) == 2000
