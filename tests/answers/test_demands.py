"""What a question demands of a quote whatever else speaks for it, and how words stand for each other."""

import datetime

import pytest

from index.splitting import split
from service.demands import is_met, meeting_first
from service.evidence import Judge
from service.focus import focus_of
from service.matching import Matcher, words_of
from service.questions import Expected, analyse
from service.ranking import Evidence, rank
from service.windows import Window
from tests.making import first_language, make_document

TODAY = datetime.date(2026, 6, 1)


def _ranked(question: str, *texts: str) -> tuple[Judge, list[Evidence]]:
    """Each text as a document of its own, one window each."""
    asked = analyse(question, "sv")
    judge = Judge(asked, dict.fromkeys((term.base for term in asked.terms), 1), 50, TODAY)
    windows = []
    for text in texts:
        document = make_document(text)
        sentences = tuple(split(document, first_language).sentences)
        windows.append(Window(sentences, document, 0, (0.85,) * len(sentences), None))
    return judge, rank(windows, judge.measure(windows))


def _met(question: str, text: str) -> bool:
    judge, evidence = _ranked(question, text)
    return is_met(analyse(question, "sv"), judge, evidence[0], evidence)


@pytest.mark.parametrize(
    ("question", "answer", "miss"),
    [
        ("Hur många elever går på skolan?", "Skolan har 300 elever.", "Skolan har 20 lärare och många elever."),
        ("Vilket telefonnummer har rektorn?", "Rektorn nås på 013-12 34 56.", "Rektorn heter Anna Berg."),
        ("Vad hände på skolan i Kalmar?", "I Kalmar brann skolan.", "I Växjö brann skolan."),
        ("Vad byggdes 1962?", "Skolan byggdes 1962.", "Skolan byggdes 1971."),
        ("Varför stängdes skolan?", "Skolan stängdes eftersom taket läckte.", "Skolan stängdes i mars."),
        ("Hur mycket fanns i slutet av året?", "I slutet av året fanns 10 kr.", "I början av året fanns 10 kr."),
        ("Vilken lön har rektorn?", "Rektorn har 40 000 kronor i lön.", "Rektorn har ett kontor."),
        ("När är rektorn Anna född?", "Rektorn Anna är född 1961.", "Rektorn Anna kom hit 1990."),
        ("Vilka kommuner byggde skolor?", "Kalmar kommun byggde skolor.", "Flera kommuner byggde skolor."),
        ("Vad sa Anna Berg i Lund?", "Anna Berg menar att Lund växer.", "Bland gästerna i Lund fanns Anna Berg."),
    ],
)
def test_a_near_miss_does_not_meet_what_an_answer_meets(question: str, answer: str, miss: str) -> None:
    assert _met(question, answer)
    assert not _met(question, miss)


def test_what_meets_the_demands_goes_first_only_where_it_says_as_much() -> None:
    question = "Hur många elever går på skolan?"
    judge, evidence = _ranked(question, "Skolan har elever från orten.", "Elever: skolan har 300 elever.")
    assert "300" in meeting_first(analyse(question, "sv"), judge, evidence)[0].window.sentences[0].text
    judge, evidence = _ranked(question, "Skolan har elever från orten.", "Tio bilar stod där.")
    assert meeting_first(analyse(question, "sv"), judge, evidence) == evidence


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("Vilken lön har koordinatorn?", ("lön",)),
        ("Vem är vd för bolaget?", ("vd",)),
        ("Vad är bolagets organisationsnummer?", ("organisationsnummer",)),
        ("Hur lång är utbildningen i hälsa?", ("utbildning",)),
        ("Vilken stad arrangerade mötet?", ()),
        ("Berätta om mötet.", ()),
    ],
)
def test_what_is_asked_of_the_subject(text: str, focus: tuple[str, ...]) -> None:
    asked = analyse(text, "sv")
    assert asked.focus == focus
    assert focus_of(text, asked.terms, asked.names) == focus


@pytest.mark.parametrize(
    ("question", "text", "least"),
    [
        ("Vad gör FHM?", "Folkhälsomyndigheten arbetar.", 0.8),
        ("Vad gör HCS?", "Healthy Cities Sverige arbetar.", 0.8),
        ("Vad gäller för sammanträden?", "Våra möten är öppna.", 0.5),
        ("Vad gäller för bussar?", "Våra möten är öppna.", 0.0),
    ],
)
def test_words_that_stand_for_others(question: str, text: str, least: float) -> None:
    found = Matcher(analyse(question, "sv")).matched(words_of(text, "sv"), "sv")
    held = max(found.values())
    assert held >= least
    assert held < 1.0
    assert (held > 0.0) is (least > 0.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vad ska staten stå för när det gäller pengar?", Expected.ANY),
        ("Varför blev intäkterna större?", Expected.REASON),
        ("Vad var rubriken för mötet?", Expected.ANY),
        ("Hur når man projektledaren?", Expected.CONTACT),
        ("Vem skrev den, och när?", Expected.DATE),
    ],
)
def test_a_word_that_opens_a_clause_asks_for_nothing(text: str, expected: Expected) -> None:
    assert analyse(text, "sv").expected is expected
