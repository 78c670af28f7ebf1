"""The editors' API: behind its key, and everything an editor does."""

import gc
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.feedback.kept import Sort
from tests.editing.desk_place import KEY, Office, make_office
from tests.editing.test_cases import ASKED, marked

WITH_KEY = {"Authorization": f"Bearer {KEY}"}
ROOT = "/api/v1/admin"


@pytest.fixture
def client(office: Office) -> TestClient:
    return TestClient(office.app(), headers=WITH_KEY)


def done(client: TestClient, office: Office, response: Any) -> dict[str, Any]:  # noqa: ANN401 - httpx's
    """The job that the response tells of, once it has ended."""
    assert response.status_code == 202, response.text
    office.desk.jobs.wait(30)
    found: dict[str, Any] = client.get(f"{ROOT}/jobs/{response.json()['number']}").json()
    assert found["state"] == "done"
    return found


def add(client: TestClient, name: str = "lekplatser.md", content: bytes = b"# Lek\n\nVadstena bygger sju.\n") -> Any:  # noqa: ANN401
    return client.post(f"{ROOT}/documents", files=[("files", (name, content))])


def test_without_the_key_every_call_is_refused(office: Office) -> None:
    client = TestClient(office.app())
    schema = client.get("/openapi.json").json()["paths"]
    calls = [(path, method) for path, methods in schema.items() if path.startswith(ROOT) for method in methods]
    assert len(calls) > 15
    for path, method in [*calls, (ROOT, "get"), (f"{ROOT}/okänt", "get"), (f"{ROOT}/documents", "options")]:
        response = client.request(method, path.replace("{", "").replace("}", ""))
        assert (response.status_code, response.headers["www-authenticate"]) == (401, "Bearer"), (path, method)
        assert response.headers["content-type"] == "application/problem+json"
    assert client.get(f"{ROOT}x/documents").status_code == 404


def test_a_hundred_wrong_keys_do_not_get_a_hundred_tries(office: Office) -> None:
    client = TestClient(office.app())
    told = [
        client.get(f"{ROOT}/documents", headers={"Authorization": f"Bearer fel-{n}"}).status_code for n in range(100)
    ]
    assert (told.count(401), told.count(429)) == (5, 95)
    refused = client.get(f"{ROOT}/documents", headers=WITH_KEY)
    assert (refused.status_code, int(refused.headers["retry-after"]) > 800) == (429, True)
    assert client.get("/api/v1/documents").status_code == 200


def test_without_a_key_set_there_is_no_such_api(tmp_path: Path) -> None:
    client = TestClient(make_office(tmp_path, key="").app())
    for headers in ({}, {"Authorization": "Bearer "}, WITH_KEY):
        assert client.get(f"{ROOT}/documents", headers=headers).status_code == 404


def test_an_editors_round(client: TestClient, office: Office) -> None:
    job = done(client, office, add(client))
    assert (job["new"], job["refused"]) == (["lekplatser.md"], [])
    document_id = job["documents"][0][0]
    listed = client.get(f"{ROOT}/documents", params={"limit": 1000}).json()
    (own,) = [each for each in listed["documents"] if each["document"]["id"] == document_id]
    assert (listed["total"], own["origin"], own["flags"]) == (
        4,
        "uploaded",
        [{"reason": "undated", "document_ids": []}],
    )
    address = f"{ROOT}/documents/{document_id}"
    done(client, office, client.patch(address, json={"date": "2025-03-01", "kind": "report"}))
    assert client.get(f"/api/v1/documents/{document_id}").json()["date"] == "2025-03-01"
    done(client, office, client.patch(address, json={"kind": None}))
    assert client.get(f"/api/v1/documents/{document_id}").json()["kind"] != "report"
    done(client, office, client.delete(address))
    assert client.get(f"/api/v1/documents/{document_id}").status_code == 404
    assert client.delete(address).status_code == 404
    found = client.post("/api/v1/search", json={"query": "Vadstena"}).json()["results"]
    assert all("Vadstena" not in each["text"] for each in found)
    assert [each["what"] for each in client.get(f"{ROOT}/changes").json()["changes"]] == [
        "removed",
        "corrected",
        "corrected",
        "added",
    ]
    assert client.get(f"{ROOT}/jobs/latest").json()["change"] == "remove"


def test_what_was_read_from_a_folder_comes_back(client: TestClient, office: Office) -> None:
    document_id = client.get("/api/v1/documents").json()["documents"][0]["id"]
    done(client, office, client.delete(f"{ROOT}/documents/{document_id}"))
    (removed,) = client.get(f"{ROOT}/removed").json()["removed"]
    assert removed["id"] == document_id
    assert str(office.place.documents) not in str(removed)
    done(client, office, client.post(f"{ROOT}/removed/{document_id}/restore"))
    assert client.get(f"{ROOT}/removed").json() == {"removed": []}
    assert client.post(f"{ROOT}/removed/{document_id}/restore").status_code == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [({}, 422), ({"date": "nyss"}, 422), ({"kind": "bok"}, 422), ({"path": "/etc"}, 422), ({"title": "x" * 501}, 422)],
)
def test_wrong_corrections(client: TestClient, body: dict[str, object], status: int) -> None:
    document_id = client.get("/api/v1/documents").json()["documents"][0]["id"]
    assert client.patch(f"{ROOT}/documents/{document_id}", json=body).status_code == status
    assert client.patch(f"{ROOT}/documents/okänt", json={"title": "x"}).status_code == 404


def test_what_cannot_be_added(client: TestClient, office: Office) -> None:
    assert client.post(f"{ROOT}/documents", content=b"").status_code == 422
    assert client.post(f"{ROOT}/documents", files={"files": ("", b"x")}).status_code == 422
    assert add(client, "../../x.exe").status_code == 422
    many = [("files", (f"{n}.txt", b"x")) for n in range(30)]
    assert client.post(f"{ROOT}/documents", files=many).status_code in (400, 422)
    assert add(client, content=b"x" * (office.editing.upload_bytes + 1)).status_code == 413
    assert not office.place.data.uploads.exists() or not list(office.place.data.uploads.iterdir())


# Starlette leaves the part that was cut off to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_upload_that_is_cut_off_adds_nothing(client: TestClient, office: Office) -> None:
    half = b"--b\r\nContent-Disposition: form-data; name=files; filename=a.txt\r\n\r\nx"
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    assert client.post(f"{ROOT}/documents", content=half, headers=headers).status_code in (400, 422)
    gc.collect()
    assert not office.place.data.uploads.exists()


def test_one_change_at_a_time(client: TestClient, office: Office) -> None:
    office.work.held.clear()
    begun = add(client).json()
    assert client.get(f"{ROOT}/jobs/{begun['number']}").json()["state"] == "running"
    refused = add(client, "b.txt", b"Ett.")
    assert (refused.status_code, "retry-after" in refused.headers) == (503, True)
    assert "En annan" in refused.json()["detail"]
    assert client.post("/api/v1/ask", json={"question": "Vad har barn rätt till?"}).json()["answered"]
    assert client.delete(f"{ROOT}/jobs/current").status_code == 204
    office.desk.jobs.wait(30)
    assert client.get(f"{ROOT}/jobs/{begun['number']}").json()["state"] == "done"
    for number in ("0", "99", "9" * 30, "x"):
        assert client.get(f"{ROOT}/jobs/{number}").status_code in (404, 422)


def test_questions_and_cases(client: TestClient, office: Office) -> None:
    client.post("/api/v1/ask", json={"question": "Vem sköter månens bibliotek?"})
    client.post("/api/v1/ask", json={"question": ASKED})
    (kept,) = client.get(f"{ROOT}/questions").json()["questions"]
    assert kept["question"] == "Vem sköter månens bibliotek?"
    number = marked(office, Sort.WRONG)
    both = client.get(f"{ROOT}/questions", params={"sort": ["wrong", "wrong_source"]}).json()
    assert (both["kept_days"], [each["number"] for each in both["questions"]]) == (30, [number])
    case = client.post(f"{ROOT}/questions/{number}/case").json()
    assert (case["question"], case["done"]) == (ASKED, False)
    body = {"question": ASKED, "evidence": ["meningsfull fritid"]}
    assert client.put(f"{ROOT}/cases/{case['id']}", json=body).json()["documents"] == ["barn"]
    assert client.put(f"{ROOT}/cases/{case['id']}", json={**body, "evidence": ["ost"]}).status_code == 422
    assert client.get(f"{ROOT}/cases.jsonl").text.count("\n") == 1
    assert [each["done"] for each in client.get(f"{ROOT}/cases").json()["cases"]] == [True]
    assert client.delete(f"{ROOT}/cases/{case['id']}").status_code == 204
    assert client.delete(f"{ROOT}/questions/{number}").status_code == 204
    assert client.delete(f"{ROOT}/questions/{number}").status_code == 404
    assert client.get(f"{ROOT}/tour").json() == {"steps": []}
