"""What an index was built with; it refuses to open with anything else."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from corpus.errors import IndexMismatch
from index.analysis import ANALYSER_VERSION
from index.dense_places import EMBEDDED
from index.splitting import SPLITTER_VERSION

FORMAT_VERSION = 6
_NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that search results depend on beside the documents.

    `vectors` says where they are searched: `index.dense_places.EMBEDDED` or a server's address.
    """

    embedder: str
    dimension: int
    vectors: str = EMBEDDED
    splitter: int = SPLITTER_VERSION
    analyser: int = ANALYSER_VERSION
    format: int = FORMAT_VERSION

    def write(self, folder: Path) -> None:
        """Writes itself into the index folder."""
        (folder / _NAME).write_text(json.dumps(asdict(self), indent=1), "utf-8")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The manifest of the index in that folder; raises IndexMismatch where there is none to trust."""
        try:
            return cls(**json.loads((folder / _NAME).read_text("utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise IndexMismatch(
                "Indexet saknar sin innehållsförteckning. Bygg om det: kallan ingest --rebuild"
            ) from error

    def check(self, embedder: str) -> None:
        """Raises IndexMismatch, saying what to do, unless this program with that embedder can search the index."""
        if self.embedder != embedder:
            raise IndexMismatch(
                f"Indexet är byggt med {self.embedder}, men nu används {embedder}. Bygg om indexet: "
                "kallan ingest --rebuild. Eller ändra KALLAN_EMBEDDER tillbaka, om det är den som har ändrats."
            )
        if (self.splitter, self.analyser, self.format) != (SPLITTER_VERSION, ANALYSER_VERSION, FORMAT_VERSION):
            raise IndexMismatch("Indexet är byggt av en annan version av Källan. Bygg om det: kallan ingest --rebuild")
