"""What a document is, told from texts written as Swedish public bodies write them."""

import pytest

from corpus.documents import Ground, Heading, Kind, Page
from ingest.describing.describe import Description, describe
from ingest.describing.material import EVIDENCE, Material
from ingest.reading import Facts


def described(text: str, name: str = "a.pdf", facts: Facts = Facts(), furniture: tuple[str, ...] = ()) -> Description:  # noqa: B008 - frozen
    """What is told of a text in which a line that begins with "# " is a heading."""
    headings: list[Heading] = []
    plain = ""
    for line in text.split("\n"):
        if line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            headings.append(Heading(len(plain), len(plain) + len(line[level:].strip()), level))
        plain += line.lstrip("#").strip() + "\n"
    return describe(Material((Page(1, None, plain.rstrip("\n"), furniture, tuple(headings)),), facts, name))


SKL = "Sveriges Kommuner och Landsting"
MINUTES = (
    "Närvarande: Eva Ek, Bo Ask\n\n§ 1 Mötets öppnande\n\nEva öppnade mötet.\n\n§ 2 Val av justerare\n\nBo Ask valdes."
)
SECTIONS = "\n\n# Bakgrund\n\n" + "Kommunerna har arbetat med frågan i många år. " * 40


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("# Nyhetsbrev maj 2026", "a.html", Kind.NEWSLETTER),
        ("# Verksamhetsberättelse 2024", "a.pdf", Kind.ANNUAL_REPORT),
        ("# Healthy Cities Sveriges verksamhetsberättelse 2024", "a.pdf", Kind.ANNUAL_REPORT),
        ("# Annual report 2022", "a.pdf", Kind.ANNUAL_REPORT),
        ("# Årsredovisning och budget", "a.pdf", Kind.ANNUAL_REPORT),
        ("Styrelsen för Hälsonätet får härmed avge följande verksamhetsberättelse.", "a.pdf", Kind.ANNUAL_REPORT),
        ("# För hälsan", "stallningstagande-boras.docx", Kind.STATEMENT),
        ("# För hälsan\nGenom detta ställningstagande vill vi", "a.docx", Kind.STATEMENT),
        ("# För hälsan\nUttalande från årsmötet i Gävle", "a.docx", Kind.STATEMENT),
        ("# Fred\nVi som samlats i Borås står tillsammans bakom ett öppet samhälle.", "a.docx", Kind.STATEMENT),
        ("# Debatt: Satsa på hälsan", "a.docx", Kind.DEBATE_ARTICLE),
        ("DEBATT. Det är dags att regeringen " + "tar ansvar " * 20, "a.md", Kind.DEBATE_ARTICLE),
        ("# Satsa\nBlogginlägg av Ida Ek (V), ordförande", "a.html", Kind.DEBATE_ARTICLE),
        ("# Satsa\nVi vill mer. Vi kräver det. Vi anser så.\nEva Ek (S), kommunalråd", "a.txt", Kind.DEBATE_ARTICLE),
        ("# Pressmeddelande om ett nytt ställningstagande", "a.docx", Kind.PRESS_RELEASE),
        ("PRESSMEDDELANDE\n# Ny strategi för hälsa", "a.docx", Kind.PRESS_RELEASE),
        ("# Ny rapport om hälsa", "a.html", Kind.WEB_PAGE),
        ("# Protokoll årsmöte", "a.pdf", Kind.MINUTES),
        ("# Styrelsemöte\n\n" + MINUTES, "a.pdf", Kind.MINUTES),
        ("# Möte i gruppen\n\n" + MINUTES, "a.html", Kind.MINUTES),
        ("# Folkhälsostrategi 2019–2025", "a.pdf", Kind.STRATEGY),
        ("# Program för jämlik hälsa 2022–2026", "a.pdf", Kind.STRATEGY),
        ("# Handlingsplan mot ensamhet", "a.pdf", Kind.STRATEGY),
        ("# God hälsa\nDokumenttyp | Riktlinjer", "a.pdf", Kind.STRATEGY),
        ("# Ett hållbart Falun 2021–2030\nAntagen av kommunfullmäktige 2021-06-14", "a.pdf", Kind.STRATEGY),
        ("# Slutrapport", "a.pdf", Kind.REPORT),
        ("# Jämlik hälsa – en kartläggning", "a.pdf", Kind.REPORT),
        ("# Samling för hälsa" + SECTIONS, "a.pdf", Kind.REPORT),
        ("# Samling för hälsa" + SECTIONS, "a.html", Kind.WEB_PAGE),
        ("# Remissvar på förslaget till strategi", "a.pdf", Kind.OTHER),
        ("# Inbjudan till lansering av rapporten", "a.pdf", Kind.OTHER),
        ("# Ansökan om projektmedel", "a.docx", Kind.OTHER),
        ("# Program", "a.pdf", Kind.OTHER),
        ("# Konferensprogram 2024", "a.pdf", Kind.OTHER),
        ("# Stadgar för Hälsonätet", "a.pdf", Kind.OTHER),
        ("# Prenumerera på vårt nyhetsbrev", "a.html", Kind.WEB_PAGE),
        ("# Rapporter", "a.html", Kind.WEB_PAGE),
        ("# Om oss\nVårt nyhetsbrev och vår strategi. Detta nyhetsbrev.", "a.html", Kind.WEB_PAGE),
        ("# Hälsobladet\nNr 3, september 2022", "a.pdf", Kind.NEWSLETTER),
    ],
)
def test_kind(text: str, name: str, kind: Kind) -> None:
    assert described(text, name).kind.value is kind


def test_a_page_says_its_kind_to_programs() -> None:
    assert described("# Satsa", "a.html", Facts(labels=("Debatt",))).kind.value is Kind.DEBATE_ARTICLE
    assert described("# Satsa", "a.html", Facts(labels=("Nyheter",))).kind.value is Kind.WEB_PAGE


@pytest.mark.parametrize("line", ["Du får detta mejl för att du prenumererar.", "Avsluta prenumerationen"])
def test_what_is_sent_to_subscribers_is_a_newsletter(line: str) -> None:
    assert described("# Hösten i nätverket", "a.html", furniture=(line,)).kind.value is Kind.NEWSLETTER


@pytest.mark.parametrize(
    ("text", "name", "date"),
    [
        ("# Nyhetsbrev maj 2026", "a.html", "2026-05"),
        ("# Nyhetsbrev maj 2026\nTräff\n2026-05-12 i Gävle\nText.", "a.html", "2026-05"),
        ("# Nyhetsbrev", "nyhetsbrev-december-2025.html", "2025-12"),
        ("# Nyhetsbrev", "nyhetsbrev_2024_05.html", "2024-05"),
        ("# Hälsobladet\nNr 3, september 2022", "a.pdf", "2022-09"),
        ("# Nyhetsbrev nr 4/2021", "a.pdf", "2021"),
        ("# Verksamhetsberättelse 2024\nDen 5 maj 2023 hände något.", "a.pdf", "2024"),
        ("# Verksamhetsberättelse 2022\nText.\n\nStockholm 2023-03-15\nEva Ek", "a.pdf", "2023-03-15"),
        ("# Verksamhetsberättelse 2022\nAntagen av styrelsen 2023-04-12", "a.pdf", "2023-04-12"),
        ("# Rapport", "rapport_20240517.pdf", "2024-05-17"),
        ("# Rapport om hälsa\nEkestad 2018", "a.pdf", "2018"),
        ("# Rapport om hälsa\nRapport 2021:4", "a.pdf", "2021"),
        ("# Rapport om hälsa\nUtgiven i mars 2021. Tryck: Ekprint.", "a.pdf", "2021-03"),
        ("# Rapport om hälsa\nSe SOU 2017:4 och dnr KS 2019/412.", "a.pdf", None),
        ("# Protokoll fört vid styrelsemöte den 3 mars 2021", "a.pdf", "2021-03-03"),
        ("# Protokoll\nSammanträdesdatum | 2023-03-28\nJustering | Kommunhuset 2023-04-03", "a.pdf", "2023-03-28"),
        ("# Minnesanteckningar\nTid: tisdagen den 6 februari 2018\nNästa möte: 17 april 2018", "a.txt", "2018-02-06"),
        ("# Protokoll", "protokoll-210303.pdf", "2021-03-03"),
        ("# Uttalande\nAntaget vid årsmötet den 14–15 mars 2024 i Norrköping.", "a.pdf", "2024-03-15"),
        ("# Statement\nWe, gathered in Oslo on 12 February 2018, commit.", "a.pdf", "2018-02-12"),
        ("# Om oss\nPublicerad 1 maj 2020\n\nSenast uppdaterad: 2024-05-03", "a.html", "2024-05-03"),
        ("# Om oss\nPublicerad 2022-05-01, uppdaterad 2023-01-09", "a.html", "2023-01-09"),
        ("# Om oss\nDen 3 maj 2024 träffades vi. Sedan 2004 finns vi.", "a.html", None),
        ("# Agenda 2030 och vi", "a.html", None),
        ("# Konferensen\n14 mars 2024\nVälkommen till Norrköping.", "a.html", None),
        ("# Livet på 1900-talet", "a.html", None),
        ("# Strategi 2019–2025", "a.pdf", None),
        ("# Strategi 2019–2025\nAntagen av fullmäktige 2018-11-26 § 85, reviderad 2021-02-01", "a.pdf", "2021-02-01"),
        ("# Strategi 2019–2025\nGiltig till 2025-12-31", "a.pdf", None),
        ("# Kallelse\nÅrsmöte den 14 mars 2026", "a.pdf", None),
        ("# Inbjudan till webbinarium\nDatum: 12 april 2022", "a.html", None),
        ("# Mötesanteckningar\n2022-11-08, Teams", "a.docx", "2022-11-08"),
        ("# Uttalande\nAntaget av styrelsen 2021-03-03. Reviderat 2023-04-04.", "a.pdf", "2023-04-04"),
        ("# Årsredovisning\nför året 1 januari – 31 december 2021\n\nUmeå den 22 mars 2022", "a.pdf", "2022-03-22"),
        ("# Inbjudan\nVälkommen den 5 maj 2023. Anmälan senast 2023-04-20.", "a.pdf", None),
        ("# Remissvar\nBorås kommun Datum Dnr\n2020-02-27 KS 2019/41\nEr skrivelse 2019-11-15", "a.md", "2020-02-27"),
        ("# Brev till er\nStockholm 2019-11-05", "a.docx", "2019-11-05"),
        ("# Samling" + SECTIONS + "\n\nUppdraget pågår 2011 – 2012.", "a.pdf", "2011"),
        ("# Samling" + SECTIONS + "\n\nUppdraget pågår 2011–2012, det andra pågår 2010–2014.", "a.pdf", None),
        ("PRESSMEDDELANDE 2020-06-11\n# Ny värd", "a.pdf", "2020-06-11"),
        ("PRESSMEDDELANDE\n# Ny värd\nFalun, 21 april 2022 – Den 2 maj 2022 öppnar badet.", "a.pdf", "2022-04-21"),
        ("# Satsa\nDebattartikel i Dagens Samhälle, 25 januari 2024", "a.html", "2024-01-25"),
        ("# Debatt: Satsa\nText.\n\nPublicerad i Dalbladet den 14 mars 2024.", "a.md", "2024-03-14"),
    ],
)  # fmt: skip
def test_issued_on(text: str, name: str, date: str | None) -> None:
    found = described(text, name).issued_on
    assert (str(found.value) if found else None) == date


def test_a_page_says_to_programs_when_it_was_published() -> None:
    facts = Facts(published=("2023-05-12T10:00:00+02:00",), updated=("2024-01-02",))
    page, release = described("# Om oss", "a.html", facts), described("# Pressmeddelande: Värd", "a.html", facts)
    assert page.issued_on
    assert release.issued_on
    assert (str(page.issued_on.value), page.issued_on.ground) == ("2024-01-02", Ground.METADATA)
    assert str(release.issued_on.value) == "2023-05-12"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("# Verksamhetsberättelse 2024", "2024"),
        ("# Årsredovisning 2023/24", "2023/2024"),
        ("# Årsredovisning\nRäkenskapsåret 2022-01-01–2022-12-31", "2022"),
        ("# Årsredovisning\nAvser perioden 2022-01-01–2022-12-31", "2022"),
        ("# Verksamhetsberättelse\nVerksamhetsåret 2021/22 var vårt första.", "2021/2022"),
        ("# Strategi 2019–2025", "2019/2025"),
        ("# Strategi för hälsa\nGiltighetstid | 2021-01-01 – 2030-12-31", "2021/2030"),
        ("# Handlingsplan\nGäller 2022–2024", "2022/2024"),
        ("# Verksamhetsplan 2024", "2024"),
        ("# Delårsrapport januari–juni 2023", "2023-01/2023-06"),
        ("# Ungas sömn 2016–2020 – en rapport", "2016/2020"),
        ("# Nyhetsbrev maj 2026", None),
        ("# Samling" + SECTIONS + "\n\nUppdraget pågår 2011 – 2012.", "2011/2012"),
    ],
)
def test_period(text: str, period: str | None) -> None:
    found = described(text).period
    assert (str(found.value) if found else None) == period


def test_the_title_is_the_documents_own_heading() -> None:
    def title(text: str, name: str = "a.pdf", *said: str) -> str:
        return described(text, name, Facts(titles=said)).title.value

    assert title("# Rubriken\n\nText.", "a.pdf", "Mallens titel") == "Rubriken"
    assert title("# RUBRIKEN\n\nText.", "a.pdf", "Rubriken") == "Rubriken"
    assert title("# Rubriken i\nflera rader\n\nText.", "a.pdf", "Rubriken i flera rader") == "Rubriken i flera rader"
    assert title("# Borås kommun\n\n# Rubriken") == "Rubriken"
    assert title("Text.", "a.pdf", "Titeln") == "Titeln"
    assert title("Text.", "a.pdf", "Microsoft Word - utkast.docx") == "A"
    assert title("Text.", "en_fil-utan rubrik.pdf") == "En fil utan rubrik"
    assert title("Från: Hälsonätet\nÄmne: Höstens träffar\n\nHej!", "a.txt") == "Höstens träffar"
    assert title("# Om oss", "a.html", "Om oss – Healthy Cities Sverige") == "Om oss"
    assert title("## Nyheter", "a.html", "Nyhetsbrev maj 2026 – Healthy Cities Sverige") == "Nyhetsbrev maj 2026"


@pytest.mark.parametrize(
    ("text", "name", "facts", "publisher"),
    [
        ("Här har Sveriges Kommuner och Landsting (SKL) bjudit in.", "skl-a.pdf", Facts(), SKL),
        ("Borås kommun\n# Strategi", "a.pdf", Facts(), "Borås kommun"),
        ("Nätverket Trygga Tätorter · Uttalande\n# Trygga vägar", "a.pdf", Facts(), "Nätverket Trygga Tätorter"),
        ("REGION VÄSTERÄLV\n# Rapport", "a.pdf", Facts(), "Region Västerälv"),
        ("# Rapport\nUtgivare: Myndigheten för lokal utveckling", "a.pdf", Facts(), "Myndigheten för lokal utveckling"),
        ("# Satsa\nDebattartikel i Dagens Samhälle, 25 januari 2024", "a.pdf", Facts(), "Dagens Samhälle"),
        ("# Om oss", "a.html", Facts(titles=("Om oss – Healthy Cities Sverige",)), "Healthy Cities Sverige"),
        ("# Rapport\nRedovisning till Folkhälsomyndigheten", "a.pdf", Facts(), None),
        ("Styrelsen för Nätverket Friska Barn\n# Protokoll", "a.pdf", Facts(), "Nätverket Friska Barn"),
        ("# Brev", "a.pdf", Facts(publishers=("Eva Ek",)), None),
        ("# Brev", "a.pdf", Facts(publishers=("Eva Ek", "Borås kommun")), "Borås kommun"),
    ],
)  # fmt: skip
def test_publisher(text: str, name: str, facts: Facts, publisher: str | None) -> None:
    found = described(text, name, facts).publisher
    assert (found.value if found else None) == publisher


def test_every_finding_says_what_it_was_read_in() -> None:
    long = (
        "# Strategi för hälsa 2021–2030\nTallmo kommun\nAntagen av kommunfullmäktige 2020-11-23 § 142 "
        + "och mer " * 60
    )
    found = {each.field: each for each in described(long).findings}
    assert found.keys() == {"title", "kind", "period", "publisher", "languages"} | ({"issued_on"} & found.keys())
    assert all(len(each.evidence) <= EVIDENCE for each in found.values())
    assert (found["kind"].value, found["kind"].ground) == ("strategy", Ground.CONTENT)
    assert found["period"].evidence == "Strategi för hälsa 2021–2030"
    assert described("# Om oss", "a.html").kind.ground is Ground.FORMAT
    assert described("Text.", "protokoll-2021.txt").kind.ground is Ground.NAME
