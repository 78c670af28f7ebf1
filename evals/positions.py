"""Precision of the list of positions: python -m evals.positions [--judgements FILE] FOLDER [FOLDER].

Every place of every position found in the folders' documents is held against judgements by hand
(`evals/questions/positions-judgements.tsv`: document, page, start, first words, verdict y or n, remark). Places that
nobody has judged are printed and count as wrong, so that the figure cannot grow by finding more.
"""

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.answers import Citation
from corpus.catalogue import find_catalogue
from corpus.documents import Document
from corpus.passages import Sentence
from index.splitting import split
from ingest.read import read_document
from service.positions.searching import make_ledger, search_positions
from service.wiring import part_language

_JUDGEMENTS = Path(__file__).parent / "questions" / "positions-judgements.tsv"
_ALL = 10_000
Place = tuple[str, str, int, int]


def main() -> int:
    """Prints precision by folder; fails below 0.90."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--judgements", type=Path, default=_JUDGEMENTS)
    options = parser.parse_args()
    judged = read_judgements(options.judgements)
    enough = True
    for folder in options.folders:
        right = found = 0
        for citation in places(folder):
            place = _place(folder, citation)
            found += 1
            right += judged.get(place, False)
            if place not in judged:
                sys.stdout.write("not judged: " + "\t".join(str(part) for part in place) + "\n")
        precision = right / found if found else 0.0
        enough = enough and precision >= 0.9
        sys.stdout.write(f"{folder.name}: {right} of {found} places are positions, precision {precision:.3f}\n")
    return 0 if enough else 1


def read_judgements(path: Path) -> dict[Place, bool]:
    """Whether a place is a position, by folder, document, page and start."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {
            (row["folder"], row["document"], int(row["page"]), int(row["start"])): row["verdict"] == "y" for row in rows
        }


def places(folder: Path) -> Iterator[Citation]:
    """Every place of every position in the documents of a folder."""
    catalogue = find_catalogue(folder)
    documents: list[Document] = []
    sentences: dict[str, Sequence[Sentence]] = {}
    for path in sorted(each for each in folder.iterdir() if each.is_file() and each.suffix != ".yaml"):
        document = read_document(path, document_id=path.stem, source=path.name, entry=catalogue.entry(path.name))
        documents.append(document)
        sentences[document.id] = split(document, part_language).sentences
    ledger = make_ledger(documents, lambda document_id: sentences[document_id])
    for position in search_positions(ledger, "", "sv", lambda ids: [0.0] * len(ids), None, _ALL):
        yield from (position.citation, *position.also_in)


def _place(folder: Path, citation: Citation) -> Place:
    span = citation.spans[0]
    return folder.name, citation.document.id, span.page, span.start


if __name__ == "__main__":
    sys.exit(main())
