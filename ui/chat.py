"""The chat in the browser: Gradio pages, one a language, mounted on the service's app."""

import asyncio
import html
import json
import os
from collections.abc import Callable

from fastapi import FastAPI
from fastapi.responses import FileResponse, RedirectResponse
from starlette.staticfiles import StaticFiles

from corpus.answers import Answer
from service.editing.access import Editing
from service.feedback.kept import KeptQuestions
from service.knowledge_base import KnowledgeBase
from service.onboarding.guide import Guide
from service.positions.desk import Desk
from ui.admin_pages import mount_admin
from ui.desk_pages import desk_pages_router
from ui.gate import ChatGate
from ui.markup import ASSETS, Site
from ui.pages import pages_router
from ui.plain_pages import CHATS
from ui.tour_pages import tour_pages_router
from ui.wording import Wording

QUIET = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    # Gradio sums up its own events after each of them, with pandas; nothing shows the sums here.
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": str(10**9),
}
"""What Gradio reads from the environment; values already set are kept."""


def mount(
    app: FastAPI,
    knowledge_base: KnowledgeBase,
    desk: Desk | None = None,
    guide: Guide | None = None,
    kept: KeptQuestions | None = None,
    editing: Editing | None = None,
) -> FastAPI:
    """Puts the pages for people on the app and returns it.

    "/" leads to the Swedish chat at "/chatt/"; the English one is at "/chat/"; "/documents" lists the documents and
    "/documents/{id}" shows one; "/positions" and "/draft" are the desk, "/tour" the new member's tour, where there
    are such; "/admin" is the editors' desk, behind its gate, where `editing` has a password. With `kept` the chat says
    that questions are kept. Importing Gradio takes seconds, and is done here.
    """
    site = Site(editing is not None and editing.password.is_set, kept.days if kept else 0)

    @app.get("/", include_in_schema=False)
    def front() -> RedirectResponse:
        return RedirectResponse(CHATS["sv"])

    @app.get("/favicon.ico", include_in_schema=False)
    def icon() -> FileResponse:
        return FileResponse(ASSETS / "icon.svg", media_type="image/svg+xml")

    app.include_router(pages_router(knowledge_base, site))
    if desk is not None:
        app.include_router(desk_pages_router(desk, site))
    if guide is not None:
        app.include_router(tour_pages_router(guide, site))
    app.mount("/assets", StaticFiles(directory=ASSETS))
    _within_a_loop(lambda: _mount_chats(app, knowledge_base, site, kept.note if kept else None))
    app.add_middleware(ChatGate, paths=[address.rstrip("/") for address in CHATS.values()])
    if editing is not None:
        mount_admin(app, editing, site)
    return app


def _mount_chats(
    app: FastAPI, knowledge_base: KnowledgeBase, site: Site, note: Callable[[Answer], None] | None
) -> None:
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    import gradio

    from ui.chat_page import chat_page, theme

    for language, address in CHATS.items():
        wording = Wording.read(language)
        gradio.mount_gradio_app(
            app,
            chat_page(knowledge_base, wording, site, note),
            path=address.rstrip("/"),
            footer_links=[],
            run_history=False,
            show_error=False,
            max_file_size=1,
            ssr_mode=False,
            mcp_server=False,
            pwa=False,
            enable_monitoring=False,
            theme=theme(),
            head=_head(wording),
        )


def _within_a_loop(build: Callable[[], None]) -> None:
    """Calls `build` while an event loop runs: without one Gradio opens several that it never closes."""

    async def built() -> None:
        build()

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        asyncio.run(built())
    else:
        build()


def _head(wording: Wording) -> str:
    words = {
        "copied": wording("answer.copied"),
        "failed": wording("answer.not_copied"),
        "searching": wording("ask.searching"),
        "sources": wording("answer.sources_announced", count="{count}"),
        "place": wording("pictures.place", number="{number}", count="{count}"),
        "page": wording("pictures.page", number="{number}", count="{count}", title="{title}"),
    }
    return (
        '<meta name="color-scheme" content="light dark">'
        '<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">'
        '<link rel="stylesheet" href="/assets/kallan.css">'
        f'<script src="/assets/chat.js" defer data-language="{wording.language}" '
        f'data-words="{html.escape(json.dumps(words))}"></script>'
    )
