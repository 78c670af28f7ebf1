"""Measures follow-up questions: `python -m evals.conversations QUESTIONS.jsonl [--documents FOLDER]`.

Each conversation is held with the knowledge base itself, turn by turn, its own answers going along as history. A
follow-up is right where the answer to what it was completed to is the answer to the complete form that a careful person
wrote beforehand: the first citations overlap, or both are refused. A change of subject is carried over where the
question was changed at all.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.answers import Answer, Citation, Outcome
from corpus.errors import InvalidRequest
from service.http.shapes import answer_text
from service.indexing import Progress
from service.knowledge_base import KnowledgeBase, Question, Turn
from service.settings import load_settings
from service.wiring import make_knowledge_base, run_ingest


@dataclass(frozen=True, slots=True)
class Said:
    """One turn: the person's words, the complete form, and whether they follow up on what was said before."""

    words: str
    complete: str
    follows: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What came of a turn that has others before it; `same` tells whether it was answered as its complete form is.

    `among` tells whether what answers the complete form first is anywhere among its quotes.
    """

    conversation: str
    said: Said
    asked: str
    same: bool
    among: bool

    @property
    def carried_over(self) -> bool:
        """Whether a question that stands by itself was mixed with what was said before."""
        return not self.said.follows and self.asked != self.said.words


def load_conversations(path: Path) -> dict[str, list[Said]]:
    """The conversations of a file by their ids; raises InvalidRequest, naming the line that cannot be used."""
    found: dict[str, list[Said]] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            fields = json.loads(line)
            turns = [Said(each["says"], each["complete"], bool(each["follows"])) for each in fields["turns"]]
            found[str(fields["id"])] = turns
        except (ValueError, KeyError, TypeError) as error:
            raise InvalidRequest(f"{path}, rad {number}: går inte att använda ({error!r}).") from error
    return found


def held(knowledge_base: KnowledgeBase, name: str, turns: Sequence[Said]) -> Iterator[Row]:
    """Holds a conversation; gives a row for each turn after the first."""
    history: list[Turn] = []
    for said in turns:
        answer = knowledge_base.ask(Question(said.words, history=tuple(history)))
        if history:
            whole = knowledge_base.ask(Question(said.complete))
            same = same_answer(answer, whole)
            among = same or any(_overlap(each, first) for each in answer.citations for first in whole.citations[:1])
            yield Row(name, said, answer.understood_as or said.words, same, among)
        history += [Turn("user", said.words), Turn("assistant", answer_text(answer))]


def same_answer(one: Answer, other: Answer) -> bool:
    """Whether both are refused, or the first citation of one overlaps that of the other."""
    if one.outcome is not Outcome.ANSWERED or other.outcome is not Outcome.ANSWERED:
        return one.outcome is other.outcome
    return _overlap(one.citations[0], other.citations[0])


def _overlap(one: Citation, other: Citation) -> bool:
    return one.document.id == other.document.id and any(
        mine.page == theirs.page and mine.start < theirs.end and theirs.start < mine.end
        for mine in one.spans
        for theirs in other.spans
    )


def figures(rows: Sequence[Row]) -> dict[str, float]:
    """The share of follow-ups answered as their complete form is, and how many changes of subject were carried over."""
    follow_ups = [row for row in rows if row.said.follows]
    changes = [row for row in rows if not row.said.follows]
    return {
        "follow_ups": len(follow_ups),
        "same_answer": sum(row.same for row in follow_ups) / max(1, len(follow_ups)),
        "among_its_quotes": sum(row.among for row in follow_ups) / max(1, len(follow_ups)),
        "completed": sum(row.asked != row.said.words for row in follow_ups) / max(1, len(follow_ups)),
        "changes_of_subject": len(changes),
        "carried_over": sum(row.carried_over for row in changes),
    }


def report(rows: Sequence[Row], *, every: bool) -> Iterator[str]:
    """The figures, and each turn that went wrong; with `every`, all turns."""
    for name, value in figures(rows).items():
        yield f"{name:<20} {value:.3f}" if isinstance(value, float) else f"{name:<20} {value}"
    for row in rows:
        wrong = row.carried_over or (row.said.follows and not row.same)
        if wrong or every:
            yield f"{'!' if wrong else ' '} {row.conversation}  {row.said.words}  →  {row.asked}  ({row.said.complete})"


def main(arguments: Sequence[str]) -> None:
    """Runs the conversations of a file over the data folder of the settings, or over a folder of documents."""
    parser = argparse.ArgumentParser(prog="python -m evals.conversations")
    parser.add_argument("conversations", type=Path)
    parser.add_argument("--documents", type=Path, help="a folder to ask about, read anew")
    parser.add_argument("--every", action="store_true", help="print every turn")
    parser.add_argument("--figures-only", action="store_true", help="print no turn, for a half that stays untouched")
    chosen = parser.parse_args(arguments)
    settings = load_settings()
    with tempfile.TemporaryDirectory(prefix="kallan-conversations-") as place:
        if chosen.documents:
            settings = settings.model_copy(update={"data": Path(place)})
            run_ingest(settings, [chosen.documents], rebuild=False, progress=Progress())
        knowledge_base = make_knowledge_base(settings)
        conversations = load_conversations(chosen.conversations)
        rows = [row for name, turns in conversations.items() for row in held(knowledge_base, name, turns)]
    lines = list(report(rows, every=chosen.every))
    sys.stdout.write("\n".join(lines[: len(figures(rows))] if chosen.figures_only else lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
