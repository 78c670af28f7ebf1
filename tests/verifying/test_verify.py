from collections.abc import Sequence
from dataclasses import replace

import pytest

from service.verifying.similarity import EmbedderSimilarity
from service.verifying.verdicts import Judgement, Quoted
from service.verifying.verify import Verifier
from tests.fakes import FakeEmbedder
from tests.verifying.cases import FALSE, TRUE


class Scripted:
    """The same cosine whatever is asked; keeps what was asked."""

    def __init__(self, cosine: float) -> None:
        self.cosine = cosine
        self.asked: list[tuple[str, Sequence[str]]] = []

    def cosines(self, text: str, others: Sequence[str]) -> list[float]:
        self.asked.append((text, others))
        return [self.cosine] * len(others)


@pytest.fixture(scope="module")
def verifier() -> Verifier:
    return Verifier(None)


@pytest.mark.parametrize(("statement", "language", "quote", "quoted_in"), FALSE, ids=[case[0] for case in FALSE])
def test_what_the_quote_does_not_say_is_not_supported(
    verifier: Verifier, statement: str, language: str, quote: str, quoted_in: str
) -> None:
    verdict = verifier.verify(statement, language, [Quoted(quote, quoted_in)])
    assert verdict.judgement is not Judgement.SUPPORTED
    assert verdict.reason != "ok"


@pytest.mark.parametrize(("statement", "language", "quote", "quoted_in"), TRUE, ids=[case[0] for case in TRUE])
def test_what_the_quote_says_is_supported(
    verifier: Verifier, statement: str, language: str, quote: str, quoted_in: str
) -> None:
    verdict = verifier.verify(statement, language, [Quoted(quote, quoted_in)])
    assert (verdict.judgement, verdict.reason, verdict.quotes) == (Judgement.SUPPORTED, "ok", (0,))


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("Årsmötet hölls i Lund den 14 mars 2025.", "date"),
        ("Årsmötet hölls i Malmö den 14 mars 2024.", "name"),
        ("Årsmötet hölls inte i Lund den 14 mars 2024.", "negation"),
        ("Sju kommuner kom till årsmötet i Lund den 14 mars 2024.", "number"),
    ],
)
def test_the_same_thing_told_otherwise_is_a_contradiction(verifier: Verifier, statement: str, reason: str) -> None:
    quote = Quoted("Årsmötet hölls i Lund den 14 mars 2024, och åtta kommuner kom.", "sv")
    verdict = verifier.verify(statement, "sv", [quote])
    assert (verdict.judgement, verdict.reason, verdict.quotes) == (Judgement.CONTRADICTED, reason, (0,))


def test_something_else_is_not_found(verifier: Verifier) -> None:
    verdict = verifier.verify("Badhuset stänger i sommar.", "sv", [Quoted("Eva Lind är ordförande.", "sv")])
    assert (verdict.judgement, verdict.quotes) == (Judgement.NOT_FOUND, ())


@pytest.mark.parametrize("statement", ["", " \n", "…", "[1]"])
def test_an_empty_statement_is_not_found(verifier: Verifier, statement: str) -> None:
    verdict = verifier.verify(statement, "sv", [Quoted("Eva Lind är ordförande.", "sv")])
    assert (verdict.judgement, verdict.reason) == (Judgement.NOT_FOUND, "empty")


def test_nothing_is_supported_by_nothing(verifier: Verifier) -> None:
    assert verifier.verify("Eva Lind är ordförande.", "sv", []).judgement is Judgement.NOT_FOUND


def test_the_quote_that_supports_is_named(verifier: Verifier) -> None:
    quotes = [Quoted("Karl Ek är kassör.", "sv"), Quoted("Eva Lind är ordförande.", "sv")]
    assert verifier.verify("Ordförande är Eva Lind.", "sv", quotes).quotes == (1,)


def test_a_quote_that_points_back_is_read_with_the_one_before(verifier: Verifier) -> None:
    quotes = [Quoted("Region Skåne blir värd den 1 juni 2026.", "sv"), Quoted("Samma dag tillträder Eva Lind.", "sv")]
    verdict = verifier.verify("Eva Lind tillträder den 1 juni 2026.", "sv", quotes)
    assert (verdict.judgement, verdict.quotes) == (Judgement.SUPPORTED, (0, 1))


def test_halves_of_two_quotes_make_no_truth(verifier: Verifier) -> None:
    quotes = [Quoted("Eva Lind är ordförande.", "sv"), Quoted("Karl Ek är kassör.", "sv")]
    assert verifier.verify("Eva Lind är kassör.", "sv", quotes).judgement is not Judgement.SUPPORTED


def test_the_speaker_may_be_named(verifier: Verifier) -> None:
    statement = "Friska Städer vill att staten betalar."
    assert verifier.verify(statement, "sv", [Quoted("Vi vill att staten betalar.", "sv")]).reason != "ok"
    named = Quoted("Vi vill att staten betalar.", "sv", speaker="Friska Städer")
    assert verifier.verify(statement, "sv", [named]).reason == "ok"
    assert verifier.verify("Lunds kommun vill att staten betalar.", "sv", [named]).reason != "ok"


def test_a_year_may_come_from_the_context_of_a_quote_without_any(verifier: Verifier) -> None:
    quote = Quoted("Sju kommuner deltog.", "sv", context="Verksamhetsberättelse 2024")
    assert verifier.verify("Sju kommuner deltog 2024.", "sv", [quote]).reason == "ok"
    assert verifier.verify("Sju kommuner deltog 2023.", "sv", [quote]).reason == "date"


def test_references_are_no_part_of_a_statement(verifier: Verifier) -> None:
    assert verifier.verify("Sju kommuner deltog [2].", "sv", [Quoted("Sju kommuner deltog.", "sv")]).reason == "ok"


def test_what_lies_too_far_is_refused() -> None:
    statement, quotes = "Ordförande är Eva Lind.", [Quoted("Eva Lind är ordförande.", "sv")]
    near, far = Scripted(0.95), Scripted(0.5)
    assert Verifier(near).verify(statement, "sv", quotes).reason == "ok"
    assert Verifier(far).verify(statement, "sv", quotes).reason == "meaning"
    assert near.asked == far.asked == [(statement, ["Eva Lind är ordförande."])]


def test_similarity_is_asked_of_nothing_that_the_words_refuse() -> None:
    similarity = Scripted(1.0)
    Verifier(similarity).verify("Karl Ek är ordförande.", "sv", [Quoted("Eva Lind är ordförande.", "sv")])
    assert similarity.asked == []


def test_an_embedder_gives_cosines() -> None:
    # "barn" lies along (…1 at barn…, 1), an empty text along the last axis: half of the squared length is shared.
    cosines = EmbedderSimilarity(FakeEmbedder()).cosines("barn", ["barn", "ingenting"])
    assert cosines == pytest.approx([1.0, 0.5**0.5])


def test_a_municipality_that_opens_a_sentence_is_a_name() -> None:
    quote = Quoted("Tomelilla kommun vill att strategin ska märkas i barnens vardag.", "sv")
    said = "Vara kommun vill att strategin ska märkas i barnens vardag."
    assert Verifier(None).verify(said, "sv", [quote]).judgement is not Judgement.SUPPORTED
    every = Quoted("Varje kommun bygger en egen lekplats.", "sv")
    assert Verifier(None).verify("Varje kommun bygger en lekplats.", "sv", [every]).judgement is Judgement.SUPPORTED


def test_what_points_back_points_within_its_own_section() -> None:
    first = Quoted("Temagruppen för planering har arbetat med Platskompassen.", "sv", "Rapport 2024 · Planering")
    second = Quoted("Den 12 april höll den ett webbinarium inför EU-valet.", "sv", "Rapport 2024 · Inflytande")
    said = "Temagruppen för planering höll ett webbinarium inför EU-valet."
    assert Verifier(None).verify(said, "sv", [first, second]).judgement is not Judgement.SUPPORTED
    beside = replace(second, context=first.context)
    assert Verifier(None).verify(said, "sv", [first, beside]).judgement is Judgement.SUPPORTED
