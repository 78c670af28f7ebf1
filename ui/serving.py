"""Serving: the API and the chat in one process, on loopback unless told otherwise."""

import gc
import os
import socket
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from corpus.errors import KallanError, SettingsError, TourError
from service.heap import give_back, share_arenas
from service.settings import Settings, load_settings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from service.indexed import IndexedKnowledgeBase
    from service.onboarding.guide import Guide

_PATIENCE = 5.0
"""Seconds that the pages wait for the index and the models at the most."""


def serve(host: str | None, port: int | None) -> int:
    """Serves until interrupted; prints the address once it answers. None takes the setting."""
    _stay_quiet()
    _share_cores()
    share_arenas()
    settings = load_settings()
    listener = _listen(host or settings.host, settings.port if port is None else port)
    # While much is loaded that stays: looking for garbage in it time and again takes a sixth of the start.
    gc.disable()
    indexed, opening = _opened(settings)
    import uvicorn

    from ui.lazy_pages import LazyPages

    built = _Built(settings, indexed)
    if built.kept is not None:
        from service.feedback.kept import keep_purging

        threading.Thread(target=keep_purging, args=(built.kept, threading.Event()), daemon=True).start()

    def load() -> "FastAPI":
        # One after the other both are there sooner; models from elsewhere may take longer than a reader waits.
        opening.join(_PATIENCE)
        whole = built.whole()
        threading.Thread(target=_warm, args=(opening, indexed, built.guide), daemon=True).start()
        return whole

    def stop() -> None:
        server.should_exit = True

    pages = LazyPages(built.api(), load, stop)
    address, number = listener.getsockname()[:2]
    shown = "127.0.0.1" if address in ("0.0.0.0", "::") else f"[{address}]" if ":" in address else address  # noqa: S104
    sys.stdout.write(f"Källan svarar på http://{shown}:{number}/  (avsluta med Ctrl+C)\n")
    sys.stdout.flush()
    # Access logs would hold questions' addresses and readers' IP addresses, which are personal data.
    config = uvicorn.Config(pages, log_level="warning", access_log=False, server_header=False)
    server = uvicorn.Server(config)
    server.run(sockets=[listener])
    if pages.failure is not None:
        raise pages.failure
    return 0


def _opened(settings: Settings) -> "tuple[IndexedKnowledgeBase, threading.Thread]":
    """What answers, and the thread that opens it: the routes are made beside it."""
    from service.wiring import make_knowledge_base

    indexed = make_knowledge_base(settings)
    opening = threading.Thread(target=_open, args=(indexed,), daemon=True)
    opening.start()
    return indexed, opening


def _open(knowledge_base: "IndexedKnowledgeBase") -> None:
    """Opens the index and loads the models; where that fails, whoever asks is told."""
    with suppress(KallanError):
        knowledge_base.warm()


class _Built:
    """The application over what answers: the API alone, which is there at once, and the whole with its pages."""

    def __init__(self, settings: Settings, indexed: "IndexedKnowledgeBase") -> None:
        from service.http.limits import Limits
        from service.http.metrics import Counted, Metrics
        from service.wiring import make_desk, make_editing, make_guide, make_kept_questions

        self._hosts = _hosts(settings)
        self._limits, self._metrics = Limits(), Metrics()
        self._knowledge_base = Counted(indexed, self._metrics)
        self._desk = make_desk(indexed)
        self.guide = make_guide(settings, indexed, self._desk)
        self.kept = make_kept_questions(settings)
        self._editing = make_editing(settings, indexed, self._desk, self.kept, self.guide)

    def api(self) -> "FastAPI":
        from service.http.app import create_app

        return create_app(
            self._knowledge_base,
            self._limits,
            self._hosts,
            self._metrics,
            desk=self._desk,
            guide=self.guide,
            kept=self.kept,
            editing=self._editing,
        )

    def whole(self) -> "FastAPI":
        from ui.chat import mount

        # The API anew: an application takes on nothing more that stands around it once it serves.
        return mount(self.api(), self._knowledge_base, self._desk, self.guide, self.kept, self._editing)


def _warm(opening: threading.Thread, knowledge_base: "IndexedKnowledgeBase", guide: "Guide") -> None:
    """Answers the tour once all is open, so that nobody waits for it."""
    from service.onboarding.steps import LANGUAGES

    opening.join()
    try:
        knowledge_base.holdings()
        for language in LANGUAGES:
            guide.steps(language)
    except TourError as error:
        sys.stderr.write(f"kallan: {error}\n")
    except KallanError:
        return  # whoever asks is told
    finally:
        # What is there now stays: looking through it again would stop every answer for a moment, again and again.
        gc.enable()
        gc.collect()
        gc.freeze()
        give_back()


def _share_cores() -> None:
    """One core for each question: threads of one product that wait for each other are slow where many ask."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def _stay_quiet() -> None:
    """No dependency may call home or look for a model hub; must be set before they are imported."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("DO_NOT_TRACK", "1")


def _hosts(settings: Settings) -> list[str]:
    return [name.strip() for name in settings.allowed_hosts.split(",") if name.strip()]


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket, taken at once so that a busy port is told before anything is loaded."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        # Whoever connects once the address is printed is kept waiting, not refused.
        listener.listen()
    except (OSError, OverflowError) as error:
        raise SettingsError(
            f"Det går inte att lyssna på {host}:{port} ({error}). Välj en annan port: kallan serve --port 8001"
        ) from error
    return listener
