"""A real server on loopback and a real Chromium; every page opened is watched for requests to elsewhere."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from service.http.app import create_app
from tests.onboarding.place import make_tour
from tests.service_http.desk_place import make_small_desk
from tests.service_http.fakes import FakeKnowledgeBase

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("KALLAN_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


@dataclass
class Site:
    """A running server and the knowledge base behind it."""

    address: str
    knowledge_base: FakeKnowledgeBase


@dataclass
class Visit:
    """A page in a context of its own, and what it did that no page should."""

    page: "Page"
    site: Site
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "/chatt/") -> None:
        """Goes to the chat and waits until it can be used."""
        self.page.goto(f"{self.site.address}{path}")
        self.page.locator("#k-question textarea").wait_for()
        self.page.locator(".k-holdings").wait_for()

    def ask(self, question: str) -> None:
        """Puts a question and waits until its answer is complete."""
        number = self.page.locator("article").count() + 1
        box = self.page.locator("#k-question textarea")
        box.fill(question)
        box.press("Enter")
        self.page.locator(f"article[data-exchange='{number}'][data-complete=yes]").wait_for()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    import uvicorn

    from ui.chat import mount

    knowledge_base = FakeKnowledgeBase()
    desk = make_small_desk(tmp_path_factory.mktemp("desk"))
    guide = make_tour(tmp_path_factory.mktemp("tour")).guide
    app = mount(create_app(knowledge_base, desk=desk, guide=guide), knowledge_base, desk, guide)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started:
        assert time.monotonic() < until, "the server did not start within 30 seconds"
        assert thread.is_alive(), "the server ended before it had started"
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Site(f"http://127.0.0.1:{port}", knowledge_base)
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).exists():
        pytest.fail(f"No Chromium at {CHROMIUM}. Run: apt-get install -y --no-install-recommends chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS.split())
        yield browser
        browser.close()


@pytest.fixture
def visit(site: Site, browser: "Browser") -> Iterator[Callable[..., Visit]]:
    """Opens contexts of their own (facts as in playwright's new_context); checks them all when the test is over."""
    visits: list[Visit] = []

    def begin(**facts: Any) -> Visit:  # noqa: ANN401 handed on to playwright
        context = browser.new_context(**{"locale": "sv-SE", **facts})
        context.set_default_timeout(20_000)
        made = Visit(context.new_page(), site)
        context.on("request", lambda request: _note(made.elsewhere, request.url, site.address))
        context.on("console", lambda message: message.type == "error" and made.complaints.append(message.text))
        context.on("weberror", lambda error: made.complaints.append(str(error.error)))
        context.on("dialog", lambda dialog: made.complaints.append(f"dialog: {dialog.message}"))
        visits.append(made)
        return made

    yield begin
    for each in visits:
        hacked = [page.evaluate("() => window.hacked") for page in each.page.context.pages]
        each.page.context.close()
        assert each.elsewhere == []
        assert each.complaints == []
        assert not any(hacked)


def _note(elsewhere: list[str], address: str, home: str) -> None:
    if not address.startswith((f"{home}/", "data:", "blob:")):
        elsewhere.append(address)


@pytest.fixture(scope="session")
def axe() -> Callable[["Page"], list[str]]:
    """Finds what breaks the rules of WCAG 2.1 A and AA on a page: one line for each."""
    path = Path(os.environ.get("KALLAN_AXE") or Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js")
    if not path.is_file():
        pytest.fail(f"No axe-core at {path}. Run: npm install --no-save axe-core, or set KALLAN_AXE to its axe.min.js")
    script = path.read_text(encoding="utf-8")

    def check(page: "Page") -> list[str]:
        page.evaluate(f"() => {{ {script} }}")
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        assert found["passes"]
        return [f"{each['id']}: {node['html']}" for each in found["violations"] for node in each["nodes"]]

    return check
