"""Sketches of texts: how much of their words two texts share, told from a few hashes of each.

A text's sketch is the SIZE smallest hashes of its runs of RUN words (bottom-k sketch, Cohen and Kaplan 2007; shingles
after Broder 1997). Two sketches tell the Jaccard similarity of the sets of runs with a standard error of at most
1/(2·√SIZE), .045.
"""

import hashlib
import re

SIZE = 128
RUN = 4
_WORD = re.compile(r"\w+")


def sketch(text: str) -> frozenset[int]:
    """The sketch of a text; of one with fewer words than a run, that of its words together; empty for none."""
    words = _WORD.findall(text.casefold())
    if not words:
        return frozenset()
    runs = {" ".join(words[start : start + RUN]) for start in range(max(1, len(words) - RUN + 1))}
    return frozenset(sorted(map(_hash, runs))[:SIZE])


def similarity(one: frozenset[int], other: frozenset[int]) -> float:
    """The estimated Jaccard similarity, from 0 to 1; 0 where either is empty."""
    if not one or not other:
        return 0.0
    smallest = sorted(one | other)[:SIZE]
    return len(one & other & frozenset(smallest)) / len(smallest)


def _hash(run: str) -> int:
    """63 bits, so that SQLite's integers hold it."""
    return int.from_bytes(hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1
