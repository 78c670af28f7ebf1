"""The API at once, and the pages, which take seconds to load, as soon as they are there."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from starlette.routing import Match
from starlette.types import Receive, Scope, Send


class LazyPages:
    """ASGI application: `api` answers what it has routes for; whatever else is asked waits for `load`.

    `load` makes the application with API and pages, which takes over from then on. It is called in a thread once the
    server starts, and left behind where the server ends before. Where it fails, `failure` tells why and `on_failure` is
    called; until the server has ended the API answers, and whoever asks for a page gets its 404.
    """

    def __init__(self, api: FastAPI, load: Callable[[], FastAPI], on_failure: Callable[[], None] | None = None) -> None:
        self._api = api
        self._load = load
        self._on_failure = on_failure
        self._app: FastAPI | None = None
        self._is_settled = asyncio.Event()
        self._is_closing = asyncio.Event()
        self.failure: BaseException | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers with what is there, or once it is there."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        if self._app is None and not self._is_routed(scope):
            await self._is_settled.wait()
        await (self._app or self._api)(scope, receive, send)

    def _is_routed(self, scope: Scope) -> bool:
        return any(route.matches(scope)[0] is not Match.NONE for route in self._api.router.routes)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        pages = asyncio.create_task(self._serve_pages())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self._is_closing.set()
        await pages
        await send({"type": "lifespan.shutdown.complete"})

    async def _serve_pages(self) -> None:
        """Loads the application and keeps it open until the server ends: both in one task, as its parts need it."""
        try:
            app = await self._loaded()
            if app is not None:
                async with app.router.lifespan_context(app):
                    self._app = app
                    self._is_settled.set()
                    await self._is_closing.wait()
        except Exception as error:  # noqa: BLE001 - whatever it is, whoever has started the server is told
            self.failure = error
            if self._on_failure is not None:
                self._on_failure()
        finally:
            self._is_settled.set()

    async def _loaded(self) -> FastAPI | None:
        """What `load` gives or raises; None where the server ends first."""
        loop = asyncio.get_running_loop()
        made: asyncio.Future[FastAPI] = loop.create_future()

        def tell(set_it: Callable[..., None], value: object) -> None:
            if not made.done():
                set_it(value)

        def load() -> None:
            # A loop that has been closed meanwhile has nobody left to tell.
            with suppress(RuntimeError):
                try:
                    app = self._load()
                except Exception as error:  # noqa: BLE001 - told by who awaits it
                    loop.call_soon_threadsafe(tell, made.set_exception, error)
                else:
                    loop.call_soon_threadsafe(tell, made.set_result, app)

        # A thread that nobody waits for: an interrupted start shall end at once.
        threading.Thread(target=load, name="pages", daemon=True).start()
        closing = asyncio.create_task(self._is_closing.wait())
        either: set[asyncio.Future[Any]] = {made, closing}
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        closing.cancel()
        return made.result() if made.done() else None
