"""Questions to measure answers with, one JSON object a line."""

import datetime
import json
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import InvalidRequest


@dataclass(frozen=True, slots=True)
class EvalQuestion:
    """A question and what a right answer holds.

    `documents` are file stems; `evidence` is a list of groups, each group a list of alternatives: every group must be
    held by the quotes. An unanswerable question has neither. `as_of` is the day it is asked of, None for today.
    """

    id: str
    language: str
    kind: str
    question: str
    answerable: bool
    documents: tuple[str, ...]
    evidence: tuple[tuple[str, ...], ...]
    as_of: datetime.date | None = None


def load_questions(path: Path) -> list[EvalQuestion]:
    """The questions of a file, in order; raises InvalidRequest, naming the line that cannot be used."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRequest(f"{path} kan inte läsas: {error}") from error
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(_question(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise InvalidRequest(f"{path}, rad {number}: går inte att använda ({error!r}).") from error
    if not found:
        raise InvalidRequest(f"{path} har inga frågor.")
    return found


def _question(fields: dict[str, object]) -> EvalQuestion:
    evidence, documents = fields["evidence"], fields["documents"]
    if not isinstance(evidence, list) or not isinstance(documents, list):
        raise TypeError("evidence och documents ska vara listor")
    return EvalQuestion(
        id=str(fields["id"]),
        language=str(fields["lang"]),
        kind=str(fields["kind"]),
        question=str(fields["question"]),
        answerable=bool(fields["answerable"]),
        documents=tuple(map(str, documents)),
        evidence=tuple(tuple(map(str, group)) for group in evidence),
        as_of=datetime.date.fromisoformat(str(fields["as_of"])) if fields.get("as_of") else None,
    )
