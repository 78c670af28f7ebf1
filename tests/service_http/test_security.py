import pytest
from fastapi.testclient import TestClient

from service.http.app import create_app
from service.http.limits import Limits
from tests.service_http.fakes import FakeKnowledgeBase


@pytest.mark.parametrize("path", ["/healthz", "/nowhere", "/openapi.json", "/api/v1/documents"])
def test_every_response_carries_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'self'" in headers["content-security-policy"]


def test_refusals_and_errors_carry_them_too(client: TestClient) -> None:
    responses = [
        client.get("/healthz", headers={"Host": "evil.example"}),
        client.post("/api/v1/ask", content=b"x" * 70_000),
        client.post("/api/v1/ask", json={"question": "fel"}),
    ]
    assert [each.status_code for each in responses] == [421, 413, 500]
    assert all("content-security-policy" in each.headers for each in responses)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]", "[::1]:8000", "localhost."])
def test_loopback_is_let_in(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "[::2]", ""])
def test_other_hosts_are_refused(client: TestClient, host: str) -> None:
    response = client.get("/healthz", headers={"Host": host})
    assert response.status_code == 421
    assert response.json()["type"] == "urn:kallan:problem:misdirected-request"


def test_further_hosts_are_a_setting() -> None:
    named = TestClient(create_app(FakeKnowledgeBase(), Limits(), hosts=["Kallan.example"]))
    assert named.get("/healthz", headers={"Host": "kallan.example:443"}).status_code == 200
    assert named.get("/healthz", headers={"Host": "evil.example"}).status_code == 421
    anyone = TestClient(create_app(FakeKnowledgeBase(), Limits(), hosts=["*"]))
    assert anyone.get("/healthz", headers={"Host": "evil.example"}).status_code == 200


def test_no_other_site_may_read(client: TestClient) -> None:
    origin = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    for response in (client.get("/healthz", headers=origin), client.options("/api/v1/ask", headers=origin)):
        assert not [name for name in response.headers if name.startswith("access-control-")]
