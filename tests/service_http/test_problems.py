import logging
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from service.http.app import create_app
from service.http.limits import Limits
from tests.service_http.fakes import FakeKnowledgeBase

ASK = "/api/v1/ask"


def problem_of(response: Response, status: int, kind: str) -> dict[str, Any]:
    """The problem, checked to have the one shape."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert set(problem) - {"errors"} == {"type", "title", "status", "detail", "instance"}
    assert problem["type"] == f"urn:kallan:problem:{kind}"
    assert problem["status"] == status
    assert problem["instance"] == response.request.url.path
    assert problem["title"]
    assert problem["detail"]
    return problem


@pytest.mark.parametrize("path", ["/nowhere", "/api/v1/nowhere", "/docs", "/redoc"])
def test_unknown_paths(client: TestClient, path: str) -> None:
    problem_of(client.get(path), 404, "not-found")


def test_not_found_says_what(client: TestClient) -> None:
    problem = problem_of(client.get("/api/v1/documents/okand"), 404, "not-found")
    assert problem["detail"] == "Det finns inget dokument okand."


def test_wrong_method_names_the_right_one(client: TestClient) -> None:
    response = client.get(ASK)
    problem_of(response, 405, "method-not-allowed")
    assert response.headers["allow"] == "POST"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "body.question"),
        ({"question": " \n"}, "body.question"),
        ({"question": 1}, "body.question"),
        ({"question": "x", "fraga": "y"}, "body.fraga"),
        ({"question": "x", "filters": {"kinds": []}}, "body.filters.kinds"),
        ({"question": "x", "filters": {"kind": ["book"]}}, "body.filters.kind.0"),
        ({"question": "x", "filters": {"language": ["swedish"]}}, "body.filters.language.0"),
        ({"question": "x", "filters": {"year_from": -1}}, "body.filters.year_from"),
        ({"question": "x", "language": "de"}, "body.language"),
        ({"question": "x", "as_of": "2024"}, "body.as_of"),
        ({"question": "x", "as_of": "2024-02-30"}, "body.as_of"),
        ({"question": "x", "as_of": 1717200000}, "body.as_of"),
        ({"question": "x", "as_of": "2024-06-01T00:00:00"}, "body.as_of"),
        ({"question": "x", "k": 0}, "body.k"),
        ({"question": "x", "k": "många"}, "body.k"),
        ({"question": "x", "history": [{"role": "system", "content": "y"}]}, "body.history.0.role"),
        ([], "body"),
    ],
)
def test_a_request_that_does_not_follow_its_form_names_the_field(client: TestClient, body: object, field: str) -> None:
    problem = problem_of(client.post(ASK, json=body), 422, "invalid-request")
    assert [each["field"] for each in problem["errors"]] == [field]
    assert problem["errors"][0]["detail"].endswith(".")


def test_an_unknown_field_is_refused_in_plain_words(client: TestClient) -> None:
    problem = client.post(ASK, json={"question": "x", "fraga": "y"}).json()
    assert problem["errors"][0]["detail"] == "Fältet finns inte. Kontrollera stavningen eller ta bort det."


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"question": "x" * 2001}, "2000 tecken"),
        ({"question": "x", "k": 11}, "högst 10"),
        ({"question": "x", "filters": {"year_from": 2025, "year_to": 2024}}, "senare än"),
        ({"question": "x", "history": [{"role": "user", "content": "y"}] * 51}, "högst 50"),
    ],
)
def test_a_question_beyond_the_limits(client: TestClient, body: object, said: str) -> None:
    assert said in problem_of(client.post(ASK, json=body), 422, "invalid-request")["detail"]


def test_the_limits_themselves_are_let_through(client: TestClient) -> None:
    assert client.post(ASK, json={"question": "å" * 2000, "k": 10}).status_code == 200
    assert client.post("/api/v1/search", json={"query": "x", "k": 20}).status_code == 200
    assert client.get("/api/v1/documents", params={"limit": 1000}).status_code == 200


def test_a_search_or_list_beyond_the_limits(client: TestClient) -> None:
    problem_of(client.post("/api/v1/search", json={"query": "x", "k": 21}), 422, "invalid-request")
    problem_of(client.post("/api/v1/search", json={"query": "x" * 2001}), 422, "invalid-request")
    for parameters in ({"limit": 1001}, {"limit": 0}, {"offset": -1}, {"offset": 10**30}, {"limit": "alla"}):
        problem_of(client.get("/api/v1/documents", params=parameters), 422, "invalid-request")
    problem_of(client.get(f"/api/v1/documents/x/pages/{10**30}"), 422, "invalid-request")


def test_other_limits_than_the_standard_ones_hold() -> None:
    client = TestClient(create_app(FakeKnowledgeBase(), Limits(question_length=5, citations=1, documents=2)))
    problem_of(client.post(ASK, json={"question": "sex ord"}), 422, "invalid-request")
    problem_of(client.post(ASK, json={"question": "fem", "k": 2}), 422, "invalid-request")
    assert len(client.get("/api/v1/documents").json()["documents"]) == 2


@pytest.mark.parametrize("content", [b"{", b"", b'{"question": "\\ud800"}', b"\xff\xfe"])
def test_a_body_that_cannot_be_read(client: TestClient, content: bytes) -> None:
    response = client.post(ASK, content=content, headers={"Content-Type": "application/json"})
    assert response.status_code in {400, 422}
    assert response.headers["content-type"] == "application/problem+json"


def test_a_body_of_another_type_is_refused(client: TestClient) -> None:
    problem_of(
        client.post(ASK, content=b'{"question": "x"}', headers={"Content-Type": "text/plain"}), 422, "invalid-request"
    )


def test_a_large_body_is_refused_announced_or_not(client: TestClient) -> None:
    def parts() -> Iterator[bytes]:
        for _ in range(70):
            yield b"x" * 1024

    problem_of(client.post(ASK, json={"question": "x" * 70_000}), 413, "content-too-large")
    problem_of(client.post(ASK, content=parts()), 413, "content-too-large")


@pytest.mark.parametrize("path", [ASK, "/api/v1/search"])
def test_without_an_index_one_is_told_to_come_back(empty_client: TestClient, path: str) -> None:
    response = empty_client.post(path, json={"query" if "search" in path else "question": "x"})
    problem = problem_of(response, 503, "not-ready")
    assert "kallan ingest" in problem["detail"]
    assert response.headers["retry-after"] == "30"


def test_what_nobody_foresaw_gives_no_details_and_logs_no_question(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        problem = problem_of(client.post(ASK, json={"question": "Ett hemligt fel"}), 500, "internal-error")
    assert "hemlig" not in str(problem)
    assert "RuntimeError at" in caplog.text
    assert "hemlig" not in caplog.text


def test_no_fault_repeats_what_was_sent(client: TestClient) -> None:
    response = client.post(ASK, json={"question": ["Ett hemligt ord"], "language": "hemligt", "k": "hemligt"})
    assert "hemligt" not in response.text
