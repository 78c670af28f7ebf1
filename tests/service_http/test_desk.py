"""The writer's desk over HTTP."""

import io
from pathlib import Path

import docx
import pytest
from fastapi.testclient import TestClient

from service.http.app import create_app
from service.http.desk import LONGEST_DRAFT
from service.http.desk_shapes import MOST_CHOSEN
from tests.service_http.desk_place import CHILDREN, FILES, FUNDING, HOSTILE_DEMAND, READINESS, make_small_desk
from tests.service_http.fakes import HOSTILE, FakeKnowledgeBase


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return TestClient(create_app(FakeKnowledgeBase(), desk=make_small_desk(tmp_path_factory.mktemp("desk"))))


def found(client: TestClient, **body: object) -> list[dict[str, object]]:
    response = client.post("/api/v1/positions", json=body)
    assert response.status_code == 200, response.text
    positions: list[dict[str, object]] = response.json()["positions"]
    return positions


def picked(client: TestClient, *quotes: str) -> list[dict[str, object]]:
    places = {str(each["quote"]): each for each in found(client)}
    return [{name: places[quote][name] for name in ("document_id", "spans")} for quote in quotes]


def test_without_a_subject_all_positions_come_newest_first(client: TestClient) -> None:
    assert [each["quote"] for each in found(client)] == [READINESS, CHILDREN, FUNDING, HOSTILE_DEMAND]
    assert len(found(client, k=2)) == 2


def test_a_position_tells_who_is_asked_when_and_where(client: TestClient) -> None:
    (position,) = [each for each in found(client, query="finansiering") if each["quote"] == FUNDING]
    assert (position["stance"], position["addressee"], position["since"]) == ("demand", "staten", "2024-03-15")
    assert (position["kind"], position["date"], position["page"]) == ("statement", "2024-03-15", 1)
    assert position["url"] == f"/documents/{position['document_id']}?page=1&highlight=" + "-".join(
        str(edge)
        for edge in position["spans"][0][1:]  # type: ignore[index]
    )


def test_filters_bound_what_is_quoted(client: TestClient) -> None:
    assert [each["quote"] for each in found(client, filters={"year_from": 2025})] == [READINESS]
    assert found(client, filters={"kind": ["newsletter"]}) == []


def test_the_time_line_runs_from_the_oldest(client: TestClient) -> None:
    moments = client.post("/api/v1/timeline", json={}).json()["moments"]
    assert [each["date"] for each in moments] == ["2020-05-01", "2024-03-15", "2024-03-15", "2026-03-20"]
    assert not any(each["again"] for each in moments)


@pytest.mark.parametrize("form", ["markdown", "text"])
def test_an_export_keeps_the_order(client: TestClient, form: str) -> None:
    body = {"quotes": picked(client, FUNDING, READINESS), "format": form, "language": "sv"}
    response = client.post("/api/v1/export", json=body)
    assert response.headers["content-disposition"].startswith("attachment; filename=")
    assert 0 < response.text.index(FUNDING) < response.text.index(READINESS) < response.text.index("Läslista")


def test_a_word_file_can_be_read(client: TestClient) -> None:
    body = {"quotes": picked(client, HOSTILE_DEMAND, CHILDREN), "format": "docx", "language": "en"}
    paragraphs = docx.Document(io.BytesIO(client.post("/api/v1/export", json=body).content)).paragraphs
    assert [each.text for each in paragraphs if each.style and each.style.name == "Quote"] == [
        f"”{HOSTILE_DEMAND}”",
        f"”{CHILDREN}”",
    ]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"spans": [[1, 0, 100_000]]}, 422),
        ({"spans": [[7, 0, 10]]}, 422),
        ({"spans": [[1, 10, 10]]}, 422),
        ({"spans": [[1, -1, 10]]}, 422),
        ({"spans": []}, 422),
        ({"spans": [[1, 0, 10]] * 9}, 422),
        ({"document_id": "okand"}, 404),
        ({"quote": "Egna ord."}, 422),
    ],
)
def test_what_does_not_stand_on_a_page_is_not_exported(
    client: TestClient, change: dict[str, object], status: int
) -> None:
    (place,) = picked(client, FUNDING)
    response = client.post("/api/v1/export", json={"quotes": [{**place, **change}]})
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"]


def test_an_export_is_bounded(client: TestClient) -> None:
    (place,) = picked(client, FUNDING)
    assert client.post("/api/v1/export", json={"quotes": [place] * MOST_CHOSEN}).status_code == 200
    for quotes in ([], [place] * (MOST_CHOSEN + 1)):
        assert client.post("/api/v1/export", json={"quotes": quotes}).status_code == 422


def test_each_sentence_of_a_draft_is_judged(client: TestClient) -> None:
    text = f"Rubrik\n{FUNDING} {FUNDING.replace('kräver', 'kräver inte')}\nMånen är gjord av ost.\n{HOSTILE}"
    sentences = client.post("/api/v1/draft", json={"text": text}).json()["sentences"]
    assert [each["verdict"] for each in sentences[:3]] == ["supported", "contradicted", "not_found"]
    assert [[citation["quote"] for citation in each["citations"]] for each in sentences[:3]] == [
        [FUNDING],
        [FUNDING],
        [],
    ]
    assert {each["verdict"] for each in sentences[3:]} == {"not_found"}


@pytest.mark.parametrize(("least", "is_shown"), [(-1.0, True), (1.1, False)])
def test_what_is_not_found_comes_with_what_lies_near(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, least: float, is_shown: bool
) -> None:
    monkeypatch.setattr("service.drafts._WORTH_A_LOOK", least)
    text = f"Månen är gjord av ost. {FUNDING}"
    unfound, found_one = client.post("/api/v1/draft", json={"text": text}).json()["sentences"]
    assert (unfound["verdict"], unfound["citations"]) == ("not_found", [])
    assert (unfound["nearest"] is not None) is is_shown
    assert not is_shown or unfound["nearest"]["quote"]
    assert (found_one["verdict"], found_one["nearest"]) == ("supported", None)


def test_a_draft_is_bounded(client: TestClient) -> None:
    whole = ("Ord " * (LONGEST_DRAFT // 4))[:LONGEST_DRAFT]
    assert client.post("/api/v1/draft", json={"text": whole}).status_code == 200
    refused = client.post("/api/v1/draft", json={"text": f"{whole}."})
    assert refused.status_code == 422
    assert str(LONGEST_DRAFT) in refused.json()["detail"]
    assert client.post("/api/v1/draft", json={"text": "ö" * 40_000}).status_code == 413


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("positions", {"query": "x" * 2001}),
        ("positions", {"k": 0}),
        ("positions", {"k": 1001}),
        ("positions", {"filters": {"year_from": 2025, "year_to": 2020}}),
        ("positions", {"fråga": "x"}),
        ("timeline", {"query": "x" * 2001}),
        ("timeline", {"query": 1}),
        ("draft", {"text": ""}),
        ("draft", {}),
        ("export", {"quotes": [{"document_id": "x", "spans": [[1, 0, 1]]}], "format": "pdf"}),
    ],
)
def test_wrong_requests_are_problems_without_the_words_sent(
    client: TestClient, path: str, body: dict[str, object]
) -> None:
    response = client.post(f"/api/v1/{path}", json=body)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert "xxx" not in response.text


def test_with_nothing_ingested_the_desk_says_so(tmp_path: Path) -> None:
    client = TestClient(create_app(FakeKnowledgeBase(), desk=make_small_desk(tmp_path, {})))
    for path, body in (("positions", {}), ("timeline", {}), ("draft", {"text": "En mening om barn."})):
        response = client.post(f"/api/v1/{path}", json=body)
        assert response.status_code == 503
        assert "Retry-After" in response.headers


def test_without_a_desk_its_routes_are_not_there() -> None:
    client = TestClient(create_app(FakeKnowledgeBase()))
    assert client.post("/api/v1/positions", json={}).status_code == 404


def test_the_documents_are_as_the_tests_take_them(client: TestClient) -> None:
    assert len({each["document_id"] for each in found(client)}) == len(FILES)
