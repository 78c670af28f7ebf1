import re

import pytest
from fastapi.testclient import TestClient

from service.http.app import create_app
from service.http.metrics import Counted, Histogram, Metrics
from service.knowledge_base import Question
from tests.service_http.fakes import FakeKnowledgeBase

LINE = re.compile(r'[a-z_]+\{([a-z]+="[^"\n]*",?)+\} \d+(\.\d+)?|# TYPE [a-z_]+ histogram')


@pytest.fixture
def client() -> TestClient:
    metrics = Metrics()
    return TestClient(create_app(Counted(FakeKnowledgeBase(), metrics), metrics=metrics))


def counts(client: TestClient, name: str) -> dict[str, int]:
    found = re.findall(rf"^{name}_count({{.*}}) (\d+)$", client.get("/metrics").text, re.M)
    return {labels: int(number) for labels, number in found}


def test_requests_are_counted_by_form_and_status(client: TestClient) -> None:
    for path in ("/healthz", "/healthz", "/api/v1/documents/okand", "/api/v1/documents/annan", "/nowhere", "/else"):
        client.get(path)
    assert counts(client, "kallan_request_seconds") == {
        '{route="/healthz",method="GET",status="200"}': 2,
        '{route="/api/v1/documents/{document_id}",method="GET",status="404"}': 2,
        '{route="other",method="GET",status="404"}': 2,
    }


def test_answers_are_counted_by_outcome_wherever_they_are_asked(client: TestClient) -> None:
    for question in ("Vem är värd?", "vädret", "utanför", "vädret", "fel"):
        client.post("/api/v1/ask", json={"question": question})
    assert counts(client, "kallan_answer_seconds") == {
        '{outcome="answered"}': 1,
        '{outcome="no_support"}': 2,
        '{outcome="out_of_scope"}': 1,
        '{outcome="error"}': 1,
    }


def test_the_text_is_prometheus_own_and_holds_no_question(client: TestClient) -> None:
    client.post("/api/v1/ask", json={"question": "Ett hemligt ord om värd"})
    client.request("HEMLIG", "/healthz?hemlig=1")
    client.get("/hemlig")
    response = client.get("/metrics")
    assert response.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "hemlig" not in response.text.lower()
    assert response.text.endswith("\n")
    assert all(LINE.fullmatch(line) for line in response.text.splitlines())


def test_ranges_add_up() -> None:
    histogram = Histogram()
    for seconds in (0.001, 0.01, 0.3, 60.0):
        histogram.add((("a", "b"),), seconds)
    lines = list(histogram.lines("x"))
    assert 'x_bucket{a="b",le="0.01"} 2' in lines
    assert 'x_bucket{a="b",le="0.5"} 3' in lines
    assert 'x_bucket{a="b",le="+Inf"} 4' in lines
    assert 'x_sum{a="b"} 60.311000' in lines


def test_all_else_is_the_knowledge_base_s_own() -> None:
    inner = FakeKnowledgeBase()
    counted = Counted(inner, Metrics())
    assert counted.ask(Question("värd")) == inner.ask(Question("värd"))
    assert counted.holdings() == inner.holdings()
    assert counted.documents(1, 0) == inner.documents(1, 0)
