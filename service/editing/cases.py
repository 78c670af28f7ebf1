"""Questions that should be answered rightly from now on, in the form that `kallan eval` reads: a line of JSON each."""

import json
import os
import re
import secrets
import threading
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from corpus.errors import InvalidRequest, NotFound, StoreError

MOST_CASES = 2000
LONGEST_EVIDENCE = 600


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what a right answer holds.

    `documents` are file names without their ending; every one of `evidence` must be among the quotes. Without
    evidence a case that can be answered is not done: until somebody fills it in, `kallan eval` counts it as missed.
    """

    id: str
    question: str
    language: str = "sv"
    answerable: bool = True
    documents: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    as_of: date | None = None

    @property
    def is_done(self) -> bool:
        """Whether it can be measured with."""
        return not self.answerable or bool(self.evidence)

    def line(self) -> str:
        """The line of JSON."""
        fields: dict[str, Any] = {
            "id": self.id,
            "lang": self.language,
            "kind": "editor",
            "question": self.question,
            "answerable": self.answerable,
            "documents": list(self.documents),
            "evidence": [[each] for each in self.evidence],
        }
        if self.as_of is not None:
            fields["as_of"] = self.as_of.isoformat()
        return json.dumps(fields, ensure_ascii=False)


class Cases:
    """The cases of a file; safe to use from several threads. Raises StoreError where the file cannot be used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()

    def all(self) -> list[Case]:
        """Every case, in the file's order."""
        try:
            lines = self.path.read_text("utf-8").splitlines() if self.path.is_file() else []
            return [_case(json.loads(line)) for line in lines if line.strip()]
        except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
            raise StoreError(f"{self.path} kan inte läsas: {error}") from error

    def add(self, case: Case) -> Case:
        """Appends the case under an id of its own; the same question of the same day gives the case there is."""
        with self._lock:
            cases = self.all()
            for each in cases:
                if (each.question, each.as_of) == (case.question, case.as_of):
                    return each
            if len(cases) >= MOST_CASES:
                raise InvalidRequest(f"Det finns redan {MOST_CASES} testfall. Ta bort några först.")
            added = replace(case, id=f"fall-{secrets.token_hex(4)}")
            self._write([*cases, added])
            return added

    def find(self, case_id: str) -> Case:
        """The case with that id; raises NotFound."""
        for each in self.all():
            if each.id == case_id:
                return each
        raise NotFound("Testfallet finns inte. Det kan ha tagits bort.")

    def change(self, case: Case) -> None:
        """Puts the case in place of the one with its id; raises NotFound."""
        with self._lock:
            cases = self.all()
            if case.id not in {each.id for each in cases}:
                raise NotFound("Testfallet finns inte. Det kan ha tagits bort.")
            self._write([case if each.id == case.id else each for each in cases])

    def remove(self, case_id: str) -> None:
        """Removes the case with that id; raises NotFound."""
        with self._lock:
            cases = self.all()
            left = [each for each in cases if each.id != case_id]
            if len(left) == len(cases):
                raise NotFound("Testfallet finns inte. Det kan ha tagits bort.")
            self._write(left)

    def text(self) -> str:
        """The whole file."""
        return "".join(f"{each.line()}\n" for each in self.all())

    def _write(self, cases: Sequence[Case]) -> None:
        part = self.path.with_suffix(".part")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("w", encoding="utf-8") as file:
                file.writelines(f"{each.line()}\n" for each in cases)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.path)
        except OSError as error:
            raise StoreError(f"{self.path} kan inte skrivas: {error.strerror}") from error


def evidence_of(text: str) -> tuple[str, ...]:
    """The lines of a text as evidence, each once; raises InvalidRequest for one that is longer than any quote."""
    lines = tuple(dict.fromkeys(" ".join(line.split()).strip('”"“ ') for line in text.splitlines()))
    for line in lines:
        if len(line) > LONGEST_EVIDENCE:
            raise InvalidRequest(f"En rad är längre än {LONGEST_EVIDENCE} tecken. Ta med det viktigaste.")
    return tuple(line for line in lines if line)[:10]


def documents_with(evidence: Sequence[str], texts: Mapping[str, str]) -> tuple[str, ...]:
    """The file names, among squeezed `texts` by name, whose text holds some of the evidence; sorted.

    Raises InvalidRequest, naming it, for evidence that stands in none.
    """
    found: set[str] = set()
    for words in evidence:
        wanted = squeezed(words)
        holders = {name for name, text in texts.items() if wanted and wanted in text}
        if not holders:
            raise InvalidRequest(f"”{words}” står inte ordagrant i något dokument. Kopiera orden ur dokumentet.")
        found |= holders
    return tuple(sorted(found))


def squeezed(text: str) -> str:
    """Letters and digits alone, folded: what two ways of writing the same words have in common."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).replace("\u00ad", "")).casefold()


def _case(fields: dict[str, Any]) -> Case:
    return Case(
        id=str(fields["id"]),
        question=str(fields["question"]),
        language=str(fields["lang"]),
        answerable=bool(fields["answerable"]),
        documents=tuple(map(str, fields["documents"])),
        evidence=tuple(str(group[0]) for group in fields["evidence"]),
        as_of=date.fromisoformat(fields["as_of"]) if fields.get("as_of") else None,
    )
