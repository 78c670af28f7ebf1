"""The evidence ordered anew by what a reranker has read."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.passages import Sentence
from index.protocols import Read
from index.splitting import split
from service.answering import examine
from service.evidence import Features
from service.indexed import IndexedKnowledgeBase
from service.ranking import Evidence
from service.rereading import PASSAGES, reread, to_read
from service.support import measure
from service.windows import Window, windows
from tests.making import first_language, make_document

TEXT = "Avgiften är hög. Kontoret ligger i Falun. Styrelsen möts i maj."


@dataclass
class ScriptedReranker:
    """Scores a sentence by the words in it; keeps what it was asked to read."""

    words: dict[str, float]
    most: int = 99
    name: str = "scripted"
    read: list[Read] = field(default_factory=list)

    def scores(self, question: str, passages: Sequence[Read]) -> list[list[float]]:
        self.read += passages
        return [
            [
                sum((value for word, value in self.words.items() if word in sentence), -3.0)
                for sentence in each.sentences
            ][: self.most]
            for each in passages
        ]


@dataclass
class SilentReranker:
    name: str = "silent"

    def scores(self, question: str, passages: Sequence[Read]) -> None:
        return None


def evidence_of(*texts: str) -> tuple[list[Evidence], dict[str, list[Sentence]]]:
    """Every window of each text, a document each, in their order, all with the same score."""
    found: list[Evidence] = []
    sentences: dict[str, list[Sentence]] = {}
    for number, text in enumerate(texts):
        document = replace(make_document(text), id=f"d{number}", title=f"Dokument {number}")
        members = [replace(each, passage_id=f"p{number}", id=f"{number}:{each.id}") for each in _sentences(text)]
        sentences[f"p{number}"] = members
        made: list[Window] = list(windows(members, [0.8] * len(members), document, number))
        found += [Evidence(window, Features(*[0.0] * 29), 1.0) for window in made]
    return found, sentences


def _sentences(text: str) -> list[Sentence]:
    return list(split(make_document(text), first_language).sentences)


def text_of(found: Evidence) -> str:
    return " ".join(sentence.text for sentence in found.window.sentences)


def test_what_reads_best_comes_first() -> None:
    evidence, sentences = evidence_of(TEXT)
    ordered = reread(ScriptedReranker({"Falun": 5.0}), "Var?", evidence, sentences)
    assert text_of(ordered[0]) == "Kontoret ligger i Falun."
    assert len(ordered) == len(evidence)
    first = ordered[0].reading
    assert first is not None
    assert (first.best, first.least) == (2.0, 2.0)


def test_a_window_is_worth_less_for_a_sentence_that_says_nothing() -> None:
    evidence, sentences = evidence_of(TEXT)
    ordered = [text_of(found) for found in reread(ScriptedReranker({"Falun": 5.0}), "Var?", evidence, sentences)]
    assert ordered.index("Kontoret ligger i Falun.") < ordered.index("Kontoret ligger i Falun. Styrelsen möts i maj.")


def test_without_a_reranker_nothing_changes() -> None:
    evidence, sentences = evidence_of(TEXT)
    assert reread(None, "Var?", evidence, sentences) == evidence
    assert reread(SilentReranker(), "Var?", evidence, sentences) == evidence


def test_no_evidence_is_no_error() -> None:
    assert reread(ScriptedReranker({}), "Var?", [], {}) == []


def test_only_the_first_passages_are_read_and_the_others_come_after() -> None:
    evidence, sentences = evidence_of(*[f"Mening {number} om maj." for number in range(PASSAGES + 2)])
    reranker = ScriptedReranker({"maj": 4.0})
    ordered = reread(reranker, "När?", evidence, sentences)
    assert len(reranker.read) == PASSAGES
    assert [found.window.document.id for found in ordered[-2:]] == [f"d{PASSAGES}", f"d{PASSAGES + 1}"]


def test_a_sentence_that_there_was_no_room_for_counts_as_unread() -> None:
    evidence, sentences = evidence_of(TEXT)
    ordered = reread(ScriptedReranker({"maj": 9.0}, most=2), "När?", evidence, sentences)
    assert text_of(ordered[-1]).endswith("Styrelsen möts i maj.")


def test_what_is_read_is_the_passage_under_its_nearest_heading() -> None:
    [one, other, *_] = _sentences(TEXT)
    under = replace(one, headings=("Om oss", "Kontakt"))
    assert to_read("Webbplatsen", [under, other]) == Read("Webbplatsen", "Kontakt", (one.text, other.text))
    assert to_read("Webbplatsen", [replace(one, headings=())]).heading == ""


def test_every_answer_is_read_and_says_how(shipped: IndexedKnowledgeBase) -> None:
    found = examine(shipped.sources(), "När tar Region Östergötland över som värd?", "sv", None)
    assert found.evidence[0].reading is not None
    assert measure(found.question, found.judge, found.evidence).read == min(found.evidence[0].reading.best, 6.0)
    plain = examine(replace(shipped.sources(), reranker=None), "När tar Region Östergötland över som värd?", "sv", None)
    assert plain.evidence[0].reading is None
    assert measure(plain.question, plain.judge, plain.evidence).read == 0.0
