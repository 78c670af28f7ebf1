"""A service that outlives many ingests keeps no files of the states before."""

import gc
import os
from pathlib import Path

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


def mapped_of(generation: object) -> int:
    return Path("/proc/self/maps").read_text().count(f"/{generation}/")


def test_the_state_that_a_service_starts_with_is_let_go_as_well(place: Place) -> None:
    place.ingest()
    knowledge_base = place.open()
    assert knowledge_base.search("konferens", Filters(), 3)
    first = knowledge_base.manifest()["generation"]
    assert mapped_of(first)
    # A service freezes what is there when it has started: no search for cycles sees it again.
    gc.collect()
    gc.freeze()
    try:
        for number in range(2):
            write(place.documents, "ny.txt", f"Barn och konferens, {number} gånger.\n")
            place.ingest()
            assert knowledge_base.search("konferens", Filters(), 3)
        assert not mapped_of(first)
    finally:
        gc.unfreeze()
