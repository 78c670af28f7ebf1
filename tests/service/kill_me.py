"""Ingests the folder and kills itself at the point named: run by test_killed_ingest.py."""

import os
import signal
import sys
from pathlib import Path

from service import indexing
from service.indexing import DataFolder
from tests.service.ingesting import Place


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(documents: str, data: str, point: str) -> None:
    place = Place(Path(documents), DataFolder(Path(data)))
    match point:
        case "reading":
            indexing._split_all = die  # type: ignore[assignment]
        case "embedding":
            place.embedder.passages = die  # type: ignore[assignment,method-assign]
        case "building":
            from index import generation

            generation._update_dense = die  # type: ignore[assignment]
        case "switching":
            # The new generation is whole; the store does not name it yet.
            from corpus.store import Store

            Store.set_fact = die  # type: ignore[assignment,method-assign]
        case "clearing":
            indexing.remove_others = die  # type: ignore[assignment]
    place.ingest()


if __name__ == "__main__":
    main(*sys.argv[1:])
