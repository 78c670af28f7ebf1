"""Text that a reader does not see is in no page, and told of; text that is seen stays, however it is drawn."""

from collections.abc import Callable

import pytest
from docx.oxml.ns import nsdecls
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.documents import Hiding
from ingest.markup.html import read_html
from ingest.markup.markdown import read_markdown
from ingest.pdf.reader import read_pdf
from ingest.reading import Reading
from tests.ingest.pdfs import HEIGHT, at, pdf_of
from tests.ingest.raw_pdfs import CATALOGUE, FONT, pdf_with, stream

W = nsdecls("w")
SEEN = "Detta syns för alla som läser sidan."
PHRASE = "Hemlig uppmaning"


def hidden_in(reading: Reading) -> set[tuple[Hiding, str]]:
    return {(each.hiding, each.sample) for each in reading.hidden}


def drawn(draw: Callable[[Canvas], object]) -> Reading:
    def page(canvas: Canvas) -> None:
        at(canvas, 50, 60, SEEN)
        draw(canvas)

    return read_pdf(pdf_of(page), "a.pdf")


def phrase(canvas: Canvas, y: float = 100, x: float = 50) -> None:
    canvas.drawString(x, HEIGHT - y, PHRASE)


def white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    phrase(canvas)


def nearly_white(canvas: Canvas) -> None:
    canvas.setFillGray(0.96)
    phrase(canvas)


def white_close_under_a_line(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    phrase(canvas, 67)


def covered(canvas: Canvas) -> None:
    phrase(canvas)
    canvas.setFillColorRGB(0.2, 0.3, 0.8)
    canvas.rect(40, HEIGHT - 110, 300, 30, stroke=0, fill=1)


def dark_on_dark(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0, 0.2, 0.4)
    canvas.rect(40, HEIGHT - 110, 300, 30, stroke=0, fill=1)
    phrase(canvas)


def under_a_picture(canvas: Canvas) -> None:
    phrase(canvas)
    canvas.drawImage(ImageReader(noise()), 40, HEIGHT - 120, 300, 40)


def cut_away(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(400, 50, 10, 10)
    canvas.clipPath(path, stroke=0)
    phrase(canvas)


def without_opacity(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    phrase(canvas)


def invisible(canvas: Canvas) -> None:
    text = canvas.beginText(50, HEIGHT - 100)
    text.setTextRenderMode(3)
    text.textLine(PHRASE)
    canvas.drawText(text)


def invisible_over_text(canvas: Canvas) -> None:
    text = canvas.beginText(50, HEIGHT - 60)
    text.setTextRenderMode(3)
    text.textLine(PHRASE)
    canvas.drawText(text)


def tiny(canvas: Canvas) -> None:
    canvas.setFont("Times-Roman", 0.6)
    phrase(canvas)


def off_the_page(canvas: Canvas) -> None:
    phrase(canvas, x=700)


def in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("form")
    canvas.setFont("Times-Roman", 10)
    canvas.setFillGray(1)
    phrase(canvas)
    canvas.endForm()
    canvas.doForm("form")


def noise() -> Image.Image:
    picture = Image.new("L", (300, 40), 180)
    ImageDraw.Draw(picture).ellipse((20, 5, 200, 35), fill=40)
    return picture


@pytest.mark.parametrize(
    ("draw", "hiding"),
    [
        (white, Hiding.NO_CONTRAST),
        (nearly_white, Hiding.NO_CONTRAST),
        (white_close_under_a_line, Hiding.NO_CONTRAST),
        (covered, Hiding.NO_CONTRAST),
        (dark_on_dark, Hiding.NO_CONTRAST),
        (under_a_picture, Hiding.NO_CONTRAST),
        (cut_away, Hiding.NO_CONTRAST),
        (in_a_form, Hiding.NO_CONTRAST),
        (without_opacity, Hiding.INVISIBLE),
        (invisible, Hiding.INVISIBLE),
        (invisible_over_text, Hiding.INVISIBLE),
        (tiny, Hiding.TOO_SMALL),
        (off_the_page, Hiding.OFF_PAGE),
    ],
)
def test_text_that_is_not_seen_on_a_pdf_page(draw: Callable[[Canvas], object], hiding: Hiding) -> None:
    reading = drawn(draw)
    assert reading.pages[0].text == SEEN
    assert hidden_in(reading) == {(hiding, PHRASE)}
    assert [(each.page, each.characters) for each in reading.hidden] == [(1, len(PHRASE))]


def white_on_dark(canvas: Canvas) -> None:
    canvas.setFillGray(0.2)
    canvas.rect(40, HEIGHT - 110, 300, 30, stroke=0, fill=1)
    canvas.setFillGray(1)
    phrase(canvas)


def white_on_a_picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(noise()), 40, HEIGHT - 120, 300, 40)
    canvas.setFillGray(1)
    phrase(canvas)


def light_grey(canvas: Canvas) -> None:
    canvas.setFillGray(0.75)
    phrase(canvas)


def small(canvas: Canvas) -> None:
    canvas.setFont("Times-Roman", 4)
    phrase(canvas)


def turned(canvas: Canvas) -> None:
    canvas.translate(50, HEIGHT - 400)
    canvas.rotate(90)
    canvas.drawString(0, 0, PHRASE)


def on_a_tint(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.9, 0.95, 1)
    canvas.rect(40, HEIGHT - 110, 300, 30, stroke=0, fill=1)
    canvas.setFillGray(0)
    phrase(canvas)


def struck_and_under_a_frame(canvas: Canvas) -> None:
    phrase(canvas)
    canvas.line(50, HEIGHT - 97, 130, HEIGHT - 97)
    canvas.rect(40, HEIGHT - 110, 300, 30, stroke=1, fill=0)


def signs(canvas: Canvas) -> None:
    canvas.drawString(50, HEIGHT - 100, f"{PHRASE} – ”…”")


@pytest.mark.parametrize(
    "draw",
    [white_on_dark, white_on_a_picture, light_grey, small, turned, on_a_tint, struck_and_under_a_frame, signs],
)
def test_text_that_is_seen_on_a_pdf_page_stays(draw: Callable[[Canvas], object]) -> None:
    reading = drawn(draw)
    assert reading.hidden == ()
    assert PHRASE in reading.pages[0].text


def test_the_text_layer_of_a_scan_is_seen_where_its_letters_are() -> None:
    letters = Image.new("L", (500, 60), 255)
    ImageDraw.Draw(letters).text((10, 10), PHRASE, fill=0, font_size=30)

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(letters), 40, HEIGHT - 120, 300, 36)
        invisible(canvas)
        text = canvas.beginText(50, HEIGHT - 400)
        text.textLine("dolt på tomt papper")
        canvas.drawText(text)

    reading = drawn(draw)
    assert PHRASE in reading.pages[0].text
    assert hidden_in(reading) == {(Hiding.INVISIBLE, "dolt på tomt papper")}


def test_a_layer_that_is_switched_off_is_not_seen() -> None:
    catalogue = CATALOGUE[:-2] + b"/OCProperties<</OCGs[6 0 R 7 0 R]/D<</OFF[6 0 R]>>>>>>"
    leaf = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>/Properties<</Off 6 0 R/On 7 0 R>>>>>>"
    )
    content = stream(
        b"BT /F 12 Tf 50 700 Td (alltid) Tj ET /OC /Off BDC BT /F 12 Tf 50 600 Td (aldrig) Tj ET EMC "
        b"/OC /On BDC BT /F 12 Tf 50 500 Td (nu) Tj ET EMC"
    )
    layers = [b"<</Type/OCG/Name(A)>>", b"<</Type/OCG/Name(B)>>"]
    made = pdf_with([catalogue, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", leaf, content, FONT, *layers])
    reading = read_pdf(made, "lager.pdf")
    assert reading.pages[0].text.split() == ["alltid", "nu"]
    assert hidden_in(reading) == {(Hiding.MARKED_HIDDEN, "aldrig")}


def html_of(body: str, head: str = "") -> Reading:
    return read_html(f"<html><head>{head}</head><body><p>{SEEN}</p>{body}</body></html>".encode(), "a.html")


STYLE = "<style>/* p{} */ .x, #y.z { display: none } @media print { p { display: none } } b.w{color:#fff}</style>"


@pytest.mark.parametrize(
    ("body", "hiding"),
    [
        ("<div hidden>{}</div>", Hiding.MARKED_HIDDEN),
        ("<div style='display:none'>{}</div>", Hiding.MARKED_HIDDEN),
        ("<div style='DISPLAY : none !important'>{}</div>", Hiding.MARKED_HIDDEN),
        ("<div style='visibility:hidden'><p>{}</p></div>", Hiding.MARKED_HIDDEN),
        ("<div style='opacity:0'>{}</div>", Hiding.MARKED_HIDDEN),
        ("<p class='a x'>{}</p>", Hiding.MARKED_HIDDEN),
        ("<p class=z id=y>{}</p>", Hiding.MARKED_HIDDEN),
        ("<template><p>{}</p></template>", Hiding.MARKED_HIDDEN),
        ("<noscript>{}</noscript>", Hiding.MARKED_HIDDEN),
        ("<span class=sr-only>{}</span>", Hiding.MARKED_HIDDEN),
        ("<p style='font-size:0'>{}</p>", Hiding.TOO_SMALL),
        ("<p style='font-size:1px'><b>{}</b></p>", Hiding.TOO_SMALL),
        ("<div style='height:0;overflow:hidden'>{}</div>", Hiding.TOO_SMALL),
        ("<div style='position:absolute;clip:rect(0,0,0,0)'>{}</div>", Hiding.TOO_SMALL),
        ("<div style='position:absolute;left:-9999px'>{}</div>", Hiding.OFF_PAGE),
        ("<h2 style='text-indent:-100em'>{}</h2>", Hiding.OFF_PAGE),
        ("<p style='color:white'>{}</p>", Hiding.NO_CONTRAST),
        ("<p style='color:#fefefe'><i>{}</i></p>", Hiding.NO_CONTRAST),
        ("<font color=white>{}</font>", Hiding.NO_CONTRAST),
        ("<p><b class=w>{}</b></p>", Hiding.NO_CONTRAST),
        ("<div style='background:#036'><p style='color:rgb(0, 51, 104)'>{}</p></div>", Hiding.NO_CONTRAST),
        ("<!-- {} -->", Hiding.COMMENT),
    ],
)
def test_text_that_is_not_seen_on_a_web_page(body: str, hiding: Hiding) -> None:
    reading = html_of(body.format(PHRASE) + f"<p>{SEEN}</p>", STYLE)
    assert reading.pages[0].text == f"{SEEN}\n\n{SEEN}"
    assert hidden_in(reading) == {(hiding, PHRASE)}


@pytest.mark.parametrize(
    "body",
    [
        "<div style='display:block'>{}</div>",
        "<div hidden=until-found>{}</div>",
        "<p aria-hidden=true>{}</p>",
        "<details><summary>Mer</summary>{}</details>",
        "<div style='background:#036;color:#fff'>{}</div>",
        "<td bgcolor='#004080'><p style='color:#fff'>{}</p></td>",
        "<div style='background-image:url(a.jpg)'><p style='color:#fff'>{}</p></div>",
        "<div style='font-size:0'><span style='font-size:14px'>{}</span></div>",
        "<div style='visibility:hidden'><p style='visibility:visible'>{}</p></div>",
        "<p class=narrow>{}</p>",
        "<p class=maybe>{}</p>",
        "<div style='color:#fff'><a href=x>{}</a></div>",
    ],
)
def test_text_that_is_seen_on_a_web_page_stays(body: str) -> None:
    head = (
        "<style>@media (max-width: 600px) { .narrow { display: none } } .no-js .maybe { display: none }"
        " .narrow:hover { display: none }</style>"
    )
    reading = html_of(body.format(PHRASE), head)
    assert PHRASE in reading.pages[0].text
    assert reading.hidden == ()


def test_colours_are_not_judged_where_a_style_sheet_elsewhere_may_decide() -> None:
    reading = html_of(f"<p style='color:#fff'>{PHRASE}</p>", "<link rel=stylesheet href=a.css>")
    assert PHRASE in reading.pages[0].text


def test_comments_in_markdown_are_no_text() -> None:
    written = f"# Rubrik\n\n{SEEN} <!-- {PHRASE} -->\n\n<!--\n{PHRASE}\n<b>x</b>\n-->\n\n```\n<!-- kod -->\n```\n"
    reading = read_markdown(written.encode(), "a.md")
    assert reading.pages[0].text == f"Rubrik\n\n{SEEN}\n\n<!-- kod -->"
    assert [(each.hiding, each.sample) for each in reading.hidden] == [(Hiding.COMMENT, f"{PHRASE} {PHRASE} <b>x</b>")]


@pytest.mark.parametrize(
    ("written", "hiding"),
    [
        ("<div hidden>\n\n{}\n\n</div>", Hiding.MARKED_HIDDEN),
        ("<div style='display:none'>{}</div>", Hiding.MARKED_HIDDEN),
        ("<div style='display:none'>\n\n<p>{}</p></div>", Hiding.MARKED_HIDDEN),
        ("<template>\n{}\n</template>", Hiding.MARKED_HIDDEN),
        ("<!-- {}", Hiding.COMMENT),
    ],
)
def test_what_raw_html_hides_in_markdown(written: str, hiding: Hiding) -> None:
    end = "" if hiding is Hiding.COMMENT else f"\n\n{SEEN}"
    reading = read_markdown(f"{SEEN}\n\n{written.format(PHRASE)}{end}\n".encode(), "a.md")
    assert reading.pages[0].text == SEEN + end
    assert hidden_in(reading) == {(hiding, PHRASE)}


def test_hidden_words_within_a_line_of_markdown() -> None:
    hidden = f"<span style='display:none'>{PHRASE}</span>"
    written = f"Detta {hidden} <b>syns</b> &amp; <kbd>detta</kbd>. 2 < 3\n\n<p>och &amp; detta</p>\n"
    reading = read_markdown(written.encode(), "a.md")
    assert reading.pages[0].text == "Detta syns & detta. 2 < 3\n\noch &amp; detta"
    assert hidden_in(reading) == {(Hiding.MARKED_HIDDEN, PHRASE)}
