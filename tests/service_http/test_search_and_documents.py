import pytest
from fastapi.testclient import TestClient

from corpus.answers import Filters
from corpus.documents import Kind
from service.http.app import create_app
from service.http.limits import Limits
from service.http.links import web_address
from tests.service_http.fakes import DOCUMENTS, REPORT, FakeKnowledgeBase


def test_a_search_gives_passages_with_their_place(client: TestClient, knowledge_base: FakeKnowledgeBase) -> None:
    body = {"query": "styrelsen", "k": 1, "filters": {"kind": ["annual_report"]}}
    (result,) = client.post("/api/v1/search", json=body).json()["results"]
    assert result == {
        "passage_id": "verksamhetsberattelse-2024-b2c3d4:2",
        "document_id": "verksamhetsberattelse-2024-b2c3d4",
        "source": "berattelser/verksamhetsberattelse-2024.pdf",
        "title": "Verksamhetsberättelse 2024",
        "kind": "annual_report",
        "date": "2025-03-20",
        "page": 2,
        "label": "ii",
        "section": "Avsnitt",
        "text": REPORT.pages[1].text,
        "score": 0.5,
        "parallel": [],
    }
    assert knowledge_base.searched == [("styrelsen", Filters(frozenset({Kind.ANNUAL_REPORT})), 1)]


def test_documents_are_listed_in_parts(client: TestClient) -> None:
    listed = client.get("/api/v1/documents", params={"limit": 1, "offset": 1}).json()
    assert listed["total"] == len(DOCUMENTS)
    (document,) = listed["documents"]
    assert document == {
        "id": "verksamhetsberattelse-2024-b2c3d4",
        "source": "berattelser/verksamhetsberattelse-2024.pdf",
        "title": "Verksamhetsberättelse 2024",
        "kind": "annual_report",
        "language": "sv",
        "languages": ["sv"],
        "date": "2025-03-20",
        "period": "2024",
        "publisher": "Healthy Cities Sverige",
        "provenance": "original",
        "pages": 4,
        "problems": [{"number": 3, "reason": "bild utan text"}],
        "url": "/documents/verksamhetsberattelse-2024-b2c3d4",
        "origin_url": None,
        "words": 21,
        "passages": 3,
    }


def test_a_document_comes_with_what_was_found_in_reading_it(client: TestClient) -> None:
    listed = client.get("/api/v1/documents", params={"limit": 1, "offset": 1}).json()["documents"][0]
    one = client.get(f"/api/v1/documents/{REPORT.id}").json()
    assert {name: one[name] for name in listed if name not in ("words", "passages")} == {
        name: value for name, value in listed.items() if name not in ("words", "passages")
    }
    assert one["report"] == {
        "words": 21,
        "passages": 3,
        "columns": 2,
        "furniture_lines": 3,
        "hyphens_joined": 4,
        "tables": 1,
        "ocr_pages": [{"page": 2, "confidence": 0.9}],
        "hidden": [{"page": 2, "reason": "no_contrast", "characters": 12, "sample": "dold text här"}],
        "to_machines": [],
        "language_shares": {"sv": 0.75, "en": 0.25},
        "parallel_sentences": 1,
        "findings": [
            {"field": "kind", "value": "annual_report", "ground": "content", "evidence": "Verksamhetsberättelse 2024"}
        ],
        "relations": [
            {
                "relation": "supersedes",
                "document_id": "sa-blir-du-medlem-a1b2c3",
                "source": "sa-blir-du-medlem.md",
                "title": "Så blir du medlem",
                "similarity": 0.25,
            }
        ],
        "reading_seconds": 0.5,
    }


def test_all_documents_come_without_parameters(client: TestClient) -> None:
    assert len(client.get("/api/v1/documents").json()["documents"]) == len(DOCUMENTS)


def test_a_page_has_its_text_and_furniture(client: TestClient) -> None:
    page = client.get("/api/v1/documents/verksamhetsberattelse-2024-b2c3d4/pages/2").json()
    text = REPORT.pages[1].text
    assert page == {"number": 2, "label": "ii", "text": text, "furniture": ["ii"], "ocr_confidence": None}


@pytest.mark.parametrize("path", ["okand", "okand/pages/1", f"{REPORT.id}/pages/3", f"{REPORT.id}/pages/99"])
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    assert client.get(f"/api/v1/documents/{path}").status_code == 404


def test_alive_without_an_index_but_not_ready(client: TestClient, empty_client: TestClient) -> None:
    assert client.get("/healthz").json() == empty_client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ready", "documents": 4, "passages": 12, "problem": None}
    response = empty_client.get("/readyz")
    assert response.status_code == 503
    assert response.headers["retry-after"] == "30"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:", False),
        ("http://[bad", False),
    ],
)
def test_only_addresses_of_the_web_are_given_on(address: str, kept: bool) -> None:
    assert web_address(address) == (address if kept else None)


def test_readyz_tells_of_a_vector_server_that_is_gone() -> None:
    found = TestClient(create_app(FakeKnowledgeBase(trouble="Vektorservern svarar inte."), Limits())).get("/readyz")
    assert found.status_code == 200
    assert found.json() == {
        "status": "degraded",
        "documents": 4,
        "passages": 12,
        "problem": "Vektorservern svarar inte.",
    }
