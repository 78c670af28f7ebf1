"""Renews the pictures of the pages beside the chat, and docs/timelines.md: python -m scripts.desk_pictures.

From the shipped documents, as `scripts/screenshots.py`. The picture of the Word file needs LibreOffice (soffice) on
the path, and is left as it is without.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.screenshots import FOLDER, ROOT, SIZES, save, served

if TYPE_CHECKING:
    from playwright.sync_api import Page

SUBJECTS = ("brottsförebyggande", "barn och unga", "krisberedskap", "jämlik hälsa")
STANCES = {"demand": "kräver", "want": "vill", "proposal": "föreslår", "promise": "lovar", "support": "står bakom"}
DRAFT = (
    "Årskonferensen 2025 hölls i Borås. Nätverkets intäkter var 978 050 kronor under 2024. "
    "Energidrycker bör inte säljas till barn."
)
PICKED = 3
PASSWORD = "bara för bilden"  # noqa: S105 of a service that lives for the pictures


def asked(address: str, call: str, body: dict[str, Any]) -> bytes:
    """What the API answers."""
    request = urllib.request.Request(  # noqa: S310 the service started here
        f"{address}/api/v1/{call}", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as response:  # noqa: S310
        content: bytes = response.read()
    return content


def timelines(address: str) -> str:
    """The time lines of the subjects as Markdown."""
    lines = [
        "# Time lines",
        "",
        "Written by `python -m scripts.desk_pictures` from the shipped documents, which are summaries and not the",
        "originals' words. “Igen” marks what an earlier document says as well.",
        "",
        "![The time line of all positions](screenshots/timeline-desktop.png)",
    ]
    for subject in SUBJECTS:
        lines += ["", f"## {subject}", ""]
        for moment in json.loads(asked(address, "timeline", {"query": subject}))["moments"]:
            quote = " ".join(moment["quote"].split())
            again = ", igen" if moment["again"] else ""
            place = f"*{moment['title']}*, sida {moment['page']}"
            lines.append(
                f"- **{moment['date'] or 'utan datum'}** {STANCES[moment['stance']]}{again}: ”{quote}” {place}"
            )
    return "\n".join(lines) + "\n"


def take(page: "Page", address: str, name: str) -> None:
    """Takes the desk's pictures of one size."""
    page.goto(f"{address}/positions?query=krisberedskap")
    for place in (0, 1):
        page.locator("[data-pick]").and_(page.locator("button")).nth(place).click()
    page.evaluate("scrollTo(0, 0)")
    save(page, f"positions-{name}")
    page.goto(f"{address}/positions")
    page.locator("#tidslinje").evaluate("heading => heading.scrollIntoView()")
    save(page, f"timeline-{name}")
    page.goto(f"{address}/draft")
    page.locator("#text").fill(DRAFT)
    page.locator(".k-main").click()
    page.locator("#resultat").evaluate("heading => heading.scrollIntoView()")
    save(page, f"draft-{name}")
    page.goto(f"{address}/tour/who-is-who")
    save(page, f"tour-{name}")
    page.goto(f"{address}/documents?query=tillit")
    save(page, f"library-{name}")
    page.goto(f"{address}/admin")
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main button").click()
    page.goto(f"{address}/admin/documents")
    save(page, f"editors-{name}")


def word_file(address: str, folder: Path) -> None:
    """Exports the first positions as a Word file, has LibreOffice open it, and keeps a picture of its first page."""
    positions = json.loads(asked(address, "positions", {"query": SUBJECTS[0], "k": PICKED}))["positions"]
    quotes = [{"document_id": each["document_id"], "spans": each["spans"]} for each in positions]
    file = folder / "citat.docx"
    file.write_bytes(asked(address, "export", {"quotes": quotes, "format": "docx"}))
    office = shutil.which("soffice")
    if office is None:
        sys.stderr.write("soffice is not there: the picture of the Word file is left as it is\n")
        return
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    import pypdfium2

    picture = pypdfium2.PdfDocument(folder / "citat.pdf")[0].render(scale=1.4).to_pil()
    picture.convert("RGB").quantize(64).save(FOLDER / "export-docx.png", optimize=True)


def main() -> None:
    """Renews the pictures and the time lines."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("KALLAN_CHROMIUM", "/usr/bin/chromium")
    os.environ["KALLAN_ADMIN_PASSWORD"] = PASSWORD
    with tempfile.TemporaryDirectory() as data, served(Path(data)) as address, sync_playwright() as playwright:
        (ROOT / "docs" / "timelines.md").write_text(timelines(address), "utf-8")
        word_file(address, Path(data))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (width, height) in SIZES.items():
            context = browser.new_context(locale="sv-SE", viewport={"width": width, "height": height})
            take(context.new_page(), address, name)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
