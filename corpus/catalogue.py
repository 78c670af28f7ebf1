"""The catalogue: what people who know the documents say of them, overriding what is read from the files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from corpus.dates import PartialDate, Period
from corpus.documents import Kind, Provenance
from corpus.errors import CatalogueError

FILE_NAME = "catalogue.yaml"


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """What the catalogue says of one document; None (or an empty tuple) where it says nothing."""

    title: str | None = None
    kind: Kind | None = None
    issued_on: PartialDate | None = None
    period: Period | None = None
    languages: tuple[str, ...] = ()
    publisher: str | None = None
    provenance: Provenance | None = None
    origin_url: str | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Entries by source: the file's name relative to the folder that is ingested, "/" between folders."""

    entries: Mapping[str, CatalogueEntry] = field(default_factory=dict)

    def entry(self, source: str) -> CatalogueEntry | None:
        """What it says of that source, or None."""
        return self.entries.get(source)


def load_catalogue(path: Path) -> Catalogue:
    """The catalogue in that YAML file; raises CatalogueError, naming the entry and the field."""
    try:
        content = yaml.safe_load(path.read_text("utf-8")) or {}
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise CatalogueError(f"{path} kan inte läsas: {error}") from error
    documents = content.get("documents") if isinstance(content, dict) else None
    if not isinstance(documents, dict):
        raise CatalogueError(f"{path}: här ska stå ”documents:” och under den en rad för varje fil.")
    return Catalogue({str(source): _entry(path, str(source), fields) for source, fields in documents.items()})


def find_catalogue(folder: Path) -> Catalogue:
    """The catalogue in the folder or else beside it; an empty one where there is none."""
    for place in (folder / FILE_NAME, folder.parent / FILE_NAME):
        if place.is_file():
            return load_catalogue(place)
    return Catalogue()


def _languages(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(str(code) for code in values)


_READ: Mapping[str, Any] = {
    "title": str,
    "kind": Kind,
    "issued_on": lambda value: PartialDate.parse(str(value)),
    "period": lambda value: Period.parse(str(value)),
    "languages": _languages,
    "publisher": str,
    "provenance": Provenance,
    "origin_url": str,
}


def _entry(path: Path, source: str, fields: object) -> CatalogueEntry:
    if not isinstance(fields, dict):
        raise CatalogueError(f"{path}: ”{source}” ska ha fält under sig, till exempel ”kind: statement”.")
    values: dict[str, Any] = {}
    for name, value in fields.items():
        if name not in _READ:
            raise CatalogueError(f"{path}: ”{source}” har det okända fältet ”{name}”. Kända: {', '.join(_READ)}.")
        try:
            values[name] = _READ[name](value)
        except ValueError as error:
            raise CatalogueError(f"{path}: ”{source}”, fältet ”{name}”: {error}") from error
    return CatalogueEntry(**values)
