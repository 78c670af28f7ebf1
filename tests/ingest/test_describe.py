import pytest

from corpus.documents import Heading, Kind, Page
from ingest.dating import dates_in, issued_on, period_of
from ingest.describe import kind_of, publisher_of, title_of
from ingest.reading import Facts


def pages_of(text: str, headings: tuple[Heading, ...] = ()) -> tuple[Page, ...]:
    return (Page(1, None, text, headings=headings),)


@pytest.mark.parametrize(
    ("title", "name", "text", "kind"),
    [
        ("Nyhetsbrev maj 2026", "a.html", "", Kind.NEWSLETTER),
        ("Verksamhetsberättelse 2024", "a.pdf", "", Kind.ANNUAL_REPORT),
        ("Annual report 2022", "a.pdf", "", Kind.ANNUAL_REPORT),
        ("För hälsan", "stallningstagande-boras.docx", "", Kind.STATEMENT),
        ("För hälsan", "a.docx", "Genom detta ställningstagande vill vi", Kind.STATEMENT),
        ("Debatt: Satsa på hälsan", "a.docx", "", Kind.DEBATE_ARTICLE),
        ("Pressmeddelande om ett nytt ställningstagande", "a.docx", "", Kind.PRESS_RELEASE),
        ("Protokoll årsmöte", "a.pdf", "", Kind.MINUTES),
        ("Folkhälsostrategi 2019–2025", "a.pdf", "", Kind.STRATEGY),
        ("Slutrapport", "a.pdf", "", Kind.REPORT),
        ("Samling för hälsa", "a.pdf", "", Kind.REPORT),
        ("Om oss", "a.html", "Vårt nyhetsbrev och vår strategi. Detta nyhetsbrev.", Kind.WEB_PAGE),
        ("Program", "a.pdf", "", Kind.OTHER),
    ],
)
def test_kind(title: str, name: str, text: str, kind: Kind) -> None:
    assert kind_of(title, pages_of(text), name) is kind


@pytest.mark.parametrize(
    ("title", "name", "text", "date"),
    [
        ("Nyhetsbrev maj 2026", "a.html", "", "2026-05"),
        ("Nyhetsbrev", "nyhetsbrev-december-2025.html", "", "2025-12"),
        ("Nyhetsbrev", "nyhetsbrev_2024_05.html", "", "2024-05"),
        ("Verksamhetsberättelse 2024", "a.pdf", "Den 5 maj 2023 hände något.", "2024"),
        ("Rapport", "rapport_20240517.pdf", "", "2024-05-17"),
        ("Protokoll", "protokoll-2024.pdf", "Borås den 14 mars 2024\n\nNärvarande", "2024-03-14"),
        ("Protokoll", "protokoll-2023.pdf", "Borås den 14 mars 2024\n\nNärvarande", "2023"),
        ("Uttalande", "a.pdf", "Antaget vid årsmötet den 14–15 mars 2024 i Norrköping.", "2024-03-15"),
        ("Statement", "a.pdf", "We, gathered in Oslo on 12 February 2018, commit.", "2018-02-12"),
        ("Om oss", "a.html", "Publicerad 1 maj 2020\n\nSenast uppdaterad: 2024-05-03", "2024-05-03"),
        ("Om oss", "a.html", "Den 3 maj 2024 träffades vi. Sedan 2004 finns vi.", None),
        ("Agenda 2030 och vi", "a.html", "", None),
        ("Strategi 2019–2025", "a.pdf", "", None),
        ("Livet på 1900-talet", "a.html", "", None),
        ("Kallelse", "a.pdf", "Årsmöte den 14 mars 2026", None),
        ("Samling", "a.pdf", "Uppdraget pågår 2011 – 2012.", "2011"),
        ("Samling", "a.pdf", "Uppdraget pågår 2011–2012, det andra pågår 2010–2014.", None),
    ],
)
def test_issued_on(title: str, name: str, text: str, date: str | None) -> None:
    pages = pages_of(text)
    found = issued_on(kind_of(title, pages, name), title, pages, name)
    assert (str(found) if found else None) == date


@pytest.mark.parametrize(
    ("title", "text", "period"),
    [
        ("Verksamhetsberättelse 2024", "", "2024"),
        ("Årsredovisning 2023/24", "", "2023/2024"),
        ("Strategi 2019–2025", "", "2019/2025"),
        ("Nyhetsbrev maj 2026", "", None),
        ("Samling", "Uppdraget pågår 2011 – 2012.", "2011/2012"),
    ],
)
def test_period(title: str, text: str, period: str | None) -> None:
    pages = pages_of(text)
    found = period_of(kind_of(title, pages, "a.pdf"), title, pages, "a.pdf")
    assert (str(found) if found else None) == period


def test_dates_in_both_languages() -> None:
    text = (
        "Den 19–20 mars 2026, 5:e maj 2023, May 2, 2024, 3rd of June 2021, 2024-02-30, 2024-02-29, augusti 2020, 5 maj."
    )
    assert [str(date) for date in dates_in(text)] == [
        "2026-03-20",
        "2023-05-05",
        "2024-05-02",
        "2021-06-03",
        "2024-02-29",
        "2020-08",
    ]


def test_title_goes_by_metadata_heading_and_name() -> None:
    pages = pages_of("Rubriken\n\nText.", (Heading(0, 8, 1),))
    assert title_of(pages, Facts(titles=("Titeln",)), "a.pdf") == "Titeln"
    assert title_of(pages, Facts(titles=("Microsoft Word - utkast.docx",)), "a.pdf") == "Rubriken"
    assert title_of(pages_of("Text."), Facts(), "en_fil-utan rubrik.pdf") == "En fil utan rubrik"


def test_the_publisher_is_no_part_of_the_title() -> None:
    facts = Facts(titles=("Om oss – Healthy Cities Sverige",))
    pages = pages_of("Healthy Cities Sverige är ett nätverk. Healthy Cities Sverige växer.")
    assert title_of(pages, facts, "a.html") == "Om oss"
    assert publisher_of(pages, facts, "a.html") == "Healthy Cities Sverige"


def test_publisher_only_where_the_document_names_one() -> None:
    pages = pages_of("Därför har Sveriges Kommuner och Landsting (SKL) bjudit in.")
    assert publisher_of(pages, Facts(), "skl-samling.pdf") == "Sveriges Kommuner och Landsting"
    assert publisher_of(pages, Facts(), "samling.pdf") is None
    assert publisher_of(pages, Facts(publishers=("Eva Ek",)), "a.pdf") is None
    assert publisher_of(pages, Facts(publishers=("Eva Ek", "Borås kommun")), "a.pdf") == "Borås kommun"
