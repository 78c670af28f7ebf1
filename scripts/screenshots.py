"""Renews the pictures of docs/screenshots from the shipped documents: python scripts/screenshots.py.

Reads the documents into a folder of its own, serves them on a free port, and takes the pictures in Chromium
(KALLAN_CHROMIUM, else /usr/bin/chromium). A picture of more than MOST_BYTES is an error.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "screenshots"
MOST_BYTES = 300_000
SIZES = {"desktop": (1280, 860), "phone": (390, 844)}
ANSWERED = "Hur stora var nätverkets intäkter under 2024?"
REFUSED = "Vad kostar en biljett till årskonferensen i Tokyo?"


@contextmanager
def served(data: Path) -> Iterator[str]:
    """The address of a service over the shipped documents, read into `data`."""
    environment = {**os.environ, "KALLAN_DATA": str(data)}
    command = [sys.executable, "-m", "ui.cli"]
    # The scan is refused (1) until scans are read.
    subprocess.run([*command, "ingest", "corpus/documents"], cwd=ROOT, env=environment, check=False)  # noqa: S603
    serve = [*command, "serve", "--port", "0"]
    with subprocess.Popen(serve, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as service:  # noqa: S603
        try:
            line = service.stdout.readline() if service.stdout else ""
            yield next(word for word in line.split() if word.startswith("http")).rstrip("/")
        finally:
            service.terminate()


def ask(page: "Page", question: str) -> None:
    """Puts a question and waits until its answer and pictures are there."""
    page.locator("#k-question textarea").fill(question)
    page.locator("#k-question textarea").press("Enter")
    page.locator("article[data-complete=yes]").wait_for()
    page.wait_for_function(
        "[...document.querySelectorAll('.k-shot img')].every(each => each.complete || !each.checkVisibility() "
        "|| each.getBoundingClientRect().top > innerHeight)"
    )


def take(page: "Page", address: str, name: str) -> None:
    """Takes the three pictures of one size."""
    for kind, question in (("answer", ANSWERED), ("refusal", REFUSED)):
        page.goto(f"{address}/chatt/")
        page.locator(".k-holdings").wait_for()
        ask(page, question)
        if name == "phone":
            page.locator("article h2").evaluate("heading => heading.scrollIntoView()")
        save(page, f"{kind}-{name}")
        if kind == "answer":
            source = page.locator(".k-sources details").first
            source.locator("summary").click()
            source.locator("img").evaluate("image => image.decode()")
            top = page.locator(".k-sources li").first if name == "desktop" else source
            top.evaluate("part => part.scrollIntoView()")
            save(page, f"source-{name}")


def save(page: "Page", name: str) -> None:
    """Writes the picture with as few colours as it needs."""
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path, animations="disabled")
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(128, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    if path.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{path} has {path.stat().st_size} bytes, more than {MOST_BYTES}")


def main() -> None:
    """Renews all six pictures."""
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("KALLAN_CHROMIUM", "/usr/bin/chromium")
    with tempfile.TemporaryDirectory() as data, served(Path(data)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (width, height) in SIZES.items():
            context = browser.new_context(locale="sv-SE", viewport={"width": width, "height": height})
            take(context.new_page(), address, name)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
