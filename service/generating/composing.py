"""The answer in a model's words, as far as they hold: what the documents do not say never leaves."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from corpus.answers import Answer, Citation, Outcome, Statement
from corpus.errors import GeneratorError
from service.generating.bounded import bounded
from service.generating.generators import Deadline, Generator
from service.generating.prompts import plain_citations, prompt_for
from service.generating.sentences import Written, written
from service.verifying.verdicts import Judgement, Quoted, Verdict

log = logging.getLogger(__name__)

GENERATED = "generated"
"""The mode of an answer with at least one sentence in a model's words."""

_RESERVE = 0.8
"""Seconds of the limit for what is not the model's: finding the quotes before it, and the check that is under way."""
_LONGEST = 4000
_MOST = 5


class Checks(Protocol):
    """Judges statements by quotes; see `service.verifying.verify.Verifier`."""

    def verify(self, statement: str, language: str, quotes: Sequence[Quoted]) -> Verdict:
        """Whether the quotes say what the statement says."""
        ...


@dataclass(frozen=True, slots=True)
class Writer:
    """Puts answers in plain words with a model; `seconds` is the longest that an answer may take with it."""

    generator: Generator
    checks: Checks
    seconds: float

    def partial_answers(self, answer: Answer) -> Iterator[Answer]:
        """The answer as it grows, statement by statement; the last one is whole. Never empty, never raises.

        Each statement has been checked before it is given. What the model leaves out of the chosen quotes follows in
        the documents' own words; where nothing of the model's holds, the answer is the one that was given.
        """
        if answer.outcome is not Outcome.ANSWERED or not plain_citations(answer):
            yield answer
            return
        kept: list[Statement] = []
        for statement in self._statements(answer):
            kept.append(statement)
            yield replace(answer, statements=tuple(kept), mode=GENERATED)
        yield _whole(answer, kept)

    def warm(self) -> None:
        """Loads what the first check would wait for."""
        self.checks.verify("Ett citat.", "sv", [Quoted("Ett annat citat.", "sv"), Quoted("A quote.", "en")])

    def _statements(self, answer: Answer) -> Iterator[Statement]:
        """The model's statements that hold, each once, at most `_MOST`."""
        seen: set[str] = set()
        deadline = Deadline.after(max(self.seconds - _RESERVE, self.seconds / 2))
        pieces = bounded(self.generator, prompt_for(answer), deadline, _LONGEST)
        try:
            for sentence in written(pieces):
                if not deadline.left:
                    return
                statement = self._checked(sentence, answer)
                if statement is None or statement.text.casefold() in seen:
                    continue
                seen.add(statement.text.casefold())
                yield statement
                if len(seen) == _MOST:
                    return
        except GeneratorError as error:
            log.warning("answered without the language model: %s", error)

    def _checked(self, sentence: Written, answer: Answer) -> Statement | None:
        """The statement where it stands in the quotes it cites; one that cites none is held against them all."""
        cited = [c for c in plain_citations(answer) if not sentence.cites or c.number in sentence.cites]
        if not cited or _looks_odd(sentence.text):
            return None
        verdict = self.checks.verify(sentence.text, answer.language, [_quoted(citation) for citation in cited])
        if verdict.judgement is not Judgement.SUPPORTED:
            return None
        return Statement(sentence.text, tuple(cited[index].number for index in verdict.quotes))


def _whole(answer: Answer, kept: Sequence[Statement]) -> Answer:
    if not kept:
        return answer
    used = {number for statement in kept for number in statement.citations}
    rest = [statement for statement in answer.statements if not used.intersection(statement.citations)]
    return replace(answer, statements=(*kept, *rest), mode=GENERATED)


def _looks_odd(text: str) -> bool:
    """Whether it holds what plain words do not: markup, links, marks of a chat's turns."""
    return any(mark in text for mark in ("<", ">", "://", "www.", "](", "|", "{", "}", "==", "[", "]"))


def _quoted(citation: Citation) -> Quoted:
    document = citation.document
    context = " ".join(str(part) for part in (document.title, document.issued_on, citation.section) if part)
    return Quoted(" ".join(citation.quote.split()), document.language, context, document.publisher or "")
