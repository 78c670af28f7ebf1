"""Sentences that explain a word, and sentences that only use it."""

import pytest

from service.onboarding.glossary import Form, explains


@pytest.mark.parametrize(
    ("sentence", "following", "word", "form"),
    [
        ("Platskompassen är ett verktyg för samtal.", "", "Platskompassen", Form.SAYS),
        ("Hållbar utveckling består av tre delar.", "", "hållbar utveckling", Form.SAYS),
        ("Den definierar hållbar utveckling som en utveckling med framtid.", "", "hållbar utveckling", Form.SAYS),
        ("Med jämlik hälsa menas att ingen ska missgynnas.", "", "jämlik hälsa", Form.SAYS),
        ("Equity in health means that nobody is left out.", "", "equity in health", Form.SAYS),
        ("• Social hållbarhet.", "Samhället ska tillgodose grundläggande behov.", "social hållbarhet", Form.HEADS),
        ("WHO vill se ”equity-by-design”: jämlikhet hela vägen från början.", "", "equity-by-design", Form.HEADS),
        ("De använder Platskompassen, ett dialogverktyg som låter barn planera.", "", "Platskompassen", Form.APPOSED),
        ("Det kretsar kring Platskompassen – ett stöd för att planera.", "", "Platskompassen", Form.APPOSED),
        ("Här talar Sveriges Kommuner och Regioner (SKR).", "", "SKR", Form.NAMED),
        ("Rapporten kallas Brundtlandrapporten.", "", "Brundtlandrapporten", Form.NAMED),
        (
            "Gruppen har arbetat med Platskompassen.",
            "Det är ett verktyg från Skottland.",
            "Platskompassen",
            Form.FOLLOWED,
        ),
    ],
)
def test_a_sentence_explains_a_word(sentence: str, following: str, word: str, form: Form) -> None:
    assert explains(sentence, following, word) is form


@pytest.mark.parametrize(
    ("sentence", "following", "word"),
    [
        ("Arbetet med Platskompassen gick framåt.", "", "Platskompassen"),
        ("Jämlik hälsa är ett mål för alla.", "", "jämlik hälsa"),
        ("Social hållbarhet är en viktig fråga.", "", "social hållbarhet"),
        ("Hållbar utveckling är ett begrepp som fick spridning.", "", "hållbar utveckling"),
        ("Social hållbarhet.", "Nästa.", "social hållbarhet"),
        ("Samlingen för social hållbarhet, 2011.", "Det här är en sammanfattning.", "social hållbarhet"),
        ("Det handlar om folkhälsopolitik.", "Det är en fråga.", "folkhälsa"),
        ("I program nämns social hållbarhet allt oftare.", "Begreppet täcker mer än folkhälsa.", "hållbar utveckling"),
    ],
)
def test_a_sentence_that_uses_a_word_explains_nothing(sentence: str, following: str, word: str) -> None:
    assert explains(sentence, following, word) is None
