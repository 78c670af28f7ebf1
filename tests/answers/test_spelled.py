"""Words as they are spoken or typed in haste."""

import pytest

from service.spelled import spelled


@pytest.mark.parametrize(
    ("written", "language", "put"),
    [
        ("å va säger ni", "sv", "och vad säger ni"),
        ("va är Platskompassen", "sv", "vad är Platskompassen"),
        ("var va dom", "sv", "var var de"),
        ("vad vet ni om dom", "sv", "vad vet ni om dem"),
        ("vad sa tingsrätten i en dom", "sv", "vad sa tingsrätten i en dom"),
        ("whitch cities", "en", "which cities"),
        ("where is the whole report", "en", "where is the whole report"),
        ("Vilka underlag finns?", "sv", "Vilka underlag finns?"),
        ("va e de för nåt", "sv", "vad är det för något"),
        ("ä de nån grupp man kan gå me i", "sv", "är det någon grupp man kan gå med i"),
        ("vilka e de som leder projektet", "sv", "vilka är de som leder projektet"),
        ("va e de sex målen", "sv", "vad är de sex målen"),
        ("hur länge har norrby vart värd", "sv", "hur länge har norrby varit värd"),
        ("måste ja va me", "sv", "måste jag vara med"),
        ("va kostar de o va me", "sv", "vad kostar det att vara med"),
        ("ha ni nåt möte o när", "sv", "har ni något möte och när"),
        ("hur mkt får dom", "sv", "hur mycket får de"),
        ("vem talade på de regionala mötena", "sv", "vem talade på de regionala mötena"),
        ("hur många kom på dom regionala mötena", "sv", "hur många kom på de regionala mötena"),
        ("Va e en samordnare?", "sv", "Vad är en samordnare?"),
        ("Vi är inte med, va kostar de å va me?", "sv", "Vi är inte med, vad kostar det att vara med?"),
        ("tjänar man nåt på att ha det kallt", "sv", "tjänar man något på att ha det kallt"),
        ("Finns ngn avgift, och hur mycke?", "sv", "Finns någon avgift, och hur mycket?"),
        ("Finns det nån plan för hur de är tänkta?", "sv", "Finns det någon plan för hur de är tänkta?"),
        ("Vart ska vi skicka ansökan?", "sv", "Vart ska vi skicka ansökan?"),
        ("Har E4 fått nya skyltar?", "sv", "Har E4 fått nya skyltar?"),
        ("Säger ni ja till vindkraft?", "sv", "Säger ni ja till vindkraft?"),
        ("Who told me of it?", "en", "Who told me of it?"),
    ],
)
def test_small_words(written: str, language: str, put: str) -> None:
    assert spelled(written, language) == put
