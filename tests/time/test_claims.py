"""Who holds what since when, read from sentences and lists; and who it was on a day."""

import datetime

import pytest

from corpus.dates import PartialDate
from corpus.documents import Document
from corpus.passages import Sentence, Span
from service.time.claims import Change, Claim
from service.time.extraction import placed, served_in, spoken_in
from service.time.names import NameUse
from service.time.prose import Context, sayings
from service.time.spoken import packed, unpacked
from service.time.tenures import proof, standing, tenures_of
from tests.making import make_document

CONTEXT = Context(PartialDate.parse("2026-05"), frozenset({"goda städer"}), frozenset({"goda städer"}))


def said(text: str) -> list[tuple[str, str, Change, str, str]]:
    found, _ = sayings(text, CONTEXT)
    return [(s.office.base, s.holder, s.change, str(s.since or ""), str(s.until or "")) for s in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anna Berg efterträder Karl Ek som ordförande den 1 juni 2026.",
            [
                ("ordförande", "Anna Berg", Change.COMES, "2026-06-01", ""),
                ("ordförande", "Karl Ek", Change.GOES, "", "2026-06-01"),
            ],
        ),
        (
            "Karl Ek avgår som kassör den 1 maj 2025 och Anna Berg tar över.",
            [
                ("kassör", "Karl Ek", Change.GOES, "", "2025-05-01"),
                ("kassör", "Anna Berg", Change.COMES, "2025-05-01", ""),
            ],
        ),
        (
            "Årsmötet valde Anna Berg till ordförande och Bo Lind till sekreterare.",
            [("ordförande", "Anna Berg", Change.COMES, "", ""), ("sekreterare", "Bo Lind", Change.COMES, "", "")],
        ),
        (
            "Karl Ek, som varit koordinator sedan 2014, lämnar över till Anna Berg.",
            [
                ("koordinator", "Karl Ek", Change.GOES, "", ""),
                ("koordinator", "Anna Berg", Change.COMES, "", ""),
                ("koordinator", "Karl Ek", Change.HOLDS, "2014", ""),
            ],
        ),
        (
            "Från och med den 1 juni tar Region Väst över som värdorganisation för Goda Städer.",
            [("värd", "Region Väst", Change.COMES, "2026-06-01", "")],
        ),
        (
            "Efter sex år som värd lämnar Kalmar kommun uppdraget.",
            [("värd", "Kalmar kommun", Change.GOES, "2020", "")],
        ),
        ("Anna Berg återvaldes till ordförande.", [("ordförande", "Anna Berg", Change.STAYS, "", "")]),
        ("Karl Ek was chair from 2014 to 2019.", [("ordförande", "Karl Ek", Change.HELD, "2014", "2019")]),
        ("Anna Berg träffade koordinatorn i Lund.", []),
        ("Region Väst är värd för konferensen i maj.", []),
    ],
)
def test_sentences(text: str, expected: list[tuple[str, str, Change, str, str]]) -> None:
    assert said(text) == expected


def test_a_pronoun_and_a_day_told_afterwards() -> None:
    claims = of("Nätverket har fått en ny koordinator. Anna Berg tillträder den 1 juni. Hon efterträder Karl Ek.")
    assert [(c.holder, c.change, str(c.since or c.until)) for c in claims] == [
        ("Anna Berg", Change.COMES, "2026-06-01"),
        ("Karl Ek", Change.GOES, "2026-06-01"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Koordinator: Anna Berg",
        "Anna Berg, koordinator",
        "Anna Berg (koordinator)",
        "Namn | Uppdrag\nAnna Berg | Koordinator",
    ],
)
def test_lists(text: str) -> None:
    assert [(c.office.base, c.holder) for c in of(text)] == [("koordinator", "Anna Berg")]


def of(text: str, issued_on: str = "2026-05", document_id: str = "brev-1") -> list[Claim]:
    """The claims of a document of one paragraph, a sentence a full stop."""
    document = make_document(text, document_id=document_id, issued_on=issued_on)
    sentences = list(parted(document, text))
    use = NameUse()
    for each in (*(sentence.text for sentence in sentences), document.title):
        use.add(each)
    organisations = use.organisations()
    found = placed([spoken_in(document, sentences, organisations, served_in(sentences, organisations))])
    assert [unpacked(packed(claim), document) for claim in found] == found
    return found


def parted(document: Document, text: str) -> list[Sentence]:
    parts = [part if "\n" in text or "." not in text else f"{part}." for part in text.rstrip(".").split(". ")]
    found, start = [], 0
    for position, part in enumerate(parts):
        start = text.index(part, start)
        span = Span(1, start, start + len(part))
        found.append(Sentence(f"{document.id}-{position}", document.id, "p", position, (span,), part, (), "sv"))
    return found


def test_news_of_the_future_a_stale_signature_and_a_report() -> None:
    claims = [
        *of("Karl Ek blir ordförande den 1 mars 2019.", "2019-02", "nyhet-1"),
        *of("Anna Berg tar över som ordförande efter Karl Ek den 1 juni 2026.", "2026-05", "nyhet-2"),
        *of("Karl Ek\nOrdförande\nkarl@exempel.se", "2026-09", "brev"),
    ]
    tenures = tenures_of(claims)

    def names(day: str) -> tuple[str | None, str | None, str | None]:
        date = datetime.date.fromisoformat(day)
        found = standing(tenures, date, date)
        return tuple(each.holder if each else None for each in (found.now, found.before, found.after))  # type: ignore[return-value]

    assert names("2026-05-31") == ("Karl Ek", None, "Anna Berg")
    assert names("2026-06-01") == ("Anna Berg", "Karl Ek", None)
    assert names("2026-11-22") == ("Anna Berg", "Karl Ek", None)
    assert names("2010-01-01") == (None, None, "Karl Ek")
    now = standing(tenures, datetime.date(2026, 11, 22), datetime.date(2026, 11, 22)).now
    assert now is not None
    assert proof(now, datetime.date(2026, 11, 22)).document.id == "nyhet-2"


def test_of_a_year_the_one_who_held_it_longest() -> None:
    claims = [
        *of("Karl Ek blir ordförande den 1 mars 2019.", "2019-02", "nyhet-1"),
        *of("Anna Berg efterträder Karl Ek som ordförande den 1 december 2023.", "2023-11", "nyhet-2"),
    ]
    found = standing(tenures_of(claims), datetime.date(2023, 1, 1), datetime.date(2023, 12, 31))
    assert found.now is not None
    assert found.now.holder == "Karl Ek"
    assert [tenure.holder for tenure in found.also] == ["Anna Berg"]
