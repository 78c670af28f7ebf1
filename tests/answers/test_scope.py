"""What lies outside of what documents can answer, told apart from what they could hold but do not."""

import pytest

from corpus.answers import Outcome
from service.indexed import IndexedKnowledgeBase
from service.knowledge_base import Question

OUTSIDE = (
    "Hur kokar man ägg?",
    "Skriv en dikt om våren",
    "Hur installerar jag Windows 11?",
    "Ge mig ett recept på kanelbullar",
    "Vad är huvudstaden i Frankrike?",
    "Vem regisserade Titanic?",
    "Hej!",
    "Write a poem about the sea",
    "How do I reset my Windows password?",
    "What is the capital of Australia?",
    "Tell me a joke",
)
WITHIN = (
    "Vem vikarierade för ordföranden under 2023?",
    "Vilken adress har kontoret i Falun?",
    "Hur många prenumeranter har nyhetsbrevet?",
    "Vad anser nätverket om alkoholpolitik?",
)


@pytest.mark.parametrize("question", OUTSIDE)
def test_outside(shipped: IndexedKnowledgeBase, question: str) -> None:
    assert shipped.ask(Question(question)).outcome is Outcome.OUT_OF_SCOPE


@pytest.mark.parametrize("question", WITHIN)
def test_what_the_documents_could_hold_is_not_outside(shipped: IndexedKnowledgeBase, question: str) -> None:
    assert shipped.ask(Question(question)).outcome is not Outcome.OUT_OF_SCOPE


def test_a_greeting_before_a_question_is_no_greeting_alone(shipped: IndexedKnowledgeBase) -> None:
    asked = "Hej, när tar Region Östergötland över som värd?"
    assert shipped.ask(Question(asked)).outcome is Outcome.ANSWERED
