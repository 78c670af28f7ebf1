"""Measures answers in a model's words against the same answers without it.

KALLAN_LLM_URL=http://127.0.0.1:8080/v1 python -m evals.generating QUESTIONS.jsonl [--documents FOLDER] [--show]

Every question is answered once from the documents; a model then words that answer under the settings' own bounds. Each
statement of the model that reaches the verifier is counted as kept or refused. `unsupported` counts statements shown
in a model's words that the quotes they cite do not bear out, judged anew, one by one: none may be. Fails where there is
one, or where answer_hit is lower with the model.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from corpus.answers import Answer, Citation, Outcome
from evals.measures import ANSWER_HIT, Row
from evals.questions import EvalQuestion, load_questions
from service.generating.composing import Checks, Writer
from service.generating.generators import Generator, OpenAILikeGenerator
from service.indexing import Progress
from service.knowledge_base import KnowledgeBase, Question
from service.quotes import holds
from service.settings import load_settings
from service.verifying.similarity import EmbedderSimilarity
from service.verifying.verdicts import Judgement, Quoted, Verdict
from service.verifying.verify import Verifier
from service.wiring import make_knowledge_base, run_ingest

_LONGEST_TEXT = 400
"""In tokens, as the service asks for it."""
Tell = Callable[[str], object]


@dataclass(slots=True)
class CountedChecks:
    """Judges as another does, and keeps what it judged of the question at hand: each statement with its verdict."""

    checks: Checks
    judged: list[tuple[str, Verdict]] = field(default_factory=list)

    def verify(self, statement: str, language: str, quotes: Sequence[Quoted]) -> Verdict:
        """See `Verifier.verify`."""
        verdict = self.checks.verify(statement, language, quotes)
        self.judged.append((statement, verdict))
        return verdict


@dataclass(frozen=True, slots=True)
class Pair:
    """A question's answer without and with the model, and what became of each statement of the model's."""

    without: Row
    worded: Row
    judged: tuple[tuple[str, Verdict], ...]
    in_own_words: bool
    unsupported: int


def pairs(
    knowledge_base: KnowledgeBase,
    questions: Iterable[EvalQuestion],
    generator: Generator,
    checks: Checks,
    seconds: float,
) -> list[Pair]:
    """Every question answered both ways, in order. `knowledge_base` answers without a model."""
    return [_pair(knowledge_base, question, generator, checks, seconds) for question in questions]


def _pair(
    knowledge_base: KnowledgeBase, question: EvalQuestion, generator: Generator, checks: Checks, seconds: float
) -> Pair:
    begun = time.perf_counter()
    answer = knowledge_base.ask(Question(question.question, as_of=question.as_of))
    found = time.perf_counter()
    counted = CountedChecks(checks)
    *_, whole = Writer(generator, counted, seconds).partial_answers(answer)
    ended = time.perf_counter()
    return Pair(
        _row(question, answer, found - begun),
        _row(question, whole, ended - begun),
        tuple(counted.judged),
        whole.mode != answer.mode,
        sum(not _holds(text, cites, whole, checks) for text, cites in _worded(answer, whole)),
    )


def _worded(answer: Answer, whole: Answer) -> list[tuple[str, tuple[int, ...]]]:
    """The statements shown that are not the documents' own, each with the numbers it cites."""
    own = {statement.text for statement in answer.statements}
    return [(each.text, each.citations) for each in whole.statements if each.text not in own]


def _holds(text: str, cites: tuple[int, ...], answer: Answer, checks: Checks) -> bool:
    """Whether the quotes that a statement cites, and no others, bear it out."""
    cited = [citation for citation in answer.citations if citation.number in cites]
    verdict = checks.verify(text, answer.language, [_quoted(citation) for citation in cited])
    return verdict.judgement is Judgement.SUPPORTED


def _quoted(citation: Citation) -> Quoted:
    document = citation.document
    context = " ".join(str(part) for part in (document.title, document.issued_on, citation.section) if part)
    return Quoted(" ".join(citation.quote.split()), document.language, context, document.publisher or "")


def _row(question: EvalQuestion, answer: Answer, seconds: float) -> Row:
    """What the statements shown rest on: a quote that no statement cites counts for nothing."""
    shown = {number for statement in answer.statements for number in statement.citations}
    citations = [citation for citation in answer.citations if citation.number in shown]
    return Row(
        question=question,
        answered=answer.outcome is Outcome.ANSWERED,
        quotes=tuple((PurePosixPath(c.document.source).stem, c.quote) for c in citations),
        verbatim=tuple(holds(citation) for citation in citations),
        milliseconds=round(seconds * 1000, 2),
    )


def report(name: str, found: Sequence[Pair]) -> str:
    """A table of one line: how many statements were kept and refused, and answer_hit both ways."""
    kept = Counter(verdict.judgement is Judgement.SUPPORTED for pair in found for _, verdict in pair.judged)
    slowest = max((pair.worded.milliseconds for pair in found), default=0.0) / 1000
    cells = {
        "questions": name,
        "n": str(len(found)),
        "answered": str(sum(pair.without.answered for pair in found)),
        "statements kept": str(kept[True]),
        "refused": str(kept[False]),
        "unsupported": str(sum(pair.unsupported for pair in found)),
        "answers in its words": str(sum(pair.in_own_words for pair in found)),
        "answer_hit without": _share(ANSWER_HIT.of([pair.without for pair in found])),
        "with": _share(ANSWER_HIT.of([pair.worded for pair in found])),
        "slowest s": f"{slowest:.1f}",
    }
    lines = [list(cells), ["---"] * len(cells), list(cells.values())]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def show(found: Sequence[Pair], tell: Tell) -> None:
    """Tells each statement of the model's with what it was judged, under its question."""
    for pair in found:
        tell(f"{pair.without.question.id} {pair.without.question.question}\n")
        for statement, verdict in pair.judged:
            tell(f"  {verdict.judgement.value} ({verdict.reason}): {statement}\n")


def is_worse(found: Sequence[Pair]) -> bool:
    """Whether something unsupported was shown, or fewer questions were answered rightly than without the model."""
    hits = [ANSWER_HIT.of([getattr(pair, side) for pair in found]) or 0.0 for side in ("without", "worded")]
    return any(pair.unsupported for pair in found) or hits[1] < hits[0]


def main() -> int:
    """Prints the table, and with `--show` every statement of the model's before it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("questions", type=Path)
    parser.add_argument("--documents", type=Path, help="a folder to ask about, in place of the data folder")
    parser.add_argument("--show", action="store_true", help="each statement of the model's")
    options = parser.parse_args()
    settings = load_settings()
    if not settings.llm_url:
        parser.error("KALLAN_LLM_URL names no language model")
    key = settings.llm_key.get_secret_value()
    generator = OpenAILikeGenerator(settings.llm_url, settings.llm_model, key, _LONGEST_TEXT)
    with tempfile.TemporaryDirectory(prefix="kallan-generating-") as place:
        own = {"llm_url": "", **({"data": Path(place)} if options.documents else {})}
        plain = settings.model_copy(update=own)
        if options.documents:
            run_ingest(plain, [options.documents], rebuild=False, progress=Progress())
        knowledge_base = make_knowledge_base(plain)
        knowledge_base.warm()
        checks = Verifier(EmbedderSimilarity(knowledge_base.embedder))
        checks.verify("Ett citat.", "sv", [Quoted("Ett annat citat.", "sv")])  # loads the word lists
        asked = load_questions(options.questions)
        found = pairs(knowledge_base, asked, generator, checks, settings.llm_seconds)
    if options.show:
        show(found, sys.stdout.write)
    sys.stdout.write(report(options.questions.stem, found) + "\n")
    return 1 if is_worse(found) else 0


if __name__ == "__main__":
    sys.exit(main())
