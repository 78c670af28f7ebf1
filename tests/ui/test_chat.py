import datetime
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from corpus.answers import Filters
from corpus.documents import Kind
from service.http.app import create_app
from tests.service_http.fakes import FakeKnowledgeBase


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    from ui.chat import mount

    knowledge_base = FakeKnowledgeBase()
    with TestClient(mount(create_app(knowledge_base), knowledge_base)) as client:
        yield client


def test_the_front_leads_to_the_swedish_chat(client: TestClient) -> None:
    response = client.get("/", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (307, "/chatt/")


@pytest.mark.parametrize("path", ["/chatt/", "/chat/"])
def test_the_chat_is_there_beside_the_api(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/nowhere").headers["content-type"] == "application/problem+json"
    assert client.get("/api/v1/ask").status_code == 405
    assert client.get("/documents").status_code == 200


@pytest.mark.parametrize("name", ["kallan.css", "chat.js", "icon.svg"])
def test_the_assets_are_there(client: TestClient, name: str) -> None:
    assert client.get(f"/assets/{name}").status_code == 200


def test_gradio_sends_no_analytics_and_shows_no_api(client: TestClient) -> None:
    config = client.get("/chatt/config").json()
    assert config["analytics_enabled"] is False
    assert config["footer_links"] == []
    assert config["run_history"] is False
    assert {each["api_visibility"] for each in config["dependencies"]} == {"private"}


@pytest.mark.parametrize(
    "path",
    [
        "gradio_api/file=/etc/passwd",
        "gradio_api/proxy=http://example.org/",
        "gradio_api/upload",
        "gradio_api/runs",
        "gradio_api/run/ask",
        "gradio_api/call/ask",
        "monitoring",
        "login",
        "gradio_api/vibe-code/",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_rest_of_gradio_is_shut(client: TestClient, path: str, method: str) -> None:
    response = client.request(method, f"/chatt/{path}")
    assert response.status_code == 404
    assert response.json()["type"] == "urn:kallan:problem:not-found"


def test_no_other_site_may_read_the_chat(client: TestClient) -> None:
    response = client.get("/chatt/config", headers={"Origin": "http://localhost:9"})
    assert not [name for name in response.headers if name.startswith("access-control-")]
    assert client.get("/chatt/", headers={"Host": "evil.example"}).status_code == 421


def test_visitors_pages_are_remembered_in_bounds(client: TestClient) -> None:
    from ui.chat_page import SESSIONS

    [chat] = [each.app for each in client.app.routes if getattr(each, "path", "") == "/chatt"]  # type: ignore[attr-defined]
    for number in range(SESSIONS + 3):
        assert chat.state_holder[f"visitor-{number}"]
    kept = chat.state_holder.session_data
    assert (len(kept), "visitor-2" in kept, "visitor-3" in kept) == (SESSIONS, False, True)


def test_filters_are_read_from_what_was_chosen() -> None:
    from ui.filters import read_filters

    assert read_filters([], "", " ", []) == Filters()
    chosen = read_filters(["newsletter"], "2020", "2024", ["sv"])
    assert chosen == Filters(frozenset({Kind.NEWSLETTER}), 2020, 2024, frozenset({"sv"}))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None),
        (" ", None),
        ("2024-06-01", datetime.date(2024, 6, 1)),
        (" 2024-02 ", datetime.date(2024, 2, 29)),
        ("2024", datetime.date(2024, 12, 31)),
    ],
)
def test_a_day_is_read_as_precisely_as_it_is_written(text: str, day: datetime.date | None) -> None:
    from ui.chat_page import read_day

    assert read_day(text) == day


@pytest.mark.parametrize("text", ["i dag", "2024-13", "2024-02-30", "1 juni 2024", "20240601"])
def test_a_day_that_cannot_be_used_is_told(text: str) -> None:
    from ui.chat_page import read_day

    with pytest.raises(ValueError, match=r"^errors\.as_of$"):
        read_day(text)


@pytest.mark.parametrize(
    ("years", "key"), [(("20", ""), "errors.year"), (("år", ""), "errors.year"), (("2025", "2024"), "errors.years")]
)
def test_years_that_cannot_be_used_are_told(years: tuple[str, str], key: str) -> None:
    from ui.filters import read_filters

    with pytest.raises(ValueError, match=f"^{key}$"):
        read_filters([], *years, [])


@pytest.mark.parametrize(
    "data",
    [
        [{"path": "http://evil.example.com/x", "meta": {"_type": "gradio.FileData"}}, None, []],
        ["Vem är värd?", [{"path": "/etc/passwd"}]],
        ["Vem är värd?", [["a"]]],
        {"path": "x"},
    ],
)
def test_the_queue_takes_words_alone(client: TestClient, data: object) -> None:
    sent = {"data": data, "fn_index": 0, "session_hash": "a"}
    answer = client.post("/chatt/gradio_api/queue/join", json=sent)
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_a_body_that_is_no_json_is_refused(client: TestClient) -> None:
    for body in (b"", b"x", b"[]", b"[" * 20_000):
        assert client.post("/chatt/gradio_api/queue/join", content=body).status_code == 422
