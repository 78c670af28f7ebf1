import contextlib

import pytest

from corpus.documents import Page
from corpus.errors import UnreadableFile
from ingest.markup.html import read_html

LONG = "Nätverket samlar kommuner och regioner som arbetar för en god och jämlik hälsa. " * 4


def page_of(body: str, head: str = "") -> Page:
    html = f"<!doctype html><html lang=sv><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return read_html(html.encode(), "a.html").pages[0]


def test_the_site_around_the_page_goes() -> None:
    page = page_of(
        f"""<header><nav><a href=/>Start</a></nav></header><div class="cookie-banner">Kakor <button>OK</button></div>
        <div id="main-menu"><ul><li><a>Om</a></li></ul></div><main><h1>Rubrik</h1><p>{LONG}</p></main>
        <aside>Senaste nytt</aside><footer><p>© 2024 Föreningen</p></footer><script>var x = 1;</script>"""
    )
    assert page.text == f"Rubrik\n\n{LONG.strip()}"
    assert page.furniture == ("Start", "© 2024 Föreningen")


def test_an_articles_own_header_and_footer_are_content() -> None:
    page = page_of(
        f"<header>Webbplatsen</header><article><header><h2>Titel</h2><p>Ingress.</p></header><p>{LONG}</p>"
        "<footer>Skriven av Eva.</footer></article>"
    )
    assert page.text.startswith("Titel\n\nIngress.\n\n")
    assert page.text.endswith("Skriven av Eva.")
    assert "Webbplatsen" not in page.text


def test_a_title_in_the_sites_header_stays_where_nothing_else_is_the_title() -> None:
    page = page_of(f"<header><h1>Titel</h1></header><p>{LONG}</p><footer>Foten</footer>")
    assert page.text == f"Titel\n\n{LONG.strip()}"
    outside = page_of(f"<div><h1>Titel</h1></div><p>Kort.</p><main><p>{LONG}</p></main>")
    assert outside.text == f"Titel\n\n{LONG.strip()}"


def test_a_small_main_or_one_of_several_articles_is_not_the_page() -> None:
    assert page_of(f"<main><p>Kort.</p></main><div><p>{LONG}</p></div>").text == f"Kort.\n\n{LONG.strip()}"
    assert page_of("<article><p>Ett.</p></article><article><p>Två.</p></article>").text == "Ett.\n\nTvå."


def test_hidden_parts_forms_and_controls_go() -> None:
    page = page_of(
        f"""<div style="display: none">Förhandstext</div><p hidden>Dold</p><span class="sr-only">Dold</span>
        <i class="icon" aria-hidden="true">expand_more</i><p>{LONG}</p>
        <form><label>Sök</label><input><button>Sök</button></form>"""
    )
    assert page.text == LONG.strip()


def test_a_form_or_a_menu_class_around_the_whole_page_is_the_page() -> None:
    assert page_of(f"<form id=aspnet><div class='has-menu menu'><p>{LONG}</p></div></form>").text == LONG.strip()


def test_a_newsletters_layout_tables_and_last_paragraphs_stay() -> None:
    page = page_of(
        f"""<p><a href=#>Visa i webbläsaren</a></p><table role=presentation><tr><td><h2>Nyheter</h2><p>{LONG}</p>
        <table><tr><td>Vänster</td><td><p>Höger</p></td></tr></table><p>Eva Ek<br>Koordinator<br>
        <a href="mailto:eva@example.se?subject=Hej">Mejla</a></p></td></tr></table>
        <table><tr><td><p>Du får detta brev som medlem. <br><a href=#>Avprenumerera</a></p></td></tr></table>"""
    )
    assert page.text.startswith(
        f"Nyheter\n\n{LONG.strip()}\n\nVänster\n\nHöger\n\nEva Ek\nKoordinator\nMejla (eva@example.se)"
    )
    assert page.text.endswith("Du får detta brev som medlem.")
    assert page.furniture == ("Visa i webbläsaren", "Avprenumerera")


def test_an_address_that_is_the_links_text_is_not_repeated() -> None:
    assert page_of('<p><a href="mailto:Eva@example.se">eva@example.se</a></p>').text == "eva@example.se"


def test_lists_keep_their_numbers_and_nesting() -> None:
    page = page_of(
        "<ul><li>ett<ul><li><p>inre</p></li></ul></li><li>två</li></ul><ol start=3><li>tre<li value=7>sju</ol><p>efter"
    )
    assert page.text == "• ett\n• inre\n• två\n3. tre\n7. sju\n\nefter"


def test_data_tables_by_rows() -> None:
    page = page_of(
        "<table><caption>Avgifter</caption><tr><th>Kommun</th><th>Avgift</th></tr><tr><td>Borås</td>"
        "<td>45&nbsp;000<br>kr</td></tr></table><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    )
    assert page.text == "Avgifter\n\nKommun | Avgift\nBorås | 45 000 kr\n\na | b\nc | d"


def test_inline_elements_part_no_words_but_blocks_do() -> None:
    page = page_of(
        "<h2>Ett <em>två</em><br>tre</h2>Lös text<div>eget <b>st</b>ycke<p>ett till</p>svans</div><pre>a\n b</pre>"
    )
    assert page.text == "Ett två tre\n\nLös text\n\neget stycke\n\nett till\n\nsvans\n\na\nb"
    assert [(h.start, h.end, h.level) for h in page.headings] == [(0, 11, 2)]


def test_figures_keep_their_captions() -> None:
    assert (
        page_of("<p>Före</p><figure><img alt=bild><figcaption>Vid mötet</figcaption></figure>").text
        == "Före\n\nVid mötet"
    )


def test_facts_of_the_head() -> None:
    html = """<html lang="sv-SE"><head><title>Titel – Föreningen</title><meta property="og:title" content="Titel">
        <meta property="og:site_name" content="Föreningen"><meta name=author content="Eva">
        <link rel="canonical" href="https://example.se/a"><meta property="article:published_time" content="2024-01-01">
        </head><body><p>Text.</p></body></html>"""
    facts = read_html(html.encode(), "a.html").facts
    assert facts.titles == ("Titel", "Titel – Föreningen")
    assert facts.publishers == ("Föreningen", "Eva")
    assert (facts.language, facts.canonical_url) == ("sv", "https://example.se/a")
    assert facts.published == ("2024-01-01",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_encodings(encoding: str) -> None:
    html = "<html><head><title>Å</title></head><body><p>åäö – ”ord”</p></body></html>"
    assert read_html(html.encode(encoding), "a.html").pages[0].text == "åäö – ”ord”"


def test_xhtml_with_a_declaration() -> None:
    html = '<?xml version="1.0" encoding="iso-8859-1"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>åäö</p></body></html>'
    assert read_html(html.encode("iso-8859-1"), "a.xhtml").pages[0].text == "åäö"


@pytest.mark.parametrize("html", [b"<html><body></body></html>", b"<script>x</script>", b"<!-- -->", b"\x00"])
def test_no_text_is_an_error(html: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_html(html, "tom.html")


def test_deep_nesting_is_read_or_refused() -> None:
    depth = 3000
    html = "<div>" * depth + "text" + "</div>" * depth
    with contextlib.suppress(UnreadableFile, RecursionError):
        assert "text" in read_html(html.encode(), "djup.html").pages[0].text
