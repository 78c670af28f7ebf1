from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import EncryptedFile, UnreadableFile
from ingest.pdf.reader import LOCK, opened, page_words, read_pdf
from ingest.reading import NO_TEXT
from tests.ingest.pdfs import HEIGHT, Draw, at, lines_at, pdf_of, row_by_row, wrapped

FIRST = (
    "Kommuner och regioner arbetar tillsammans för en god och jämlik hälsa. Nätverket samlar politiker och "
    "tjänstepersoner från hela landet i möten, seminarier och webbinarier. Under året har styrelsen haft sju "
    "sammanträden. Arbetet leds av en koordinator som är anställd på halvtid av den kommun som är värd."
)
SECOND = (
    "Social hållbarhet är ett begrepp som rymmer fler frågor än folkhälsa. Ett stort antal kommuner bedriver ett "
    "aktivt arbete inom närliggande områden som urban utveckling, jämställdhet och mångfald. Medlemmarna delar "
    "erfarenheter med varandra. Varje medlem betalar en årlig avgift som följer av storleken."
)
THIRD = (
    "Konferensen hålls varje vår hos en av medlemmarna. Där antas nätverkets gemensamma ställningstagande, som sedan "
    "skickas till regeringen. Hösten har ett eget möte med ett annat tema och andra gäster från flera myndigheter."
)


def text_of(*pages: Draw) -> str:
    return read_pdf(pdf_of(*pages), "a.pdf").pages[0].text


@pytest.mark.parametrize("gap", [10, 20, 40])
def test_two_columns_drawn_row_by_row_under_a_title(gap: float) -> None:
    width = (475 - gap) / 2

    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 60, "En rubrik som går över båda spalterna", "Times-Bold", 18)
        row_by_row(canvas, [(60, wrapped(FIRST, width)), (60 + width + gap, wrapped(SECOND, width))], 100)

    assert text_of(draw) == f"En rubrik som går över båda spalterna\n\n{FIRST}\n\n{SECOND}"


def test_three_columns_over_full_width_text() -> None:
    def draw(canvas: Canvas) -> None:
        row_by_row(canvas, [(60, wrapped(FIRST, 150)), (225, wrapped(SECOND, 150)), (390, wrapped(THIRD, 150))], 100)
        lines_at(canvas, 60, 400, wrapped(THIRD, 475))

    assert text_of(draw) == "\n\n".join([FIRST, SECOND, THIRD, THIRD])


def test_columns_whose_lines_are_not_level() -> None:
    def draw(canvas: Canvas) -> None:
        lines_at(canvas, 305, 106, wrapped(SECOND, 220))
        lines_at(canvas, 60, 100, wrapped(FIRST, 220))

    assert text_of(draw) == f"{FIRST}\n\n{SECOND}"


def test_a_sentence_that_goes_on_in_the_next_column_is_whole() -> None:
    def draw(canvas: Canvas) -> None:
        lines = wrapped(f"{FIRST} {SECOND}", 220)
        half = next(n for n in range(len(lines) // 2, len(lines)) if lines[n][0].islower())
        row_by_row(canvas, [(60, lines[:half]), (305, lines[half:])], 100)

    assert text_of(draw) == f"{FIRST} {SECOND}"


def test_a_table_is_read_by_rows() -> None:
    def draw(canvas: Canvas) -> None:
        rows = [("Kommun", "Invånare", "Avgift"), ("Borås", "114 000", "45 000 kr"), ("Falun", "59 000", "30 000 kr")]
        for place, cells in enumerate(rows):
            for x, cell in zip((60, 200, 320), cells, strict=True):
                at(canvas, x, 100 + 16 * place, cell)

    assert text_of(draw) == "Kommun | Invånare | Avgift\nBorås | 114 000 | 45 000 kr\nFalun | 59 000 | 30 000 kr"


def test_hyphens_at_line_ends() -> None:
    lines = [
        "Nätverket arbetar för social hållbarhet och god ut-",
        "veckling i hela landet, i enlighet med Marmot-",
        "kommissionen och den rapport som SKL-",
        "rapporten kallas, på kommun- och kunskaps-",
        "och regionnivå. Marmot-kommissionen är viktig för lands-",
        "tinget och 20-",
        "årsjubileet inom Folkhälsomyndig-",
        "hetens område med e-",
        "post.",
    ]
    assert text_of(lambda canvas: lines_at(canvas, 60, 100, lines)) == (
        "Nätverket arbetar för social hållbarhet och god utveckling i hela landet, i enlighet med Marmot-kommissionen "
        "och den rapport som SKL-rapporten kallas, på kommun- och kunskaps- och regionnivå. Marmot-kommissionen är "
        "viktig för landstinget och 20-årsjubileet inom Folkhälsomyndighetens område med e-post."
    )


def test_a_word_broken_by_the_pages_end_is_whole_on_the_first_page() -> None:
    def second(canvas: Canvas) -> None:
        lines_at(canvas, 60, 100, ["veckling i hela landet. Det är målet."])

    pages = read_pdf(pdf_of(lambda canvas: lines_at(canvas, 60, 100, ["Vi arbetar för ut-"]), second), "a.pdf").pages
    assert [page.text for page in pages] == ["Vi arbetar för utveckling", "i hela landet. Det är målet."]


def test_addresses_and_lists_keep_their_lines() -> None:
    def draw(canvas: Canvas) -> None:
        lines_at(canvas, 60, 100, wrapped(FIRST, 475))
        lines_at(canvas, 60, 300, ["Healthy Cities Sverige", "Box 123", "461 83 Trollhättan", "info@example.se"])
        lines_at(
            canvas, 60, 400, ["• Första punkten är så lång att den måste", "  fortsätta på raden under", "• Andra"]
        )
        lines_at(canvas, 60, 500, ["1. Ett", "2. Två"])

    assert text_of(draw).split("\n\n")[1:] == [
        "Healthy Cities Sverige\nBox 123\n461 83 Trollhättan\ninfo@example.se",
        "• Första punkten är så lång att den måste fortsätta på raden under\n• Andra\n1. Ett\n2. Två",
    ]


def test_indented_paragraphs_part_and_spoken_dashes_are_no_items() -> None:
    def draw(canvas: Canvas) -> None:
        below = lines_at(canvas, 60, 100, wrapped(FIRST, 475))
        first, *rest = wrapped(SECOND, 460)
        at(canvas, 75, below, first)
        below = lines_at(canvas, 60, below + 12, wrapped(" ".join(rest), 475))
        lines_at(canvas, 60, below + 20, ["– Vi är glada, säger ordföranden."])

    assert text_of(draw) == f"{FIRST}\n\n{SECOND}\n\n– Vi är glada, säger ordföranden."


def test_headings_by_size_weight_and_capitals() -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 60, "Titeln", "Times-Bold", 20)
        at(canvas, 60, 80, "över två rader", "Times-Bold", 20)
        at(canvas, 60, 110, "Avsnitt", "Times-Bold", 14)
        lines_at(canvas, 60, 130, wrapped(FIRST, 475))
        at(canvas, 60, 200, "Underrubrik", "Times-Bold")
        lines_at(canvas, 60, 212, wrapped(SECOND, 475))
        at(canvas, 60, 280, "STADGAR")
        lines_at(canvas, 60, 300, wrapped(THIRD, 475))
        at(canvas, 60, 400, "Vanlig rubrik")
        lines_at(canvas, 60, 412, wrapped(f"{FIRST} {SECOND}", 475))

    page = read_pdf(pdf_of(draw), "a.pdf").pages[0]
    headings = [(page.text[h.start : h.end], h.level) for h in page.headings]
    assert headings == [
        ("Titeln över två rader", 1),
        ("Avsnitt", 2),
        ("Underrubrik", 3),
        ("STADGAR", 4),
        ("Vanlig rubrik", 4),
    ]


def test_text_written_upwards_is_read_in_order() -> None:
    def draw(canvas: Canvas) -> None:
        lines_at(canvas, 60, 100, wrapped(FIRST, 475))
        canvas.translate(40, HEIGHT - 500)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Skrivet längs kanten")

    assert text_of(draw) == f"{FIRST}\n\nSkrivet längs kanten"


def test_a_page_without_text_keeps_its_number() -> None:
    empty = partial(Canvas.rect, x=10, y=10, width=20, height=20)
    reading = read_pdf(pdf_of(empty, lambda canvas: at(canvas, 60, 100, "Text.")), "a.pdf")
    assert [page.number for page in reading.pages] == [2]
    assert [(problem.number, problem.reason) for problem in reading.problems] == [(1, NO_TEXT)]


def test_a_file_without_any_text_is_unreadable() -> None:
    with pytest.raises(UnreadableFile, match="ingen text"):
        read_pdf(pdf_of(Canvas.saveState), "a.pdf")


def test_a_locked_file_asks_for_one_without_password() -> None:
    with pytest.raises(EncryptedFile, match="lösenord"):
        read_pdf(pdf_of(lambda canvas: at(canvas, 60, 100, "Text."), password="hemligt"), "a.pdf")  # noqa: S106


def test_several_threads_read_the_same() -> None:
    data = pdf_of(lambda canvas: lines_at(canvas, 60, 100, wrapped(FIRST, 200)))
    with ThreadPoolExecutor(4) as pool:
        assert {reading.pages[0].text for reading in pool.map(read_pdf, [data] * 12, ["a.pdf"] * 12)} == {FIRST}


def test_words_know_their_boxes() -> None:
    data = pdf_of(lambda canvas: at(canvas, 60, 100, "Två ord"))
    with LOCK, opened(data, "a.pdf") as document:
        first, second = page_words(document, 0)
    assert (first.text, second.text) == ("Två", "ord")
    assert first.box[0] == pytest.approx(60, abs=0.5)
    assert first.box[1] < HEIGHT - 100 < first.box[3]
    assert second.box[0] > first.box[2]
