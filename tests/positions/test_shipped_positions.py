"""The positions of whole documents: what must be found, where, and that it is quoted word for word."""

import pytest

from corpus.documents import Kind
from service.positions.entries import Position
from service.positions.searching import Ledger, search_positions
from service.positions.timeline import timeline
from service.quotes import holds

EVERYTHING = 10_000


def found(ledger: Ledger, query: str = "", k: int = EVERYTHING) -> list[Position]:
    return search_positions(ledger, query, "sv", lambda ids: [0.0] * len(ids), None, k)


SHIPPED = [
    ("samhallsplanering-god-jamlik-halsa-2016", "blandade upplåtelseformer"),
    ("samhallsplanering-god-jamlik-halsa-2016", "lokalt och inkluderar människor"),
    ("samhallsplanering-god-jamlik-halsa-2016", "sociala konsekvensanalyser"),
    ("samhallsplanering-god-jamlik-halsa-2016", "transporter som är hållbara"),
    ("debatt-skillnaderna-i-livsvillkor-2020", "folkhälsoarbetet stärks"),
    ("debatt-halsoframjande-arbetet-2024", "nationella strategier"),
    ("debatt-halsoframjande-arbetet-2024", "går samman om en modell"),
    ("debatt-halsoframjande-arbetet-2024", "för samman sitt folkhälsoarbete"),
    ("stallningstagande-folkhalsan-och-framtiden-2024", "socialt hållbart"),
    ("stallningstagande-folkhalsan-och-framtiden-2024", "hälsoklyftan sluts inom en generation"),
    ("stallningstagande-barns-fritid-2025", "har rätt till en fritid"),
    ("stallningstagande-orebro-2026", "vägs in när krisberedskap"),
    ("stallningstagande-orebro-2026", "stöd till civilsamhället"),
    ("stallningstagande-orebro-2026", "lokala nätverk, tillit"),
    ("stallningstagande-orebro-2026", "främjande och förebyggande arbete blir en del"),
    ("stallningstagande-orebro-2026", "psykisk hälsa och psykosocialt stöd"),
    ("stallningstagande-orebro-2026", "samverka mer med andra kommuner"),
    ("stallningstagande-orebro-2026", "staten ordnar en långsiktig finansiering"),
    ("stallningstagande-orebro-2026", "lovar att fortsätta arbetet"),
]


@pytest.mark.parametrize(("document", "words"), SHIPPED)
def test_every_position_of_the_shipped_documents_is_found(shipped: Ledger, document: str, words: str) -> None:
    places = [c for p in found(shipped) for c in (p.citation, *p.also_in)]
    [citation] = [c for c in places if c.document.id == document and words in " ".join(c.quote.split())]
    assert citation.page == 1


RETOLD = ["Nationella strategier mot brott", "ska ta fram en modell", "Kommunerna ska föra ihop"]


@pytest.mark.parametrize("words", RETOLD)
def test_the_annual_report_retells_the_three_proposals(shipped: Ledger, words: str) -> None:
    places = [c for p in found(shipped) for c in (p.citation, *p.also_in)]
    [citation] = [c for c in places if c.document.id == "verksamhetsberattelse-2024" and words in c.quote]
    assert citation.page == 9


REAL = [
    ("stallningstagande-orebro-2026", "Integrera jämlik och jämställd hälsa", 1),
    ("stallningstagande-orebro-2026", "Stödja civilsamhället", 1),
    ("stallningstagande-orebro-2026", "Stärka delaktighet", 1),
    ("stallningstagande-orebro-2026", "Integrera förebyggande", 1),
    ("stallningstagande-orebro-2026", "Säkerställa att psykisk hälsa", 1),
    ("stallningstagande-orebro-2026", "Öka samverkan", 1),
    ("stallningstagande-orebro-2026", "långsiktig finansiering", 1),
    ("stallningstagande-orebro-2026", "tydlig del av styrningen", 1),
    ("stallningstagande-orebro-2026", "nationell kommunikation", 1),
    ("verksamhetsberattelse-2024", "nationella strategier inkluderar", 14),
]


@pytest.mark.parametrize(("document", "words", "page"), REAL)
def test_every_position_of_the_real_documents_is_found(real: Ledger, document: str, words: str, page: int) -> None:
    places = [c for p in found(real) for c in (p.citation, *p.also_in)]
    [citation] = [c for c in places if c.document.id == document and words in " ".join(c.quote.split())]
    assert citation.page == page


def test_every_quote_stands_in_its_document(shipped: Ledger) -> None:
    assert all(holds(c) for p in found(shipped) for c in (p.citation, *p.also_in))


SUBJECTS = (
    "brottsförebyggande",
    "barn och unga",
    "krisberedskap",
    "jämlik hälsa",
    "finansiering",
    "civilsamhället",
    "bostadspolitik",
    "folkhälsoarbete",
)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_finds_positions_and_no_news(shipped: Ledger, subject: str) -> None:
    first = found(shipped, subject, 10)
    assert first
    assert not [p.citation.quote for p in first if p.document.kind is Kind.NEWSLETTER]


def test_what_is_retold_stands_with_what_was_said(shipped: Ledger) -> None:
    [entry] = [p for p in found(shipped) if "måste få mer plats" in p.citation.quote]
    assert entry.document.kind is Kind.DEBATE_ARTICLE
    assert [c.document.kind for c in entry.also_in] == [Kind.ANNUAL_REPORT]
    assert str(entry.since) == "2024-01-25"


def test_the_time_line_runs_from_the_oldest(shipped: Ledger) -> None:
    moments = timeline(found(shipped))
    days = [moment.date.last_day for moment in moments if moment.date]
    assert days == sorted(days)
    assert days[0].year == 2016
    assert {moment.citation.document.kind for moment in moments if moment.again} == {Kind.ANNUAL_REPORT}


def test_a_document_that_is_filtered_away_is_quoted_nowhere(shipped: Ledger) -> None:
    only = frozenset({"verksamhetsberattelse-2024"})
    places = search_positions(shipped, "", "sv", lambda ids: [0.0] * len(ids), only, EVERYTHING)
    assert {c.document.id for p in places for c in (p.citation, *p.also_in)} == only
