"""Words found over HTTP, and the filters of the list of documents."""

import pytest
from fastapi.testclient import TestClient

from service.http.problems import MEDIA_TYPE
from tests.service_http.fakes import DOCUMENTS, NEWSLETTER, REPORT, SUMMARY


def test_pages_that_hold_words(client: TestClient) -> None:
    found = client.post("/api/v1/words", json={"words": "Nätverket", "k": 5}).json()
    (place,) = found["places"]
    assert found["more"] is False
    assert place["document_id"] == REPORT.id
    assert (place["page"], place["label"], place["spans"]) == (2, "ii", [[40, 49]])
    assert place["url"] == f"/documents/{REPORT.id}?page=2&highlight=40-49"
    assert "Nätverket" in place["text"]
    assert place["provenance"] == "original"


def test_more_than_were_asked_for_is_told_and_filters_hold(client: TestClient) -> None:
    body = {"words": "e", "k": 1}
    assert client.post("/api/v1/words", json=body).json()["more"] is True
    body["filters"] = {"document": [SUMMARY.id]}
    found = client.post("/api/v1/words", json=body).json()
    assert [each["document_id"] for each in found["places"]] == [SUMMARY.id]
    assert found["more"] is False


@pytest.mark.parametrize(
    "body",
    [
        {"words": " "},
        {"words": "x" * 2001},
        {"words": "x", "k": 0},
        {"words": "x", "k": 1001},
        {"words": "x", "filters": {"provenance": ["copy"]}},
        {"words": "x", "filters": {"document": [""]}},
        {"word": "x"},
    ],
)
def test_what_cannot_be_is_a_problem(client: TestClient, body: dict[str, object]) -> None:
    response = client.post("/api/v1/words", json=body)
    assert (response.status_code, response.headers["content-type"]) == (422, MEDIA_TYPE)


def test_nothing_ingested_is_told(empty_client: TestClient) -> None:
    assert empty_client.post("/api/v1/words", json={"words": "x"}).status_code == 503


def listed(client: TestClient, query: str) -> list[str]:
    found = client.get(f"/api/v1/documents?{query}").json()
    assert found["total"] == len(found["documents"])
    return [each["id"] for each in found["documents"]]


def test_the_list_is_filtered(client: TestClient) -> None:
    assert listed(client, "kind=newsletter&kind=annual_report") == [NEWSLETTER.id, REPORT.id]
    assert listed(client, "provenance=summary") == [SUMMARY.id]
    assert listed(client, "year_from=2026&year_to=2026") == [NEWSLETTER.id]
    assert listed(client, f"document={REPORT.id}") == [REPORT.id]
    assert listed(client, "language=en") == []
    assert len(listed(client, "")) == len(DOCUMENTS)


@pytest.mark.parametrize("query", ["kind=x", "provenance=x", "year_from=2026&year_to=2020", "language=sve"])
def test_filters_that_cannot_be_are_a_problem(client: TestClient, query: str) -> None:
    response = client.get(f"/api/v1/documents?{query}")
    assert (response.status_code, response.headers["content-type"]) == (422, MEDIA_TYPE)


def test_filters_are_described(client: TestClient) -> None:
    parameters = client.get("/openapi.json").json()["paths"]["/api/v1/documents"]["get"]["parameters"]
    names = [each["name"] for each in parameters]
    assert names == ["limit", "offset", "kind", "year_from", "year_to", "language", "provenance", "document"]
