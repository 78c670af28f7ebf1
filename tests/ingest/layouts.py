"""The same texts in many layouts, and how well they are read: `python -m tests.ingest.layouts [texts-folder]`.

Each layout is drawn in many looks (faces, sizes, leading, gutters, justified or not, hyphenated or not, drop caps),
chosen by a seeded chance. The truth is the text that was set; furniture is no part of it.
"""

import io
import random
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz.distance import LCSseq
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf.reader import read_pdf
from ingest.reading import Reading
from tests.ingest.typesetting import FACES, Frame, Look, Placed, Text, draw, fill, random_look, width_of

SHARED = Path(__file__).parents[3] / "shared" / "texts"
OWN = Path(__file__).parents[2] / "scripts" / "make_documents" / "texts"
ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi"]

Sheet = tuple[float, float]
Printed = Callable[[Canvas, int, str], list[str]]
"""Draws a page's furniture, given its physical number and its label; returns the lines drawn."""


@dataclass(frozen=True)
class Laid:
    """A text in a layout: the PDF, what it says in order, the pages' labels and the lines that are furniture."""

    pdf: bytes
    texts: tuple[Text, ...]
    labels: tuple[str | None, ...]
    furniture: tuple[tuple[str, ...], ...]
    columns: int
    asides: tuple[str, ...] = ()


def texts_of(path: Path) -> list[Text]:
    """The parts of a text file: blocks between blank lines, without Markdown's marks; tables are left out."""
    raw = unicodedata.normalize("NFC", path.read_text("utf-8"))
    raw = raw.split("---\n", 2)[2] if raw.startswith("---\n") else raw
    raw = re.sub(r"<!--.*?-->|\[([^]]*)\]\([^)]*\)|[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}", r"\1", raw, flags=re.S)
    raw = re.sub(r"(\w)-\n(?=[a-zåäö])", r"\1", raw)
    blocks = [block.strip() for block in re.split(r"\n\s*\n", raw) if re.search(r"\w", block)]
    found: list[Text] = []
    for block in (block for block in blocks if not block.startswith("|")):
        found += _of_block([" ".join(line.split()) for line in block.split("\n")])
    return found


def _of_block(lines: list[str]) -> Iterator[Text]:
    if lines[0].startswith("#"):
        yield Text("heading", lines[0].lstrip("# "))
        if lines[1:]:
            yield from _of_block(lines[1:])
    elif re.match(r"[-•] ", lines[0]):
        for item in re.split(r"\n[-•] ", "\n".join(lines)[2:]):
            yield Text("item", " ".join(item.split()))
    elif len(lines) == 1 and len(lines[0]) < 70 and lines[0][-1] not in ".,:;!?":
        yield Text("heading", lines[0])
    else:
        yield Text("paragraph", " ".join(lines))


def sources(folder: Path | None = None) -> list[Path]:
    """The text files that are set: those shared beside the repository where they are, else our own."""
    place = folder or (SHARED if SHARED.is_dir() else OWN)
    return sorted((*place.glob("*.txt"), *place.glob("*.md")))


class _Book:
    """A PDF that grows page by page."""

    def __init__(self, sheet: Sheet) -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=sheet, invariant=1)
        self.height = sheet[1]
        self.labels: list[str | None] = []
        self.furniture: list[tuple[str, ...]] = []

    def page(self, lines: Iterable[Placed], label: str | None, furniture: Sequence[str]) -> None:
        draw(self.canvas, lines, self.height)
        self.canvas.showPage()
        self.labels.append(label)
        self.furniture.append(tuple(furniture))

    def laid(self, texts: Sequence[Text], columns: int, asides: Sequence[str] = ()) -> Laid:
        self.canvas.save()
        pdf = self.buffer.getvalue()
        return Laid(pdf, tuple(texts), tuple(self.labels), tuple(self.furniture), columns, tuple(asides))


def random_furniture(dice: random.Random, sheet: Sheet, title: str, pages: int = 0) -> Printed:
    """A way to print heads and numbers: where, how, and whether left and right pages differ."""
    face, size = dice.choice(list(FACES)), dice.choice([7.0, 8.0, 9.0])
    style = dice.choice(["{n}", "- {n} -", "Sida {n}", "{n} | " + title, title + "  {n}"])
    head = dice.choice(["", title, title + " 2024"])
    mirrored, top = dice.random() < 0.5, dice.random() < 0.2
    where = dice.choice(["left", "middle", "right"])
    margin = dice.choice([40.0, 56.0])

    def put(canvas: Canvas, text: str, y: float, place: str) -> None:
        x = {"left": margin, "right": sheet[0] - margin - width_of(text, face, size)}.get(
            place, (sheet[0] - width_of(text, face, size)) / 2
        )
        canvas.setFont(face, size)
        canvas.drawString(x, sheet[1] - y, text)

    def printed(canvas: Canvas, number: int, label: str) -> list[str]:
        outer = "left" if number % 2 == 0 else "right"
        found = []
        if head:
            put(canvas, head, 30, outer if mirrored else "left")
            found.append(head)
        if label:
            text = style.format(n=label)
            y = 30 if top and not head else sheet[1] - 28
            put(canvas, text, y, outer if mirrored else where)
            found.append(text)
        return found

    return printed


def in_columns(texts: Sequence[Text], dice: random.Random, count: int, order: str, *, title: bool = True) -> Laid:
    """Columns under a title over all of them; drawn by "columns", by "rows" across all of them, or "backwards"."""
    look = random_look(dice, narrow=count > 1)
    width, height = A4
    margin, gutter = dice.choice([40.0, 56.0, 70.0]), dice.choice([9.0, 12.0, 18.0, 28.0])
    measure = (width - 2 * margin - (count - 1) * gutter) / count
    book = _Book(A4)
    printed = random_furniture(dice, A4, "Healthy Cities Sverige")
    top = 56.0
    lead = [text for text in texts[:1] if title and text.kind == "heading"]
    body = list(texts[len(lead) :])
    over: list[Placed] = []
    if lead:
        big = Look(face=look.face, size=look.size * 1.9, heading=1.0, leading=1.2)
        (over,) = fill(lead, [Frame(margin, top, width - 2 * margin, 300)], big)
    start = max((line.y for line in over), default=top) + (14 if over else 0)
    frames = (
        Frame(margin + column * (measure + gutter), start if page == 1 else top, measure,
              height - (start if page == 1 else top) - 60)
        for page in range(1, 99)
        for column in range(count)
    )  # fmt: skip
    for number, columns in enumerate(_by_pages(fill(body, frames, look), count), start=1):
        lines = (over if number == 1 else []) + drawn_as(columns, order)
        book.page(lines, str(number), printed(book.canvas, number, str(number)))
    laid = book.laid(texts, count)
    return laid if any(laid.furniture) else Laid(laid.pdf, laid.texts, (), (), count)


def _by_pages(columns: Iterator[list[Placed]], count: int) -> Iterator[list[list[Placed]]]:
    page: list[list[Placed]] = []
    for column in columns:
        page.append(column)
        if len(page) == count:
            yield page
            page = []
    if page:
        yield page


def drawn_as(columns: Sequence[Sequence[Placed]], order: str) -> list[Placed]:
    """The lines of columns in the order in which a program draws them."""
    lines = [line for column in columns for line in column]
    if order == "rows":
        return sorted(lines, key=lambda line: (line.y, line.words[0][0]))
    return [line for column in reversed(columns) for line in column] if order == "backwards" else lines


def with_front_pages(texts: Sequence[Text], dice: random.Random) -> Laid:
    """A cover without a number, front pages numbered i, ii, …, and a text numbered from 1."""
    look = random_look(dice, narrow=False)
    width, height = A4
    book = _Book(A4)
    printed = random_furniture(dice, A4, "Verksamhetsberättelse")
    cover = [Text("heading", "Rapporten om staden"), Text("paragraph", "Healthy Cities Sverige"), Text("item", "2024")]
    placed: list[Placed] = []
    for place, (text, size) in enumerate(zip(cover, (34.0, 14.0, 12.0), strict=True)):
        x = (width - width_of(text.words, look.face, size)) / 2
        placed.append(Placed(((x, text.words),), 250.0 + 180 * place, look.face, size))
    book.page(placed, None, ())
    frame = Frame(70, 60, width - 140, height - 130)
    front = max(1, len(texts) // 5)
    number = 1
    for part, label_of in ((texts[:front], lambda n: ROMAN[n]), (texts[front:], lambda n: str(n + 1))):
        for at, lines in enumerate(fill(part, (frame for _ in range(99)), look)):
            number += 1
            book.page(lines, label_of(at), printed(book.canvas, number, label_of(at)))
    return book.laid([*cover, *texts], 1)


def in_spreads(texts: Sequence[Text], dice: random.Random, order: str) -> Laid:
    """Two printed pages on each sheet, each with its own number and head; of one or two columns."""
    columns = dice.choice([1, 1, 2])
    look = random_look(dice, narrow=True)
    sheet = landscape(dice.choice([A4, A3]))
    half = sheet[0] / 2
    margin, gutter = dice.choice([30.0, 40.0, 50.0]), 14.0
    measure = (half - 2 * margin - (columns - 1) * gutter) / columns
    book = _Book(sheet)
    frames = (
        Frame(side * half + margin + column * (measure + gutter), 50, measure, sheet[1] - 110)
        for _ in range(99)
        for side in (0, 1)
        for column in range(columns)
    )
    head = dice.choice(["", "Healthy Cities Sverige"])
    for at, page in enumerate(_by_pages(fill(texts, frames, look), 2 * columns)):
        first = 2 * at + dice.choice([2]) if not at else 2 * at + 2
        furniture = []
        book.canvas.setFont("Helvetica", 8)
        for side in (0, 1):
            number = str(first + side)
            outer = margin if side == 0 else sheet[0] - margin - 10
            book.canvas.drawString(outer, 24, number)
            furniture.append(number)
            if head:
                book.canvas.drawString(side * half + margin, sheet[1] - 28, head)
                furniture.append(head)
        book.page(drawn_as(page, order), f"{first}–{first + 1}", furniture)
    return book.laid(texts, 2 * columns)


ASIDES = (
    "Nätverket i korthet. Tjugo medlemmar arbetar för jämlik hälsa, och konferensen hålls varje vår hos en av dem.",
    "Bild: Deltagare i workshopen prövar verktyget på torget. Foto: Maja Ek",
    "”Det här är det bästa mötet på hela året”, säger en av deltagarna.",
)


def with_asides(texts: Sequence[Text], dice: random.Random) -> Laid:
    """One or two columns with a sidebar in a box, a picture with its caption, and a pull quote between paragraphs."""
    look = random_look(dice, narrow=True)
    width, height = A4
    margin, gutter, side = 50.0, 18.0, dice.choice([120.0, 150.0])
    columns = dice.choice([1, 2])
    right = dice.random() < 0.5
    boxed, tall = dice.random() < 0.6, dice.choice([200.0, 330.0])
    left = margin if right else margin + side + gutter
    measure = (width - 2 * margin - side - gutter - (columns - 1) * gutter) / columns
    book = _Book(A4)
    printed = random_furniture(dice, A4, "Rapport")
    frames = _with_holes(left, measure, gutter, columns, height)
    pages = list(_by_pages(fill(texts, (frame for frame, _ in frames), look), 2 * columns))
    small = Look(face="Helvetica" if look.face != "Helvetica" else "Times-Roman", size=look.size * 0.85, between=4)
    asides = []
    for number, parts in enumerate(pages, start=1):
        lines = drawn_as(parts, dice.choice(["columns", "rows"]))
        if number == 1:
            x = width - margin - side if right else margin
            if boxed:
                book.canvas.setFillGray(0.9)
                book.canvas.rect(x - 4, height - 140 - tall, side + 8, tall, stroke=0, fill=1)
                book.canvas.setFillGray(0)
            lines += next(fill([Text("paragraph", ASIDES[0])], [Frame(x, 145, side, tall)], small))
            book.canvas.rect(left, height - 430, measure, 90, fill=0)
            lines += next(fill([Text("paragraph", ASIDES[1])], [Frame(left, 432, measure, 40)], small))
            asides += ASIDES[:2]
        book.page(lines, str(number), printed(book.canvas, number, str(number)))
    laid = book.laid(texts, columns, asides)
    return laid if any(laid.furniture) else Laid(laid.pdf, laid.texts, (), (), columns, laid.asides)


def _with_holes(left: float, measure: float, gutter: float, columns: int, height: float) -> list[tuple[Frame, int]]:
    """Frames by page; on the first page the first column has a hole for a picture and its caption."""
    frames = []
    for page in range(30):
        for column in range(columns):
            x = left + column * (measure + gutter)
            hole = page == 0 and column == 0
            frames.append((Frame(x, 60, measure, 270 if hole else 300), page))
            below = 480.0 if hole else 60 + 300.0
            frames.append((Frame(x, below, measure, height - 70 - below), page))
    return frames


LAYOUTS: dict[str, Callable[[Sequence[Text], random.Random], Laid]] = {
    "one column": lambda texts, dice: in_columns(texts, dice, 1, "columns"),
    "two columns": lambda texts, dice: in_columns(texts, dice, 2, "columns"),
    "two columns, drawn row by row": lambda texts, dice: in_columns(texts, dice, 2, "rows"),
    "two columns, drawn backwards": lambda texts, dice: in_columns(texts, dice, 2, "backwards"),
    "three columns": lambda texts, dice: in_columns(texts, dice, 3, "columns"),
    "three columns, drawn row by row": lambda texts, dice: in_columns(texts, dice, 3, "rows", title=False),
    "cover and roman front pages": with_front_pages,
    "spread": lambda texts, dice: in_spreads(texts, dice, "columns"),
    "spread, drawn row by row": lambda texts, dice: in_spreads(texts, dice, "rows"),
    "sidebar, picture and caption": with_asides,
}


def words_of(text: str) -> list[str]:
    """Words in lower case without punctuation."""
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())


def f1_in_order(read: str, true: str) -> float:
    """The words read against the true ones, aligned over the whole document (longest common subsequence)."""
    one, two = words_of(read), words_of(true)
    return 2 * LCSseq.similarity(one, two) / max(len(one) + len(two), 1)


def text_of(reading: Reading) -> str:
    """The pages' texts joined."""
    return "\n\n".join(page.text for page in reading.pages)


def without(text: str, parts: Iterable[str]) -> tuple[str, list[str]]:
    """The text without those parts, and the parts that do not stand in it in one piece."""
    words, torn = words_of(text), []
    for part in parts:
        own = words_of(part)
        at = next((n for n in range(len(words)) if words[n : n + len(own)] == own), None)
        if at is None:
            torn.append(part)
        else:
            del words[at : at + len(own)]
    return " ".join(words), torn


@cache
def laid_out(layout: str, path: Path, seed: int) -> Laid:
    """A text in a layout, in the look of that seed."""
    return LAYOUTS[layout](texts_of(path), random.Random(f"{layout} {path.stem} {seed}"))  # noqa: S311


@dataclass(frozen=True)
class Score:
    """How well a laid out text is read."""

    f1: float
    torn: int
    furniture: int
    labels: float


def score(laid: Laid) -> Score:
    """Reads the PDF and compares it with what was set.

    The head of a single page, which nothing tells from a letterhead, is no fault.
    """
    reading = read_pdf(laid.pdf, "layout.pdf")
    single = laid.furniture[0] if len(laid.furniture) == 1 else ()
    read = "\n".join(line for line in text_of(reading).split("\n") if line not in single)
    body, torn = without(read, laid.asides)
    true = "\n".join(text.words for text in laid.texts)
    kept = {number: page for number, page in ((page.number, page) for page in reading.pages)}
    left = sum(
        line in kept[number].text.split("\n")
        for number, lines in enumerate(laid.furniture, start=1)
        for line in lines
        if number in kept and not single
    )
    right = [kept[n].label == label for n, label in enumerate(laid.labels, start=1) if n in kept]
    return Score(f1_in_order(body, true), len(torn), left, sum(right) / max(len(right), 1))


def main(folder: Path | None, seeds: int) -> None:
    """Prints a row for each layout: the least and the mean F1, torn asides, furniture left, labels right."""
    for layout in LAYOUTS:
        found = [(score(laid_out(layout, path, seed)), path, seed) for path in sources(folder) for seed in range(seeds)]
        scores = [each for each, *_ in found]
        worst = min(found, key=lambda each: each[0].f1)
        sys.stdout.write(
            f"| {layout} | {len(scores)} | {worst[0].f1:.4f} | {sum(s.f1 for s in scores) / len(scores):.4f} "
            f"| {sum(s.f1 < 0.995 for s in scores)} | {sum(s.torn for s in scores)} "
            f"| {sum(s.furniture for s in scores)} | {sum(s.labels for s in scores) / len(scores):.2f} "
            f"| {worst[1].stem} {worst[2]} |\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None, int(sys.argv[2]) if len(sys.argv) > 2 else 8)
