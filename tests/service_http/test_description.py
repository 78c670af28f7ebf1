from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel

from service.http.app import create_app
from service.http.limits import Limits
from service.http.requests import AskRequest, SearchRequest
from service.http.schemas import AnswerOut, CitationOut, Problem
from tests.service_http.fakes import FakeKnowledgeBase


@pytest.fixture
def description(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def test_it_names_every_path(description: dict[str, Any]) -> None:
    assert set(description["paths"]) == {
        "/api/v1/ask",
        "/api/v1/search",
        "/api/v1/words",
        "/api/v1/documents",
        "/api/v1/documents/{document_id}",
        "/api/v1/documents/{document_id}/pages/{number}",
        "/api/v1/documents/{document_id}/pages/{number}/image",
        "/metrics",
        "/healthz",
        "/readyz",
    }


def test_errors_have_one_shape_there(description: dict[str, Any]) -> None:
    for path in description["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                if status >= "400":
                    assert list(response["content"]) == ["application/problem+json"]
    assert "Problem" in description["components"]["schemas"]
    assert "HTTPValidationError" not in description["components"]["schemas"]


def test_every_reference_leads_somewhere(description: dict[str, Any]) -> None:
    def references(part: object) -> list[str]:
        if isinstance(part, dict):
            own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
            return own + [each for value in part.values() for each in references(value)]
        return [each for value in part for each in references(value)] if isinstance(part, list) else []

    names = {each.rpartition("/")[2] for each in references(description)}
    assert names <= set(description["components"]["schemas"])


def test_the_stream_is_described(description: dict[str, Any]) -> None:
    content = description["paths"]["/api/v1/ask"]["post"]["responses"]["200"]["content"]
    assert set(content) == {"application/json", "text/event-stream"}


def test_the_limits_in_force_are_told() -> None:
    limits = Limits(question_length=7, citations=2, results=3, documents=4, history=5)
    schemas = TestClient(create_app(FakeKnowledgeBase(), limits)).get("/openapi.json").json()
    ask = schemas["components"]["schemas"]["AskRequest"]["properties"]
    search = schemas["components"]["schemas"]["SearchRequest"]["properties"]
    assert (ask["question"]["maxLength"], ask["k"]["maximum"], ask["history"]["maxItems"]) == (7, 2, 5)
    assert (search["query"]["maxLength"], search["k"]["maximum"]) == (7, 3)
    limit = schemas["paths"]["/api/v1/documents"]["get"]["parameters"][0]["schema"]
    assert (limit["maximum"], limit["default"]) == (4, 4)


@pytest.mark.parametrize("model", [AskRequest, SearchRequest, AnswerOut, CitationOut, Problem])
def test_examples_are_valid(model: type[BaseModel]) -> None:
    extra: Any = model.model_config["json_schema_extra"]
    examples = extra["examples"]
    assert examples
    for example in examples:
        model.model_validate(example)
