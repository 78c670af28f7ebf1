"""A service that outlives many ingests keeps no files of the states before."""

import gc
import os

from corpus.answers import Filters
from tests.service.ingesting import Place, write


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))


def test_open_files_do_not_grow_with_ingests(place: Place) -> None:
    place.ingest()
    knowledge_base = place.open()
    gc.disable()
    try:
        counts = []
        for number in range(6):
            write(place.documents, "ny.txt", f"Barn och konferens, {number} gånger.\n")
            place.ingest()
            assert knowledge_base.search("konferens", Filters(), 3)
            counts.append(open_files())
    finally:
        gc.enable()
    assert counts[-1] <= counts[2]
