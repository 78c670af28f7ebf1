"""The store's tables of names and of claims about offices."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.ties import Read, Write


@dataclass(frozen=True, slots=True)
class KeptClaim:
    """A claim as it is kept: the base form of its office, the holder's folded name, and all of it as text."""

    office: str
    holder: str
    document_id: str
    said: str


class Claims:
    """Who is said to hold which office; `Store.claims`. Everything goes with the documents it was read from."""

    def __init__(self, read: Read, write: Write) -> None:
        self._read = read
        self._write = write

    def put_names(self, document_id: str, names: str, *, offices: bool) -> None:
        """Stores how a document uses names, in place of what was there, and whether it speaks of an office.

        What was kept of what it says of offices is gone.
        """
        self._write("DELETE FROM claim_readings WHERE document_id = ?", [(document_id,)])
        self._write("INSERT OR REPLACE INTO name_uses VALUES (?, ?, ?)", [(document_id, names, int(offices))])

    def names(self) -> Iterator[str]:
        """How each document uses names."""
        for document_id in [row["document_id"] for row in self._read("SELECT document_id FROM name_uses")]:
            yield self._read("SELECT names FROM name_uses WHERE document_id = ?", document_id)[0]["names"]

    def speaking(self) -> list[str]:
        """The ids of the documents that speak of an office, in order."""
        found = self._read("SELECT document_id FROM name_uses WHERE offices ORDER BY document_id")
        return [row["document_id"] for row in found]

    def spoken(self, document_id: str) -> str | None:
        """What a document was found to say of offices; None where it has not been read for that."""
        found = self._read("SELECT spoken FROM claim_readings WHERE document_id = ?", document_id)
        return found[0]["spoken"] if found else None

    def put_spoken(self, document_id: str, spoken: str) -> None:
        """Stores what a document was found to say of offices, in place of what was there."""
        self._write("INSERT OR REPLACE INTO claim_readings VALUES (?, ?)", [(document_id, spoken)])

    def replace(self, organisations: Iterable[str], claims: Iterable[KeptClaim]) -> None:
        """Stores these organisations and claims, in order, in place of all that there were."""
        for table in ("organisations", "claims"):
            self._write(f"DELETE FROM {table}", [()])  # noqa: S608 - one of two names
        self._write("INSERT INTO organisations VALUES (?)", [(name,) for name in sorted(organisations)])
        rows = [(place, c.office, c.holder, c.document_id, c.said) for place, c in enumerate(claims)]
        self._write("INSERT INTO claims VALUES (?, ?, ?, ?, ?)", rows)

    def organisations(self) -> frozenset[str]:
        """The folded names of organisations."""
        return frozenset(row["name"] for row in self._read("SELECT name FROM organisations"))

    def of(self, office: str) -> list[KeptClaim]:
        """The claims of an office, by its base form, in order."""
        found = self._read("SELECT * FROM claims WHERE office = ? ORDER BY position", office)
        return [KeptClaim(row["office"], row["holder"], row["document_id"], row["said"]) for row in found]

    def holders(self) -> list[tuple[str, str]]:
        """The base form of each claim's office and its holder's folded name, in order."""
        return [
            (row["office"], row["holder"]) for row in self._read("SELECT office, holder FROM claims ORDER BY position")
        ]
