"""The tour over HTTP."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from service.http.app import create_app
from service.http.problems import MEDIA_TYPE
from tests.onboarding.place import DEFINED, FEE, NEW_COORDINATOR, OLD_COORDINATOR, STEPS, Tour, make_tour
from tests.service_http.fakes import FakeKnowledgeBase


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Tour:
    return make_tour(tmp_path_factory.mktemp("tour"))


def client_of(tour: Tour) -> TestClient:
    return TestClient(create_app(FakeKnowledgeBase(), guide=tour.guide), raise_server_exceptions=False)


@pytest.fixture
def client(tour: Tour) -> TestClient:
    return client_of(tour)


def test_steps_come_in_parts_with_their_quotes(client: TestClient) -> None:
    found = client.get("/api/v1/onboarding", params={"limit": 2}).json()
    assert found["total"] == 5
    fee, who = found["steps"]
    assert (fee["id"], fee["number"], fee["title"], fee["support"]) == ("fee", 1, "Avgiften", "whole")
    (reply,) = fee["replies"]
    assert (reply["question"], reply["answered"]) == ("Vad är medlemsavgiften?", True)
    citation = reply["quotes"][0]["citation"]
    assert citation["quote"] == FEE
    assert citation["url"].startswith(f"/documents/{citation['document_id']}?page=1&highlight=")
    quotes = who["replies"][0]["quotes"]
    assert [(each["lead"], each["citation"]["quote"]) for each in quotes] == [
        ("", NEW_COORDINATOR),
        ("Tidigare:", OLD_COORDINATOR),
    ]
    assert who["replies"][1] == {"question": "Vem är kassör?", "answered": False, "quotes": []}


def test_one_step_in_english(client: TestClient) -> None:
    words = client.get("/api/v1/onboarding/words", params={"language": "en"}).json()
    assert words["title"] == "Words"
    assert words["words"][0]["word"] == "Place Standard Tool"
    assert words["words"][0]["others"] == ["Platskompassen"]
    assert words["words"][0]["citation"]["quote"] == DEFINED
    assert words["words"][2]["citation"] is None
    said = client.get("/api/v1/onboarding/said").json()
    assert said["positions"][0]["stance"] == "demand"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/onboarding/nothing", 404),
        ("/api/v1/onboarding?limit=0", 422),
        ("/api/v1/onboarding?limit=101", 422),
        ("/api/v1/onboarding?offset=-1", 422),
        ("/api/v1/onboarding?language=fi", 422),
    ],
)
def test_an_error_is_a_problem(client: TestClient, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert response.headers["content-type"] == MEDIA_TYPE


def test_nothing_ingested_and_a_bad_file_are_problems(tmp_path: Path) -> None:
    empty = client_of(make_tour(tmp_path / "a", {})).get("/api/v1/onboarding")
    assert (empty.status_code, empty.headers["retry-after"]) == (503, "30")
    broken = client_of(make_tour(tmp_path / "b", steps=STEPS.replace("answer:", "svar:"))).get("/api/v1/onboarding")
    assert broken.status_code == 500
    assert str(tmp_path) not in broken.text


def test_it_is_described(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for path, statuses in (
        ("/api/v1/onboarding", {"422", "503"}),
        ("/api/v1/onboarding/{step}", {"404", "422", "503"}),
    ):
        responses = paths[path]["get"]["responses"]
        assert statuses == set(responses) - {"200"}
        assert all(list(responses[status]["content"]) == [MEDIA_TYPE] for status in statuses)


def test_without_a_guide_there_is_no_tour() -> None:
    assert TestClient(create_app(FakeKnowledgeBase())).get("/api/v1/onboarding").status_code == 404
