"""Models whose every word is known beforehand, and answers for them to put in words."""

import datetime
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.answers import Answer, Citation, Outcome, Statement
from corpus.errors import GeneratorError
from corpus.passages import Span
from service.generating.generators import Prompt
from service.verifying.verdicts import Judgement, Quoted, Verdict
from tests.making import make_document

DAY = datetime.date(2026, 11, 22)


@dataclass
class ScriptedGenerator:
    """Gives its pieces, one each `pause` seconds; fails after them where `fails`. Keeps every prompt."""

    pieces: Sequence[str] = ()
    pause: float = 0.0
    fails: bool = False
    name: str = "scripted"
    prompts: list[Prompt] = field(default_factory=list)

    def stream(self, prompt: Prompt, seconds: float) -> Iterator[str]:
        self.prompts.append(prompt)
        for piece in self.pieces:
            time.sleep(self.pause)
            yield piece
        if self.fails:
            raise GeneratorError("Språkmodellen svarar inte (ConnectError).")


class EndlessGenerator:
    """Never stops."""

    name = "endless"

    def stream(self, prompt: Prompt, seconds: float) -> Iterator[str]:
        while True:
            yield "orden tar aldrig slut "


class WordChecks:
    """Takes a statement for true where some quote holds all of its words."""

    def verify(self, statement: str, language: str, quotes: Sequence[Quoted]) -> Verdict:
        words = set(statement.casefold().strip(".").split())
        for index, quote in enumerate(quotes):
            if words <= set(quote.text.casefold().replace(".", "").split()):
                return Verdict(Judgement.SUPPORTED, "ok", (index,))
        return Verdict(Judgement.NOT_FOUND, "coverage", ())


def answer_of(*quotes: str, question: str = "Vem är värd?", language: str = "sv") -> Answer:
    """An extractive answer with these quotes, each a statement of its own."""
    citations = []
    for number, quote in enumerate(quotes, 1):
        document = make_document(quote, document_id=f"doc-{number}")
        citations.append(Citation(number, document, (Span(1, 0, len(quote)),), None, None, quote))
    statements = tuple(Statement(c.quote, (c.number,)) for c in citations)
    return Answer(question, language, Outcome.ANSWERED, statements, tuple(citations), DAY)
