"""More at once than can be done in time: a short wait, then a refusal that says when to come back."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import pytest
from fastapi.testclient import TestClient

from corpus.answers import Answer, Filters, RankedPassage
from corpus.errors import Busy
from service.admission import Gate
from service.http.app import create_app
from service.http.limits import Limits
from service.knowledge_base import Question
from tests.service.ingesting import Place, make_place
from tests.service_http.fakes import FakeKnowledgeBase
from tests.service_http.test_problems import problem_of
from ui.conversation import continued
from ui.wording import Wording


class Guarded(FakeKnowledgeBase):
    """Answers behind a gate."""

    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self._gate = gate

    def ask(self, question: Question) -> Answer:
        with self._gate.passing():
            return super().ask(question)

    def search(self, query: str, filters: Filters, k: int) -> list[RankedPassage]:
        with self._gate.passing():
            return super().search(query, filters, k)


@contextmanager
def occupied(gate: Gate) -> Iterator[None]:
    """While somebody else is inside."""
    done, inside = threading.Event(), threading.Event()

    def stay() -> None:
        with gate.passing():
            inside.set()
            done.wait(10)

    other = threading.Thread(target=stay)
    other.start()
    assert inside.wait(10)
    try:
        yield
    finally:
        done.set()
        other.join()


def outcome(gate: Gate) -> str:
    try:
        with gate.passing():
            return "in"
    except Busy:
        return "refused"


def test_who_comes_alone_waits_for_nobody() -> None:
    gate = Gate(1, waiting=0, seconds=0)
    assert [outcome(gate) for _ in range(3)] == ["in"] * 3


def test_a_full_line_refuses_at_once_and_a_wait_ends_in_time() -> None:
    gate = Gate(1, waiting=1, seconds=0.2)
    with occupied(gate), ThreadPoolExecutor(1) as pool:
        began = time.monotonic()
        first = pool.submit(outcome, gate)
        while not gate._line:
            time.sleep(0.001)
        assert outcome(gate) == "refused"
        assert time.monotonic() - began < 0.15
        assert first.result() == "refused"
        assert 0.15 < time.monotonic() - began < 1
    assert outcome(gate) == "in"


def test_the_line_is_served_in_order_and_never_more_at_once_than_may_be() -> None:
    gate, order, inside, most = Gate(2, waiting=20, seconds=5), list[int](), list[int](), list[int]()

    def come(number: int) -> None:
        with gate.passing():
            order.append(number)
            inside.append(number)
            most.append(len(inside))
            time.sleep(0.01)
            inside.remove(number)

    with occupied(gate), occupied(gate):
        threads = [threading.Thread(target=come, args=(number,)) for number in range(12)]
        for number, thread in enumerate(threads):
            thread.start()
            while len(gate._line) <= number:
                time.sleep(0.001)
    for thread in threads:
        thread.join()
    # Two that are let in together may write their numbers either way.
    assert sorted(order) == list(range(12))
    assert all(abs(place - number) <= 1 for place, number in enumerate(order))
    assert max(most) <= 2
    assert outcome(gate) == "in"


def test_an_error_inside_gives_the_place_back() -> None:
    gate = Gate(1, waiting=0, seconds=0)

    def fail() -> None:
        with gate.passing():
            raise RuntimeError("fel")

    for _ in range(2):
        with pytest.raises(RuntimeError):
            fail()
    assert outcome(gate) == "in"


@pytest.mark.parametrize(
    ("path", "body"), [("/api/v1/ask", {"question": "Vem är värd?"}), ("/api/v1/search", {"query": "värd"})]
)
def test_the_api_says_when_to_come_back(path: str, body: dict[str, str]) -> None:
    gate = Gate(1, waiting=0, seconds=0)
    client = TestClient(create_app(Guarded(gate)))
    with occupied(gate):
        response = client.post(path, json=body)
        problem = problem_of(response, 429, "too-many-requests")
        assert int(response.headers["retry-after"]) > 0
        assert "Försök igen" in problem["detail"]
        streamed = client.post(path, json=body, headers={"Accept": "text/event-stream"})
        problem_of(streamed, 429, "too-many-requests")
        assert client.get("/api/v1/documents").status_code == 200
        assert client.get("/healthz").status_code == 200
    assert client.post(path, json=body).status_code == 200


def test_a_flood_is_refused_and_the_process_is_alive_all_the_same() -> None:
    gate = Gate(1, waiting=5, seconds=5)
    client = TestClient(create_app(Guarded(gate), Limits(in_hand=2)))
    with ThreadPoolExecutor(2) as pool:
        with occupied(gate):
            held = [pool.submit(client.post, "/api/v1/ask", json={"question": "värd"}) for _ in range(2)]
            while len(gate._line) < 2:
                time.sleep(0.001)
            response = client.get("/api/v1/documents")
            problem_of(response, 503, "not-ready")
            assert int(response.headers["retry-after"]) > 0
            assert client.get("/healthz").status_code == 200
        assert [each.result().status_code for each in held] == [200, 200]
    assert client.get("/api/v1/documents").status_code == 200


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_chat_says_it_plainly(language: str) -> None:
    gate, wording = Gate(1, waiting=0, seconds=0), Wording.read(language)
    with occupied(gate):
        *_, (exchange,) = continued(Guarded(gate), wording, (), "Vem är värd?", Filters())
    assert exchange.complete
    assert exchange.error == wording("errors.busy")


def test_the_knowledge_base_keeps_its_gates(place: Place) -> None:
    place.ingest()
    knowledge_base = place.open()
    (document,) = (each for each in knowledge_base.documents(9, 0)[1] if each.source == "barn.txt")
    gate = knowledge_base.admission.asking
    with ExitStack() as crowd, ThreadPoolExecutor(30) as pool:
        for _ in range(gate.at_once):
            crowd.enter_context(occupied(gate))
        asked = [pool.submit(knowledge_base.ask, Question("Vad har barn rätt till?")) for _ in range(30)]
        found = [each.exception() for each in asked]
        assert knowledge_base.page(document.id, 1).text
    assert {type(each) for each in found} == {Busy}
    assert knowledge_base.ask(Question("Vad har barn rätt till?")).citations
    assert knowledge_base.search("barn", Filters(), 1)


@pytest.fixture
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return make_place(tmp_path_factory.mktemp("place"))
