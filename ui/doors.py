"""The API at once, and the pages, which take seconds to load, as soon as they are there."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from fastapi import FastAPI
from starlette.routing import Match
from starlette.types import Receive, Scope, Send


class Doors:
    """ASGI application: `api` answers what it has routes for; whatever else is asked waits for the whole.

    `load` makes the whole, API and pages, and is called in a thread once the server starts; where it fails, the API
    goes on, whoever asks for a page gets its 404, `failure` tells why, and `failed` is called.
    """

    def __init__(self, api: FastAPI, load: Callable[[], FastAPI], failed: Callable[[], object] = bool) -> None:
        self._api = api
        self._load = load
        self._failed = failed
        self._whole: FastAPI | None = None
        self._loaded = asyncio.Event()
        self._closing = asyncio.Event()
        self.failure: Exception | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers with what is there, or once it is there."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        if self._whole is None and not self._is_routed(scope):
            await self._loaded.wait()
        await (self._whole or self._api)(scope, receive, send)

    def _is_routed(self, scope: Scope) -> bool:
        return any(route.matches(scope)[0] is not Match.NONE for route in self._api.router.routes)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        pages = asyncio.create_task(self._open())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self._closing.set()
        await pages
        await send({"type": "lifespan.shutdown.complete"})

    async def _open(self) -> None:
        """Loads the whole and keeps it open until the server ends: both in one task, as its parts need it."""
        with suppress(asyncio.CancelledError):
            try:
                whole = await asyncio.to_thread(self._load)
                async with whole.router.lifespan_context(whole):
                    self._whole = whole
                    self._loaded.set()
                    await self._closing.wait()
            except Exception as error:  # noqa: BLE001 - whatever it is, whoever has started the server is told
                self.failure = error
                self._loaded.set()
                self._failed()
