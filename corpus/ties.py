"""The store's tables of relations, sketches and parallel sentences."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from corpus.dates import PartialDate, Period
from corpus.documents import Kind
from corpus.relations import Parallel, Related, Relation, Succession

Read = Callable[..., Sequence[Any]]
"""Runs a SELECT with values and gives its rows, by column name."""
Write = Callable[[str, Sequence[tuple[object, ...]]], None]
"""Runs a statement once for each tuple of values."""
_BATCH = 500


class Ties:
    """What connects documents and passages; `Store.ties`. Everything goes with the documents it is about."""

    def __init__(self, read: Read, write: Write) -> None:
        self._read = read
        self._write = write

    def put_sketch(self, document_id: str, hashes: Iterable[int]) -> None:
        """Stores a document's sketch in place of the one before; see `service.sketches`."""
        self._write("DELETE FROM sketches WHERE document_id = ?", [(document_id,)])
        self._write("INSERT INTO sketches VALUES (?, ?)", [(each, document_id) for each in hashes])

    def sketch(self, document_id: str) -> frozenset[int]:
        """A document's sketch; empty for one that has none."""
        return frozenset(
            row["hash"] for row in self._read("SELECT hash FROM sketches WHERE document_id = ?", document_id)
        )

    def sharing(self, document_id: str, most: int) -> dict[str, int]:
        """The documents that share hashes with one, and how many, the most first.

        Hashes that more than `most` documents have (standing phrases) are passed over.
        """
        found = self._read(
            "WITH own AS (SELECT hash FROM sketches WHERE document_id = ?1),"
            " rare AS (SELECT hash FROM sketches WHERE hash IN own GROUP BY hash HAVING count(*) <= ?2)"
            " SELECT document_id, count(*) AS shared FROM sketches WHERE hash IN rare AND document_id <> ?1"
            " GROUP BY document_id ORDER BY shared DESC, document_id",
            document_id,
            most,
        )
        return {row["document_id"]: row["shared"] for row in found}

    def replace_relations(self, document_ids: Iterable[str], related: Iterable[Related]) -> None:
        """Stores relations in place of all that the documents named had."""
        for document_id in document_ids:
            self._write("DELETE FROM relations WHERE document_id = ?1 OR other_id = ?1", [(document_id,)])
        rows = [(each.document_id, each.other_id, str(each.relation), each.similarity) for each in related]
        self._write("INSERT OR REPLACE INTO relations VALUES (?, ?, ?, ?)", rows)

    def relations(self, document_id: str | None = None) -> list[Related]:
        """The relations a document is in, from either end; or all there are."""
        if document_id is None:
            found = self._read("SELECT * FROM relations ORDER BY document_id, other_id, relation")
        else:
            found = self._read(
                "SELECT * FROM relations WHERE document_id = ?1 OR other_id = ?1 ORDER BY relation, document_id,"
                " other_id",
                document_id,
            )
        return [Related(r["document_id"], r["other_id"], Relation(r["relation"]), r["similarity"]) for r in found]

    def successions(self) -> list[Succession]:
        """Every document that has been superseded, once for each that has done so."""
        found = self._read(
            "SELECT other_id, newer.issued_on, newer.kind, newer.period, newer.provenance <> older.provenance AS"
            " renders"
            " FROM relations JOIN documents AS newer ON newer.id = document_id"
            " JOIN documents AS older ON older.id = other_id WHERE relation = ? ORDER BY other_id, document_id",
            str(Relation.SUPERSEDES),
        )
        return [
            Succession(
                row["other_id"],
                PartialDate.parse(row["issued_on"]) if row["issued_on"] else None,
                Period.parse(row["period"]) if row["period"] and row["kind"] == Kind.STRATEGY else None,
                bool(row["renders"]),
            )
            for row in found
        ]

    def replace_parallels(self, document_id: str, parallels: Iterable[Parallel]) -> None:
        """Stores the parallel sentences of a document in place of those before."""
        self._write(
            "DELETE FROM parallels WHERE sentence_id IN (SELECT id FROM sentences WHERE document_id = ?)",
            [(document_id,)],
        )
        rows = [(each.sentence_id, each.other_id, each.similarity) for each in parallels]
        self._write("INSERT INTO parallels VALUES (?, ?, ?)", rows)

    def parallels(self, document_id: str) -> list[Parallel]:
        """The parallel sentences of a document, in its order."""
        found = self._read(
            "SELECT parallels.* FROM parallels JOIN sentences ON sentences.id = sentence_id WHERE document_id = ?"
            " ORDER BY position, other_id",
            document_id,
        )
        return [Parallel(row["sentence_id"], row["other_id"], row["similarity"]) for row in found]

    def parallel_sentences(self, sentence_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """For each of these sentences that has any, those that say the same in another language."""
        statement = (
            "SELECT sentence_id AS one, other_id AS other FROM parallels WHERE sentence_id IN ({0})"
            " UNION SELECT other_id, sentence_id FROM parallels WHERE other_id IN ({0}) ORDER BY 1, 2"
        )
        return self._pairs(statement, sentence_ids)

    def parallel_passages(self, passage_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """For each of these passages that has any, those that hold the same in another language.

        At least half of the one's sentences or of the other's must be parallel to one there.
        """
        statement = (
            "WITH pairs AS (SELECT sentence_id AS one, other_id AS other FROM parallels"
            " UNION SELECT other_id, sentence_id FROM parallels),"
            " shared AS (SELECT a.passage_id AS one, b.passage_id AS other, count(*) AS n FROM sentences AS a"
            " JOIN pairs ON pairs.one = a.id JOIN sentences AS b ON b.id = pairs.other"
            " WHERE a.passage_id IN ({0}) GROUP BY 1, 2)"
            " SELECT one, other FROM shared WHERE 2 * n >= min("
            "(SELECT count(*) FROM sentences WHERE passage_id = one),"
            "(SELECT count(*) FROM sentences WHERE passage_id = other)) ORDER BY one, n DESC, other"
        )
        return self._pairs(statement, passage_ids)

    def _pairs(self, statement: str, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for start in range(0, len(ids), _BATCH):
            marks = ", ".join(f"?{number}" for number in range(1, len(ids[start : start + _BATCH]) + 1))
            for row in self._read(statement.format(marks), *ids[start : start + _BATCH]):
                found[row["one"]] = (*found.get(row["one"], ()), row["other"])
        return found
