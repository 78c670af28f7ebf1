"""The editors' pages as a client meets them: who gets in, and that nobody else does."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.routing import Route

from tests.editing.desk_place import ORIGIN, PASSWORD, Office, make_office
from ui.admin_documents import changes_in
from ui.admin_gate import COOKIE, own_address
from ui.admin_pages import mount_admin
from ui.markup import Site

HERE = {"Origin": ORIGIN}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return make_office(tmp_path, days=30)


def app_of(office: Office) -> FastAPI:
    app = office.app()
    mount_admin(app, office.editing, Site(editors=True, kept_days=30))
    return app


@pytest.fixture
def app(office: Office) -> FastAPI:
    return app_of(office)


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return TestClient(app, follow_redirects=False)


def sign_in(client: TestClient) -> str:
    """Signs in and gives the session's form token."""
    response = client.post("/admin/login", data={"password": PASSWORD}, headers=HERE)
    assert (response.status_code, response.headers["location"]) == (303, "/admin")
    found = re.search(r'name="form_token" value="([^"]+)"', client.get("/admin").text)
    assert found
    return found.group(1)


def routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Every method and address of the editors' pages, with something in the place of what varies."""
    for context in app.routes:
        found = getattr(context, "original_router", None)
        for route in found.routes if found is not None else [context]:
            if isinstance(route, Route) and route.path.startswith("/admin"):
                for method in route.methods or ():
                    yield method, re.sub(r"\{[^}]*\}", "admin.css", route.path)


def test_every_page_and_file_is_refused_without_the_password(app: FastAPI, client: TestClient) -> None:
    known = {each for each in routes(app) if each[1] != "/admin/login"}
    assert len(known) > 20
    assert {("GET", "/admin/assets/admin.css"), ("POST", "/admin/documents")} <= known
    others = {("GET", "/admin/okänt"), ("GET", "/admin/"), ("PUT", "/admin"), ("HEAD", "/admin/documents")}
    for method, path in known | others:
        for headers in ({}, HERE, {**HERE, "Cookie": f"{COOKIE}=påhittad".encode()}):
            response = client.request(method, path, headers=headers)
            assert response.status_code == 403, (method, path)
            assert "form_token" not in response.text
    assert "k-editors" not in client.get("/admin").text
    assert client.get("/assets/admin.js").status_code == 404
    assert client.get("/assets/../admin_static/admin.js").status_code == 404


def test_without_a_password_set_there_is_nothing(tmp_path: Path) -> None:
    client = TestClient(app_of(make_office(tmp_path, password="")))
    for path in ("/admin", "/admin/login", "/admin/assets/admin.css"):
        assert client.get(path).status_code == 404
    assert client.post("/admin/login", data={"password": ""}, headers=HERE).status_code == 404


def test_a_hundred_wrong_passwords_do_not_get_a_hundred_tries(client: TestClient) -> None:
    told = [client.post("/admin/login", data={"password": f"fel {n}"}, headers=HERE) for n in range(100)]
    codes = [each.status_code for each in told]
    assert (codes.count(403), codes.count(429)) == (5, 95)
    assert int(told[-1].headers["retry-after"]) > 800
    assert "Vänta 15 minuter" in told[-1].text
    right = client.post("/admin/login", data={"password": PASSWORD}, headers=HERE)
    assert (right.status_code, "set-cookie" in right.headers) == (429, False)


def test_signing_in_and_out(client: TestClient) -> None:
    token = sign_in(client)
    cookie = client.post("/admin/login", data={"password": PASSWORD}, headers=HERE).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/admin" in cookie
    assert "Secure" not in cookie
    token = sign_in(client)
    page = client.get("/admin")
    assert page.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
    kept = dict(client.cookies)
    assert client.post("/admin/logout", data={"form_token": token}, headers=HERE).status_code == 303
    assert client.get("/admin").status_code == 403
    client.cookies.update(kept)
    assert client.get("/admin").status_code == 403


def test_over_https_the_cookie_is_for_https_alone(app: FastAPI) -> None:
    client = TestClient(app, base_url="https://testserver", follow_redirects=False)
    response = client.post("/admin/login", data={"password": PASSWORD}, headers={"Origin": "https://testserver"})
    assert "Secure" in response.headers["set-cookie"]


def test_what_changes_something_needs_the_token_and_comes_from_here(app: FastAPI, client: TestClient) -> None:
    token = sign_in(client)
    posts = [path for method, path in routes(app) if method == "POST" and path != "/admin/login"]
    assert len(posts) > 8
    for path in posts:
        for data in ({}, {"form_token": "påhittad"}, {"form_token": ""}):
            assert client.post(path, data=data, headers=HERE).status_code == 403, path
        for headers in (
            {},
            {"Origin": "null"},
            {"Origin": "http://evil.example"},
            {"Origin": "http://testserver.evil"},
        ):
            assert client.post(path, data={"form_token": token}, headers=headers).status_code == 403, path
    files = {"files": ("a.txt", b"x")}
    assert client.post("/admin/documents", files=files, headers=HERE).status_code == 403
    other = TestClient(app, follow_redirects=False)
    assert client.post("/admin/waiting", data={"form_token": sign_in(other)}, headers=HERE).status_code == 403
    assert client.get("/admin").status_code == 200


def test_another_host_is_refused(app: FastAPI) -> None:
    client = TestClient(app, base_url="http://evil.example")
    assert client.get("/admin/login").status_code == 421
    assert (
        client.post("/admin/login", data={"password": PASSWORD}, headers={"Origin": "http://evil.example"}).status_code
        == 421
    )


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("/admin/cases?lang=en", "/admin/cases?lang=en"),
        ("//evil.example/admin", "/admin"),
        ("https://evil.example/admin/", "/admin"),
        ("/admin\\@evil", "/admin"),
        ("/administer", "/admin"),
        ("/admin/login", "/admin"),
        ("javascript:alert(1)", "/admin"),
        ("/admin/\r\nSet-Cookie: x=y", "/admin"),
        ("", "/admin"),
    ],
)
def test_after_signing_in_one_is_led_nowhere_else(address: str, own: str) -> None:
    assert own_address(address) == own


def test_too_large_an_upload_is_told_on_a_page(client: TestClient, office: Office) -> None:
    token = sign_in(client)
    large = {"files": ("a.txt", b"x" * (office.editing.upload_bytes + 1))}
    response = client.post("/admin/documents", data={"form_token": token}, files=large, headers=HERE)
    assert response.status_code == 413
    assert "större än 1 MiB" in response.text
    sent = {"Content-Length": str(500 * 2**20), "Content-Type": "multipart/form-data; boundary=b", **HERE}
    assert TestClient(client.app).post("/admin/documents", content=b"x", headers=sent).status_code == 403


def test_what_cannot_be_done_is_told_on_a_page(client: TestClient, office: Office) -> None:
    data = {"form_token": sign_in(client)}
    files = {"files": ("../../<b>.exe", b"x")}
    refused = client.post("/admin/documents", data=data, files=files, headers=HERE)
    assert refused.status_code == 422
    assert "&lt;b&gt;.exe" in refused.text
    assert "<b>" not in refused.text
    for path, status in (("/admin/documents/okänt", 404), ("/admin/jobs/99", 404), ("/admin/jobs/x", 422)):
        assert client.get(path).status_code == status
    office.work.held.clear()
    begun = client.post("/admin/documents", data=data, files={"files": ("a.txt", b"Ett.")}, headers=HERE)
    assert begun.headers["location"] == "/admin/jobs/1"
    assert 'http-equiv="refresh"' in client.get("/admin/jobs/1").text
    busy = client.post("/admin/documents", data=data, files={"files": ("b.txt", b"x")}, headers=HERE)
    assert (busy.status_code, "En annan ändring pågår" in busy.text) == (409, True)
    office.work.held.set()
    office.desk.jobs.wait(30)
    assert "a.txt" in client.get("/admin/jobs/1").text


def test_an_emptied_field_says_nothing_or_is_again_as_it_was_read() -> None:
    now = {"title": "Brev", "kind": "newsletter", "issued_on": "2024", "period": "", "publisher": "En rubrik"}
    form = {name: [value] for name, value in now.items()}
    emptied = {**form, "publisher": [""], "title": [""]}
    assert changes_in(form, now, {}) == {}
    assert changes_in(emptied, now, {}) == {"publisher": ""}
    assert changes_in(emptied, now, {"publisher": "Rättad"}) == {"publisher": None}
