import dataclasses
import datetime
import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from corpus.answers import Answer, Filters
from corpus.documents import Kind
from service.http.app import create_app
from service.knowledge_base import Question, Turn
from tests.service_http.fakes import BROKEN_QUOTE, HOST_QUOTE, MEMBER_QUOTE, FakeKnowledgeBase

ASK = "/api/v1/ask"


def test_an_answer_has_every_field_of_the_contract(client: TestClient) -> None:
    answer = client.post(ASK, json={"question": "Vem är värd?"}).json()
    assert answer.pop("took_ms") >= 0
    citations = answer.pop("citations")
    assert answer == {
        "question": "Vem är värd?",
        "understood_as": None,
        "language": "sv",
        "answered": True,
        "outcome": "answered",
        "answer": (
            f"{HOST_QUOTE} [1] {BROKEN_QUOTE} [2] {MEMBER_QUOTE} [3] Dokumenten säger olika saker om värden [1] [2]."
        ),
        "mode": "extractive",
        "disagreements": [{"about": "värden", "citations": [1, 2]}],
        "related": [],
        "as_of": "2026-11-21",
    }
    assert citations[0] == {
        "number": 1,
        "document_id": "nyhetsbrev-maj-2026-a1b2c3",
        "source": "nyhetsbrev-maj-2026.html",
        "title": "Nyhetsbrev maj 2026",
        "kind": "newsletter",
        "date": "2026-05",
        "provenance": "original",
        "page": 1,
        "label": None,
        "section": "Ny värd",
        "quote": HOST_QUOTE,
        "url": "/documents/nyhetsbrev-maj-2026-a1b2c3?page=1&highlight=9-77",
        "origin_url": "https://example.org/nyhetsbrev/maj-2026",
        "ocr_confidence": None,
    }


def test_a_quote_over_a_page_break_is_cited_on_its_first_page_and_marked_on_both(client: TestClient) -> None:
    citation = client.post(ASK, json={"question": "värd"}).json()["citations"][1]
    assert (citation["page"], citation["label"]) == (2, "ii")
    assert citation["url"] == "/documents/verksamhetsberattelse-2024-b2c3d4?page=2&highlight=40-82&highlight=4:0-18"


def test_a_summary_says_so_and_an_address_that_is_none_of_the_web_is_left_out(client: TestClient) -> None:
    citation = client.post(ASK, json={"question": "värd"}).json()["citations"][2]
    assert citation["provenance"] == "summary"
    assert citation["date"] is None
    assert citation["origin_url"] is None


@pytest.mark.parametrize(("question", "outcome"), [("Hur blir vädret?", "no_support"), ("utanför", "out_of_scope")])
def test_a_refusal_has_no_citation_and_the_nearest_passages(client: TestClient, question: str, outcome: str) -> None:
    answer = client.post(ASK, json={"question": question}).json()
    assert (answer["answered"], answer["outcome"], answer["citations"]) == (False, outcome, [])
    assert [set(each) for each in answer["related"]] == [{"document_id", "page", "text"}] * 2
    assert answer["related"][0]["text"].startswith("Ny värd")


def test_a_refusal_is_worded_in_the_language_of_the_question(client: TestClient) -> None:
    swedish, english = (
        client.post(ASK, json={"question": "vädret", "language": each}).json()["answer"] for each in ("sv", "en")
    )
    assert swedish == "Jag hittar inget om detta i nätverkets dokument."
    assert english == "I find nothing about this in the network's documents."


def test_everything_asked_for_reaches_the_knowledge_base(client: TestClient, knowledge_base: FakeKnowledgeBase) -> None:
    body = {
        "question": "  Vem är värd?\n",
        "language": "en",
        "as_of": "2020-06-01",
        "filters": {"kind": ["newsletter"], "year_from": 2018, "year_to": 2026, "language": ["sv", "en"]},
        "history": [{"role": "user", "content": "Hej"}, {"role": "assistant", "content": "Hej!"}],
        "k": 2,
    }
    answer = client.post(ASK, json=body).json()
    assert answer["as_of"] == "2020-06-01"
    assert len(answer["citations"]) == 2
    (question,) = knowledge_base.asked
    assert question.text == "Vem är värd?"
    assert (question.language, question.as_of, question.k) == ("en", datetime.date(2020, 6, 1), 2)
    assert question.filters == Filters(frozenset({Kind.NEWSLETTER}), 2018, 2026, frozenset({"sv", "en"}))
    assert question.history == (Turn("user", "Hej"), Turn("assistant", "Hej!"))


def test_a_follow_up_tells_what_it_was_understood_as(client: TestClient) -> None:
    history = [{"role": "user", "content": "Vem är koordinator?"}]
    answer = client.post(ASK, json={"question": "Och värd?", "history": history}).json()
    assert answer["question"] == "Och värd?"
    assert answer["understood_as"].startswith("Vem är värd för ")


def test_empty_filters_and_years_of_zero_let_everything_through(
    client: TestClient, knowledge_base: FakeKnowledgeBase
) -> None:
    client.post(
        ASK, json={"question": "värd", "filters": {"kind": [], "year_from": 0, "year_to": 0, "language": []}}
    ).raise_for_status()
    assert knowledge_base.asked[0].filters == Filters()


def events(text: str) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for block in text.removesuffix("\n\n").split("\n\n"):
        name, data = block.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def test_the_stream_ends_in_the_same_answer(client: TestClient) -> None:
    whole = client.post(ASK, json={"question": "Vem är värd?"}).json()
    response = client.post(ASK, json={"question": "Vem är värd?"}, headers={"Accept": "text/event-stream"})
    assert response.headers["content-type"].startswith("text/event-stream")
    *statements, (last, answer) = events(response.text)
    assert [name for name, _ in statements] == ["statement"] * 3
    assert [data["citations"] for _, data in statements] == [[each] for each in whole["citations"]]
    assert statements[0][1]["text"] == HOST_QUOTE
    assert last == "answer"
    assert {**answer, "took_ms": 0} == {**whole, "took_ms": 0}


def test_a_streamed_refusal_is_the_answer_alone(client: TestClient) -> None:
    response = client.post(ASK, json={"question": "vädret"}, headers={"Accept": "text/event-stream"})
    assert [name for name, _ in events(response.text)] == ["answer"]


def test_an_error_comes_before_the_stream(empty_client: TestClient) -> None:
    response = empty_client.post(ASK, json={"question": "värd"}, headers={"Accept": "text/event-stream"})
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"


def test_statements_stream_as_they_are_checked_each_once() -> None:
    class Growing(FakeKnowledgeBase):
        def answers(self, question: Question) -> Iterator[Answer]:
            whole = self.ask(question)
            for count in range(1, len(whole.statements) + 1):
                yield dataclasses.replace(whole, statements=whole.statements[:count], mode="generated")

    client = TestClient(create_app(Growing()), base_url="http://127.0.0.1")
    headers = {"Accept": "text/event-stream"}
    events = client.post(ASK, json={"question": "värd"}, headers=headers).text.strip().split("\n\n")
    assert [event.splitlines()[0] for event in events] == ["event: statement"] * 3 + ["event: answer"]
    assert json.loads(events[-1].partition("data: ")[2])["mode"] == "generated"
