import pytest

from ingest.pdf.hyphens import Hyphens, ends_broken

ELSEWHERE = ["Landstinget och Marmot-kommissionen i EU-valet.", "Halland säger att folk-hälsa är webb-baserad."]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("god ut-", "veckling här", "god utveckling här"),
        ("god ut\u2010", "veckling", "god utveckling"),
        ("Sveriges Kommuner och Lands-", "tinget", "Sveriges Kommuner och Landstinget"),
        ("enligt Marmot-", "kommissionen", "enligt Marmot-kommissionen"),
        ("enligt Marmot-", "rapporten", "enligt Marmot-rapporten"),
        ("kommunerna i Halland-", "området", "kommunerna i Halland-området"),
        ("i FN-", "rapporten", "i FN-rapporten"),
        ("kommun-", "och regionnivå", "kommun- och regionnivå"),
        ("kunskaps-", "samt erfarenhet", "kunskaps- samt erfarenhet"),
        ("för 20-", "årsjubileet", "för 20-årsjubileet"),
        ("perioden 2011-", "2012", "perioden 2011-2012"),
        ("per e-", "post", "per e-post"),
        ("en webb-", "baserad", "en webb-baserad"),
        ("landsting/regio-", "ner", "landsting/regioner"),
        ("DE MÄNSK-", "LIGA", "DE MÄNSKLIGA"),
        ("Anna Karin-", "Andersson", "Anna Karin-Andersson"),
        ("arbetet. Samhälls-", "ekonomin", "arbetet. Samhällsekonomin"),
        ("hos Folkhälsomyndig-", "heten", "hos Folkhälsomyndigheten"),
        ("utan streck", "här", "utan streck här"),
        ("minus -", "tecken", "minus - tecken"),
        ("hälso-", "(och)", "hälso- (och)"),
    ],
)
def test_join(before: str, after: str, joined: str) -> None:
    assert Hyphens(ELSEWHERE).join(before, after) == joined


def test_what_stands_more_often_decides() -> None:
    assert Hyphens(["folk-hälsa folkhälsa folkhälsa"]).join("folk-", "hälsa") == "folkhälsa"
    assert Hyphens(["folk-hälsa folk-hälsa folkhälsa"]).join("folk-", "hälsa") == "folk-hälsa"


def test_words_that_end_as_others_begin() -> None:
    hyphens = Hyphens(["Varje kommun har ett mål."])
    assert hyphens.join("ett gemen-", "samt mål") == "ett gemensamt mål"
    assert hyphens.join("på kommun-", "samt regionnivå") == "på kommun- samt regionnivå"
    assert hyphens.join("folkhälso-", "samt miljöfrågor") == "folkhälso- samt miljöfrågor"
    assert hyphens.joined == 1


def test_halves_at_line_ends_are_no_evidence() -> None:
    assert Hyphens(["en Mar-", "mot en"]).join("mar-", "mot") == "marmot"
    assert ends_broken("ut-")
    assert not ends_broken("1 –")
