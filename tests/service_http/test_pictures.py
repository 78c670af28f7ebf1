import io

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from tests.service_http.fakes import NEWSLETTER, REPORT, FakeKnowledgeBase
from tests.service_http.test_problems import problem_of

PAGE = f"/api/v1/documents/{REPORT.id}/pages/2/image"


def size_of(content: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(content)).size


def test_a_page_is_a_picture_of_its_size(client: TestClient) -> None:
    response = client.get(PAGE)
    assert response.status_code == 200
    assert response.headers["content-type"] == "image/png"
    assert size_of(response.content) == (893, 1263)
    assert size_of(client.get(PAGE, params={"scale": 3}).content) == (1786, 2526)
    assert client.get(PAGE.replace("/2/", "/3/")).status_code == 200


def test_marks_change_the_picture_and_the_quote_alone_is_a_part_of_it(client: TestClient) -> None:
    plain, marked = client.get(PAGE), client.get(PAGE, params={"highlight": ["9-30", "40-82"]})
    assert marked.content != plain.content
    width, height = size_of(client.get(PAGE, params={"highlight": "40-82", "view": "quote"}).content)
    assert width < 893
    assert height < 300


def test_no_picture_opens_as_a_page(client: TestClient) -> None:
    headers = client.get(PAGE).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_a_picture_that_is_the_same_is_not_sent_again(client: TestClient) -> None:
    first = client.get(PAGE, params={"highlight": "9-30"})
    assert first.headers["cache-control"] == "private, no-cache"
    tag = first.headers["etag"]
    for sent in (tag, f"W/{tag}", f'"other", {tag}'):
        again = client.get(PAGE, params={"highlight": "9-30"}, headers={"If-None-Match": sent})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    other = client.get(PAGE, params={"highlight": "9-31"}, headers={"If-None-Match": tag})
    assert other.status_code == 200
    assert other.headers["etag"] != tag


def test_only_pdf_has_page_pictures(client: TestClient) -> None:
    problem = problem_of(client.get(f"/api/v1/documents/{NEWSLETTER.id}/pages/1/image"), 404, "not-found")
    assert "bara PDF-dokument" in problem["detail"]


@pytest.mark.parametrize("path", [PAGE.replace("/2/", "/5/"), PAGE.replace(REPORT.id, "okand")])
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    problem_of(client.get(path), 404, "not-found")


@pytest.mark.parametrize(
    "values",
    [
        {"highlight": "9"},
        {"highlight": "30-9"},
        {"highlight": "9-9"},
        {"highlight": "0-99999"},
        {"highlight": "-1-4"},
        {"highlight": "4:0-18"},
        {"highlight": ["1-2"] * 21},
        {"scale": 0},
        {"scale": 5},
        {"scale": "nan"},
        {"scale": "inf"},
        {"view": "thumbnail"},
    ],
)
def test_a_request_outside_its_limits(client: TestClient, values: dict[str, object]) -> None:
    problem_of(client.get(PAGE, params=values), 422, "invalid-request")


def test_without_an_index_one_is_told_to_come_back(empty_client: TestClient) -> None:
    problem_of(empty_client.get(PAGE), 503, "not-ready")


def test_a_picture_is_drawn_once(client: TestClient, knowledge_base: FakeKnowledgeBase) -> None:
    first, second = client.get(PAGE).content, client.get(PAGE).content
    assert first == second
    knowledge_base.pictures.keep_only(())
    assert client.get(PAGE).content == first
