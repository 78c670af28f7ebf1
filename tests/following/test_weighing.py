"""Of a question's two readings the one the documents answer is taken, and no more is asked of them than needed."""

import pytest

from corpus.answers import Answer, Outcome
from service.following.completing import Completed
from service.following.weighing import weighed
from service.following.widened import Widened
from service.indexed import IndexedKnowledgeBase
from service.indexing import Progress
from service.knowledge_base import Question, Turn
from service.settings import Settings
from service.wiring import make_knowledge_base, run_ingest

TEXTS = (
    """# Ljuskompassen

Ljuskompassen är ett verktyg för dialog. Den som använder Ljuskompassen behöver inte vara expert.
""",
    """# Kansliet

Kansliet har en expert på avtal. Alma Berg är expert på avtal och arbetar på kansliet.
""",
)
CONTRACTS = "Vem är expert på avtal på kansliet?"
TOOL = "Behöver den som använder Ljuskompassen vara expert?"


@pytest.fixture(scope="module")
def knowledge_base(tmp_path_factory: pytest.TempPathFactory) -> IndexedKnowledgeBase:
    folder = tmp_path_factory.mktemp("documents")
    for name, text in zip("ab", TEXTS, strict=True):
        (folder / f"{name}.md").write_text(text, "utf-8")
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    run_ingest(settings, [folder], rebuild=False, progress=Progress())
    return make_knowledge_base(settings)


def readings(own: tuple[str, ...], topic: str) -> Completed:
    wider = Widened("Måste man vara expert, när det gäller Ljuskompassen?", "sv", own, topic)
    return Completed("Måste man vara expert?", "sv", changed=False, wider=wider)


@pytest.mark.parametrize(
    ("own", "topic", "alone", "fuller", "taken"),
    [
        (("expert",), "Ljuskompassen", CONTRACTS, TOOL, True),
        ((), "Ljuskompassen", CONTRACTS, TOOL, True),
        (("expert",), "årskonferensen i Ekeby", CONTRACTS, TOOL, False),
        (("avtal",), "Ljuskompassen", CONTRACTS, TOOL, False),
        (("expert",), "Ljuskompassen", TOOL, TOOL, False),
        (("expert",), "Ljuskompassen", TOOL, CONTRACTS, False),
    ],
)
def test_the_reading_taken(
    knowledge_base: IndexedKnowledgeBase, own: tuple[str, ...], topic: str, alone: str, fuller: str, taken: bool
) -> None:
    one, other = knowledge_base.ask(Question(alone)), knowledge_base.ask(Question(fuller))
    assert one.outcome is other.outcome is Outcome.ANSWERED
    asked = readings(own, topic)
    reading, found = weighed(asked, lambda each: one if each is asked else other)
    assert (reading.changed, found) == ((True, other) if taken else (False, one))
    assert reading.wider is None or not taken


def test_a_question_with_one_reading_is_put_once(knowledge_base: IndexedKnowledgeBase) -> None:
    put: list[str] = []

    def asking(reading: Completed) -> Answer:
        put.append(reading.text)
        return knowledge_base.ask(Question(CONTRACTS))

    weighed(Completed(TOOL, "sv", changed=False), asking)
    assert put == [TOOL]
    weighed(readings((), "Ljuskompassen"), asking)
    assert len(put) == len((TOOL, "alone", "fuller"))


@pytest.mark.parametrize(
    ("before", "alone", "taken"),
    [("Vad är Ljuskompassen?", CONTRACTS, True), (CONTRACTS, CONTRACTS, False), ("Vad är Ljuskompassen?", TOOL, False)],
)
def test_where_the_form_says_that_it_follows_the_place_of_the_last_answer_tells(
    knowledge_base: IndexedKnowledgeBase, before: str, alone: str, taken: bool
) -> None:
    wider = Widened("Och experter då?", "sv", ("expert",), "årskonferensen i Ekeby", before=(before, "sv"))
    asked = Completed("Experter då?", "sv", changed=False, wider=wider)
    answers = {asked.text: alone, wider.text: TOOL, before: before}
    put: list[str] = []

    def asking(reading: Completed) -> Answer:
        put.append(reading.text)
        return knowledge_base.ask(Question(answers[reading.text]))

    reading, _ = weighed(asked, asking)
    assert reading.changed is taken
    assert put == [asked.text, wider.text, before]


@pytest.mark.parametrize(("alone", "taken"), [("Vem uppfann ångloket Rocket?", True), (CONTRACTS, False)])
def test_an_earlier_question_is_gone_on_from_only_where_the_last_gives_nothing(
    knowledge_base: IndexedKnowledgeBase, alone: str, taken: bool
) -> None:
    wider = Widened(TOOL, "sv", ("Ljuskompassen",), "")
    asked = Completed("Vem är Ljuskompassen?", "sv", changed=True, wider=wider)

    def asking(reading: Completed) -> Answer:
        return knowledge_base.ask(Question(alone if reading is asked else reading.text))

    reading, _ = weighed(asked, asking)
    assert (reading.text == TOOL) is taken


def test_the_conversation_is_held_with_the_reading_taken(knowledge_base: IndexedKnowledgeBase) -> None:
    history = (Turn("user", "Vad är Ljuskompassen?"), Turn("assistant", "Ljuskompassen är ett verktyg. [1]"))
    answer = knowledge_base.ask(Question("Är det något annat?", history=history))
    assert answer.question == "Är det något annat?"
    assert answer.understood_as == "Är det något annat, när det gäller Ljuskompassen?"
    assert "Ljuskompassen" in answer.citations[0].quote
