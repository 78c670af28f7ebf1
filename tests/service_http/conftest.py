import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from service.http.app import create_app
from service.http.limits import Limits
from tests.service_http.fakes import FakeKnowledgeBase


@pytest.fixture
def knowledge_base() -> FakeKnowledgeBase:
    return FakeKnowledgeBase()


@pytest.fixture
def app(knowledge_base: FakeKnowledgeBase) -> FastAPI:
    return create_app(knowledge_base, Limits())


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return TestClient(app)


@pytest.fixture
def empty_client() -> TestClient:
    return TestClient(create_app(FakeKnowledgeBase(empty=True), Limits()))
