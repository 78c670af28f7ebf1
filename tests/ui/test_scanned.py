"""What was read from a scanned picture says so, wherever it is shown."""

import dataclasses

import pytest
from fastapi.testclient import TestClient
from lxml import html

from corpus.answers import Answer, Filters, RankedPassage
from corpus.documents import Document
from ingest.pipeline import Report, Taken
from service.http.app import create_app
from service.knowledge_base import Question
from tests.service_http.fakes import HOST_QUOTE, NEWSLETTER, FakeKnowledgeBase, citation, passage
from ui.commands import _shown, _summary
from ui.conversation import continued, shown
from ui.markup import Templates
from ui.pages import pages_router
from ui.sources import copied, nearest_of
from ui.wording import Wording

SAYS = {
    "sv": "Läst av en maskin ur en inskannad bild, kontrollera mot bilden",
    "en": "Read by a machine from a scanned picture, check against the picture",
}
SCANNED = dataclasses.replace(
    NEWSLETTER,
    id="inskannat-0a1b2c",
    pages=(dataclasses.replace(NEWSLETTER.pages[0], ocr_confidence=0.91),),
)


class Scanned(FakeKnowledgeBase):
    """Answers from a scanned document alone."""

    def ask(self, question: Question) -> Answer:
        return self._answer(question, citation(1, SCANNED, HOST_QUOTE, 1))

    def document(self, document_id: str) -> Document:
        assert document_id == SCANNED.id
        return SCANNED


@pytest.fixture
def client() -> TestClient:
    knowledge_base = Scanned()
    app = create_app(knowledge_base)
    app.include_router(pages_router(knowledge_base))
    return TestClient(app)


@pytest.mark.parametrize("language", SAYS)
def test_in_the_chat(language: str) -> None:
    wording = Wording.read(language)
    conversation = list(continued(Scanned(), wording, (), "värd", Filters()))[-1]
    page = html.fragment_fromstring(str(shown(Templates(wording), conversation)))
    assert [each.text for each in page.findall(".//p[@class='k-summary']")] == [SAYS[language]]


@pytest.mark.parametrize("language", SAYS)
def test_on_the_documents_page(client: TestClient, language: str) -> None:
    page = html.document_fromstring(client.get(f"/documents/{SCANNED.id}?lang={language}").text)
    assert [each.text for each in page.findall(".//p[@class='k-summary']")] == [SAYS[language]]


def test_beside_a_refusal() -> None:
    near = passage(SCANNED)
    assert nearest_of(near, 1, Wording.read("sv")).is_scanned
    assert not nearest_of(RankedPassage(near.passage, NEWSLETTER, near.score), 1, Wording.read("sv")).is_scanned


def test_in_a_copied_answer_and_on_the_command_line() -> None:
    answer = Scanned().ask(Question("värd"))
    assert copied(answer, "", Wording.read("sv")).endswith(f"{SAYS['sv']}.")
    assert _shown(answer).endswith(", läst av en maskin ur en inskannad bild")


def test_in_the_report_of_an_ingest() -> None:
    scanned = Taken(SCANNED.id, "brev.pdf", (), ((1, 0.91),))
    report = _summary(Report(new=["brev.pdf"], documents=[scanned]), 1.0)
    assert report.endswith("brev.pdf: sidan 1 lästes av en maskin ur bilder (91 % säkert)")
    assert "maskin" not in _summary(Report(new=["brev.pdf"], documents=[Taken(NEWSLETTER.id, "brev.pdf", (), ())]), 1.0)


def test_in_the_api(client: TestClient) -> None:
    answer = client.post("/api/v1/ask", json={"question": "värd"}).json()
    assert [each["ocr_confidence"] for each in answer["citations"]] == [0.91]
    assert client.get(f"/api/v1/documents/{SCANNED.id}/pages/1").json()["ocr_confidence"] == 0.91


def test_a_quote_over_two_pages_is_as_sure_as_the_less_sure() -> None:
    first = SCANNED.pages[0]
    second = dataclasses.replace(first, number=2, ocr_confidence=0.72)
    document = dataclasses.replace(SCANNED, pages=(first, second))
    cited = citation(1, document, HOST_QUOTE, 1)
    across = dataclasses.replace(cited, spans=(cited.spans[0], dataclasses.replace(cited.spans[0], page=2)))
    assert cited.ocr_confidence == 0.91
    assert across.ocr_confidence == 0.72
    assert citation(1, NEWSLETTER, HOST_QUOTE, 1).ocr_confidence is None
