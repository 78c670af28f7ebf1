"""Dense search that is exact in effect."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.codes import Codes
from index.ids import Ids, ListedIds, Rows
from index.protocols import DenseIndex, Hit, Vectors
from index.remembered import remembered

_BLOCK = 4096
_FILTERS = 16


class ExactIndex:
    """Exhaustive search: nothing that belongs to the best is missed, whatever its place and the documents searched.

    With `codes` a search reads a quarter of the vectors' bytes, and of the vectors only those that may be among the
    best; see `index.codes`.
    """

    few = 2000
    """As many vectors are multiplied as soon as their codes would be."""

    def __init__(
        self,
        ids: Sequence[str] | Ids,
        documents: Sequence[str] | Ids,
        vectors: Vectors,
        codes: Codes | None = None,
        numbers: npt.NDArray[np.int32] | None = None,
    ) -> None:
        """`vectors` has shape (n, dimension), rows of unit length in the order of `ids`; it may be a memory map.

        `documents` holds each row's document id or, with `numbers`, every document's once, and those its row there.
        """
        self._ids: Ids = ListedIds(ids) if isinstance(ids, (list, tuple)) else ids  # type: ignore[assignment]
        if numbers is None:
            known = {each: number for number, each in enumerate(dict.fromkeys(documents))}
            numbers = np.array([known[each] for each in documents], np.int32)
            documents = ListedIds(known)
        self._documents: Ids = documents  # type: ignore[assignment]
        self._numbers = numbers
        self._vectors = vectors
        self._codes = codes
        self._chosen = remembered(self._rows_among, _FILTERS)

    def __len__(self) -> int:
        return len(self._ids)

    def search(self, vector: Vectors, k: int, among: frozenset[str] | None = None) -> list[Hit]:
        """See `DenseIndex`."""
        rows = None if among is None else self._chosen(among)
        count = len(self) if rows is None else len(rows)
        if k < 1 or not count:
            return []
        if self._codes is None or count <= self.few:
            return self._best(np.arange(len(self)) if rows is None else rows, vector, k)
        found, error = self._codes.scores(vector)
        near = found if rows is None else found[rows]
        # The k that seem best are at least as good as this, and so are the k that are.
        seem = np.argpartition(near, -min(k, count))[-min(k, count) :]
        floor = float(self._exact(seem if rows is None else rows[seem], vector).min()) - error
        candidates = np.flatnonzero(near >= floor)
        return self._best(candidates if rows is None else rows[candidates], vector, k)

    def score(self, vector: Vectors, ids: Sequence[str], k: int) -> list[Hit]:
        """The best `k` of the passages with these ids; ids that are not there are left out."""
        rows = self._ids.rows_of(ids)
        return self._best(rows[rows >= 0], vector, k)

    def _rows_among(self, among: frozenset[str]) -> Rows:
        """The rows of these documents, in order. Kept: a filter is used for many questions."""
        known = self._documents.rows_of(sorted(among))
        chosen = np.zeros(len(self._documents), np.bool_)
        chosen[known[known >= 0]] = True
        return np.flatnonzero(chosen[self._numbers])

    def _exact(self, rows: Rows, vector: Vectors) -> Vectors:
        """The cosines of these rows; block by block, so that not all of them are in memory at once."""
        # A product of matrices rounds a row by where it stands: equal vectors shall score alike.
        parts = (self._vectors[rows[start : start + _BLOCK]] for start in range(0, len(rows), _BLOCK))
        blocks = [np.einsum("ij,j->i", part, vector) for part in parts]
        return np.concatenate(blocks) if blocks else np.empty(0, np.float32)

    def _best(self, rows: Rows, vector: Vectors, k: int) -> list[Hit]:
        if k < 1 or not len(rows):
            return []
        scores = self._exact(rows, vector)
        # Ties at the cut go by id as well, so everything that scores like the k-th is looked at.
        threshold = np.partition(scores, -min(k, len(scores)))[-min(k, len(scores))]
        kept = np.flatnonzero(scores >= threshold)
        hits = [Hit(self._ids[int(rows[place])], float(scores[place])) for place in kept]
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))[:k]


class CoveredIndex:
    """An approximate index made exact in effect by the vectors themselves.

    An HNSW graph over e5 vectors leaves 0.1–0.6 % of them unreachable and filters slowly. So it is asked widely, its
    candidates are scored again exactly, the passages it is known not to find are always among them, and a search
    within some documents goes over their vectors directly.
    """

    _WIDTH = 400
    _FACTOR = 8

    def __init__(self, approximate: DenseIndex, exact: ExactIndex, unreachable: Sequence[str]) -> None:
        self._approximate = approximate
        self._exact = exact
        self._unreachable = list(unreachable)

    def search(self, vector: Vectors, k: int, among: frozenset[str] | None = None) -> list[Hit]:
        """See `DenseIndex`."""
        width = max(self._WIDTH, self._FACTOR * k)
        if among is not None or len(self._exact) <= width:
            return self._exact.search(vector, k, among)
        found = [hit.id for hit in self._approximate.search(vector, width)]
        return self._exact.score(vector, list(dict.fromkeys([*found, *self._unreachable])), k)
