import dataclasses
import datetime
import logging

import pytest
from lxml import html

from corpus.answers import Answer, Filters, Statement
from service.knowledge_base import Question, Turn
from tests.service_http.fakes import HOST_QUOTE, HOSTILE, FakeKnowledgeBase
from ui.conversation import KEPT, Conversation, continued, refused, shown
from ui.markup import Templates
from ui.wording import Wording

SWEDISH = Wording.read("sv")
ANY = Filters()
ENGLISH = Wording.read("en")


def ask(question: str, conversation: Conversation = (), filters: Filters = ANY, **facts: bool) -> Conversation:
    return list(continued(FakeKnowledgeBase(**facts), SWEDISH, conversation, question, filters))[-1]


def read(conversation: Conversation, wording: Wording = SWEDISH) -> html.HtmlElement:
    return html.fragment_fromstring(str(shown(Templates(wording), conversation)))


def test_it_grows_statement_by_statement() -> None:
    steps = list(continued(FakeKnowledgeBase(), SWEDISH, (), "värd", Filters()))
    counts = [len(step[0].answer.statements) if step[0].answer else 0 for step in steps]
    assert counts == [0, 1, 2, 3, 3]
    assert [step[0].complete for step in steps] == [False, False, False, False, True]


def test_an_answer_stands_beside_its_sources() -> None:
    page = read(ask("Vem är värd?"))
    assert page.find(".//h2").text_content().endswith("Vem är värd?")
    said = page.find(".//*[@data-said]")
    assert said.find("p").text_content().strip() == f"{HOST_QUOTE} [1]"
    links = [each.get("href") for each in said.findall(".//a")]
    assert links == ["#kalla-1-1", "#kalla-1-2", "#kalla-1-3"]
    sources = [page.get_element_by_id(each.removeprefix("#")) for each in links]
    facts = [each.findtext("p[@class='k-facts']") for each in sources]
    assert facts == [
        "Nyhetsbrev · maj 2026 · sida 1 · avsnittet ”Ny värd”",
        "Verksamhetsberättelse · 20 mars 2025 · sida 2 · tryckt sidnummer ii · avsnittet ”Ekonomi”",
        "Webbsida · utan datum · sida 1",
    ]
    assert sources[0].find("blockquote/mark").text == HOST_QUOTE
    assert sources[0].find("blockquote/span").text.strip() == "Emma Hjalte blir koordinator."
    assert [each.findtext("p[@class='k-summary']") for each in sources] == [
        None,
        None,
        "Sammanfattning, inte originalets ord",
    ]
    assert "Dokumenten säger olika saker om värden: jämför [1] [2]." in page.text_content()


def test_sources_link_to_the_marked_page_and_the_origin() -> None:
    links = [each.get("href") for each in read(ask("värd")).findall(".//ul[@class='k-links']//a")]
    assert [each for each in links if not each.startswith(("#svar-1-", "/positions?pick="))] == [
        "/documents/nyhetsbrev-maj-2026-a1b2c3?page=1&highlight=9-77#citat",
        "https://example.org/nyhetsbrev/maj-2026",
        "/documents/verksamhetsberattelse-2024-b2c3d4?page=2&highlight=40-82&highlight=4:0-18#citat",
        "/documents/sa-blir-du-medlem-a1b2c3?page=1&highlight=0-40#citat",
    ]
    assert [each for each in links if each.startswith("/positions?")] == [
        "/positions?pick=1%3A9-77+nyhetsbrev-maj-2026-a1b2c3&lang=sv",
        "/positions?pick=2%3A40-82%2C4%3A0-18+verksamhetsberattelse-2024-b2c3d4&lang=sv",
        "/positions?pick=1%3A0-40+sa-blir-du-medlem-a1b2c3&lang=sv",
    ]


def test_what_is_copied_holds_answer_and_sources() -> None:
    copied = read(ask("Vem är värd?")).find(".//button[@data-copy]").get("data-copy").split("\n")
    assert copied[0] == "Fråga: Vem är värd?"
    assert copied[2].startswith(f"{HOST_QUOTE} [1] ")
    assert copied[4] == "Källor:"
    assert copied[5] == (
        "[1] Nyhetsbrev maj 2026, nyhetsbrev, maj 2026, sida 1. "
        "/documents/nyhetsbrev-maj-2026-a1b2c3?page=1&highlight=9-77#citat"
    )
    assert copied[7].endswith("Sammanfattning, inte originalets ord.")


def test_a_refusal_shows_the_nearest_and_whom_to_ask() -> None:
    page = read(ask("vädret"))
    text = page.text_content()
    assert "Jag hittar inget om detta i nätverkets dokument." in text
    assert "Fråga nätverkets koordinator" in text
    assert "de är inte ett svar på den" in text
    assert len(page.findall(".//blockquote")) == 2
    assert "Ta bort avgränsningarna" not in text
    assert "Ta bort avgränsningarna" in read(ask("vädret", filters=Filters(year_from=2020))).text_content()


def test_the_other_language_is_whole() -> None:
    text = " ".join(read(ask("värd"), ENGLISH).text_content().split())
    for words in ("Question: värd", "Newsletter · May 2026 · page 1", "Summary, not the original's own words"):
        assert words in text
    assert "&amp;lang=en#citat" in str(shown(Templates(ENGLISH), ask("värd")))


def test_the_newest_comes_first_and_numbers_stay_apart() -> None:
    page = read(ask("vädret", ask("värd")))
    assert [each.get("data-exchange") for each in page.findall("article")] == ["2", "1"]
    ids = [each.get("id") for each in page.iter() if each.get("id")]
    assert len(ids) == len(set(ids))


def test_earlier_questions_go_along_as_history_and_of_answers_those_that_are_none_do_not() -> None:
    knowledge_base = FakeKnowledgeBase()
    conversation: Conversation = ()
    for question in ("Vem är värd?", "vädret", "Och när?"):
        *_, conversation = continued(knowledge_base, SWEDISH, conversation, question, Filters())
    history = knowledge_base.asked[-1].history
    assert [turn.role for turn in history] == ["user", "assistant", "user"]
    assert history[0] == Turn("user", "Vem är värd?")
    assert history[1].content.startswith(HOST_QUOTE)


def test_a_long_conversation_lets_go_of_its_beginning() -> None:
    conversation: Conversation = ()
    for _ in range(KEPT + 5):
        conversation = ask("vädret", conversation)
    assert [exchange.number for exchange in conversation] == list(range(6, KEPT + 6))


@pytest.mark.parametrize(
    ("question", "facts", "said"),
    [
        ("Ett hemligt fel", {}, "Försök igen om en stund"),
        ("värd", {"empty": True}, "kallan ingest MAPP"),
        ("x" * 2001, {}, "längre än 2000 tecken"),
    ],
)
def test_an_error_is_a_sentence_in_its_place(question: str, facts: dict[str, bool], said: str) -> None:
    conversation = ask(question, **facts)
    assert conversation[0].complete
    assert said in read(conversation).findtext(".//p[@data-said]")


def test_no_question_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        ask("Ett hemligt fel")
    assert "RuntimeError" in caplog.text
    assert "hemlig" not in caplog.text


def test_a_question_that_could_not_be_put_is_kept_with_the_reason() -> None:
    assert "fyra siffror" in read(refused(SWEDISH, (), "värd", "errors.year")).text_content()


@pytest.mark.parametrize("question", [f"värd {HOSTILE}", f"vädret {HOSTILE}", f"fientlig {HOSTILE}", f"fel {HOSTILE}"])
def test_hostile_text_is_text(question: str) -> None:
    page = read(ask(question))
    assert HOSTILE in page.find(".//h2").text_content()
    allowed = {"section", "article", "aside", "div", "h2", "h3", "h4", "p", "span", "a", "button", "ol", "ul", "li",
               "blockquote", "details", "summary", "mark", "figure", "img"}  # fmt: skip
    assert {each.tag for each in page.iter()} <= allowed
    assert not [name for each in page.iter() for name in each.attrib if str(name).startswith("on")]
    assert all(
        each.get("href").startswith(("#", "/documents/", "/positions?pick=", "https://"))
        for each in page.findall(".//a")
    )
    assert all(each.get("src").startswith("/api/v1/documents/") for each in page.findall(".//img"))


def test_a_source_of_a_pdf_shows_the_quote_in_its_page() -> None:
    source = read(ask("värd")).get_element_by_id("kalla-1-2")
    shot, page = source.findall(".//img")
    address = "/api/v1/documents/verksamhetsberattelse-2024-b2c3d4/pages/2/image?highlight=40-82"
    assert shot.get("src") == f"{address}&scale=2.5&view=quote"
    assert page.get("src") == f"{address}&scale=2"
    assert page.get("alt") == (
        "Sida 2 av 4 i Verksamhetsberättelse 2024. "
        "Markerat på sidan: ”Nätverket hade 25 medlemmar, och styrelsen möttes sex gånger.”"
    )
    for each in (shot, page):
        assert each.get("loading") == "lazy"
        assert int(each.get("width")) > 0
        assert int(each.get("height")) > 0
    assert [each.get("data-turn") for each in source.findall(".//button[@data-turn]")] == ["-1", "1"]
    assert source.find(".//div[@data-numbers]").get("data-numbers") == "1 2 3 4"


def test_the_day_is_told_only_where_the_reader_set_it() -> None:
    assert "Svar utifrån" not in read(ask("värd")).text_content()
    for question in ("värd", "vädret"):
        *_, conversation = continued(FakeKnowledgeBase(), SWEDISH, (), question, ANY, datetime.date(2024, 12, 31))
        assert "Frågan ställdes om den 31 december 2024." in read(conversation).text_content()


def test_a_list_keeps_its_lines_in_the_answer() -> None:
    class Listed(FakeKnowledgeBase):
        def ask(self, question: Question) -> Answer:
            found = super().ask(question)
            quote = "Så här:\n\n• ett\n• två"
            citation = dataclasses.replace(found.citations[0], quote=quote)
            statement = Statement(" ".join(quote.split()), (1,))
            return dataclasses.replace(found, statements=(statement,), citations=(citation,))

    *_, conversation = continued(Listed(), SWEDISH, (), "värd", ANY)
    assert read(conversation).find(".//*[@data-said]/p").text.strip() == "Så här:\n• ett\n• två"


@pytest.mark.parametrize(("wording", "said"), [(SWEDISH, "Jag förstod frågan som:"), (ENGLISH, "I understood the")])
def test_a_completed_question_stands_above_its_answer_and_is_copied(wording: Wording, said: str) -> None:
    first = ask("Vem är värd?")
    conversation = ask("Och värd 2019?", first)
    newest, earlier = read(conversation, wording).findall("article")
    understood = newest.find(".//*[@data-understood]")
    assert understood.text_content().startswith(said)
    assert understood.find("span").text == f"Vem är värd för {HOSTILE}"
    assert newest.find(".//h2/span[@dir]").text == "Och värd 2019?"
    assert newest.find(".//button[@data-copy]").get("data-copy").split("\n")[0].endswith(f"Vem är värd för {HOSTILE}")
    assert earlier.find(".//*[@data-understood]") is None
