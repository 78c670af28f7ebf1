import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.documents import Page
from corpus.places import Box, marks_of
from ingest.pdf.places import Shown
from ingest.pdf.reader import read_pdf
from tests.ingest.pdfs import FONT, HEIGHT, LEADING, SIZE, WIDTH, Draw, at, lines_at, pdf_of, row_by_row
from tests.pictures.spelling import spelled


def page_of(*pages: Draw, number: int = 1) -> tuple[bytes, Page]:
    data = pdf_of(*pages)
    return data, next(page for page in read_pdf(data, "a.pdf").pages if page.number == number)


def marked(page: Page, quote: str) -> tuple[Box, ...]:
    assert page.places is not None
    start = page.text.index(quote)
    return marks_of(page.places.boxes(), start, start + len(quote))


def test_a_word_stands_where_it_was_drawn() -> None:
    _, page = page_of(lambda canvas: at(canvas, 60, 100, "Kommuner arbetar för hälsa."))
    assert page.places is not None
    assert (page.places.width, page.places.height) == pytest.approx((WIDTH, HEIGHT), abs=0.1)
    (box,) = marked(page, "Kommuner")
    assert box.left == pytest.approx(60, abs=0.5)
    assert 90 < box.top < 100 < box.bottom < 104


def test_only_spaces_have_no_place() -> None:
    _, page = page_of(lambda canvas: lines_at(canvas, 60, 100, ["Första raden är lång och fyller spalten", "slut."]))
    assert page.places is not None
    boxes = page.places.boxes()
    assert len(boxes) == len(page.text)
    assert [box is None for box in boxes] == [char.isspace() for char in page.text]


def test_a_quote_over_a_line_s_end_has_a_box_on_each_line() -> None:
    lines = ["Nätverket samlar politiker och tjänstepersoner", "från hela landet i möten och seminarier."]
    data, page = page_of(lambda canvas: lines_at(canvas, 60, 100, lines))
    found = marked(page, "tjänstepersoner från hela")
    assert len(found) == 2
    assert found[0].bottom <= found[1].top + LEADING / 4
    assert spelled(data, 1, found) == "tjänstepersonerfrånhela"


def test_a_word_joined_over_a_line_s_end_has_two_boxes_and_its_hyphen() -> None:
    lines = ["Alla kommuner bedriver ett arbete för folk-", "hälsan i landet. Folkhälsan är allas."]
    data, page = page_of(lambda canvas: lines_at(canvas, 60, 100, lines))
    found = marked(page, "folkhälsan")
    assert len(found) == 2
    assert spelled(data, 1, found) == "folkhälsan"
    assert found[0].right == pytest.approx(60 + Canvas("x").stringWidth(lines[0], FONT, SIZE), abs=1)


def test_columns_drawn_row_by_row_are_marked_in_their_own_column() -> None:
    left = ["Kommuner och regioner arbetar", "tillsammans för en god och", "jämlik hälsa i hela landet."]
    right = ["Social hållbarhet rymmer fler", "frågor än folkhälsa. Det är", "ett brett område med mycket."]
    data, page = page_of(lambda canvas: row_by_row(canvas, [(60, left), (320, right)], 100))
    found = marked(page, "arbetar tillsammans för en god och jämlik hälsa")
    assert max(box.right for box in found) < 320
    assert spelled(data, 1, found) == "arbetartillsammansförengodochjämlikhälsa"


def test_list_signs_and_table_bars_do_not_shift_what_follows() -> None:
    def draw(canvas: Canvas) -> None:
        lines_at(canvas, 60, 100, ["- den första punkten", "- den andra punkten", "- den tredje punkten"])
        rows = [["Post", "Intäkter", "Kostnader"], ["Belopp", "878 050 kr", "750 000 kr"]]
        row_by_row(canvas, [(60, rows[0]), (300, rows[1])], 300)

    data, page = page_of(draw)
    for quote in ("den andra punkten", "750 000 kr"):
        assert spelled(data, 1, marked(page, quote)) == quote.replace(" ", "")


def test_a_word_broken_by_the_page_s_end_is_marked_on_the_page_where_it_begins() -> None:
    line = "En rad som är så lång att den fyller spalten på sidan helt och hållet här"
    first: Draw = lambda canvas: lines_at(canvas, 60, 700, [line, line, "och som går vidare med folk-"])  # noqa: E731
    second: Draw = lambda canvas: lines_at(canvas, 60, 100, ["hälsan på nästa sida, som också har text.", line])  # noqa: E731
    data, page = page_of(first, second)
    assert spelled(data, 1, marked(page, "med folkhälsan")) == "medfolk"
    _, after = page_of(first, second, number=2)
    assert spelled(data, 2, marked(after, "på nästa sida")) == "pånästasida"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.setFont(FONT, SIZE)
        canvas.drawString(60, 300, "Den första raden på sidan")
        canvas.drawString(60, 288, "Den andra raden på sidan")

    data, page = page_of(draw)
    found = marked(page, "andra raden")
    assert spelled(data, 1, found) == "andraraden"


CORNERS = (10.0, 20.0, 110.0, 220.0)


@pytest.mark.parametrize(
    ("rotation", "box"),
    [(0, (0, 190, 5, 200)), (90, (0, 0, 10, 5)), (180, (95, 0, 100, 10)), (270, (190, 95, 200, 100))],
)
def test_the_lower_left_corner_as_shown(rotation: int, box: tuple[float, ...]) -> None:
    shown = Shown(CORNERS, rotation)
    found = shown.box((10, 20, 15, 30))
    assert (found.left, found.top, found.right, found.bottom) == box
    assert shown.size == ((100, 200) if rotation % 180 == 0 else (200, 100))


@pytest.mark.parametrize("text", ["ﬁn ﬂod", "a\u030a o\u0308 e\u0301", "…och ”så” vidare – med tecken: § 4 & 5 %"])
def test_signs_that_read_as_others(text: str) -> None:
    _, page = page_of(lambda canvas: at(canvas, 60, 100, text))
    assert page.places is not None
    assert len(page.places.boxes()) == len(page.text)
