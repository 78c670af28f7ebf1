"""Measures the verifier: how many false statements it accepts (none should be), and how many true ones.

python -m evals.verifying [--half held|more|last] [--documents FOLDER] [--bare] [--show]

Statements are those of `evals/questions/statements-*.jsonl`, written by hand over the shipped documents, and those
that `evals/corruptions.py` makes of the sentences of a folder. Sentences are halved by their text;
`--half held` takes the half that nothing was set on, `more` and `last` statements by outside hands alone.
"""

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import KallanError
from evals.corruptions import Source, corrupted, varied
from index.embedders import DEFAULT_EMBEDDER, make_embedder
from index.splitting import split
from ingest.describing.language import language_of
from ingest.read import read_document
from service.verifying.similarity import EmbedderSimilarity
from service.verifying.verdicts import Judgement, Quoted, Verdict
from service.verifying.verify import Verifier

_QUESTIONS = Path(__file__).parent / "questions"
_SEED = 20261122
_SHORTEST, _LONGEST = 5, 45


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement, its kind, what it should be judged, and the quotes it cites."""

    text: str
    language: str
    kind: str
    expected: Judgement | None
    true: bool
    quotes: tuple[Quoted, ...]


def by_hand(path: Path) -> Iterator[Statement]:
    """The statements of a file, one JSON object a line."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        expected = Judgement(row["expected"])
        quotes = tuple(Quoted(**quote) for quote in row["quotes"])
        true = expected is Judgement.SUPPORTED
        yield Statement(row["statement"], row["language"], f"by hand: {row['kind']}", expected, true, quotes)


def made(folder: Path, *, held: bool) -> Iterator[Statement]:
    """What the generator makes of the sentences in a folder's documents."""
    sources = [source for source in sentences(folder) if _is_held(source.text) == held]
    for each in (*corrupted(sources, _SEED), *varied(sources, _SEED)):
        quotes = tuple(Quoted(text, each.language) for text in each.quotes)
        yield Statement(each.text, each.language, f"made: {each.kind}", None, each.true, quotes)


def sentences(folder: Path) -> Iterator[Source]:
    """The whole sentences of every document in a folder that can be read, each once."""
    seen: set[str] = set()
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        try:
            document = read_document(path, document_id=path.stem, source=path.name, entry=None)
        except KallanError as error:
            sys.stderr.write(f"{path.name}: {error}\n")
            continue
        for sentence in split(document, _language).sentences:
            if sentence.text not in seen and _is_whole(sentence.text):
                seen.add(sentence.text)
                yield Source(sentence.text, sentence.language, path.name)


def _language(text: str, _languages: tuple[str, ...]) -> str:
    return language_of(text)


def _is_whole(text: str) -> bool:
    return _SHORTEST <= len(text.split()) <= _LONGEST and "\n" not in text and text[0].isupper() and text[-1] == "."


def _is_held(text: str) -> bool:
    return hashlib.sha256(text.encode()).digest()[0] % 2 == 1


def report(rows: list[tuple[Statement, Verdict]]) -> str:
    """A table by kind, and the two figures that count."""
    kinds: dict[tuple[bool, str], list[tuple[Statement, Verdict]]] = defaultdict(list)
    for row in rows:
        kinds[row[0].true, row[0].kind].append(row)
    lines = ["| statements | kind | n | accepted | judged as expected |", "| --- | --- | --- | --- | --- |"]
    for (true, kind), found in sorted(kinds.items()):
        lines.append(
            f"| {'true' if true else 'false'} | {kind} | {len(found)} | {_accepted(found)} | {_right(found)} |"
        )
    for true in (False, True):
        part = [row for row in rows if row[0].true == true]
        share = _accepted(part) / len(part) if part else 0.0
        lines.append(f"{'true' if true else 'false'}: {_accepted(part)} of {len(part)} accepted ({share:.3f})")
    return "\n".join(lines)


def _accepted(rows: list[tuple[Statement, Verdict]]) -> int:
    return sum(verdict.judgement is Judgement.SUPPORTED for _, verdict in rows)


def _right(rows: list[tuple[Statement, Verdict]]) -> str:
    judged = [verdict.judgement is statement.expected for statement, verdict in rows if statement.expected]
    return str(sum(judged)) if judged else "–"


def main() -> int:
    """Prints the report; with `--show` also each statement that was judged wrongly. Fails where a false one passed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=("dev", "held", "more", "last"), default="dev")
    parser.add_argument("--documents", type=Path, default=Path(__file__).parents[1] / "corpus" / "documents")
    parser.add_argument("--bare", action="store_true", help="without an embedder")
    parser.add_argument("--show", action="store_true", help="each statement that was judged wrongly")
    options = parser.parse_args()
    verifier = Verifier(None if options.bare else EmbedderSimilarity(make_embedder(DEFAULT_EMBEDDER)))
    statements = list(by_hand(_QUESTIONS / f"statements-{options.half}.jsonl"))
    if options.half in ("dev", "held"):
        statements += made(options.documents, held=options.half == "held")
    rows = [(each, verifier.verify(each.text, each.language, each.quotes)) for each in statements]
    sys.stdout.write(report(rows) + "\n")
    for statement, verdict in rows:
        if options.show and statement.true != (verdict.judgement is Judgement.SUPPORTED):
            sys.stdout.write(f"{statement.kind} {verdict.reason}: {statement.text!r}\n")
    false = [row for row in rows if not row[0].true]
    return 1 if _accepted(false) else 0


if __name__ == "__main__":
    sys.exit(main())
