"""What readers asked and said of the answers, as an editor sees it, and the test cases made of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from corpus.answers import Citation, Filters
from corpus.errors import IndexMissing, InvalidRequest, NotFound
from service.editing.cases import Case, Cases, documents_with, evidence_of, squeezed
from service.editing.journal import Journal
from service.feedback.kept import Kept, KeptQuestions, Place, Sort, digest_of
from service.indexed import IndexedKnowledgeBase
from service.positions.desk import Chosen

WRONG = (Sort.WRONG, Sort.WRONG_SOURCE)
_OFFERED_PASSAGES = 3
_LONGEST_OFFERED = 400

Cite = Callable[[int, Chosen], Citation]
"""The quote at a place, by number, in the pages' own words; raises NotFound or InvalidRequest."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A step of the new member's tour that the documents do not support, or not wholly, in the reader's language.

    `lacking` holds the questions and words without an answer.
    """

    step: str
    title: str
    lacking: tuple[str, ...]


Gaps = Callable[[str], Sequence[Gap]]
"""The steps without support, for a language."""


class AnswersDesk:
    """Safe to use from several threads. `kept` is None where questions are not kept."""

    def __init__(
        self,
        knowledge_base: IndexedKnowledgeBase,
        cite: Cite,
        cases: Cases,
        journal: Journal,
        kept: KeptQuestions | None = None,
        gaps: Gaps | None = None,
    ) -> None:
        self.kept = kept
        self.cases = cases
        self.gaps = gaps
        self._knowledge_base = knowledge_base
        self._cite = cite
        self._journal = journal

    def listing(self, sorts: Sequence[Sort], limit: int, offset: int = 0) -> tuple[int, list[Kept]]:
        """What is kept of these sorts; nothing where nothing is kept."""
        return self.kept.listing(sorts, limit, offset) if self.kept else (0, [])

    def find(self, number: int) -> Kept:
        """What is kept under that number; raises NotFound."""
        found = self.kept.find(number) if self.kept else None
        if found is None:
            raise NotFound("Frågan finns inte kvar. Dess tid kan ha gått ut, eller någon har tagit bort den.")
        return found

    def discard(self, number: int) -> None:
        """Removes what is kept under that number; raises NotFound."""
        if self.kept is None or not self.kept.discard(number):
            raise NotFound("Frågan finns inte kvar. Dess tid kan ha gått ut, eller någon har tagit bort den.")
        self._journal.note("discarded_question", "")

    def quotes(self, kept: Kept) -> list[Citation | None]:
        """The answer's quotes as they stand now; None for one that does not stand there any more."""
        return [self._quote(number, place) for number, place in enumerate(kept.places, 1)]

    def _quote(self, number: int, place: Place) -> Citation | None:
        try:
            found = self._cite(number, Chosen(place.document_id, place.spans))
        except (NotFound, InvalidRequest, IndexMissing):
            return None
        return found if digest_of(found.quote) == place.digest else None

    def make_case(self, number: int) -> Case:
        """A test case of a kept question: with the quotes as evidence where the answer was right, else to be filled in.

        The case outlives what is kept. Raises NotFound, InvalidRequest.
        """
        kept = self.find(number)
        right = [each for each in self.quotes(kept) if each] if kept.sort is Sort.RIGHT else []
        case = self.cases.add(
            Case(
                id="",
                question=kept.question,
                language=kept.language,
                as_of=kept.as_of,
                evidence=tuple(" ".join(each.quote.split()) for each in right),
                documents=tuple(sorted({PurePosixPath(each.document.source).stem for each in right})),
            )
        )
        self._journal.note("case_made", case.id)
        return case

    def save_case(self, case_id: str, question: str, *, answerable: bool, evidence: str) -> Case:
        """Fills in a case; `evidence` holds words of documents, a line each. Raises NotFound, InvalidRequest.

        The documents that the words stand in are found by themselves.
        """
        case = self.cases.find(case_id)
        asked = " ".join(question.split())
        if not asked:
            raise InvalidRequest("Frågan är tom. Skriv en fråga.")
        lines = evidence_of(evidence) if answerable else ()
        holders = documents_with(lines, self._texts()) if lines else ()
        saved = replace(case, question=asked, answerable=answerable, evidence=lines, documents=holders)
        self.cases.change(saved)
        self._journal.note("case_changed", case_id)
        return saved

    def remove_case(self, case_id: str) -> None:
        """Removes a case; raises NotFound."""
        self.cases.remove(case_id)
        self._journal.note("case_removed", case_id)

    def offered(self, case: Case) -> list[str]:
        """Sentences that may be the right answer: those of the passages nearest to the question."""
        try:
            found = self._knowledge_base.search(case.question, Filters(), _OFFERED_PASSAGES)
            sentences = self._knowledge_base.sources().store.sentences([each.passage.id for each in found])
        except IndexMissing:
            return []
        by_passage = {each.passage.id: rank for rank, each in enumerate(found)}
        ordered = sorted(sentences, key=lambda each: by_passage[each.passage_id])
        texts = (" ".join(each.text.split()) for each in ordered)
        return [text for text in dict.fromkeys(texts) if len(text) <= _LONGEST_OFFERED]

    def _texts(self) -> dict[str, str]:
        texts: dict[str, str] = {}
        for document in self._knowledge_base.sources().store.documents():
            name = PurePosixPath(document.source).stem
            texts[name] = texts.get(name, "") + squeezed("\n".join(page.text for page in document.pages))
        return texts
