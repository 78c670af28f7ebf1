"""A reader's word on an answer, over HTTP."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.feedback.kept import Sort
from tests.editing.desk_place import Office, make_office
from tests.editing.test_cases import ASKED


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return make_office(tmp_path, days=30)


@pytest.fixture
def client(office: Office) -> TestClient:
    return TestClient(office.app())


def word(client: TestClient, **changed: object) -> dict[str, Any]:
    """A mark on the answer to ASKED, as a client that has asked sends it."""
    answer = client.post("/api/v1/ask", json={"question": ASKED}).json()
    urls = [each["url"] for each in answer["citations"]]
    return {"verdict": "wrong", "question": ASKED, "urls": urls, "comment": "Det är fel.", **changed}


def test_off_there_is_no_feedback_and_nothing_is_written(tmp_path: Path) -> None:
    office = make_office(tmp_path)
    client = TestClient(office.app())

    def files() -> list[str]:
        return sorted({path.name.partition("-")[0] for path in office.place.data.path.iterdir()})

    before = files()
    client.post("/api/v1/ask", json={"question": "Vem sköter månens bibliotek?"})
    assert client.post("/api/v1/feedback", json={"verdict": "wrong", "question": ASKED}).status_code == 404
    assert client.get("/api/v1/feedback").status_code == 404
    assert files() == before
    assert all(b"bibliotek" not in path.read_bytes() for path in office.place.data.path.glob("*.sqlite*"))


def test_a_mark_is_kept_and_the_time_told(client: TestClient, office: Office) -> None:
    response = client.post("/api/v1/feedback", json=word(client, as_of="2024-06-01"))
    assert (response.status_code, response.json()) == (201, {"kept_days": 30})
    assert client.get("/api/v1/feedback").json() == {"kept_days": 30}
    assert office.kept is not None
    (kept,) = office.kept.listing([Sort.WRONG], 9)[1]
    assert (kept.question, kept.line, str(kept.as_of)) == (ASKED, "Det är fel.", "2024-06-01")
    (quote,) = office.desk.answers.quotes(kept)
    assert quote is not None
    assert quote.quote == "Barn har rätt till en meningsfull fritid."


@pytest.mark.parametrize(
    "changed",
    [
        {"verdict": "unanswered"},
        {"verdict": "bra"},
        {"question": " "},
        {"question": "x" * 2001},
        {"comment": "x" * 501},
        {"urls": ["/documents/okänt?page=1&highlight=0-4"]},
        {"urls": ["/documents/okänt"]},
        {"urls": ["https://evil.example/documents/x?page=1&highlight=0-4"] * 11},
        {"urls": ["/documents/x?page=1&highlight=0-4-9"]},
        {"urls": ["/documents/x?page=²&highlight=0-4"]},
        {"urls": ["/x/y?page=1&highlight=0-4"]},
        {"name": "Kalle"},
        {"as_of": 7},
    ],
)
def test_what_cannot_be_kept_is_refused(client: TestClient, office: Office, changed: dict[str, object]) -> None:
    assert client.post("/api/v1/feedback", json=word(client, **changed)).status_code == 422
    assert office.kept is not None
    assert office.kept.listing(list(Sort), 9)[0] == 0


def test_a_form_of_another_site_is_no_feedback(client: TestClient) -> None:
    # What a page elsewhere can send without being asked first (CORS) is no JSON.
    response = client.post("/api/v1/feedback", content=b'{"verdict": "wrong", "question": "x"}')
    assert response.status_code == 422
    asked = client.options(
        "/api/v1/feedback", headers={"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    )
    assert "access-control-allow-origin" not in asked.headers


def test_a_flood_is_stopped(client: TestClient) -> None:
    sent = word(client, urls=[])
    told = [client.post("/api/v1/feedback", json=sent).status_code for _ in range(70)]
    assert (told.count(201), told.count(429)) == (60, 10)


def test_a_streamed_answer_that_is_none_is_kept_too(client: TestClient, office: Office) -> None:
    headers = {"Accept": "text/event-stream"}
    client.post("/api/v1/ask", json={"question": "Vem sköter månens bibliotek?"}, headers=headers)
    assert office.kept is not None
    assert [each.question for each in office.kept.listing([Sort.UNANSWERED], 9)[1]] == ["Vem sköter månens bibliotek?"]
