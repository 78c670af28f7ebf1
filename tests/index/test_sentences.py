import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import sentence_ranges

# Each case is the sentences of one paragraph, which is made by joining them with a space.
SWEDISH = [
    ["Vi gör mycket, t.ex. kurser och möten.", "Alla är välkomna."],
    ["T.ex. Falun och Kiruna är med."],
    ["Med är bl.a. Region Östergötland och Örebro.", "Fler kommer."],
    ["Mötet börjar kl. 10.30 i Linköping.", "Kaffe finns från kl. 9."],
    ["Se nr 5 och nr. 6 i serien.", "Den är ny."],
    ["Ordförande är A. B. Svensson.", "Hon valdes 2023."],
    ["Ordförande är Anna B. Svensson i Kiruna."],
    ["Vi ses den 12 april.", "Mötet är öppet."],
    ["Vi ses den 12 april. ", "12 kommuner deltar."],
    ["Resan går till en ö.", "Den är liten."],
    ["Vattnet kom från en å.", "Åar finns det gott om."],
    ["Det är bra att leva på.", "Å andra sidan är det dyrt."],
    ["”Vi måste agera nu.”", "Så sade hon."],
    ["”Vi måste agera nu”, sade hon.", "Alla höll med."],
    ["Hon sade: ”Vi måste agera.", "Nu gäller det.”", "Alla höll med."],
    ["Nu går vi in i fas A.", "Vi börjar i maj."],
    ["Det gäller grupp B.", "Den är störst."],
    ["Det finns stolar, bord m.m. på plats."],
    ["Det finns stolar, bord m.m.", "Alla får plats."],
    ["Kommuner, regioner m.fl.", "De betalar avgift."],
    ["1. Kommunerna ska ta ansvar.", "De har råd."],
    ["a. Kommunerna ska ta ansvar."],
    ["Vi väntade … och väntade.", "Sedan kom svaret."],
    ["Vi väntade ...", "Sedan kom svaret."],
    ["Vi väntade…", "Sedan kom svaret."],
    ["Kommissionen arbetade till 2013.", "Samling för social hållbarhet var en del."],
    ["WHO:s nätverk bildades 1988.", "Sverige kom med senare."],
    ["Skriv till info@healthycities.se.", "Vi svarar snart."],
    ["Läs mer på www.healthycities.se/bli-medlem.", "Där finns blanketten."],
    ["Läs https://www.healthycities.se/a.b.html?x=1. ", "Där finns mer."],
    ["Avgiften är 20 000 kr.", "Den betalas i januari."],
    ["Avgiften är 20 000 kr. per år."],
    ["Budgeten var 1,5 milj. kronor.", "Den räckte."],
    ["Vilka är med?", "Alla!", "Även vi?!", "Ja."],
    ["Han heter Carl-Gustaf af Ugglas, f.d. ordförande.", "Hon efterträdde honom."],
    ["Fr.o.m. 2024 gäller nya regler t.o.m. 2026."],
    ["Det sker dvs. inte."],
    ["Priset gick till prof. Anna Lind och dr. Bo Ek.", "De blev glada."],
    ["Se s. 12 och kap. 3.", "Där står det."],
    ["Det gäller ca. 40 kommuner.", "De är små."],
    ["(Detta är en sammanfattning.)", "Originalet är längre."],
    ["Vi träffas i jan. 2024 och i dec. 2025."],
    ["Målet är hälsa för alla.", "”Ingen ska lämnas efter.”", "Det lovade vi."],
    ["Det var 40 procent 2019.", "2023 var det 50 procent."],
    ["Vi bor i Malmö.", "– Det är bra, säger Eva."],
    ["E-post går bra.", "eHälsa är ett område."],
    ["Det kostar 5 kr/st. och 10 kr för två."],
    ["Enligt 3 § kommunallagen m.m. gäller annat."],
    ["Kl. 9.00 Inledning."],
    ["Den 1 jan. 2025 tog de över."],
    ["Det skedde år 300 f.Kr.", "Sedan kom Rom."],
    ["Barn o.d.", "Vuxna också."],
    ["Vi sålde Volvo AB.", "Köparen är okänd."],
    ["Vi bor på Storgatan 5 B.", "Huset är rött."],
    ["Ett s.k. Healthy City är en stad."],
    ["A.B. Svensson och A B. Lind skrev.", "De är två."],
    ["Det finns s. 5 och s. 7.", "Båda är bra."],
    ["Vi åker bil.", "Det går fort."],
    ["Se bil. 3 till rapporten.", "Den är lång."],
    ["Vi ses den 5 dec.", "Mötet är öppet."],
    ["Vi köpte 5 st.", "Alla gick åt."],
    ["Agenda 2030.", "Målen är 17."],
]
ENGLISH = [
    ["The network was founded in 1988.", "It has 23 members."],
    ["See e.g. Malmö, i.e. the south.", "It is big."],
    ["Dr. Smith and Mr. Jones met at 10 a.m. in London.", "They talked."],
    ["The U.S. National Institute joined.", "It helped."],
    ["Sir Michael G. Marmot led the review.", "It came in 2010."],
    ["“Health for all.”", "That is the goal."],
    ["See Fig. 3 and No. 5 below.", "They differ."],
    ["Prices, fees, etc. are listed."],
    ["Prices, fees, etc.", "They are listed."],
    ["As shown by Lind et al. 2010, it works.", "So we go on."],
    ["Is it so?", "Yes."],
]


@pytest.mark.parametrize("sentences", SWEDISH + ENGLISH, ids=lambda s: " | ".join(s))
def test_sentences(sentences: list[str]) -> None:
    expected = [sentence.strip() for sentence in sentences]
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentence_ranges(text)] == expected


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\u00a0"])
def test_nothing_has_no_sentences(text: str) -> None:
    assert list(sentence_ranges(text)) == []


@given(st.text(st.sampled_from(list("abÅö.!?…”(1 \u00a0:")), max_size=60))
def test_only_white_space_is_outside_the_sentences(text: str) -> None:
    position = 0
    for start, end in sentence_ranges(text):
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


def test_the_work_grows_with_the_text_and_not_with_its_square() -> None:
    # Looked at whole for every stop, this would take minutes.
    assert sum(1 for _ in sentence_ranges("t.ex. A. B. " * 50_000)) >= 1
