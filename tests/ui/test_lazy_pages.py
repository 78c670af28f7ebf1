import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from ui.lazy_pages import LazyPages


def api() -> FastAPI:
    app = FastAPI()

    @app.get("/asked")
    def asked() -> str:
        return "api"

    return app


def whole(told: list[str] | None = None) -> FastAPI:
    """The API with a page, which says when it begins to live and when it ends."""

    @asynccontextmanager
    async def live(_: FastAPI) -> AsyncIterator[None]:
        (told if told is not None else []).append("begins")
        yield
        (told if told is not None else []).append("ends")

    app = FastAPI(lifespan=live)
    app.mount("/", api())

    @app.get("/page")
    def page() -> str:
        return "page"

    app.router.routes.reverse()
    return app


@contextmanager
def opened(
    load: Callable[[], FastAPI], on_failure: Callable[[], None] | None = None
) -> Iterator[tuple[LazyPages, TestClient]]:
    pages = LazyPages(api(), load, on_failure)
    with TestClient(pages, raise_server_exceptions=False) as client:
        yield pages, client


def test_the_api_answers_before_the_pages_are_there() -> None:
    go_on = threading.Event()

    def load() -> FastAPI:
        go_on.wait(20)
        return whole()

    with opened(load) as (_, client):
        assert client.get("/asked").json() == "api"
        found: list[str] = []
        waiting = threading.Thread(target=lambda: found.append(client.get("/page").json()))
        waiting.start()
        waiting.join(0.3)
        assert not found
        assert client.get("/asked").json() == "api"
        go_on.set()
        waiting.join(20)
        assert found == ["page"]
        assert client.get("/asked").json() == "api"


def test_what_the_pages_live_by_begins_and_ends_with_the_server() -> None:
    told: list[str] = []
    with opened(lambda: whole(told)) as (_, client):
        assert client.get("/page").json() == "page"
        assert told == ["begins"]
    assert told == ["begins", "ends"]


@pytest.mark.parametrize("path", ["/page", "/nowhere"])
def test_pages_that_cannot_be_loaded_are_told_of_and_nobody_waits(path: str) -> None:
    told: list[str] = []

    def load() -> FastAPI:
        raise RuntimeError("broken")

    with opened(load, lambda: told.append("failed")) as (pages, client):
        assert client.get(path).status_code == 404
        assert client.get("/asked").json() == "api"
        assert str(pages.failure) == "broken"
        assert told == ["failed"]


def test_a_server_that_ends_while_the_pages_load_does_not_wait_for_them() -> None:
    told: list[str] = []
    go_on = threading.Event()

    def load() -> FastAPI:
        go_on.wait(30)
        return whole(told)

    began = time.monotonic()
    with opened(load) as (pages, _):
        pass
    assert time.monotonic() - began < 20
    go_on.set()
    assert not told
    assert pages.failure is None


def test_pages_whose_life_does_not_begin_are_told_of() -> None:
    @asynccontextmanager
    async def live(_: FastAPI) -> AsyncIterator[None]:
        raise RuntimeError("cannot begin")
        yield

    with opened(lambda: FastAPI(lifespan=live)) as (pages, client):
        assert client.get("/page").status_code == 404
        assert str(pages.failure) == "cannot begin"
