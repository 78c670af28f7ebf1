"""The store's table of documents that people have taken away, which no reading brings back."""

from dataclasses import dataclass

from corpus.ties import Read, Write


@dataclass(frozen=True, slots=True)
class Removal:
    """A document that was taken away: what it was read from, and when it was removed (ISO 8601, UTC)."""

    path: str
    source: str
    title: str
    removed_at: str


class Removals:
    """What is kept out of the knowledge base; `Store.removals`."""

    def __init__(self, read: Read, write: Write) -> None:
        self._read = read
        self._write = write

    def all(self) -> list[Removal]:
        """Everything that is kept out, the latest removal first."""
        found = self._read("SELECT * FROM removals ORDER BY removed_at DESC, path")
        return [Removal(**dict(row)) for row in found]

    def add(self, removal: Removal) -> None:
        """Keeps what is at that path out from now on."""
        self._write(
            "INSERT OR REPLACE INTO removals VALUES (?, ?, ?, ?)",
            [(removal.path, removal.source, removal.title, removal.removed_at)],
        )

    def take_back(self, path: str) -> None:
        """Lets what is at that path in again, with the next reading; nothing happens where it was not kept out."""
        self._write("DELETE FROM removals WHERE path = ?", [(path,)])
